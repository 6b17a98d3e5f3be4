"""The link worker's Today, and their caseload."""

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.caseload import own_load
from cases.filters import CaseloadFilter
from cases.models import Case
from cases.presenters import today as presenters
from cases.presenters.strip import gather
from cases.registry import today_notices, today_tasks
from core import clock, homes, navigation
from core.navigation import Place
from core.presenters import Action, Empty
from core.views import HouseView, ScopedListView

SHOWN = 5
TASKS = 6


class Today(HouseView):
    """Who needs me, what is due, what was answered, my people."""

    access = "cases.view"
    title = gettext_lazy("Today")
    template_name = "cases/today.html"

    def get_context_data(self, **kwargs):
        user, now = self.request.user, clock.now()
        today = clock.day_of(now)
        cases = presenters.own_people(user, today)
        people, weight, limit = own_load(user, cases)
        facts = gather([each.pk for each in cases])
        alerts = presenters.alerts_of(cases)
        due = presenters.due(cases, facts, today)
        for source in today_tasks:
            due += source(user, now, cases)
        tasks = list(presenters.open_tasks(user))
        notices = [each for source in today_notices for each in source(user, now)]
        return super().get_context_data(
            over=formats.date_format(clock.local(now), "l j F, H:i"),
            alert=presenters.alert(cases, alerts),
            due=due,
            notices=[*notices, *(presenters.task_notice(each, today) for each in tasks[:TASKS])],
            task_count=len(tasks),
            rows=presenters.person_rows(cases[:SHOWN], today, facts=facts, alerts=alerts),
            others=max(0, len(cases) - SHOWN),
            load=_("%(people)d people, weight %(weight)d of %(limit)d")
            % {"people": people, "weight": weight, "limit": limit},
            empty=Empty(
                _("You have no cases yet"),
                _("When your team lead gives you one, it appears here by itself."),
            ),
            **kwargs,
        )


class Caseload(ScopedListView):
    """My caseload: own cases and those I cover, each with its twelve weeks."""

    access = "cases.view"
    model = Case
    title = gettext_lazy("My caseload")
    template_name = "cases/caseload.html"
    filterset_class = CaseloadFilter
    sorts = {
        "home": ("home_on", "opened_at"),
        "name": ("resident__family_name", "resident__given_name"),
        "opened": ("opened_at",),
    }
    default_sort = "-home"
    per_page = 25
    export_permission = "cases.export"
    export_columns = (
        ("reference", lambda case: case.reference),
        ("resident", lambda case: case.resident.reference),
        ("status", lambda case: case.status),
        ("home_on", lambda case: case.home_on),
        ("plan_ends_on", lambda case: case.plan_ends_on),
    )

    def get_queryset(self):
        rows = presenters.own_cases(self.request.user, clock.today())
        return rows.select_related("resident", "policy")

    def dress(self, things):
        self.people = presenters.person_rows(things, clock.today())
        return things

    def row(self, thing):
        return thing

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        context["people"] = self.people
        context["table"] = None
        context["sort_by"] = [
            Action(words, self.address(sort=key), "link")
            for key, words in (
                ("-home", _("Newest home first")),
                ("home", _("Longest home first")),
                ("name", _("By name")),
            )
        ]
        return context


def open_count(user) -> int:
    """How many people a worker has, for the header."""
    return presenters.own_cases(user, clock.today()).count()


def register() -> None:
    """Home and header of a link worker."""
    homes.register("link_worker", Today.as_view())
    navigation.register(
        "link_worker",
        [
            Place(gettext_lazy("Today"), "core:home", also=("cases:today",)),
            Place(gettext_lazy("My caseload"), "cases:caseload", count=open_count),
            Place(gettext_lazy("Find a service"), "providers:list"),
            Place(gettext_lazy("Pointed on"), "cases:signposts"),
        ],
    )
