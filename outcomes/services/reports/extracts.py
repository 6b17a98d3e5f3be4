"""An extract for an outside evaluator: asked, confirmed, released by three people, and ended."""

import datetime as dt
import hashlib
import secrets

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _

from core import clock, events
from core.errors import NotAllowedNow, RuleBroken
from core.services import lock, move
from outcomes.evaluation.cut import Cut
from outcomes.lifecycle import RunStatus
from outcomes.models import Extract, ExtractKey, ExtractReading
from outcomes.report_lives import EXTRACT_LIFE, ExtractStatus
from outcomes.services.reports.pseudonyms import archive

LONGEST = dt.timedelta(days=366)


@transaction.atomic
def ask_for_extract(
    run, *, by, at: dt.datetime, recipient: str, purpose: str, expires_on: dt.date
) -> Extract:
    """Nothing is taken yet: a manager confirms the need, information governance releases it."""
    if run.status not in (RunStatus.READY, RunStatus.PUBLISHED):
        raise RuleBroken(_("The evaluation has no figures yet. Wait until it is ready."))
    if not clock.day_of(at) < expires_on <= clock.day_of(at) + LONGEST:
        raise RuleBroken(_("Choose a day after today and within a year."), field="expires_on")
    extract = Extract.objects.create(
        run=run, recipient=recipient, purpose=purpose, expires_on=expires_on, asked_at=at,
        asked_by=by,
    )  # fmt: skip
    events.record(extract, "ask_for_extract", by=by, at=at)
    return extract


@transaction.atomic
def confirm_extract(extract: Extract, *, by, at: dt.datetime) -> Extract:
    """A manager who did not ask for it says that it is needed."""
    extract = lock(extract)
    EXTRACT_LIFE.check(extract, "confirm_extract")
    if by.pk == extract.asked_by_id:
        raise RuleBroken(_("You asked for this extract. Somebody else must confirm it."))
    return move(extract, "confirm_extract", life=EXTRACT_LIFE, by=by, at=at, confirmed_at=at,
                confirmed_by=by)  # fmt: skip


@transaction.atomic
def release(extract: Extract, *, by, at: dt.datetime) -> Extract:
    """Information governance lets it out: a third person. The key and the file are made now."""
    extract = lock(extract)
    EXTRACT_LIFE.check(extract, "release")
    if by.pk in (extract.asked_by_id, extract.confirmed_by_id):
        raise RuleBroken(_("You asked for this extract or confirmed it. A third person releases."))
    if extract.expires_on <= clock.day_of(at):
        raise RuleBroken(_("Its day has passed. Refuse it, and let it be asked for anew."))
    secret = secrets.token_bytes(32)
    cut = Cut.unpacked(bytes(extract.run.cut.body))
    body, checked = archive(extract, cut, secret)
    ExtractKey.objects.create(extract=extract, secret=secret)
    extract.file.save(f"{extract.reference}.zip", ContentFile(body), save=False)
    return move(extract, "release", life=EXTRACT_LIFE, by=by, at=at, released_at=at,
                released_by=by, checked=checked,
                sha256=hashlib.sha256(body).hexdigest())  # fmt: skip


@transaction.atomic
def refuse_extract(extract: Extract, *, by, at: dt.datetime, reason: str) -> Extract:
    """It is not let out."""
    return move(lock(extract), "refuse_extract", life=EXTRACT_LIFE, by=by, at=at, words=reason)


@transaction.atomic
def end_extract(extract: Extract, *, by, at: dt.datetime) -> Extract:
    """Wipe the file and destroy the key: no pseudonym can be led back to anybody any more."""
    extract = lock(extract)
    EXTRACT_LIFE.check(extract, "end_extract")
    storage, name = extract.file.storage, extract.file.name
    extract.file = ""
    ExtractKey.objects.filter(extract=extract).delete()
    extract = move(extract, "end_extract", life=EXTRACT_LIFE, by=by, at=at, ended_at=at)
    transaction.on_commit(lambda: storage.delete(name))
    return extract


def end_expired(*, at: dt.datetime) -> int:
    """End those whose day has come."""
    rows = Extract.objects.filter(
        status=ExtractStatus.RELEASED, expires_on__lte=clock.day_of(at)
    ).order_by("pk")
    for extract in rows:
        end_extract(extract, by=None, at=at)
    return len(rows)


def take(extract: Extract, *, by, at: dt.datetime) -> bytes:
    """The file, for somebody who may have it; written down first."""
    if extract.status != ExtractStatus.RELEASED or extract.expires_on <= clock.day_of(at):
        raise NotAllowedNow(_("This extract is not, or no longer, released."))
    ExtractReading.objects.create(extract=extract, at=at, by=by)
    with extract.file.open("rb") as file:
        return file.read()
