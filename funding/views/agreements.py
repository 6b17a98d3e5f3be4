"""An agreement's own page, and what those who look after it write: terms, conditions, the plan."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.services.places import add_organisation
from core import clock
from core.money import pounds
from core.presenters import Action, Crumb
from core.views import ScopedDetailView, VerbView
from funding.forms import funds as fund_forms
from funding.forms import terms as term_forms
from funding.models import Claim, Fund, FundingAgreement
from funding.presenters import agreements as shown
from funding.presenters import claims as shown_claims
from funding.presenters import funds as shown_funds
from funding.services import advances, agreements, conditions, instalments, terms
from funding.services.standing import standings


class AgreementPage(ScopedDetailView):
    """What was agreed, what came of it, what the funder asks for, what was done at year-end."""

    access = "funds.view"
    model = FundingAgreement
    name = "agreement"
    template_name = "funding/agreement.html"

    def prepare(self, rows):
        return rows.select_related("funder", "fund")

    def require(self, thing=None):
        super().require(thing.fund if thing is not None else None)

    def get_title(self):
        return self.object.funder.name

    def get_back(self):
        return Crumb(self.object.fund.name, self.object.fund.get_absolute_url())

    def get_context_data(self, **kwargs):
        user, on, agreement = self.request.user, clock.today(), self.object
        rows = FundingAgreement.objects.visible_to(user).filter(pk=agreement.pk)
        _agreement, standing = standings(rows)[0]
        found = instalments.expected([agreement.pk], on=on)
        asked_for = shown.conditions_of(agreement)
        claims = Claim.objects.visible_to(user).filter(agreement=agreement)
        pointless = shown.pointless(found, asked_for)
        return super().get_context_data(
            over=agreement.reference,
            former=shown.former_names(agreement.funder),
            facts=shown.facts(agreement, standing),
            bar=shown_funds.agreement_bar(agreement, standing, url=""),
            no_bars=(),
            sum=shown_funds.standing_line(standing),
            conditions=shown.conditions_table(asked_for, on=on),
            plan=shown.instalments_table(found),
            terms=shown.terms_table(agreement),
            claims=shown_claims.table(claims.order_by("-drafted_at", "-pk")),
            history=shown.history(agreement),
            actions=[
                *shown.verbs(user, agreement, "main"),
                Action(_("Statement"), shown_funds.statement_url(agreement)),
            ],
            second=shown.verbs(user, agreement, "second"),
            plan_links=shown.verbs(user, agreement, "plan", without=pointless),
            condition_links=shown.verbs(user, agreement, "conditions", without=pointless),
            links=shown.verbs(user, agreement, "link"),
            **kwargs,
        )


class OfAgreement(VerbView):
    """A verb on one agreement, which leads back to its page."""

    access = "funds.agree"
    model = FundingAgreement
    template_name = "funding/verb.html"
    keeps_draft = False
    once_required = True

    def prepare(self, rows):
        return rows.select_related("fund", "funder")

    def get_back(self):
        return Crumb(self.object.funder.name, shown.agreement_url(self.object))

    def get_cancel_url(self):
        return shown.agreement_url(self.object)

    def get_success_url(self, result):
        return shown.agreement_url(self.object)

    def get_context_data(self, **kwargs):
        return super().get_context_data(over=self.object.reference, **kwargs)


class NewAgreement(VerbView):
    """A funder joins the fund."""

    access = "funds.agree"
    model = Fund
    lookup = "slug"
    form_class = term_forms.NewAgreementForm
    title = gettext_lazy("A new agreement")
    lead = gettext_lazy("What the funder agreed to in writing. It can be spent once it is paid in.")
    submit_label = gettext_lazy("Add the agreement")
    template_name = "funding/verb.html"
    once_required = True

    def get_back(self):
        return Crumb(self.object.name, self.object.get_absolute_url())

    def perform(self, form):
        told, user, at = dict(form.cleaned_data), self.request.user, clock.now()
        slug, name = told.pop("funder"), told.pop("new_name")
        funder = form.funders.get(slug) or add_organisation(
            by=user, at=at, name=name, kind="funder"
        )
        return agreements.make_agreement(self.object, funder=funder, by=user, at=at, **told)

    def get_success_url(self, result):
        return shown.agreement_url(result)

    def get_success_message(self, result):
        return _("Added. Plan its instalments and write down what the funder asks for.")


class ChangeAgreement(OfAgreement):
    """New terms from a day on; the old ones stay readable."""

    form_class = term_forms.ChangeTermsForm
    service = staticmethod(terms.change_agreement)
    title = gettext_lazy("Change the terms")
    lead = gettext_lazy("From the day you name. What was spent before stays as it was.")
    submit_label = gettext_lazy("Change the terms")
    version_fields = terms.FIELDS

    def get_initial(self):
        told = {name: getattr(self.object, name) for name in ("ends_on", "purposes", "only_needs")}
        return told | {
            "amount": str(self.object.amount),
            "only_districts": ", ".join(self.object.only_districts),
            "spend_ahead": "yes" if self.object.spend_ahead else "no",
        }

    def get_success_message(self, result):
        if result.effective_from > clock.today():
            return _("Kept. The new terms count from the day you named.")
        return _("Changed. The old terms stay readable below.")


class RenameFunder(OfAgreement):
    """The funder goes by another name; what is older keeps the old one."""

    form_class = term_forms.RenameForm
    title = gettext_lazy("The funder has a new name")
    lead = gettext_lazy("Statements of the time before go on naming it as it was called then.")
    success_message = gettext_lazy("Changed. What is older keeps the old name.")
    submit_label = gettext_lazy("Change the name")

    def perform(self, form):
        return terms.rename_funder(
            self.object.funder, by=self.request.user, at=clock.now(), **form.cleaned_data
        )


class AddCondition(OfAgreement):
    """Something the funder asks for."""

    form_class = term_forms.ConditionForm
    service = staticmethod(conditions.add_condition)
    title = gettext_lazy("Add a condition")
    lead = gettext_lazy(
        "You are reminded 30 and 7 days before its day, on it, and each week after."
    )
    success_message = gettext_lazy("Added.")
    submit_label = gettext_lazy("Add the condition")


class SettleCondition(OfAgreement):
    """A condition was met, or was not."""

    form_class = term_forms.SettleConditionForm
    title = gettext_lazy("Settle a condition")
    success_message = gettext_lazy("Settled.")
    submit_label = gettext_lazy("Settle it")

    def perform(self, form):
        told = dict(form.cleaned_data)
        condition = form.found[told.pop("which")]
        return conditions.settle_condition(condition, by=self.request.user, at=clock.now(), **told)


class PlanInstalment(OfAgreement):
    """When the funder means to pay."""

    form_class = term_forms.InstalmentForm
    service = staticmethod(instalments.plan_instalment)
    title = gettext_lazy("Plan an instalment")
    lead = gettext_lazy("You hear of it when it is late.")
    success_message = gettext_lazy("Added to the plan.")
    submit_label = gettext_lazy("Add the instalment")


class DropInstalment(OfAgreement):
    """An instalment of which nothing came is no longer planned."""

    form_class = term_forms.DropInstalmentForm
    title = gettext_lazy("Take an instalment out of the plan")
    success_message = gettext_lazy("Taken out of the plan.")
    submit_label = gettext_lazy("Take it out of the plan")

    def perform(self, form):
        return instalments.drop_instalment(
            form.found[form.cleaned_data["which"]], by=self.request.user, at=clock.now()
        )


class Receive(OfAgreement):
    """Money came in from a funder."""

    access = "funds.receive"
    form_class = fund_forms.GrantForm
    title = gettext_lazy("Money came in")
    submit_label = gettext_lazy("Record it")

    def get_context_data(self, **kwargs):
        to_come = self.object.amount - instalments.received(self.object)
        told = {"funder": self.object.funder.name, "amount": pounds(to_come)}
        self.lead = _("From %(funder)s, %(amount)s is still to come.") % told
        return super().get_context_data(**kwargs)

    def perform(self, form):
        return instalments.receive_grant(
            self.object,
            by=self.request.user,
            at=clock.now(),
            key=self.request.POST["_once"][:40],
            **form.cleaned_data,
        )

    def get_success_message(self, result):
        return _("Recorded. It can be spent from now on.")


class Advance(OfAgreement):
    """Money may be spent before the funder has paid it in."""

    access = "funds.override"
    form_class = fund_forms.AdvanceForm
    service = staticmethod(advances.advance)
    title = gettext_lazy("Set money free before it is paid in")
    submit_label = gettext_lazy("Set it free")
    success_message = gettext_lazy("Set free. Your reason stays with it.")

    def get_context_data(self, **kwargs):
        free = advances.free_to_advance(self.object, on=clock.today())
        self.lead = (
            _("%(free)s of what was agreed can still be set free before it is paid in.")
            if self.object.spend_ahead
            else _("This agreement’s money may be spent only once it has been paid in.")
        ) % {"free": pounds(free)}
        return super().get_context_data(**kwargs)


class Override(OfAgreement):
    """A manager lets more be promised than was agreed: recorded, and the fund's own risk."""

    access = "funds.override"
    form_class = fund_forms.AdvanceForm
    title = gettext_lazy("Allow spending above what was agreed")
    lead = gettext_lazy(
        "What the funder does not pay in the end, the fund bears. Your reason stays with it."
    )
    submit_label = gettext_lazy("Allow it")
    submit_kind = "danger"
    success_message = gettext_lazy("Allowed. Your reason stays with it.")

    def perform(self, form):
        return advances.advance(
            self.object,
            by=self.request.user,
            at=clock.now(),
            above_agreed=True,
            **form.cleaned_data,
        )


def agreement_link(user, agreement) -> str:
    """The agreement's page, for those who look after the fund; the statement for a funder."""
    if user.has_perm("funds.view", agreement.fund):
        return shown.agreement_url(agreement)
    return reverse("funding:statement", args=[agreement.reference])
