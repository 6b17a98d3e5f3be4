"""Each unit's place in the funnel."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from outcomes.statistics.funnel.dispersion import Overdispersion, overdispersion
from outcomes.statistics.funnel.limits import (
    FunnelLimits,
    arcsine_limits,
    poisson_limits,
    score_limits,
    widened_proportion_limits,
    widened_ratio_limits,
)
from outcomes.statistics.guards import Numbers, alike, numbers

Place = Literal["low alarm", "low warning", "within", "high warning", "high alarm"]
ShareLimits = Literal["arcsine", "score"]


@dataclass(frozen=True)
class Unit:
    """`value`: observed / expected, or a share. `place` is decided by `limits`."""

    name: str
    numerator: float
    denominator: float
    value: float
    limits: FunnelLimits
    place: Place


@dataclass(frozen=True)
class Funnel:
    """`widened` says whether the spread between units is in the limits."""

    target: float
    units: tuple[Unit, ...]
    overdispersion: Overdispersion | None
    widened: bool

    @property
    def outside(self) -> tuple[Unit, ...]:
        """The units to look at, furthest out first."""
        far = [unit for unit in self.units if unit.place != "within"]
        return tuple(sorted(far, key=lambda unit: ("alarm" not in unit.place, unit.name)))


def ratio_funnel(
    names: Sequence[str],
    observed: Numbers,
    expected: Numbers,
    *,
    target: float = 1.0,
    widen: bool = False,
) -> Funnel:
    """Observed over expected events of each unit. widen: allow for units differing anyway."""
    counts, awaited = _pair(names, observed, expected)
    spread = overdispersion(counts, awaited * target, scale="log") if len(counts) > 1 else None
    tau = spread.tau_squared if spread and widen else 0.0

    def limits(size: float) -> FunnelLimits:
        if tau:
            return widened_ratio_limits(size, tau_squared=tau, target=target)
        return poisson_limits(size, target=target)

    return Funnel(target, _units(names, counts, awaited, limits), spread, tau > 0)


def proportion_funnel(
    names: Sequence[str],
    count: Numbers,
    of: Numbers,
    *,
    widen: bool = False,
    method: ShareLimits = "arcsine",
) -> Funnel:
    """The share of each unit around the share of all. Widened limits are on the arcsine scale."""
    counts, people = _pair(names, count, of)
    if (counts > people).any():
        raise ValueError("numerator: a share cannot have more events than people")
    target = float(counts.sum() / people.sum())
    spread = overdispersion(counts, people, scale="arcsine") if len(counts) > 1 else None
    tau = spread.tau_squared if spread and widen else 0.0
    plain = arcsine_limits if method == "arcsine" else score_limits

    def limits(size: float) -> FunnelLimits:
        if tau:
            return widened_proportion_limits(size, tau_squared=tau, target=target)
        return plain(size, target=target)

    units = _units(names, counts, people, limits)
    return Funnel(target, units, spread, tau > 0)


def _pair(names: Sequence[str], above: Numbers, below: Numbers):
    counts = numbers(above, what="numerator", lowest=0, at_least=1)
    sizes = numbers(below, what="denominator")
    alike(counts, sizes, what="numerator and denominator")
    if len(names) != len(counts):
        raise ValueError("names: one for each unit")
    if (sizes <= 0).any():
        raise ValueError("denominator: a unit needs people or expected events above 0")
    return counts, sizes


def _units(names, above, below, limits: Callable[[float], FunnelLimits]) -> tuple[Unit, ...]:
    return tuple(
        Unit(name, float(some), float(size), float(some / size), around, place(some / size, around))
        for name, some, size in zip(names, above, below, strict=True)
        for around in (limits(float(size)),)
    )


def place(value: float, limits: FunnelLimits) -> Place:
    """Beyond the alarm, beyond the warning, or within."""
    if value < limits.low998:
        return "low alarm"
    if value > limits.high998:
        return "high alarm"
    if value < limits.low95:
        return "low warning"
    return "high warning" if value > limits.high95 else "within"
