"""The case: one page with tabs, made of parts that other apps add to."""

from django.http import Http404
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext_lazy

from cases.models import Case
from cases.presenters import case as presenters
from cases.presenters import plan as plan_presenters
from cases.presenters.strip import strip, weeks_of
from cases.presenters.timeline import contacts, timeline
from cases.registry import CaseTab, case_asides, case_counts, case_joins, case_tabs
from core import clock
from core.presenters import Tab
from core.views import ScopedDetailView

SHOWN = 12


class CasePage(ScopedDetailView):
    """Identity, what matters, twelve weeks, and the tab that was chosen."""

    access = "cases.view"
    model = Case
    name = "case"
    template_name = "cases/case.html"

    def prepare(self, rows):
        """The case, whom it is about, what stands now, and the numbers in the tabs: two queries."""
        joined = rows.select_related(
            "resident", "programme", "policy", "worker", "referral", *case_joins
        )
        counted = [(key, each.rows) for key, each in case_tabs.items() if each.rows]
        for key, rows_of in [*counted, *case_counts.items()]:
            joined = joined.with_count(f"count_of_{key}", rows_of())
        return joined.with_standing(clock.today())

    def get_title(self):
        return self.object.resident.full_name

    def get_context_data(self, **kwargs):
        case, user, today = self.object, self.request.user, clock.today()
        chosen, tabs = self.tabs()
        return super().get_context_data(
            identity=presenters.identity(case, user=user, today=today),
            matters=presenters.own_words(case, user=user),
            weeks=strip(case, weeks_of(case), today),
            tabs=tabs,
            body=chosen.render(self.request, case),
            next=plan_presenters.next_step(case),
            acts=presenters.verb_actions(case, user=user),
            asides=[html for aside in case_asides if (html := aside(self.request, case))],
            **kwargs,
        )

    def tabs(self) -> tuple[CaseTab, tuple[Tab, ...]]:
        """The tab that was asked for, and all that this person may open."""
        wanted = self.kwargs.get("tab", "timeline")
        chosen, tabs = None, []
        for key, each in case_tabs.items():
            if not self.request.user.has_perm(each.permission, self.object):
                continue
            current = key == wanted
            chosen = each if current else chosen
            tabs.append(Tab(each.title, self.address(key), self.count(key, each), current=current))
        if chosen is None:
            raise Http404
        return chosen, tuple(tabs)

    def count(self, key: str, tab: CaseTab) -> int | None:
        """The number in a tab's pill, where it has one."""
        if tab.rows:
            return getattr(self.object, f"count_of_{key}")
        return tab.count(self.object) if tab.count else None

    def address(self, key: str) -> str:
        """Where a tab is."""
        if key == "timeline":
            return reverse("cases:detail", args=[self.object.reference])
        return reverse("cases:tab", args=[self.object.reference, key])


def timeline_tab(request, case: Case) -> str:
    """What has happened, newest first; the rest on asking, or contacts alone."""
    only = request.GET.get("only") == "contacts"
    entries = contacts(case) if only else timeline(case, request.user)
    shown = entries if request.GET.get("all") else entries[:SHOWN]
    return render_to_string(
        "cases/tabs/timeline.html",
        {
            "entries": shown,
            "earlier": len(entries) - len(shown),
            "only": only,
            "url": reverse("cases:detail", args=[case.reference]),
        },
        request,
    )


def plan_tab(request, case: Case) -> str:
    """Goals, what is planned, reviews, tasks."""
    return render_to_string(
        "cases/tabs/plan.html", plan_presenters.plan(case, user=request.user), request
    )


def people_tab(request, case: Case) -> str:
    """The people around them, what they agreed to, and risks."""
    return render_to_string(
        "cases/tabs/people.html", plan_presenters.people(case, user=request.user), request
    )


def register() -> None:
    """The tabs that cases themselves bring."""
    case_tabs.register("timeline", CaseTab(gettext_lazy("Timeline"), timeline_tab), order=10)
    case_tabs.register("plan", CaseTab(gettext_lazy("Plan"), plan_tab), order=20)
    case_tabs.register("people", CaseTab(gettext_lazy("People and consent"), people_tab), order=30)
