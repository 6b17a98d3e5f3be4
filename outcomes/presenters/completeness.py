"""How complete a programme's answers are: scale by point, each figure opening its list."""

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core.presenters import Cell, Column, Row, Table, Tag
from outcomes.instruments import definition
from outcomes.models import Occasion
from outcomes.presenters.measures import STANDING_TAGS
from outcomes.services.measures import standings
from outcomes.services.measures.points import Standing, Tally, completeness

MISSING = (Standing.MISSED, Standing.LATE, Standing.DUE)


def table(programme, cases, *, today) -> Table | None:
    """A row a scale and point: due, done, of those declined, per cent, missing."""
    found = completeness(programme, cases, today=today)
    order = {each: number for number, each in enumerate(Occasion.values)}
    rows = tuple(
        _row(programme, definition(key), occasion, tally)
        for (key, occasion), tally in sorted(
            found.items(), key=lambda each: (each[0][0], order[each[0][1]])
        )
    )
    columns = (
        Column(_("Scale")),
        Column(_("When")),
        Column(_("Due"), numeric=True),
        Column(_("Done"), numeric=True),
        Column(_("Done, per cent"), numeric=True),
        Column(_("Answered in part"), numeric=True),
        Column(_("Declined"), numeric=True),
        Column(_("Missing"), numeric=True),
    )
    return Table(_("How complete the answers are"), columns, rows) if rows else None


def _row(programme, instrument, occasion, tally: Tally) -> Row:
    label = Occasion(occasion).label
    url = reverse("outcomes:who_is_missing", args=[programme.slug, instrument.key, occasion])
    missing = len(tally.missing)
    share = _("%(n)d%%") % {"n": round(100 * tally.done / tally.due)} if tally.due else "–"
    return Row((
        Cell(instrument.short_name),
        Cell(label),
        Cell(str(tally.due)),
        Cell(str(tally.done)),
        Cell(share, strong=True),
        Cell(str(tally.of(Standing.INCOMPLETE))),
        Cell(str(tally.of(Standing.DECLINED))),
        Cell(
            str(missing),
            url=url if missing else "",
            hidden=_("missing of %(name)s, %(when)s")
            % {"name": instrument.short_name, "when": label},
        ),
    ))  # fmt: skip


def missing(programme, cases, *, instrument, occasion, today) -> Table | None:
    """Who should have an answer and has none, longest first."""
    asked = cases.filter(programme=programme, home_on__isnull=False)
    asked = asked.select_related("resident", "worker")
    waiting = [
        (point, standing, case)
        for case, each, point, standing in standings(programme, asked, today=today)
        if each.key == instrument.key and point.occasion == occasion and standing in MISSING
    ]
    rows = tuple(
        _who(case, point, standing)
        for point, standing, case in sorted(waiting, key=lambda each: (each[0].due_on, each[2].pk))
    )
    columns = (Column(_("Resident")), Column(_("Worker")), Column(_("Due")), Column(_("Stands")))
    return Table(_("Who is missing"), columns, rows) if rows else None


def _who(case, point, standing) -> Row:
    words, colour = STANDING_TAGS[standing]
    return Row((
        Cell(case.resident.full_name, url=reverse("outcomes:measures", args=[case.reference])),
        Cell(case.worker.name if case.worker else _("nobody yet")),
        Cell(date_format(point.due_on, "j F Y")),
        Cell(tags=(Tag(words, colour),)),
    ))  # fmt: skip
