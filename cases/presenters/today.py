"""A worker's day: who needs them, what is due, what was answered, and their caseload."""

import datetime as dt

from django.db.models import Q
from django.urls import reverse
from django.utils import formats
from django.utils.translation import gettext as _

from cases.models import Case, PlannedContact, Review, Task
from cases.models.contact import Mode
from cases.presenters.strip import short_day, strips
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


def alert(user, today) -> Alert | None:
    """The red frame, a row a person: first 14 days, and anyone a driver is worried about."""
    cases = {each.resident_id: each for each in own_cases(user, today).select_related("resident")}
    rows = ResidentAlert.objects.filter(
        resident__in=cases,
        programme__in={each.programme_id for each in cases.values()},
        ended_at__isnull=True,
    ).order_by("due_at", "raised_at")
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


def due(user, today) -> list[TaskRow]:
    """Visits, calls and reviews of today, and those that should have been; overdue first."""
    cases = own_cases(user, today)
    planned = (
        PlannedContact.objects.filter(case__in=cases, status="planned", due_on__lte=today)
        .select_related("case__resident")
        .order_by("due_on", "due_time", "pk")
    )
    reviews = (
        Review.objects.filter(case__in=cases, held_at__isnull=True, due_on__lte=today)
        .select_related("case__resident")
        .order_by("due_on", "pk")
    )
    return [
        *(_planned(each, today) for each in planned),
        *(_review(each, today) for each in reviews),
    ]


def _planned(planned, today) -> TaskRow:
    case, resident = planned.case, planned.case.resident
    overdue = planned.due_on < today
    when = f"{planned.due_time:%H:%M}" if planned.due_time else _("Today")
    is_visit = planned.mode == Mode.VISIT
    return TaskRow(
        resident.full_name,
        reverse("cases:detail", args=[case.reference]),
        when=short_day(planned.due_on) if overdue else when,
        when_note=_("Overdue") if overdue else "",
        words=_("%(mode)s, week %(week)d")
        % {"mode": Mode(planned.mode).label, "week": case.week_number(planned.due_on) or 1},
        icon="home" if is_visit else "phone",
        overdue=overdue,
        action=Action(
            _("Write it up"),
            reverse("cases:add_contact", args=[case.reference]),
            hidden=_("for %(name)s, %(day)s")
            % {"name": resident.full_name, "day": short_day(planned.due_on)},
        ),
    )


def _review(review, today) -> TaskRow:
    case, resident = review.case, review.case.resident
    overdue = review.due_on < today
    return TaskRow(
        resident.full_name,
        reverse("cases:tab", args=[case.reference, "plan"]),
        when=short_day(review.due_on) if overdue else _("Today"),
        when_note=_("Overdue") if overdue else "",
        words=Review.Kind(review.kind).label,
        icon="document",
        overdue=overdue,
        action=Action(
            _("Write the review"),
            reverse("cases:write_review", args=[case.reference, review.kind]),
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


def person_rows(cases, today: dt.date) -> list[PersonRow]:
    """Rows of a caseload with their strips, in five queries whatever their number."""
    cases = list(cases)
    found = strips(cases, today)
    alerts = set(
        ResidentAlert.objects.filter(
            resident__in=[each.resident_id for each in cases],
            kind__in=FIRST_WEEKS,
            ended_at__isnull=True,
        ).values_list("resident_id", "programme_id")
    )
    return [_person(each, found[each.pk], alerts, today) for each in cases]


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
