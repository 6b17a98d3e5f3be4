"""What an evaluation's own page and PDF may say to readers outside.

They are withheld together with all reports: what an evaluation gives away counts as out from the
day it is published, and what went out before it counts against it. It is settled when its figures
are ready and once more when it is published; where that withholds more, its PDF is drawn again.
"""

from typing import Any

from core.errors import RuleBroken
from outcomes.evaluation.cut import Cut
from outcomes.models import EvaluationRun
from outcomes.services.reports.content import Shared, given_of_run, shared
from outcomes.services.reports.settling import settled, went_out_beside


def settle(run: EvaluationRun, cut: Cut, found: dict[str, Any]) -> Shared:
    """Withhold until no small figure can be worked out, from it and from all that went out.

    An evaluation of very few people may tell on them whatever single count is kept back. Then no
    count leaves: it may not fail for that, since those who work with it have the true figures.
    """
    given, before = given_of_run(run, cut, found), run.withheld or ()
    try:
        _told, counts = settled(given, went_out_beside(run), withheld=before)
    except RuleBroken:
        return shared(given, shared(given, ()).counts.said)
    return shared(given, counts.withheld)


def settle_as_frozen(run: EvaluationRun) -> Shared:
    """The same for a run whose figures stand."""
    cut = Cut(run.parameters, "", run.frozen.get("facts", {}))
    return settle(run, cut, run.results)
