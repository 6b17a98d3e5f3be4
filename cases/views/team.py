"""The team: who has room, who waits for a worker, what is late."""

import django_filters
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.access import programmes_where
from cases import stages
from cases.caseload import loads
from cases.filters import CaseloadFilter
from cases.lifecycle import Status
from cases.models import Case, Goal, Placement
from cases.presenters import team as presenters
from core import clock
from core.presenters import Action, Empty
from core.views import Heading, HouseView, ScopedListView
from programmes.models import Programme
from programmes.models.policy import ClosureReason
from referrals.filters import EVER, SINCE, SPANS
from referrals.models import Referral
from residents.filters import OfGroupFilterSet
from residents.models import Alert


def programmes_of(user, permission: str) -> list[Programme]:
    """The programmes in which the person holds `permission`, by name."""
    seen = Programme.objects.visible_to(user).where(programmes_where(user, permission))
    return list(seen.order_by("name"))


class CaseFilter(OfGroupFilterSet, CaseloadFilter):
    """All cases of the programmes, also the closed ones."""

    referred = F("referral__submitted_at")

    by_link = ("opened", "goals", "helped", "reason", "who", "lives")

    programme = django_filters.ChoiceFilter(
        label=gettext_lazy("Programme"), field_name="programme__slug"
    )
    status = django_filters.ChoiceFilter(
        label=gettext_lazy("Status"), choices=[(each.value, each.label) for each in Status]
    )
    worker = django_filters.ChoiceFilter(label=gettext_lazy("Worker"), method="of_worker")
    stage = django_filters.ChoiceFilter(
        label=gettext_lazy("How far"), method="at_stage", choices=stages.CHOICES
    )
    since = django_filters.ChoiceFilter(
        label=gettext_lazy("Referred"), method="referred_since", choices=[*SINCE, EVER]
    )
    opened = django_filters.ChoiceFilter(
        label=gettext_lazy("Opened"), method="opened_since", choices=SINCE
    )
    goals = django_filters.ChoiceFilter(
        label=gettext_lazy("A goal"), choices=Goal.Result.choices, method="with_goal"
    )
    helped = django_filters.ChoiceFilter(
        label=gettext_lazy("Support"), choices=Placement.Result.choices, method="with_support"
    )
    reason = django_filters.ChoiceFilter(
        label=gettext_lazy("Why it ended"), field_name="close_reason", choices=ClosureReason.choices
    )

    lives = django_filters.ChoiceFilter(
        label=gettext_lazy("Lived at the end"),
        field_name="residence_at_close",
        choices=Case.Residence.choices,
    )

    class Meta:
        model = Case
        fields = ["programme", "status", "worker", "stage", "since", "risk_tier"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        led = programmes_of(self.user, "cases.view_all")
        self.form.fields["programme"].choices = [(each.slug, each.name) for each in led]
        if len(led) < 2:
            del self.form.fields["programme"]
        self.form.fields["worker"].choices = [
            ("none", _("Nobody yet")),
            *presenters.worker_choices(self.user),
        ]

    def referred_since(self, rows, name, value):
        """Those whose referral was sent in the last so many days."""
        first = clock.today() - SPANS[value]
        return rows.filter(referral__submitted_at__gte=clock.start_of(first))

    def of_worker(self, rows, name, value):
        """Those of one worker, or of nobody."""
        if value == "none":
            return rows.filter(worker__isnull=True).exclude(status=Status.CLOSED)
        return rows.filter(worker__reference=value)

    def opened_since(self, rows, name, value):
        """Those opened in the last so many days."""
        first = clock.today() - SPANS[value]
        return rows.filter(opened_at__gte=clock.start_of(first))

    def with_goal(self, rows, name, value):
        """Those with a goal that came out so."""
        return rows.filter(
            pk__in=Goal.objects.visible_to(self.user).filter(result=value).values("case")
        )

    def with_support(self, rows, name, value):
        """Those with a placement that came out so."""
        return rows.filter(
            pk__in=Placement.objects.visible_to(self.user).filter(result=value).values("case")
        )

    def at_stage(self, rows, name, value):
        """Those who have come as far as a step of the bridge."""
        return rows.filter(stages.stage(value, clock.today()))


class CaseList(ScopedListView):
    """Cases that the person sees, one line each."""

    access = "cases.view_all"
    model = Case
    title = gettext_lazy("Cases")
    filterset_class = CaseFilter
    headings = (
        Heading(gettext_lazy("Who"), sort="name"),
        Heading(gettext_lazy("How it stands")),
        Heading(gettext_lazy("Worker")),
        Heading(gettext_lazy("Week")),
        Heading(gettext_lazy("Opened"), sort="opened"),
    )
    sorts = {
        "opened": ("opened_at",),
        "name": ("resident__family_name", "resident__given_name"),
    }
    default_sort = "-opened"
    export_permission = "cases.export"
    export_columns = (
        ("reference", lambda case: case.reference),
        ("resident", lambda case: case.resident.reference),
        ("programme", lambda case: case.programme.slug),
        ("status", lambda case: case.status),
        ("worker", lambda case: case.worker.name if case.worker else ""),
        ("weight", lambda case: case.weight),
        ("opened_on", lambda case: clock.day_of(case.opened_at)),
        ("home_on", lambda case: case.home_on),
        ("plan_ends_on", lambda case: case.plan_ends_on),
        ("closed_on", lambda case: clock.day_of(case.closed_at) if case.closed_at else None),
        ("close_reason", lambda case: case.close_reason),
    )

    def prepare(self, rows):
        return rows.select_related("resident", "worker", "programme", "policy")

    def row(self, case):
        return presenters.case_row(case, clock.today())


class Team(HouseView):
    """Room per worker with a line where it is too much, and cases that nobody has."""

    access = "cases.allocate"
    template_name = "cases/team.html"
    title = gettext_lazy("Team")

    def get_context_data(self, **kwargs):
        user, today = self.request.user, clock.today()
        teams = [
            (programme, presenters.team_rows(loads(programme)))
            for programme in programmes_of(user, "cases.allocate")
        ]
        waiting = Case.objects.visible_to(user).unallocated().select_related("resident")
        rows = list(waiting.order_by("opened_at")[:20])
        return super().get_context_data(
            teams=teams,
            several=len(teams) > 1,
            unallocated=[presenters.unallocated_task(each, today) for each in rows],
            cover=presenters.cover_table(user, today),
            empty=Empty(
                _("Nobody works here as a link worker yet"),
                _("An administrator invites people; they appear here by themselves."),
            ),
            **kwargs,
        )


class Breaches(HouseView):
    """What is past its time: referrals, first contacts, missed contacts, journeys, reviews."""

    access = "cases.allocate"
    template_name = "cases/breaches.html"
    title = gettext_lazy("Breaches")
    lead = ""

    def get_context_data(self, **kwargs):
        user, now = self.request.user, clock.now()
        return super().get_context_data(
            groups=presenters.breaches(user, now),
            empty=Empty(
                _("Nothing is past its time"),
                _("What is late appears here by itself, and ends when somebody has acted."),
                Action(_("See the team"), reverse("cases:team")),
            ),
            **kwargs,
        )


def unallocated_count(user) -> int:
    """How many cases nobody has, for the header."""
    return Case.objects.visible_to(user).unallocated().count()


def breach_count(user) -> int:
    """How many alerts and late referrals wait, for the header; one query."""
    programmes = programmes_where(user, "cases.allocate")
    late = Referral.objects.visible_to(user).overdue(clock.now()).filter(programme__in=programmes)
    alerts = Alert.objects.visible_to(user).filter(programme__in=programmes, ended_at__isnull=True)
    marked = Q(programme__in=programmes)
    return late.filter(marked).values("pk").union(alerts.values("pk"), all=True).count()
