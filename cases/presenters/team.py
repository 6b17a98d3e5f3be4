"""The team on screen: room, who waits, who stands in, what is late."""

import datetime as dt

from django.urls import reverse
from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.access import programmes_where
from accounts.models import User
from cases.caseload import Load
from cases.lifecycle import NOT_YET_SETTLED, Status
from cases.models import Case, Cover, Journey, Review
from cases.presenters.room import capacities
from cases.presenters.words import moment_words, status_tag
from core import clock
from core.presenters import Action, Capacity, Cell, Column, Row, Table, Task
from referrals.models import Referral
from residents.models import Alert


def worker_choices(user) -> list[tuple[str, str]]:
    """Link workers of the programmes that the person leads."""
    programmes = programmes_where(user, "cases.view_all")
    people = User.objects.visible_to(user).filter(
        memberships__programme__in=programmes, memberships__role="link_worker"
    )
    return list(people.distinct().order_by("name").values_list("reference", "name"))


def case_row(case: Case, today: dt.date) -> Row:
    """One case in a list."""
    week = case.week_number(today)
    words = "–"
    if week and case.status != Status.CLOSED:
        words = _("%(week)d of %(weeks)d") % {
            "week": min(week, case.policy.plan_weeks),
            "weeks": case.policy.plan_weeks,
        }
    worker = case.worker.name if case.worker else _("Nobody yet")
    return Row(
        (
            Cell(case.resident.full_name, url=case.get_absolute_url(), sub=case.reference),
            Cell("", tags=(status_tag(case),)),
            Cell(worker, quiet=case.worker is None),
            Cell(words),
            Cell(format_date(clock.day_of(case.opened_at), "j F Y")),
        )
    )


def team_rows(loads: list[Load]) -> list[Capacity]:
    """Each worker's bar, without a case to add."""
    return capacities(loads, 0)


def unallocated_task(case: Case, today: dt.date) -> Task:
    """A case that waits for a worker."""
    name = case.resident.full_name
    days = (today - clock.day_of(case.opened_at)).days
    waits = ngettext("%(n)d day", "%(n)d days", days) % {"n": days} if days else _("Today")
    return Task(
        name,
        case.get_absolute_url(),
        when=waits,
        when_note=_("waiting"),
        words=_("Weight %(weight)d, %(status)s")
        % {"weight": case.weight, "status": str(case.get_status_display()).lower()},
        icon="person",
        overdue=days >= 2,
        action=Action(
            _("Give to somebody"),
            reverse("cases:allocate", args=[case.reference]),
            hidden=_("for %(name)s") % {"name": name},
        ),
    )


def cover_table(user, today: dt.date) -> Table | None:
    """Who stands in for whom, now and soon."""
    rows = (
        Cover.objects.visible_to(user)
        .filter(ends_on__gte=today)
        .select_related("case__resident", "case__worker", "worker")
        .order_by("starts_on", "pk")[:50]
    )
    listed = tuple(_cover_row(each) for each in rows)
    if not listed:
        return None
    columns = (
        Column(_("Resident")),
        Column(_("Worker")),
        Column(_("Stands in")),
        Column(_("From")),
        Column(_("Until")),
    )
    return Table(_("Cover"), columns, listed)


def _cover_row(cover: Cover) -> Row:
    case = cover.case
    return Row(
        (
            Cell(case.resident.full_name, url=case.get_absolute_url()),
            Cell(case.worker.name if case.worker else _("Nobody yet")),
            Cell(cover.worker.name),
            Cell(format_date(cover.starts_on, "j F")),
            Cell(format_date(cover.ends_on, "j F")),
        )
    )


def breaches(user, now) -> list[tuple[str, list[Task]]]:
    """What is past its time, by kind, the longest first; kinds without any are left out."""
    found = [
        (_("Referrals past their target"), _referrals(user, now)),
        (_("People at home who need somebody today"), _alerts(user, now)),
        (_("Journeys not settled in time"), _journeys(user, now)),
        (_("Reviews that are late"), _reviews(user, now)),
    ]
    return [(title, tasks) for title, tasks in found if tasks]


def _referrals(user, now) -> list[Task]:
    programmes = programmes_where(user, "referrals.accept")
    late = Referral.objects.visible_to(user).overdue(now).filter(programme__in=programmes)
    rows = late.select_related("resident", "ward__site").order_by("respond_by")[:50]
    return [
        Task(
            each.resident.full_name,
            each.get_absolute_url(),
            when=_hours(now - each.respond_by),
            when_note=_("over"),
            words=str(each.ward or each.get_source_display()),
            icon="clock",
            overdue=True,
            action=Action(
                _("Decide"),
                f"{reverse('referrals:triage')}?chosen={each.reference}",
                hidden=_("about %(name)s") % {"name": each.resident.full_name},
            ),
        )
        for each in rows
    ]


def _hours(gap: dt.timedelta) -> str:
    hours = max(1, int(gap.total_seconds() // 3600))
    if hours >= 72:
        return _("%(days)d days") % {"days": hours // 24}
    return _("%(hours)d h") % {"hours": hours}


def _alerts(user, now) -> list[Task]:
    programmes = programmes_where(user, "cases.allocate")
    alerts = list(
        Alert.objects.filter(programme__in=programmes, ended_at__isnull=True)
        .exclude(kind=Alert.Kind.JOURNEY)
        .order_by("due_at", "raised_at")[:100]
    )
    cases = Case.objects.visible_to(user).open().select_related("resident", "worker")
    known = {
        (each.resident_id, each.programme_id): each
        for each in cases.filter(resident__in=[alert.resident_id for alert in alerts])
    }
    pairs = ((each, known.get((each.resident_id, each.programme_id))) for each in alerts)
    return [_alert_task(alert, case, now) for alert, case in pairs if case is not None]


def _alert_task(alert, case, now) -> Task:
    late = alert.due_at is not None and alert.due_at < now
    who = case.worker.name if case.worker else _("nobody yet")
    return Task(
        case.resident.full_name,
        case.get_absolute_url(),
        when=_hours(now - (alert.due_at or alert.raised_at)) if late else _("Today"),
        when_note=_("over") if late else _("needs someone"),
        words=_("%(what)s With %(worker)s.") % {"what": alert.words, "worker": who},
        icon="alert",
        overdue=True,
        action=Action(
            _("Arrange cover"),
            reverse("cases:cover", args=[case.reference]),
            hidden=_("for %(name)s: %(what)s")
            % {"name": case.resident.full_name, "what": alert.words},
        ),
    )


def _journeys(user, now) -> list[Task]:
    late = Journey.objects.visible_to(user).filter(status__in=NOT_YET_SETTLED, settle_by__lt=now)
    rows = late.select_related("case__resident", "driver__user").order_by("settle_by")[:50]
    return [
        Task(
            each.case.resident.full_name,
            each.get_absolute_url(),
            when=_hours(now - each.settle_by),
            when_note=_("over"),
            words=_("To be settled by %(when)s.") % {"when": moment_words(each.settle_by)},
            icon="van",
            overdue=True,
            action=Action(
                _("Open the journey"),
                each.get_absolute_url(),
                hidden=_("of %(name)s") % {"name": each.case.resident.full_name},
            ),
        )
        for each in rows
    ]


def _reviews(user, now) -> list[Task]:
    today = clock.day_of(now)
    open_cases = Case.objects.visible_to(user).open().filter(status=Status.ACTIVE)
    rows = (
        Review.objects.filter(case__in=open_cases, held_at__isnull=True, due_on__lt=today)
        .select_related("case__resident", "case__worker")
        .order_by("due_on", "pk")[:50]
    )
    return [_review_task(each, today) for each in rows]


def _review_task(review: Review, today: dt.date) -> Task:
    case = review.case
    days = (today - review.due_on).days
    return Task(
        case.resident.full_name,
        case.get_absolute_url(),
        when=ngettext("%(n)d day", "%(n)d days", days) % {"n": days},
        when_note=_("late"),
        words=_("%(what)s. With %(worker)s.")
        % {
            "what": review.get_kind_display(),
            "worker": case.worker.name if case.worker else _("nobody yet"),
        },
        icon="document",
        overdue=True,
        action=Action(
            _("Write the review"),
            reverse("cases:write_review", args=[case.reference, review.kind]),
            hidden=_("for %(name)s") % {"name": case.resident.full_name},
        ),
    )
