"""Cuts written by hand, for tests of what is worked out from them."""

import copy

from outcomes.evaluation.cut import COLUMNS, NUMBER_COLUMNS, STREAMS, Cut
from tests.outcomes import sample

PARAMETERS = {
    "programme": "community-bridge",
    "as_of": "2025-12-31",
    "window_days": 100,
    "cohort": "Cohort",
    "comparison": None,
    "running_cost": None,
    "unit_costs": {},
    "values": {},
    "price_index": None,
}
FACTS = {
    "programme": sample.FACTS["programme"],
    "period": {"from": "2025-06-01", "to": "2025-06-01"},
    "coverage": dict.fromkeys(STREAMS, "2020-01-01"),
    "sources": [],
}


def person(group="cohort", status="counted", **known):
    """A row: nothing happened, followed for long, never in hospital, unless told otherwise."""
    words = {"group": group, "status": status, "index_on": "2025-06-01", "sex": "female"}
    numbers = dict.fromkeys(NUMBER_COLUMNS, 0) | {
        "age": 80, "followed_days": 200, "readmitted_30": -1, "days_to_readmission": -1,
        "ended_by": -1, "home_days_90": 90, "ward": -1,
    }  # fmt: skip
    return {**words, **numbers, **known}


def cut_of(people, *, facts=None, **parameters) -> Cut:
    """The cut of these rows."""
    rows = [",".join(COLUMNS)]
    for number, each in enumerate(people):
        row = {"reference": f"P{number:05d}", **each}
        rows.append(",".join(str(row[name]) for name in COLUMNS))
    return Cut(PARAMETERS | parameters, "\n".join(rows) + "\n", FACTS | (facts or {}))


def full_cut() -> Cut:
    """The sample with a comparison list and everything else that a report can show."""
    bare, others = sample.sample_cut(), sample.sample_cut()
    header, *rows = bare.people.splitlines()
    more = [row.replace("CBC-", "CBX-").replace(",cohort,", ",comparison,")
            for row in others.people.splitlines()[1:]]  # fmt: skip
    facts = copy.deepcopy(sample.FACTS) | {
        "months": {"ae_attendance": _months(40), "emergency_admission": _months(14)},
        "wards": {"1": "Ward B4, Russells Hall", "2": "Ward C3, Russells Hall",
                  "3": "Frailty unit, Russells Hall"},
        "providers": [{"name": f"Provider {n}", "answered": 10 + n, "accepted": 8 + n % 3}
                      for n in range(6)],
        "reach": [
            {"key": "sex", "name": "Sex", "groups": [_group("Women", 60), _group("Men", 41)]}
        ],
    }  # fmt: skip
    facts["measures"] |= {
        "points": {"ons4/1/anxious": {"week_6": [["7", "5"], ["6", "6"], ["8", "3"]]}},
        "due": {"baseline": 71, "week_6": 66},
        "results": [["ons4", "week_6", "answered", 40], ["ons4", "week_6", "declined", 9]],
    }
    parameters = bare.parameters | {
        "comparison": "Waited, not supported",
        "values": {"BED": {"unit": "bed_day", "event_type": "", "label": "Bed day",
                           "amount": "562.00", "price_year": "2025/26", "source": "NHS England"}},
    }  # fmt: skip
    people = [_with_ward(row, number) for number, row in enumerate(rows)]
    return Cut(parameters, "\n".join([header, *people, *more]) + "\n", facts)


def _group(name: str, referred: int) -> dict:
    """What became of so many referrals of one group."""
    return {"group": name, "name": name, "referred": referred, "accepted": referred - 9,
            "ended": referred - 12, "finished": referred - 20, "closed": 20,
            "own_home": 14}  # fmt: skip


def _months(usual: int) -> dict[str, int]:
    months = [f"{year}-{month:02d}" for year in (2023, 2024, 2025) for month in range(1, 13)]
    return {month: usual + 3 * (number % 4) for number, month in enumerate(months[:34])}


def _with_ward(row: str, number: int) -> str:
    cells = row.split(",")
    cells[COLUMNS.index("ward")] = str(1 + number % 3)
    cells[COLUMNS.index("ended_by")] = cells[COLUMNS.index("readmission_seen")]
    return ",".join(cells)
