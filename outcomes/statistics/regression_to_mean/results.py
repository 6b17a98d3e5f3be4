"""The fall to expect without help."""

from dataclasses import dataclass
from typing import Literal

Method = Literal["earlier_window", "steady_rates", "unknown"]


@dataclass(frozen=True)
class Expected:
    """Percent change to expect without help; None with the reason in `method` = "unknown"."""

    percent: float | None
    low: float | None
    high: float | None
    method: Method
    people: int


UNKNOWN = Expected(None, None, None, "unknown", 0)
