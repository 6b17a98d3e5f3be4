"""People who sign in, and their roles."""

from django.db.models import Prefetch
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import forms, presenters, services
from accounts.filters import UserFilter
from accounts.models import Membership, User
from core.presenters import Action, Column, Crumb, Table
from core.views import Heading, ScopedDetailView, ScopedListView, VerbView

PEOPLE = Crumb(gettext_lazy("People"), reverse_lazy("accounts:people"))


class People(ScopedListView):
    """Everybody who can sign in."""

    access = "accounts.view_users"
    model = User
    title = gettext_lazy("People")
    filterset_class = UserFilter
    headings = (
        Heading(gettext_lazy("Name"), sort="name"),
        Heading(gettext_lazy("Roles")),
        Heading(gettext_lazy("Where")),
        Heading(gettext_lazy("Last signed in"), sort="seen"),
        Heading(gettext_lazy("State")),
    )
    sorts = {"name": ("name",), "seen": ("last_login",)}
    default_sort = "name"

    def prepare(self, rows):
        mine = self.request.user
        held = Membership.objects.visible_to(mine).select_related("organisation")
        return rows.prefetch_related(Prefetch("memberships", queryset=held))

    def row(self, user):
        return presenters.user_row(user)

    def get_actions(self):
        if not self.request.user.has_perm("accounts.invite"):
            return []
        return [Action(_("Invite someone"), reverse("accounts:invite"), kind="main")]


class Person(ScopedDetailView):
    """One person and their roles."""

    access = "accounts.view_users"
    model = User
    name = "person"
    template_name = "accounts/person.html"
    back = PEOPLE

    def get_title(self):
        return self.object.name

    def get_context_data(self, **kwargs):
        may = self.request.user.has_perm("accounts.invite")
        held = (
            Membership.objects.visible_to(self.request.user)
            .filter(user=self.object)
            .select_related("organisation", "programme", "site", "ward")
            .order_by("-starts_on", "pk")
        )
        rows = tuple(presenters.membership_row(each, may_change=may) for each in held)
        return super().get_context_data(
            facts=presenters.person_facts(self.object),
            tag=presenters.user_tag(self.object),
            table=Table(_("Roles"), _MEMBERSHIP_COLUMNS, rows) if rows else None,
            actions=presenters.person_actions(self.object, viewer=self.request.user),
            **kwargs,
        )


_MEMBERSHIP_COLUMNS = (
    Column(gettext_lazy("Role")),
    Column(gettext_lazy("For")),
    Column(gettext_lazy("From")),
    Column(gettext_lazy("Until")),
    Column(gettext_lazy("What to do"), hidden=True),
)


class OfPerson(VerbView):
    """A verb on one person, which leads back to their page."""

    model = User
    keeps_draft = False

    def get_back(self):
        return Crumb(self.object.name, self.get_cancel_url())

    def get_cancel_url(self):
        return reverse("accounts:person", args=[self.object.reference])

    def get_success_url(self, result):
        return self.get_cancel_url()


class Disable(OfPerson):
    """Let a person sign in no more."""

    access = "accounts.disable"
    service = staticmethod(services.disable)
    title = gettext_lazy("Disable this person")
    lead = gettext_lazy(
        "They cannot sign in any more, and are out at their next click if they are signed in. "
        "Nothing they wrote is lost."
    )
    submit_label = gettext_lazy("Disable")
    submit_kind = "danger"
    success_message = gettext_lazy("They can no longer sign in.")


class Enable(OfPerson):
    """Let a disabled person sign in again."""

    access = "accounts.disable"
    service = staticmethod(services.enable)
    title = gettext_lazy("Let this person sign in again")
    lead = gettext_lazy("They have the roles again that have not ended meanwhile.")
    submit_label = gettext_lazy("Let sign in again")
    success_message = gettext_lazy("They can sign in again.")


class AddMembership(OfPerson):
    """Give a person one more role."""

    access = "accounts.invite"
    form_class = forms.MembershipForm
    service = staticmethod(services.add_membership)
    title = gettext_lazy("Give another role")
    submit_label = gettext_lazy("Give this role")
    success_message = gettext_lazy("They have the role from now on.")
    keeps_draft = True


class EndMembership(VerbView):
    """End a role."""

    access = "accounts.invite"
    model = Membership
    form_class = forms.EndMembershipForm
    service = staticmethod(services.end_membership)
    title = gettext_lazy("End this role")
    submit_label = gettext_lazy("End this role")
    submit_kind = "danger"
    success_message = gettext_lazy("The role ends.")

    def prepare(self, rows):
        return rows.select_related("user", "organisation")

    @property
    def lead(self):
        """Which role of whom."""
        told = {
            "name": self.object.user.name,
            "role": self.object.role_class.name,
            "organisation": self.object.organisation.name,
        }
        return _("%(name)s, %(role)s at %(organisation)s.") % told

    def get_back(self):
        return Crumb(self.object.user.name, self.get_cancel_url())

    def get_cancel_url(self):
        return reverse("accounts:person", args=[self.object.user.reference])

    def get_success_url(self, result):
        return self.get_cancel_url()
