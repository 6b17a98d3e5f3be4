"""Scores of one case, in words, with how far they have come since the first."""

from decimal import Decimal

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core import clock
from core.presenters import Action, Cell, Column, Row, Table
from outcomes.instruments import definition
from outcomes.models import Occasion
from outcomes.services import measures


def measured(case) -> list[dict]:
    """One table an instrument: each time it was asked, its scores and their bands."""
    rows = case.measures.filter(replaced_by__isnull=True).order_by("taken_on", "pk")
    by_instrument: dict[tuple[str, str], list] = {}
    for each in rows:
        by_instrument.setdefault((each.instrument, each.version), []).append(each)
    return [_one(definition(*key), found) for key, found in by_instrument.items()]


def _one(instrument, found) -> dict:
    scales = [scale for scale in instrument.scales if scale.averaged]
    columns = (Column(_("When")), *(Column(scale.name, numeric=True) for scale in scales))
    return {
        "name": instrument.name,
        "table": Table(
            caption=instrument.short_name,
            columns=columns,
            rows=tuple(_row(each, found[0], scales) for each in found),
        ),
        "copyright": instrument.licence.copyright_line,
        "sources": [scale.bands_source for scale in scales if scale.bands_source][:1],
    }


def _row(measure, first, scales) -> Row:
    when = Cell(Occasion(measure.occasion).label, sub=date_format(measure.taken_on, "j F Y"))
    return Row((when, *(_score(measure, first, scale) for scale in scales)))


def _score(measure, first, scale) -> Cell:
    if scale.key not in measure.scores:
        return Cell(_("no score"), quiet=True)
    score = Decimal(str(measure.scores[scale.key]))
    band = scale.band(score)
    return Cell(
        f"{score:.{scale.places}f}",
        sub=" ".join(filter(None, (str(band.words) if band else "", _gain(score, first, scale)))),
    )


def _gain(score, first, scale) -> str:
    start = first.scores.get(scale.key)
    if start is None:
        return ""
    gain = scale.improvement(Decimal(str(start)), score)
    if gain == 0:
        return ""
    words = _("%(n)s better than at first") if gain > 0 else _("%(n)s worse than at first")
    return "· " + words % {"n": f"{abs(gain):.{scale.places}f}"}


def offered_actions(case, user) -> list[Action]:
    """One button for each scale that may be asked."""
    if not user.has_perm("measures.record", case):
        return []
    return [
        Action(
            _("Ask %(name)s") % {"name": each.short_name},
            reverse("outcomes:record", args=[case.reference, each.key]),
        )
        for each in measures.offered(case.programme, on=clock.today())
    ]
