"""Kaplan–Meier: the share still without the event, allowing for people followed less long."""

from dataclasses import dataclass

import numpy as np

from outcomes.statistics.intervals import Z95


@dataclass(frozen=True)
class Step:
    """At `day` and after: share without the event, its 95 % interval, and who was at risk."""

    day: int
    share: float
    ci_low: float
    ci_high: float
    at_risk: int
    events: int


@dataclass(frozen=True)
class Survival:
    people: int
    events: int
    steps: tuple[Step, ...]
    median: float | None

    def at(self, day: float) -> float:
        """Share without the event after `day` days."""
        shares = [step.share for step in self.steps if step.day <= day]
        return shares[-1] if shares else 1.0


def _log_log(probability: float, error: float) -> tuple[float, float]:
    """Interval on the log(−log) scale, which cannot leave 0 to 1."""
    if probability <= 0 or probability >= 1:
        return probability, probability
    theta = np.log(-np.log(probability))
    reach = Z95 * error / abs(probability * np.log(probability))
    return (
        float(np.exp(-np.exp(theta + reach))),
        float(np.exp(-np.exp(theta - reach))),
    )


def kaplan_meier(days: np.ndarray, happened: np.ndarray) -> Survival:
    """days: followed until event or end; happened: 1 when the event ended it, 0 when censored."""
    from statsmodels.duration.survfunc import SurvfuncRight

    if not len(days):
        return Survival(0, 0, (), None)
    fitted = SurvfuncRight(np.asarray(days, dtype=float), np.asarray(happened, dtype=int))
    errors = np.nan_to_num(fitted.surv_prob_se)
    rows = zip(
        fitted.surv_times, fitted.surv_prob, errors, fitted.n_risk, fitted.n_events, strict=True
    )
    steps = tuple(
        Step(int(day), float(prob), *_log_log(float(prob), float(error)), int(risk), int(events))
        for day, prob, error, risk, events in rows
        if events
    )
    median = next((float(step.day) for step in steps if step.share <= 0.5), None)
    return Survival(len(days), int(np.sum(happened)), steps, median)
