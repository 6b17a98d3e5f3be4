"""Which count model: Poisson while its variance is believable, else negative binomial.

Where counts scatter too much, yet not in the way of a negative binomial law, quasi-Poisson widens
the errors instead; errors by person need no such widening.
"""

from collections.abc import Hashable, Sequence

import numpy as np

from outcomes.statistics.counts.fitting import fit, prepare
from outcomes.statistics.counts.matrix import Column
from outcomes.statistics.counts.negative_binomial import negative_binomial
from outcomes.statistics.counts.poisson import dispersion, poisson_model, quasi_poisson
from outcomes.statistics.counts.results import CountModel, Term
from outcomes.statistics.guards import Numbers, flags


def count_model(
    events: Numbers,
    columns: dict[str, Column],
    *,
    exposure: Numbers | None = None,
    person: Sequence[Hashable] | None = None,
    reference: dict[str, str] | None = None,
    level: float = 0.95,
) -> CountModel:
    """Poisson, or negative binomial when Pearson's chi-squared / df is above 1.2. `law` says it."""
    data = prepare(events, columns, exposure=exposure, person=person, reference=reference)
    settings = {"exposure": exposure, "reference": reference, "level": level}
    if not dispersion(data, fit(data)).too_much:
        return poisson_model(events, columns, person=person, **settings)
    found = negative_binomial(events, columns, person=person, **settings)
    if found.law == "poisson" and person is None:
        return quasi_poisson(events, columns, **settings)
    return found


def rate_ratio_of_groups(
    events: Numbers,
    supported: Sequence[int] | np.ndarray,
    *,
    exposure: Numbers | None = None,
    person: Sequence[Hashable] | None = None,
    level: float = 0.95,
) -> tuple[Term, CountModel]:
    """The rate of the supported (1) over that of the others (0), and the model behind it."""
    group = flags(supported, what="supported")
    if group.all() or not group.any():
        raise ValueError("supported: people of both groups are needed")
    columns: dict[str, Column] = {"supported": group.astype(float)}
    found = count_model(events, columns, exposure=exposure, person=person, level=level)
    return found.term("supported"), found
