"""Inviting people, and taking up an invitation."""

from django.contrib.auth import login
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import forms, links, presenters, services
from accounts.filters import InvitationFilter
from accounts.models import Invitation
from core import clock
from core.access import PUBLIC
from core.errors import DomainError
from core.presenters import Action, Crumb, Empty
from core.views import Heading, HouseView, ScopedListView, VerbView

INVITATIONS = Crumb(gettext_lazy("Invitations"), reverse_lazy("accounts:invitations"))


class Invitations(ScopedListView):
    """Whom we have invited."""

    access = "accounts.invite"
    model = Invitation
    title = gettext_lazy("Invitations")
    filterset_class = InvitationFilter
    headings = (
        Heading(gettext_lazy("Who")),
        Heading(gettext_lazy("As what")),
        Heading(gettext_lazy("Invited"), sort="at"),
        Heading(gettext_lazy("State")),
        Heading(gettext_lazy("Send again"), hidden=True),
        Heading(gettext_lazy("Take back"), hidden=True),
    )
    sorts = {"at": ("invited_at",)}
    default_sort = "-at"

    def prepare(self, rows):
        return rows.select_related("organisation", "invited_by")

    def row(self, invitation):
        return presenters.invitation_row(invitation, at=clock.now())

    def get_actions(self):
        return [Action(_("Invite someone"), reverse("accounts:invite"), kind="main")]

    def get_empty(self):
        if self.filtered:
            return super().get_empty()
        return Empty(
            _("Nobody has been invited yet"),
            _("Each person who is to use the service gets an invitation by e-mail."),
        )


class Invite(VerbView):
    """Invite someone by e-mail."""

    access = "accounts.invite"
    form_class = forms.InviteForm
    service = staticmethod(services.invite)
    title = gettext_lazy("Invite someone")
    lead = gettext_lazy("They get an e-mail with a link that is good for seven days.")
    submit_label = gettext_lazy("Send the invitation")
    success_url = reverse_lazy("accounts:invitations")
    back = INVITATIONS

    def get_success_message(self, result):
        return _("%(name)s has been invited.") % {"name": result.name}


class OfInvitation(VerbView):
    """A verb on one invitation."""

    access = "accounts.invite"
    model = Invitation
    keeps_draft = False
    success_url = reverse_lazy("accounts:invitations")
    back = INVITATIONS

    @property
    def lead(self):
        """Whose invitation."""
        return f"{self.object.name}, {self.object.email}"


class SendAgain(OfInvitation):
    """Send the mail once more."""

    service = staticmethod(services.send_again)
    title = gettext_lazy("Send the invitation again")
    submit_label = gettext_lazy("Send again")
    success_message = gettext_lazy("The invitation is on its way again, good for seven days.")


class Withdraw(OfInvitation):
    """Take an invitation back."""

    service = staticmethod(services.withdraw_invitation)
    title = gettext_lazy("Take the invitation back")
    submit_label = gettext_lazy("Take back")
    submit_kind = "danger"
    success_message = gettext_lazy("The invitation was taken back. Its link leads nowhere now.")


class Join(HouseView):
    """What the link in the mail opens: who you are, a password, and in."""

    access = PUBLIC
    template_name = "accounts/join.html"
    title = gettext_lazy("Join Community Bridge")

    def before(self, request):
        self.invitation = links.invitation_for(self.kwargs["token"])
        problem = self._problem(request)
        if problem:
            words = {"title": _("This invitation cannot be used"), "words": problem}
            return render(request, "accounts/join_refused.html", words, status=410)

    def _problem(self, request) -> str:
        if self.invitation is None or self.invitation.withdrawn_at:
            return _("Ask whoever invited you to send you a new one.")
        if self.invitation.accepted_at:
            return _("You have used it already. Sign in with your e-mail address and password.")
        if self.invitation.expires_at <= clock.now():
            return _("It has run out. Ask whoever invited you to send it again.")
        return ""

    @property
    def known(self) -> bool:
        """Whether the invited person has an account already."""
        return links.is_known(self.invitation)

    def get(self, request, *args, **kwargs):
        return self.show(self.get_form())

    def get_form(self, **kwargs):
        """A name and a password, or for people we know just the button."""
        if self.known:
            return forms.BridgeForm(submit_label=_("Take up this role"), **kwargs)
        return forms.JoinForm(
            initial={"name": self.invitation.name}, submit_label=_("Join"), **kwargs
        )

    def show(self, form):
        """The page with this form."""
        mine = self.request.user.is_authenticated and (
            self.request.user.email == self.invitation.email
        )
        context = {"form": form, "invitation": self.invitation, "known": self.known, "mine": mine}
        return self.render_to_response(self.get_context_data(**context))

    def post(self, request, *args, **kwargs):
        form = self.get_form(data=request.POST)
        if not form.is_valid():
            return self.show(form)
        by = request.user if request.user.is_authenticated else None
        try:
            user = services.accept_invitation(
                self.invitation, by=by, at=clock.now(), **form.cleaned_data
            )
        except DomainError as refusal:
            form.add_refusal(refusal)
            return self.show(form)
        if by is None:
            login(request, user, backend="allauth.account.auth_backends.AuthenticationBackend")
        return HttpResponseRedirect(reverse("core:home"))
