"""Looks afterwards and the clocks on screen."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from core.money import pounds
from core.presenters import Cell, Column, Row, Table, Tag
from funding.models import Purchase
from funding.presenters import words
from funding.presenters.people import whom_cell
from funding.services.speed import Speed


def waiting(purchases, seen) -> Table:
    """What waits for a look, the oldest first."""
    columns = (
        Column(_("What")),
        Column(_("For whom")),
        Column(_("Bought by")),
        Column(_("On")),
        Column(_("Price"), numeric=True),
    )
    rows = tuple(
        Row(
            (
                Cell(
                    each.what,
                    url=reverse("funding:look_back", args=[each.reference]),
                    sub=each.reference,
                ),
                whom_cell(each, seen),
                Cell(str(each.requested_by)),
                Cell(words.short_day(each.requested_at)),
                Cell(pounds(each.amount)),
            )
        )
        for each in purchases
    )
    return Table(_("Waiting for a look"), columns, rows)


def _look_url(purchase) -> str:
    return reverse("funding:look_back", args=[purchase.reference])


def done(purchases, seen) -> Table:
    """What looks found, the newest first."""
    columns = (
        Column(_("What")),
        Column(_("For whom")),
        Column(_("Found")),
        Column(_("Looked at by")),
        Column(_("Price"), numeric=True),
    )
    rows = tuple(
        Row(
            (
                Cell(each.what, url=each.get_absolute_url(), sub=each.look_back.words),
                whom_cell(each, seen),
                Cell(tags=(verdict_tag(each.look_back),)),
                Cell(str(each.look_back.looked_by)),
                Cell(pounds(each.amount)),
            )
        )
        for each in purchases
    )
    return Table(_("What was found"), columns, rows)


def verdict_tag(look) -> Tag:
    """In order or not, or still to be looked at."""
    if not look.verdict:
        return Tag(_("To be looked at"), "amber")
    return Tag(look.get_verdict_display(), "good" if look.verdict == "in_order" else "danger")


@dataclass(frozen=True, slots=True)
class SpeedPanel:
    """One programme's clocks as they are drawn."""

    title: str
    share: str
    sentence: str
    to_funded: str
    to_done: str
    ways: Table | None


def speed_panel(speed: Speed) -> SpeedPanel:
    """The clocks of one programme in words."""
    percent = speed.same_day_percent
    told = {"same": speed.same_day, "ordered": speed.ordered}
    return SpeedPanel(
        speed.programme.name,
        "–" if percent is None else f"{percent}%",
        _("%(same)d of %(ordered)d ordered were approved and ordered the day they were asked for")
        % told,
        span(speed.to_funded),
        span(speed.to_done),
        _ways(speed),
    )


def _ways(speed: Speed) -> Table | None:
    columns = (
        Column(_("Way of asking")),
        Column(_("How many"), numeric=True),
        Column(_("Minutes to ask"), numeric=True),
        Column(_("Questions"), numeric=True),
        Column(_("Steps to the order"), numeric=True),
        Column(_("Asked to agreed"), numeric=True),
    )
    rows = tuple(
        Row(
            (
                Cell(str(Purchase.Way(each.way).label)),
                Cell(str(each.count)),
                Cell(_number(each.seconds, 60)),
                Cell(_number(each.questions)),
                Cell(_number(each.acts)),
                Cell(span(each.to_agreed)),
            )
        )
        for each in speed.ways
    )
    return Table(_("What asking takes"), columns, rows) if rows else None


def _number(value, per: int = 1) -> str:
    return "–" if value is None else f"{value / per:.1f}"


def span(seconds) -> str:
    """A span as people say it: at once, 12 minutes, 5 hours, 3 days."""
    if seconds is None:
        return "–"
    if seconds < 60:
        return _("at once")
    if seconds < 5400:
        return _("%(n)d minutes") % {"n": round(seconds / 60)}
    if seconds < 2 * 86400:
        return _("%(n)d hours") % {"n": round(seconds / 3600)}
    return _("%(n)d days") % {"n": round(seconds / 86400)}
