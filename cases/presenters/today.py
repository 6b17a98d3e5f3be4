"""A worker's day: who needs them, what is due, what was answered, and their caseload."""

import datetime as dt

from django.db.models import Q
from django.urls import reverse
from django.utils import formats
from django.utils.translation import gettext as _

from cases.models import Case, Review, Task
from cases.models.contact import Mode
from cases.presenters.strip import Facts, Mark, gather, short_day, strip
from core import clock
from core.presenters import Action, Alert, AlertRow, Notice, PersonRow, Strip, Tag
from core.presenters import Task as TaskRow
from residents.models import Alert as ResidentAlert

FIRST_WEEKS = (ResidentAlert.Kind.NOT_REACHED, ResidentAlert.Kind.MISSED_EARLY)


def own_cases(user, today):
    """Open cases that are this worker's, or that they cover today."""
    covered = Case.objects.filter(
        covers__worker=user, covers__starts_on__lte=today, covers__ends_on__gte=today
    ).values("pk")
    mine = Q(worker=user) | Q(pk__in=covered)
    return Case.objects.visible_to(user).open().filter(mine)


def own_people(user, today) -> list[Case]:
    """Those cases with all that a worker's day says of them, newest home first; not home yet on
    top."""
    joined = own_cases(user, today).select_related("resident", "policy", "programme")
    return list(joined.order_by("-home_on", "pk"))


def alerts_of(cases) -> list[ResidentAlert]:
    """What somebody has to see to about the people of these `cases`, the most pressing first."""
    rows = ResidentAlert.objects.filter(
        resident__in={each.resident_id for each in cases},
        programme__in={each.programme_id for each in cases},
        ended_at__isnull=True,
    )
    return list(rows.order_by("due_at", "raised_at"))


def alert(own: list[Case], rows: list[ResidentAlert]) -> Alert | None:
    """The red frame, a row a person: first 14 days, and anyone a driver is worried about."""
    cases = {each.resident_id: each for each in own}
    most_pressing: dict[int, ResidentAlert] = {}
    for each in rows:
        most_pressing.setdefault(each.resident_id, each)
    if not most_pressing:
        return None
    shown = tuple(_alert_row(each, cases[key]) for key, each in most_pressing.items())
    early = all(each.kind in FIRST_WEEKS for each in rows)
    title = _("First 14 days: %(count)d need you today") if early else _("%(count)d need you today")
    return Alert(title % {"count": len(shown)}, shown)


def _alert_row(alert, case) -> AlertRow:
    name = case.resident.full_name
    is_missed = alert.kind == ResidentAlert.Kind.MISSED_EARLY
    deadline = ""
    if alert.due_at:
        local = clock.day_of(alert.due_at)
        deadline = _("Due by %(day)s.") % {"day": formats.date_format(local, "l j F")}
        if local == clock.today():
            deadline = _("Due by 17:00 today.")
    return AlertRow(
        name,
        reverse("cases:detail", args=[case.reference]),
        alert.words,
        deadline,
        Action(
            _("Try again") if is_missed else _("Call now"),
            reverse("cases:add_contact", args=[case.reference]),
            hidden=name,
        ),
    )


def due(cases: list[Case], facts: dict[int, Facts], today) -> list[TaskRow]:
    """Visits, calls and reviews of today, and those that should have been; overdue first."""
    planned, reviews = [], []
    for case in cases:
        told = facts[case.pk]
        planned += [(each, case) for each in told.planned if each.word == "planned"]
        reviews += [(each, case) for each in told.reviews]
    return [
        *(_planned(each, case, today) for each, case in _until(today, planned)),
        *(_review(each, case, today) for each, case in _until(today, reviews)),
    ]


def _until(today, pairs) -> list[tuple[Mark, Case]]:
    """Those due today or before, the oldest first; on one day by their hour, without one last."""
    due_now = [pair for pair in pairs if pair[0].on <= today]
    return sorted(due_now, key=lambda pair: (pair[0].on, pair[0].at or dt.time.max, pair[1].pk))


def _planned(planned: Mark, case: Case, today) -> TaskRow:
    resident, overdue = case.resident, planned.on < today
    when = f"{planned.at:%H:%M}" if planned.at else _("Today")
    is_visit = planned.mode == Mode.VISIT
    return TaskRow(
        resident.full_name,
        reverse("cases:detail", args=[case.reference]),
        when=short_day(planned.on) if overdue else when,
        when_note=_("Overdue") if overdue else "",
        words=_("%(mode)s, week %(week)d")
        % {"mode": Mode(planned.mode).label, "week": case.week_number(planned.on) or 1},
        icon="home" if is_visit else "phone",
        overdue=overdue,
        action=Action(
            _("Write it up"),
            reverse("cases:add_contact", args=[case.reference]),
            hidden=_("for %(name)s, %(day)s")
            % {"name": resident.full_name, "day": short_day(planned.on)},
        ),
    )


def _review(review: Mark, case: Case, today) -> TaskRow:
    resident, overdue = case.resident, review.on < today
    return TaskRow(
        resident.full_name,
        reverse("cases:tab", args=[case.reference, "plan"]),
        when=short_day(review.on) if overdue else _("Today"),
        when_note=_("Overdue") if overdue else "",
        words=Review.Kind(review.word).label,
        icon="document",
        overdue=overdue,
        action=Action(
            _("Write the review"),
            reverse("cases:write_review", args=[case.reference, review.word]),
            hidden=_("for %(name)s") % {"name": resident.full_name},
        ),
    )


def open_tasks(user):
    """Tasks of this worker, urgent and soonest first."""
    return (
        Task.objects.filter(owner=user, done_at__isnull=True)
        .select_related("case__resident")
        .order_by("-is_urgent", "due_on", "pk")
    )


def task_notice(task, today) -> Notice:
    """One task as a line of news."""
    if task.due_on and task.due_on < today:
        lead, tone, icon = _("Overdue:"), "danger", "clock"
    elif task.due_on == today:
        lead, tone, icon = _("Due today:"), "amber", "clock"
    else:
        lead, tone, icon = _("To do:"), "wash", "list"
    return Notice(
        lead,
        task.what,
        tone,
        icon,
        link_text=task.case.resident.full_name,
        url=reverse("cases:tab", args=[task.case.reference, "plan"]),
    )


def person_rows(cases, today: dt.date, *, facts=None, alerts=None) -> list[PersonRow]:
    """Rows of a caseload with their strips, in two queries whatever their number; in none where
    `facts` and `alerts` of these people are at hand."""
    cases = list(cases)
    facts = gather([each.pk for each in cases]) if facts is None else facts
    alerts = alerts_of(cases) if alerts is None else alerts
    early = {(each.resident_id, each.programme_id) for each in alerts if each.kind in FIRST_WEEKS}
    return [_person(each, strip(each, facts[each.pk], today), early, today) for each in cases]


def _person(case: Case, strip: Strip, alerts: set, today: dt.date) -> PersonRow:
    tags = []
    if (case.resident_id, case.programme_id) in alerts:
        tags.append(Tag(_("First 14 days"), "danger"))
    if any(week.state == "review" for week in strip.weeks):
        tags.append(Tag(_("Review due"), "amber"))
    if case.status == "paused":
        tags.append(Tag(_("Paused"), "stone", "pause"))
    if case.status == "waiting_for_home":
        tags.append(Tag(_("Not home yet"), "amber"))
    week = case.week_number(today)
    right = strip.about
    if week and week <= case.policy.plan_weeks:
        right = _("Week %(week)d") % {"week": week}
    return PersonRow(
        case.resident.full_name,
        reverse("cases:detail", args=[case.reference]),
        strip,
        tuple(tags),
        right,
    )
