"""What a cut holds for reports, invented from dice, and the reports written from it."""

import datetime as dt
from functools import lru_cache
from random import Random

from outcomes.evaluation.cut import Cut
from outcomes.evaluation.figures import figures
from outcomes.periods import month, months_in, quarter
from outcomes.presenters.numbers import Published
from outcomes.presenters.reports.document import StoryBlock
from outcomes.presenters.reports.subject import Subject
from outcomes.presenters.reports.writing import document
from outcomes.services.reports.settling import as_json, counts_of, from_json, settled
from outcomes.statistics.disclosure import Claim, Link, telling
from tests.outcomes.sample import sample_cut

WARDS = {
    "ward:CBW-AAAAAA": "Ward B4, Tipley Hospital",
    "ward:CBW-BBBBBB": "Ward C3, Tipley Hospital",
}
DECISIONS = ("accepted", "declined", "redirected", "other", "waiting")
STORY = StoryBlock("I was on my own after the hospital.\nNow somebody knocks.", "Mrs B")
SPANS = {
    "annual": (dt.date(2024, 11, 1), dt.date(2025, 10, 31)),
    "funder": quarter(dt.date(2025, 9, 30)),
    "governors": quarter(dt.date(2025, 9, 30)),
    "ward": month(dt.date(2025, 10, 15)),
    "public": (dt.date(2024, 11, 1), dt.date(2025, 10, 31)),
}
KEYS = {"funder": "tipley-council", "ward": "CBW-AAAAAA"}


def reports_facts(seed: int = 7, most: int = 9) -> dict:
    """Two wards over fourteen months. Cells of 0 are not kept, as in a real cut."""
    dice = Random(seed)
    months = months_in(dt.date(2024, 9, 1), dt.date(2025, 10, 31))
    cells = [
        [at, place, kind, number]
        for at in months for place in WARDS for kind in DECISIONS
        if (number := dice.choice((0, 1, 2, dice.randint(0, most))))
    ]  # fmt: skip
    accepted = [row for row in cells if row[2] == "accepted"]
    return {
        "wards": {
            "places": dict(WARDS),
            "decisions": cells,
            "next": [[row[0], row[1], "plan_over", row[3]] for row in accepted],
            "delays": sorted([row[0], row[1], dice.choice((0, 0, 1, 3))] for row in accepted),
            "barriers": sorted(
                [row[0], row[1], dice.choice(("Key safe", "No food")), 1.5] for row in accepted
            ),
        },
        "funders": [_funder()],
        "themes": {
            "needs": [
                [at, name, dice.randint(1, most)] for at in months for name in ("Money", "Warmth")
            ],
            "contacts": [[at, "Loneliness", dice.randint(1, most)] for at in months],
            "gaps": [
                {"need": "Pets", "area": "Coseley", "kind": "Voluntary", "raised": "2025-05-02",
                 "filled": "2025-08-01", "in_hand": False, "people": 3},
                {"need": "Warmth", "area": "=Dudley", "kind": "Statutory", "raised": "2025-06-02",
                 "filled": None, "in_hand": True, "people": 12},
            ],
        },
    }  # fmt: skip


def _funder() -> dict:
    standing = {
        "agreed": "60000.00", "received": "45000.00", "received_now": "15000.00",
        "paid": "12345.67", "paid_now": "2345.60", "committed": "310.00",
        "committed_now": "310.00", "left": "32344.33", "owed": "0.00", "carried": "0.00",
        "back": "0.00", "brought_forward": "19999.93", "difference": "0.00",
    }  # fmt: skip
    quarters = {"2025-07-01": standing}
    agreement = {"reference": "CBA-ABCDEF", "fund": "Floating fund", "purposes": "",
                 "from": "2024-04-01", "to": "2026-03-31", "quarters": quarters}  # fmt: skip
    bought = [
        ["2025-07-01", "Aids and small repairs", 14, 12, "1843.10"],
        ["2025-07-01", "Getting online", 2, 2, "402.50"],
        ["2025-07-01", "Transport", 11, 9, "100.00"],
    ]
    return {"key": "tipley-council", "name": "Tipley Borough Council",
            "agreements": [agreement], "bought": bought}  # fmt: skip


@lru_cache(maxsize=1)
def _base():
    cut = sample_cut()
    return cut, figures(cut)


def given_of(kind: str, facts: dict, *, span=None, key: str | None = None, **own) -> dict:
    """All of a Subject but its counts. `own`: facts of the evaluation's chapters instead."""
    cut, found = _base()
    first, last = span or SPANS[kind]
    whole = Cut(cut.parameters, "", cut.facts | {"reports": facts} | own)
    return {
        "kind": kind, "reference": "CBRP-TESTED", "cut": whole, "found": found, "first": first,
        "last": last, "run": "CBE-TESTED", "key": KEYS.get(kind, "") if key is None else key,
        "stories": (STORY,) if kind != "ward" else (),
    }  # fmt: skip


def told(kind: str, *, numbers=None, seed: int = 7):
    """A document, settled when it is for readers outside."""
    given = given_of(kind, reports_facts(seed))
    if numbers is None:
        return settled(given, ())[0]
    return document(Subject(counts=counts_of(given, numbers), **given))


def published(kind: str, facts: dict, earlier: list, **more) -> list:
    """What one more report gives away, after those before it: claims and links."""
    _document, counts = settled(given_of(kind, facts, **more), earlier)
    return from_json(as_json(counts))


def worked_out(held: list) -> list[Claim]:
    """The small figures that all of it together tells."""
    claims = [each for each in held if isinstance(each, Claim)]
    return telling(claims, [each for each in held if isinstance(each, Link)])


__all__ = [
    "DECISIONS", "WARDS", "Published", "given_of", "published", "reports_facts", "told",
    "worked_out",
]  # fmt: skip
