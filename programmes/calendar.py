"""Working days: Monday to Friday but for the bank holidays of the programme's nation."""

import datetime as dt
from functools import cache

from govuk_bank_holidays.bank_holidays import BankHolidays


@cache
def bank_holidays(nation: str) -> frozenset[dt.date]:
    """The nation's bank holidays, from the list that govuk-bank-holidays ships (no network)."""
    listed = BankHolidays(use_cached_holidays=True).get_holidays(division=nation)
    return frozenset(each["date"] for each in listed)


def is_working_day(day: dt.date, nation: str) -> bool:
    """Whether people are at work on `day` in `nation`."""
    return day.weekday() < 5 and day not in bank_holidays(nation)


def working_day_after(day: dt.date, count: int, nation: str) -> dt.date:
    """The day on which the `count`-th working day after `day` falls (day 0 is `day` itself)."""
    current = day
    while count > 0:
        current += dt.timedelta(days=1)
        if is_working_day(current, nation):
            count -= 1
    return current


def working_days_between(start: dt.date, end: dt.date, nation: str) -> int:
    """How many working days fall after `start` up to and including `end`."""
    days = (end - start).days
    return sum(
        is_working_day(start + dt.timedelta(days=n), nation) for n in range(1, max(days, 0) + 1)
    )
