"""Home pages of the administrator and of the governance officer."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import presenters
from accounts.models import BreakGlass, Invitation, Organisation, User
from core import clock, outbox
from core.models import AccessEntry, AuditSeal
from core.presenters import Action, Figure
from core.views import HouseView


class AdministratorHome(HouseView):
    """People, places, and whether the service runs."""

    access = "accounts.invite"
    template_name = "accounts/home_administrator.html"
    title = gettext_lazy("People and places")

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            figures=self._figures(),
            actions=[
                Action(_("Invite someone"), reverse("accounts:invite"), kind="main"),
                Action(_("Add an organisation"), reverse("accounts:add_organisation")),
            ],
            **kwargs,
        )

    def _figures(self) -> list[Figure]:
        me, now = self.request.user, clock.now()
        jobs = outbox.state()
        people = User.objects.visible_to(me).filter(is_active=True).count()
        open_ones = Invitation.objects.visible_to(me).open(now).count()
        places = Organisation.objects.visible_to(me).filter(is_active=True).count()
        return [
            Figure(
                _("People who may sign in"),
                f"{people:,}",
                counted=_("Everybody with an account that is not disabled."),
                url=reverse("accounts:people") + "?is_active=True",
                url_text=_("See the people"),
            ),
            Figure(
                _("Invitations still open"),
                f"{open_ones:,}",
                counted=_("Sent, not taken up, not taken back, not run out."),
                url=reverse("accounts:invitations") + "?state=open",
                url_text=_("See the invitations"),
            ),
            Figure(
                _("Organisations"),
                f"{places:,}",
                counted=_("Those that take part now."),
                url=reverse("accounts:organisations"),
                url_text=_("See the organisations"),
            ),
            Figure(
                _("Background jobs given up"),
                f"{jobs['dead']:,}",
                counted=_("Jobs that failed eight times. Each can be tried again."),
                url=reverse("core:jobs"),
                url_text=_("See the jobs"),
            ),
        ]


class GovernanceHome(HouseView):
    """What was opened, by whom, and whether the trail is whole."""

    access = "audit.view"
    template_name = "accounts/home_governance.html"
    title = gettext_lazy("Who opened what")

    def get_context_data(self, **kwargs):
        me, midnight = self.request.user, clock.start_of(clock.today())
        entries = AccessEntry.objects.visible_to(me).filter(at__gte=midnight)
        opened = entries.filter(kind=AccessEntry.Kind.OPENED).count()
        taken = entries.filter(kind=AccessEntry.Kind.EXPORTED).count()
        broken = BreakGlass.objects.visible_to(me).open(clock.now()).count()
        last = AuditSeal.objects.visible_to(me).order_by("-pk").first()
        log = reverse("core:access_log")
        figures = [
            Figure(
                _("Records opened today"),
                f"{opened:,}",
                counted=_("Each opening of a resident’s record by anybody since midnight."),
                url=f"{log}?kind=opened",
                url_text=_("See who opened what"),
            ),
            Figure(
                _("Exports today"),
                f"{taken:,}",
                counted=_("Each list that was taken away as a file since midnight."),
                url=f"{log}?kind=exported",
                url_text=_("See the exports"),
            ),
            Figure(
                _("Emergency access open now"),
                f"{broken:,}",
                counted=_("Administrators who broke the glass within the last hour."),
                url=reverse("accounts:emergency_log"),
                url_text=_("See emergency access"),
            ),
        ]
        return super().get_context_data(figures=figures, seal=last, **kwargs)


class EmergencyHome(HouseView):
    """What an administrator sees while the glass is broken: how long, and where the records are."""

    access = "residents.view"
    template_name = "accounts/home_emergency.html"
    title = gettext_lazy("You have emergency access")

    def get_context_data(self, **kwargs):
        me = self.request.user
        glasses = BreakGlass.objects.visible_to(me).filter(broken_by=me).open(clock.now())
        return super().get_context_data(
            glasses=[
                _("%(programme)s, until %(until)s")
                % {"programme": each.programme, "until": presenters.moment(each.ends_at)}
                for each in glasses.select_related("programme").order_by("ends_at")
            ],
            **kwargs,
        )
