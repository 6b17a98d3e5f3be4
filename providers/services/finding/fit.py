"""What fits best first: the services that may be right, in order, as one query.

Filters leave out only what is certain to be wrong. Everything else is weighed in points, which
stand below in one table, so that "what fits best" can be explained and changed in one place.
"""

import datetime as dt

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import SearchRank
from django.db.models import (
    BooleanField,
    Case,
    F,
    FloatField,
    Func,
    IntegerField,
    JSONField,
    Q,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce

from programmes.models import NeedDomain
from providers.models import PartOfDay, Provider, Weekday
from providers.services.finding.distance import from_district
from providers.services.finding.wanted import WEEKDAYS, WEEKEND, Wanted
from providers.services.finding.words import alike, is_written, speaking_of, text_query

POINTS = {
    "open": 40,  # takes people today
    "each_need": 15,
    "each_stated": 10,  # an access need or a circumstance that the listing states
    "near": {2: 30, 5: 22, 10: 12, 25: 4},
    "comes": 25,  # covers the district or goes everywhere, without a place of its own
    "time_stated": 8,
    "no_wait": 6,
    "stale": -15,  # its feed carries it no more, or nobody has checked it
    "said": 60,  # times the text rank, which is between 0 and 1
}


def fitting(rows, wanted: Wanted, *, on: dt.date):
    """`rows` of services narrowed to what may fit, with the annotation `fit` (points, or None).

    Returns (rows, misspelt): `misspelt` when nobody writes the words and those that sound alike
    are shown instead.
    """
    able = Provider.objects.able(on)
    needs = _need_ids(wanted)
    rows = _by_room(_certain(rows, wanted, needs), wanted, able)
    bands = from_district(wanted.district) if wanted.district else {}
    rows = _within(rows, wanted, bands)
    rows, said, misspelt = _spoken(rows, wanted)
    if not wanted.anything:
        return rows, False
    return rows.annotate(fit=_points(wanted, needs, bands, able) + said), misspelt


def _certain(rows, wanted: Wanted, needs: list[int]):
    """Without those that do not help with it, are not then, or cost or take longer than asked."""
    if wanted.needs:
        rows = rows.filter(need_ids__overlap=needs)
    if wanted.kind:
        rows = rows.filter(kind=wanted.kind)
    slots = slots_of(wanted.day, wanted.part)
    if slots:
        rows = rows.filter(slots__overlap=slots)
    if wanted.stated and wanted.access:
        rows = rows.filter(access__contains=list(wanted.access))
    if wanted.stated and wanted.suits:
        rows = rows.filter(suits__contains=list(wanted.suits))
    if wanted.most_days is not None:
        rows = rows.filter(Q(waiting_days__isnull=True) | Q(waiting_days__lte=wanted.most_days))
    if wanted.most_price is not None:
        rows = rows.filter(unit_price__lte=wanted.most_price)
    return rows


def _need_ids(wanted: Wanted) -> list[int]:
    """The keys of the needs that are asked for."""
    if not wanted.needs:
        return []
    return list(NeedDomain.objects.filter(code__in=wanted.needs).values_list("pk", flat=True))


def slots_of(day: str, part: str) -> list[str]:
    """The parts of the week that are asked for; empty when any will do."""
    if not day and not part:
        return []
    days = [day] if day else Weekday.values
    if part == WEEKDAYS:
        return [f"{one}-{two}" for one in days[:5] for two in ("am", "pm")]
    if part == WEEKEND:
        return [f"{one}-{two}" for one in ("SA", "SU") for two in PartOfDay.values]
    return [f"{one}-{two}" for one in days for two in ([part] if part else PartOfDay.values)]


def _by_room(rows, wanted: Wanted, able):
    fit = Q(is_active=True, is_paused=False, provider__in=able.values("pk"))
    fit &= Q(places__isnull=True) | Q(taken__lt=F("places"))
    if wanted.room == "open":
        return rows.filter(fit)
    return rows.exclude(fit) if wanted.room == "full" else rows


def _within(rows, wanted: Wanted, bands: dict):
    """Those that take people from the district; with a band, whose place is no farther or unknown.

    A service that names districts and not this one does not take people from here.
    """
    if not wanted.district:
        return rows
    rows = rows.near(wanted.district)
    if wanted.miles and bands:
        known = {name for names in bands.values() for name in names}
        close = Q(place_districts__overlap=bands[wanted.miles])
        rows = rows.filter(close | Q(place_districts=[])) if known else rows
    return rows


def _spoken(rows, wanted: Wanted):
    """Those that say the words, with points for how well; else those that say what sounds alike."""
    query = text_query(wanted.words)
    if query is None:
        return rows, _nothing(), False
    found = speaking_of(rows, wanted.words)
    if is_written(found):
        return found, _said(query), False
    near = alike(wanted.words)
    if near is None:
        return rows.none(), _nothing(), False
    found = rows.filter(search_words=near)
    return found, _said(near), is_written(found)


def _nothing():
    return Value(0.0, output_field=FloatField())


def _said(query):
    """Points for how well a service says the words."""
    rank = SearchRank(F("search_words"), query, normalization=Value(32))
    return Coalesce(Cast(rank, FloatField()), 0.0) * POINTS["said"]


def _points(wanted: Wanted, needs: list[int], bands: dict, able):
    """Everything but the words, added up by PostgreSQL."""
    total = _open(wanted, able)
    total += _if(Q(waiting_days__isnull=True) | Q(waiting_days=0), POINTS["no_wait"])
    total += _if(Q(stale_since__isnull=False), POINTS["stale"])
    total += _if(~Q(slots=[]), POINTS["time_stated"])
    if not wanted.stated:  # else all that are left state them
        for code in wanted.access:
            total += _if(Q(access__contains=[code]), POINTS["each_stated"])
        for code in wanted.suits:
            total += _if(Q(suits__contains=[code]), POINTS["each_stated"])
    if len(needs) > 1:
        for need in needs:
            total += _if(Q(need_ids__contains=[need]), POINTS["each_need"])
    return Cast(total + _nearness(wanted, bands), FloatField())


def _open(wanted: Wanted, able):
    """Points for taking people today; the same for all where only such ones were asked for."""
    if wanted.room == "open":
        return Value(POINTS["open"])
    room = Q(places__isnull=True) | Q(taken__lt=F("places"))
    return _if(Q(is_paused=False) & room & Q(provider__in=able.values("pk")), POINTS["open"])


def _nearness(wanted: Wanted, bands: dict):
    if not wanted.district:
        return Value(0)
    near = [
        When(NamedIn(F("place_districts"), names=names), then=Value(POINTS["near"][band]))
        for band, names in sorted(bands.items())
        if names
    ]
    comes = When(place_districts=[], then=Value(POINTS["comes"]))
    return Case(comes, *near, default=Value(0), output_field=IntegerField())


class NamedIn(Func):
    """Whether an array of words shares one with `names`, by looking each up in a dictionary.

    `&&` compares each word with each of a hundred names; over ten thousand services that is what
    the whole search took longest for.
    """

    template = "%(expressions)s"
    arg_joiner = " ?| "
    output_field = BooleanField()

    def __init__(self, words, *, names):
        known = Value(dict.fromkeys(sorted(names), 1), output_field=JSONField())
        super().__init__(known, Cast(words, ArrayField(TextField())))


def _if(condition: Q, points: int):
    return Case(When(condition, then=Value(points)), default=Value(0), output_field=IntegerField())
