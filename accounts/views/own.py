"""One's own profile, and the role one acts in."""

from django.http import Http404, HttpResponseRedirect
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View

from accounts import forms, presenters, services
from accounts.middleware import roles_held
from core.access import SIGNED_IN
from core.phones import read_out
from core.presenters import Action, Column, Crumb, Fact, Table
from core.views import HouseView, VerbView


class Profile(HouseView):
    """Who I am here, what I may do, and how safe my sign-in is."""

    access = SIGNED_IN
    template_name = "accounts/profile.html"
    title = gettext_lazy("Your profile")

    def get_context_data(self, **kwargs):
        me = self.request.user
        held = me.memberships.select_related("organisation", "programme", "site", "ward")
        rows = tuple(
            presenters.membership_row(each, may_change=False)
            for each in held.order_by("-starts_on", "pk")
        )
        columns = (
            Column(_("Role")),
            Column(_("For")),
            Column(_("From")),
            Column(_("Until")),
            Column(_("What to do"), hidden=True),
        )
        return super().get_context_data(
            facts=self._facts(me),
            actions=[Action(_("Change name or telephone"), reverse("accounts:change_profile"))],
            table=Table(_("Your roles"), columns, rows) if rows else None,
            choices=roles_held(me),
            **kwargs,
        )

    def _facts(self, me) -> list[Fact]:
        from allauth.mfa.utils import is_mfa_enabled

        second = _("Set up") if is_mfa_enabled(me) else _("Not set up yet")
        return [
            Fact(_("Name"), me.name),
            Fact(_("E-mail address"), me.email),
            Fact(_("Telephone"), read_out(me.phone) or _("not given")),
            Fact(_("Second step when signing in"), second),
        ]


class ChangeProfile(VerbView):
    """Change one's own name and telephone number."""

    access = SIGNED_IN
    form_class = forms.ProfileForm
    title = gettext_lazy("Change your profile")
    submit_label = gettext_lazy("Save")
    success_message = gettext_lazy("Saved.")
    success_url = reverse_lazy("accounts:profile")
    back = Crumb(gettext_lazy("Your profile"), reverse_lazy("accounts:profile"))

    def get_initial(self):
        return {"name": self.request.user.name, "phone": self.request.user.phone}

    def perform(self, form):
        me = self.request.user
        return services.change_profile(me, by=me, **form.cleaned_data)


class ActAs(View):
    """Show the home and header of another role that one holds."""

    access = SIGNED_IN
    http_method_names = ["post"]

    def post(self, request):
        wanted = request.POST.get("role", "")
        if wanted not in {role.slug for role in roles_held(request.user)}:
            raise Http404
        request.session["acting_role"] = wanted
        return HttpResponseRedirect(reverse("core:home"))
