"""What placements add to other pages: the provider's home, a service's page, the case, Today."""

import datetime as dt

from django.db.models import Case, Count, F, Q, When
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.lifecycle import AWAITING_ANSWER, PlacementStatus
from cases.models import Placement, PlacementEvent
from cases.presenters import placements as presenters
from core import clock
from core.presenters import Action, Column, Fact, Table
from providers.registry import HomePanel, home_panels, service_facts

SHOWN = 8
LATELY = dt.timedelta(days=90)
NEWS = dt.timedelta(days=3)


def register() -> None:
    """Fill the places that providers offers. Called once, when the app is ready."""
    home_panels.register("placements_to_answer", to_answer, order=10)
    home_panels.register("placements_under_way", under_way, order=20)
    service_facts.register("placements", how_answered, order=10)


def to_answer(request, provider) -> HomePanel:
    """New placements on the provider's home, the most pressing first."""
    rows = _of(request.user, provider).filter(status__in=AWAITING_ANSWER).order_by("expires_at")
    return _panel(
        _("New placements"),
        rows,
        empty=_("Nothing waits for your answer. New placements appear here by themselves."),
        more=_("All placements"),
    )


def under_way(request, provider) -> HomePanel:
    """Accepted and under way on the provider's home."""
    active = (PlacementStatus.ACCEPTED, PlacementStatus.UNDER_WAY)
    rows = _of(request.user, provider).filter(status__in=active).order_by("status", "starts_on")
    return _panel(
        _("Under way"),
        rows,
        empty=_("Nobody is with you at the moment."),
        more=_("Everyone who is with you"),
        query="?heap=under_way",
    )


def _of(user, provider):
    rows = Placement.objects.visible_to(user).filter(service__provider=provider)
    return rows.select_related("case__resident", "service")


def _panel(title, rows, *, empty, more, query="") -> HomePanel:
    now = clock.now()
    found = list(rows[: SHOWN + 1])
    tasks = tuple(presenters.provider_task(each, now) for each in found[:SHOWN])
    url = reverse("cases:placement_list") + query
    action = Action(more, url, kind="link") if len(found) > SHOWN else None
    return HomePanel(title, tasks, empty, more=action)


def how_answered(service, on: dt.date) -> list[Fact]:
    """How the service answered in the last ninety days, counted over everyone."""
    since = clock.start_of(on) - LATELY
    counted = service.placements.filter(offered_at__gte=since).aggregate(
        offers=Count("pk"),
        yes=Count("pk", filter=Q(answered_at__isnull=False) & ~Q(status="declined")),
        no=Count("pk", filter=Q(status="declined")),
        silent=Count("pk", filter=Q(status="expired")),
    )
    if not counted["offers"]:
        return []
    words = ngettext(
        "%(offers)d placement offered: %(yes)d accepted, %(no)d declined, %(silent)d not answered",
        "%(offers)d placements offered: %(yes)d accepted, %(no)d declined, %(silent)d not answered",
        counted["offers"],
    )
    facts = [Fact(_("The last 90 days"), words % counted)]
    return (
        [*facts, Fact(_("Why they said no"), why)] if (why := _why_not(service, since)) else facts
    )


def _why_not(service, since) -> str:
    """Full 3, too far away 1: the reasons given, the most frequent first."""
    rows = service.placements.filter(offered_at__gte=since, status="declined")
    counted = rows.values_list("decline_reason").annotate(n=Count("pk")).order_by("-n")
    words = dict(Placement.DeclineReason.choices)
    return ", ".join(f"{words[reason]} {n}" for reason, n in counted)


def case_table(case) -> Table | None:
    """Every placement of a case, newest first."""
    joined = case.placements.select_related("service__provider__organisation")
    rows = joined.with_thread().prefetch_related("aims")
    listed = tuple(presenters.case_row(each) for each in rows.order_by("-offered_at"))
    columns = (
        Column(_("Service")),
        Column(_("How it stands")),
        Column(_("The loop")),
        Column(_("Whose move")),
        Column(_("What came of it")),
    )
    return Table(_("Placements"), columns, listed) if listed else None


def timeline_of(case, user) -> list:
    """What happened to the case's placements, for its timeline."""
    seen = PlacementEvent.objects.visible_to(user)
    happened = seen.filter(placement__case=case).exclude(verb__in=("open_link", "thread_done"))
    joined = happened.select_related("placement__service", "by").order_by("-at")[:100]
    return [presenters.timeline_entry(each) for each in joined]


def answers_for(user, at) -> list:
    """News for the link worker's Today, of three days, in one query: new answers (accepted,
    declined, run out), messages that nobody has read, sessions that worried somebody.
    """
    answered = (PlacementStatus.ACCEPTED, PlacementStatus.DECLINED, PlacementStatus.EXPIRED)
    is_fresh = Q(status__in=answered) & (
        Q(answered_at__gte=at - NEWS) | Q(status="expired", expires_at__gte=at - NEWS)
    )
    unread = Q(team_read_at__isnull=True) | Q(team_read_at__lt=F("last_message_at"))
    asks = Q(last_from_provider=True, thread_done_at__isnull=True) & unread
    seen = Placement.objects.visible_to(user).filter(case__worker=user)
    marked = (
        seen.with_thread()
        .with_worries(since=at - NEWS)
        .annotate(
            is_fresh=Case(When(is_fresh, then=True), default=False),
            asks=Case(When(asks, then=True), default=False),
        )
    )
    rows = marked.filter(Q(is_worried=True) | Q(is_fresh=True) | Q(asks=True))
    joined = rows.select_related("case__resident", "service")
    newest = joined.order_by("-is_worried", "-asks", "-pk")
    return [notice for each in newest[:SHOWN] for notice in presenters.news_of(each)]
