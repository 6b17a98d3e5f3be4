"""Which teams there are, and the rules they work by."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import clock
from core.presenters import Action, Crumb
from core.views import SIGNED_IN, HouseView, ScopedDetailView, VerbView
from programmes import services
from programmes.forms import PolicyForm, initial_of
from programmes.models import Programme
from programmes.presenters import rules, version_line
from programmes.questions import teams


class Teams(HouseView):
    """Who can be helped, by whom, and where to ring."""

    access = SIGNED_IN
    template_name = "programmes/teams.html"
    title = gettext_lazy("Teams that can help")
    lead = gettext_lazy("Whom each helps, where, and the number to ring.")

    def get_context_data(self, **kwargs):
        mine = set(Programme.objects.visible_to(self.request.user).values_list("pk", flat=True))
        found = [
            (each, self._rules_url(each) if each.pk in mine else "")
            for each in teams(clock.today())
        ]
        return super().get_context_data(teams=found, lead=self.lead, **kwargs)

    def _rules_url(self, programme) -> str:
        return reverse("programmes:rules", args=[programme.slug])


class Rules(ScopedDetailView):
    """The rules in force, in words, and the versions before and after."""

    access = SIGNED_IN
    model = Programme
    lookup = "slug"
    name = "programme"
    template_name = "programmes/rules.html"

    def get_title(self):
        return _("The rules of %(name)s") % {"name": self.object.name}

    def get_back(self):
        return Crumb(_("All teams"), reverse("programmes:list"))

    def get_context_data(self, **kwargs):
        today = clock.today()
        policy = self.object.policy_on(today)
        versions = self.object.policies.select_related("made_by").order_by("-effective_from")
        acts = []
        if self.request.user.has_perm("programmes.edit_policy", self.object):
            url = reverse("programmes:edit_policy", args=[self.object.slug])
            acts = [Action(_("Write new rules"), url, icon="pencil")]
        return super().get_context_data(
            parts=rules(policy),
            now=version_line(policy),
            versions=[
                (version_line(each), each.effective_from > today)
                for each in versions
                if each.pk != policy.pk
            ],
            actions=acts,
            **kwargs,
        )


class EditPolicy(VerbView):
    """New rules from a day on. The old version stays for what began under it."""

    access = "programmes.edit_policy"
    model = Programme
    lookup = "slug"
    form_class = PolicyForm
    submit_label = gettext_lazy("Write these rules")
    lead = gettext_lazy("Referrals and cases that are open keep the rules they began under.")

    def get_title(self):
        return _("New rules for %(name)s") % {"name": self.object.name}

    def get_initial(self):
        newest = self.object.policies.order_by("-effective_from").first()
        return initial_of(newest) if newest else {}

    def perform(self, form):
        return services.write_policy(
            self.object, by=self.request.user, at=clock.now(), **form.changes()
        )

    def get_cancel_url(self):
        return reverse("programmes:rules", args=[self.object.slug])

    def get_success_url(self, result):
        return self.get_cancel_url()

    def get_success_message(self, result):
        return _("The new rules are written. They begin on %(day)s.") % {
            "day": f"{result.effective_from:%-d %B %Y}"
        }
