"""What the record lacks for the next report, kind by kind, with the page on which it is filled."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from cases.models import Case, Goal
from outcomes.models import Measure, UnitCost
from outcomes.services import measures
from referrals.models import Referral
from residents.models import Consent, ConsentKind

SETTLED = dt.timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Lack:
    """One kind of gap: what is missing, what it costs the report, and the rows that lack it.

    `page` names the address that fills it, `path` the attribute of a row that it takes, `field`
    the very field there. Who lacks `permission` is led to `otherwise`: somebody else fills it.
    """

    key: str
    title: str
    why: str
    rows: Callable
    page: str
    path: str = "reference"
    field: str = ""
    permission: str = ""
    otherwise: str = ""


def _home(programme, user, today: dt.date):
    seen = Case.objects.visible_to(user).filter(programme=programme)
    return seen.filter(home_on__lte=today).exclude(close_reason="data_error")


def _no_baseline(programme, user, today):
    if not list(measures.offered(programme, on=today)):
        return Case.objects.none()
    answered = Measure.objects.filter(case=OuterRef("pk"), occasion="baseline")
    late = _home(programme, user, today).filter(home_on__lte=today - SETTLED)
    return late.exclude(status="closed").filter(~Exists(answered)).order_by("home_on")


def _no_last(programme, user, today):
    first = Measure.objects.filter(case=OuterRef("pk"), occasion="baseline")
    later = Measure.objects.filter(case=OuterRef("pk")).exclude(occasion="baseline")
    over = _home(programme, user, today).filter(plan_ends_on__lte=today)
    return over.filter(Exists(first), ~Exists(later)).order_by("plan_ends_on")


def _not_asked(programme, user, today):
    asked = Consent.objects.filter(resident=OuterRef("resident"), kind=ConsentKind.EVALUATION)
    return _home(programme, user, today).filter(~Exists(asked)).order_by("home_on")


def _no_number(programme, user, today):
    lacking = Q(resident__nhs_number__isnull=True) | Q(resident__nhs_number="")
    return _home(programme, user, today).filter(lacking).order_by("home_on")


def _no_age(programme, user, today):
    lacking = Q(resident__date_of_birth__isnull=True) | Q(resident__postcode="")
    return _home(programme, user, today).filter(lacking).order_by("home_on")


def _no_goal_result(programme, user, today):
    still_open = Goal.objects.filter(case=OuterRef("pk"), result=Goal.Result.OPEN)
    closed = _home(programme, user, today).filter(status="closed")
    return closed.filter(Exists(still_open)).order_by("-closed_at")


def _sent(programme, user):
    seen = Referral.objects.visible_to(user).filter(programme=programme, status="accepted")
    return seen.filter(ward__isnull=False).order_by("-submitted_at")


def _no_ready_day(programme, user, today):
    return _sent(programme, user).filter(ready_on__isnull=True)


def _no_leaving_day(programme, user, today):
    return _sent(programme, user).filter(discharged_on__isnull=True, case__home_on__isnull=False)


def _no_ward(programme, user, today):
    seen = Referral.objects.visible_to(user).filter(programme=programme, status="accepted")
    return seen.filter(ward__isnull=True, site__isnull=False).order_by("-submitted_at")


def _no_unit_cost(programme, user, today):
    rows = UnitCost.objects.visible_to(user).filter(effective_from__lte=today)
    return rows.filter(Q(amount__isnull=True) | Q(source="")).order_by("label")


_DATES = {"permission": "referrals.give_dates", "otherwise": "referrals:detail"}
LACKS = (
    Lack("baseline", _("No scale at the start"),
         _("Without a first answer there is no change to report."),
         _no_baseline, "outcomes:measures"),
    Lack("last", _("A scale at the start and none after"),
         _("The plan has ended; the change cannot be counted."), _no_last, "outcomes:measures"),
    Lack("consent", _("Not asked whether they may be counted"),
         _("Nobody is counted who was not asked."), _not_asked, "residents:record_consent",
         "resident.reference", "id_kind_3"),
    Lack("number", _("No NHS number"), _("Their hospital use cannot be found."), _no_number,
         "residents:edit", "resident.reference", "id_nhs_number"),
    Lack("age", _("No date of birth or no postcode"),
         _("They cannot be compared with people who are alike."), _no_age, "residents:edit",
         "resident.reference", "id_date_of_birth_0"),
    Lack("goals", _("Closed with goals that nobody looked at"),
         _("What came of the plan is not known."), _no_goal_result, "cases:detail"),
    Lack("ready", _("No day on which they were ready to go home"),
         _("Their delay cannot be counted."), _no_ready_day, "referrals:give_dates",
         field="id_ready_on_0", **_DATES),
    Lack("left", _("Home, and no day on which they left hospital"),
         _("Their delay cannot be counted."), _no_leaving_day, "referrals:give_dates",
         field="id_discharged_on_0", **_DATES),
    Lack("ward", _("No ward"), _("The ward that sent them gets no feedback about them."),
         _no_ward, "referrals:detail"),
    Lack("unit_cost", _("Unit costs without a sum or a source"),
         _("The report leaves the money blank for these."), _no_unit_cost,
         "outcomes:set_unit_cost", ""),
)  # fmt: skip


BY_KEY = {each.key: each for each in LACKS}
SHOWN = 25


def rows_of(lack: Lack, programme, user, *, today: dt.date, worker: str = ""):
    """Every row that lacks it, in a steady order; with `worker`, those of that person's cases."""
    rows = lack.rows(programme, user, today)
    if lack.path.startswith("resident"):
        rows = rows.select_related("resident")
    if worker and rows.model is Case:
        rows = rows.filter(worker__reference=worker)
    elif worker and rows.model is Referral:
        rows = rows.filter(case__worker__reference=worker)
    elif worker:
        rows = rows.none()
    return rows.order_by(*rows.query.order_by, "pk")


def lacking(programme, user, *, today: dt.date, worker: str = "") -> list[tuple[Lack, int, list]]:
    """Each kind with how many rows lack it and the first of them; kinds without any left out."""
    found = []
    for lack in LACKS:
        rows = rows_of(lack, programme, user, today=today, worker=worker)
        number = rows.count()
        if number:
            found.append((lack, number, list(rows[:SHOWN])))
    return found
