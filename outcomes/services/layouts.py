"""What a source's columns and words mean: remembered, changed, withdrawn."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain, count

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from core import events
from core.errors import Conflict, RuleBroken
from core.services import lock, move
from outcomes.activity.reading import NEEDED, WORDED, Reading, headers_key, tidy
from outcomes.activity.rows import CHOICES
from outcomes.lifecycle import LAYOUT_LIFE, LayoutStatus
from outcomes.models import ActivityLayout


def remembered(programme, *, source: str, key: str) -> ActivityLayout | None:
    """The layout in use for files of `source` with these headers."""
    rows = ActivityLayout.objects.filter(programme=programme, status=LayoutStatus.IN_USE)
    return rows.filter(source=source.strip(), headers_key=key).first()


def latest_of(programme, *, source: str) -> ActivityLayout | None:
    """The newest layout in use for files of `source`, whatever their headers."""
    rows = ActivityLayout.objects.filter(programme=programme, status=LayoutStatus.IN_USE)
    return rows.filter(source=source.strip()).order_by("-made_at", "-pk").first()


def free_name(programme, *, source: str) -> str:
    """A name for a layout of `source` that no other one in use has."""
    rows = ActivityLayout.objects.filter(programme=programme, status=LayoutStatus.IN_USE)
    taken = set(rows.values_list("name", flat=True))
    names = chain([source[:74]], (f"{source[:74]} {number}" for number in count(2)))
    return next(name for name in names if name not in taken)


@transaction.atomic
def remember(
    programme,
    *,
    source: str,
    name: str,
    headers: list[str],
    reading: Reading,
    by,
    at: dt.datetime,
) -> ActivityLayout:
    """A new layout; it takes the place of one for the same source and headers."""
    _check(reading, headers)
    before = remembered(programme, source=source, key=headers_key(headers))
    if before is not None:
        return change(before, reading=reading, name=name, by=by, at=at)
    layout = ActivityLayout(
        programme=programme,
        source=source.strip(),
        name=name.strip(),
        headers=headers,
        headers_key=headers_key(headers),
        made_at=at,
        made_by=by,
        **_told(reading),
    )
    _save(layout)
    events.record(layout, "remember", by=by, at=at)
    return layout


@transaction.atomic
def change(layout, *, reading: Reading, by, at: dt.datetime, name: str = "") -> ActivityLayout:
    """What columns and words mean from now on. What was imported stays as it is."""
    layout = lock(layout)
    _check(reading, layout.headers)
    for field, value in _told(reading).items():
        setattr(layout, field, value)
    layout.name = name.strip() or layout.name
    with _names_once():
        return move(layout, "change", life=LAYOUT_LIFE, by=by, at=at)


@transaction.atomic
def withdraw(layout, *, by, at: dt.datetime) -> ActivityLayout:
    """No file is read by it any more: the next one with these headers asks again."""
    layout = lock(layout)
    return move(layout, "withdraw", life=LAYOUT_LIFE, by=by, at=at, withdrawn_at=at,
                withdrawn_by=by)  # fmt: skip


def _told(reading: Reading) -> dict:
    return {
        "columns": reading.columns,
        "fixed": reading.fixed,
        "words": reading.words,
        "date_order": reading.date_order,
    }


def _check(reading: Reading, headers: list[str]) -> None:
    """What an event needs is there, no column is two things, and every word is one of ours."""
    for name in NEEDED:
        if name not in reading.columns and name not in reading.fixed:
            raise RuleBroken(_("Say which column this is."), field=f"column_{name}")
    there = {tidy(header) for header in headers}
    chosen = [tidy(header) for header in reading.columns.values()]
    for name, header in reading.columns.items():
        if tidy(header) not in there:
            raise RuleBroken(_("The file has no such column."), field=f"column_{name}")
        if chosen.count(tidy(header)) > 1:
            raise RuleBroken(_("One column cannot be two things."), field=f"column_{name}")
    for name in WORDED:
        known = {*CHOICES[name], "-"}
        if not set(reading.words.get(name, {}).values()) <= known:
            raise RuleBroken(_("Choose what each word means."), field=f"column_{name}")
    if reading.fixed.get("event_type", "gp_contact") not in CHOICES["event_type"]:
        raise RuleBroken(_("Choose what each row is."), field="fixed_event_type")


def _save(layout: ActivityLayout) -> None:
    with _names_once():
        layout.save()


@contextmanager
def _names_once() -> Iterator[None]:
    """The database holds that a name stands once; whoever chose it again is told in words."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        words = _("Another layout has this name. Choose another one.")
        raise Conflict(words, field="name") from error
