"""What came of the plans: goals, support, endings, and scales answered twice; live, no claims.

Cases count, not rows: somebody with three goals achieved is one person who reached a goal.
"""

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.db.models import Count

from cases.lifecycle import Status
from cases.models import Case, Goal, Placement
from core import clock
from outcomes.evaluation.cut import Cut
from outcomes.evaluation.wellbeing import measured
from outcomes.extraction import scales


@dataclass(frozen=True, slots=True)
class Came:
    """How something came out: in rows, and in cases with at least one such row."""

    rows: dict[str, int]
    cases: dict[str, int]

    @property
    def told(self) -> int:
        """Rows whose result is known."""
        return sum(number for result, number in self.rows.items() if result not in ("", "open"))


@dataclass(frozen=True, slots=True)
class HelpedFound:
    """Everything on the page. `endings`: closed cases by reason, most first."""

    cases: int
    closed: int
    goals: Came
    support: Came
    endings: tuple[tuple[str, int], ...]
    scales: list[dict[str, Any]]


def found(user, programme, *, since: dt.date, today: dt.date) -> HelpedFound:
    """What came of the cases opened from `since` on."""
    cases = Case.objects.visible_to(user).filter(
        programme=programme, opened_at__gte=clock.start_of(since)
    )
    by_status = Counter(dict(_counted(cases, "status")))
    endings = Counter(dict(_counted(cases.filter(status=Status.CLOSED), "close_reason")))
    answered = {"measures": scales.measures_of(cases, as_of=today)}
    return HelpedFound(
        cases=by_status.total(),
        closed=by_status[Status.CLOSED],
        goals=_came(Goal.objects.filter(case__in=cases)),
        support=_came(Placement.objects.filter(case__in=cases)),
        endings=tuple(endings.most_common()),
        scales=[each for each in measured(Cut({}, "", answered), {}) if each["pairs"]],
    )


def _counted(rows, field: str) -> list[tuple[str, int]]:
    return list(rows.order_by(field).values_list(field).annotate(number=Count("pk")))


def _came(rows) -> Came:
    by_result = rows.order_by("result").values_list("result")
    told = list(by_result.annotate(number=Count("pk"), cases=Count("case", distinct=True)))
    return Came(
        rows={result: number for result, number, _cases in told},
        cases={result: cases for result, _number, cases in told},
    )
