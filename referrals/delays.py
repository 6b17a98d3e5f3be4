"""Days in hospital after being ready to leave, as questions to the database.

Bands are those that NHS England publishes. The same day is no delay; leaving before the ready date
is a mistake in the record and belongs to no band.
"""

import datetime as dt

from django.db.models import DurationField, ExpressionWrapper, F, Q
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from core import clock

BANDS: dict[str, tuple[int, int | None]] = {
    "0": (0, 0),
    "1": (1, 1),
    "2-3": (2, 3),
    "4-6": (4, 6),
    "7-13": (7, 13),
    "14-20": (14, 20),
    "21": (21, None),
}
LEFT, LATE, LONG, UNKNOWN, WRONG = "left", "late", "long", "unknown", "wrong"
CHOICES = [
    (LEFT, _("Left, and both days are known")),
    (LATE, _("Stayed a day or more")),
    (LONG, _("Stayed a week or more")),
    ("0", _("Left on the day")),
    ("1", _("1 day")),
    ("2-3", _("2 to 3 days")),
    ("4-6", _("4 to 6 days")),
    ("7-13", _("7 to 13 days")),
    ("14-20", _("14 to 20 days")),
    ("21", _("21 days or more")),
    (UNKNOWN, _("Left, ready date not known")),
    (WRONG, _("Left before they were ready")),
]
WAITED = ExpressionWrapper(F("discharged_on") - F("ready_on"), output_field=DurationField())


MONTHS_BACK = 60


def months_back() -> list[tuple[str, str]]:
    """The months of which a list may be asked for, the newest first."""
    day, found = clock.today().replace(day=1), []
    for _number in range(MONTHS_BACK):
        found.append((f"{day:%Y-%m}", date_format(day, "F Y")))
        day = (day - dt.timedelta(days=1)).replace(day=1)
    return found


def condition(choice: str) -> Q:
    """Which referrals one of the CHOICES means; they need the annotation `waited` (WAITED)."""
    if choice == UNKNOWN:
        return Q(discharged_on__isnull=False, ready_on__isnull=True)
    if choice == WRONG:
        return Q(waited__lt=dt.timedelta(0))
    first, last = {LEFT: (0, None), LATE: (1, None), LONG: (7, None), **BANDS}[choice]
    found = Q(waited__gte=dt.timedelta(days=first))
    return found if last is None else found & Q(waited__lte=dt.timedelta(days=last))
