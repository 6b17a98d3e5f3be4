"""What cases add to homes, the header and the pages of other apps."""

from django.db.models import OuterRef, Subquery
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.lifecycle import OPEN
from cases.models import Case, PlannedContact
from cases.models.contact import Mode
from cases.presenters import whereabouts
from cases.presenters.words import day_long
from cases.registry import (
    CaseTab,
    bridge_panels,
    case_asides,
    case_tabs,
    timeline_sources,
    today_notices,
)
from cases.views import (
    bridge,
    case,
    journeys,
    opening,
    placement_links,
    placement_panels,
    signposts,
    team,
    today,
)
from core import homes, navigation
from core.navigation import Place
from core.presenters import Action
from providers import registry as provider_places
from providers.views.panels import papers_panel
from referrals import registry as referral_places
from referrals.registry import CaseLine


def register() -> None:
    """Fill every place. Called once, when the app is ready."""
    case.register()
    today.register()
    placement_panels.register()
    _homes_and_header()
    referral_places.triage_panels.register("cases", opening.triage_panel)
    referral_places.case_lines.register("cases", lines)
    referral_places.acceptance.register("cases", opening.accept_without_worker)
    case_asides.register("alerts", alerts_aside, order=5)
    case_tabs.register("support", CaseTab(gettext_lazy("Support"), support_tab), order=40)
    timeline_sources.register("placements", placement_panels.timeline_of)
    today_notices.register("placements", placement_panels.answers_for)
    placement_links.register()
    bridge_panels.register("papers", papers_panel, order=80)
    provider_places.whereabouts.register(
        "cases", provider_places.Whereabouts(whereabouts.programmes, whereabouts.people)
    )


def _homes_and_header() -> None:
    homes.register("manager", bridge.Bridge.as_view())
    homes.register("volunteer", journeys.DriverHome.as_view())
    led = [
        Place(gettext_lazy("Cases"), "cases:list"),
        Place(gettext_lazy("Team"), "cases:team", count=team.unallocated_count),
        Place(gettext_lazy("Journeys"), "cases:journeys", count=journeys.todays_count),
        Place(gettext_lazy("Breaches"), "cases:breaches", count=team.breach_count),
    ]
    navigation.register("team_lead", led)
    navigation.register(
        "manager", [Place(gettext_lazy("The bridge"), "core:home"), *led[:2], led[3]]
    )
    navigation.register("volunteer", [Place(gettext_lazy("Your journeys"), "core:home")])


_OF_A_WORKER = ("worker__name", "worker__email", "worker__is_active", "worker__reference")


def lines(referrals) -> dict[int, CaseLine]:
    """What became of accepted referrals, as the ward may know it: two facts, no case notes."""
    planned = PlannedContact.objects.filter(
        case=OuterRef("pk"), status=PlannedContact.Status.PLANNED
    ).order_by("due_on", "pk")
    rows = (
        Case.objects.filter(referral__in=referrals)
        .select_related("worker")
        .only("reference", "status", "home_on", "referral", *_OF_A_WORKER)
        .annotate(
            next_on=Subquery(planned.values("due_on")[:1]),
            next_mode=Subquery(planned.values("mode")[:1]),
        )
    )
    return {each.referral_id: _line(each) for each in rows}


def _line(case_: Case) -> CaseLine:
    who = case_.worker.name if case_.worker else ""
    return CaseLine(
        is_open=case_.status in OPEN,
        who=who,
        what=_what(case_),
        worker=case_.worker,
        url=case_.get_absolute_url(),
    )


def _what(case_) -> str:
    if case_.status not in OPEN:
        return _("has closed the case")
    if case_.home_on is None:
        return _("gets ready for the day they go home")
    if case_.next_on is None:
        return _("is in touch with them")
    words = _("visits on %(day)s") if case_.next_mode == Mode.VISIT else _("calls on %(day)s")
    return words % {"day": day_long(case_.next_on)}


def support_tab(request, case_) -> str:
    """Who helps: placements, and the way to put them forward to a service."""
    told = {
        "case": case_,
        "table": placement_panels.case_table(case_),
        "pointed": signposts.of_case(case_),
        "may_point_on": case_.status in OPEN and request.user.has_perm("cases.add_contact", case_),
        "may_offer": case_.status in OPEN and request.user.has_perm("placements.offer", case_),
    }
    return render_to_string("cases/tabs/support.html", told, request)


def alerts_aside(request, case_) -> str:
    """What somebody has to see to, and the way to say that it was."""
    words = case_.alert_words
    if case_.status not in OPEN or not words:
        return ""
    url = reverse("cases:see_to_alert", args=[case_.reference])
    may = request.user.has_perm("cases.see_to_alert", case_)
    told = {"words": words, "act": Action(_("It has been seen to"), url) if may else None}
    return render_to_string("cases/alerts_aside.html", told, request)
