"""Claims: the list, one claim as page and PDF, and its verbs."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import access_log, clock, pdf
from core.forms import ConfirmForm
from core.models import AccessEntry
from core.money import pounds
from core.presenters import Action, Crumb, Empty
from core.views import HouseView, ScopedDetailView, VerbView
from funding import forms
from funding.forms import funds as fund_forms
from funding.lifecycle import CLAIM_LIFE
from funding.models import Claim
from funding.presenters import claims as shown
from funding.presenters import words
from funding.services import claims
from funding.services.terms import name_on
from funding.views.agreements import OfAgreement, agreement_link


class Claims(HouseView):
    """Every claim that the person may see."""

    access = "claims.view"
    template_name = "funding/claims.html"
    title = gettext_lazy("Claims")

    def get_back(self):
        if self.request.user.has_perm("funds.view"):
            return Crumb(_("Money"), reverse("funding:home"))
        return Crumb(_("Statements"), reverse("funding:statements"))

    def get_context_data(self, **kwargs):
        rows = Claim.objects.visible_to(self.request.user).order_by("-drafted_at", "-pk")
        return super().get_context_data(
            table=shown.table(rows[:200]),
            empty=Empty(_("No claim yet"), _("It appears here as soon as the first one is sent.")),
            **kwargs,
        )


class ClaimPage(ScopedDetailView):
    """One claim: what was spent, on what, payment by payment. POST: the same as PDF."""

    access = "claims.view"
    model = Claim
    name = "claim"
    template_name = "funding/claim.html"

    def prepare(self, rows):
        return rows.select_related("agreement__funder", "agreement__fund")

    def get_title(self):
        return _("Claim %(reference)s") % {"reference": self.object.reference}

    def get_back(self):
        return Crumb(
            self.object.agreement.funder.name,
            agreement_link(self.request.user, self.object.agreement),
        )

    @property
    def exact(self) -> bool:
        """Those who look after the fund see true counts; a funder published ones."""
        return self.request.user.has_perm("funds.view", self.object.agreement.fund)

    def told(self) -> dict:
        """What page and paper both say."""
        agreement = self.object.agreement
        return {
            "claim": self.object,
            "funder": name_on(agreement.funder, self.object.ends_on),
            "fund": agreement.fund,
            "facts": shown.facts(self.object),
            "kinds": shown.kinds_table(self.object, exact=self.exact),
            "lines": shown.lines_table(self.object, may_open=self.exact),
        }

    def get_context_data(self, **kwargs):
        agreement = self.object.agreement
        told = {"funder": agreement.funder.name, "fund": agreement.fund.name}
        paper = Action(_("Download as PDF"), self.request.get_full_path(), post=True)
        return super().get_context_data(
            lead=_("%(funder)s, %(fund)s") % told,
            tag=shown.tag(self.object),
            story=shown.story(self.object),
            actions=shown.actions(self.request.user, self.object),
            paper=paper,
            exact=self.exact,
            **self.told() | kwargs,
        )

    def post(self, request, *args, **kwargs):
        """The claim on paper. An export is written to the access log."""
        access_log.note(request, kind=AccessEntry.Kind.EXPORTED, rows=self.object.lines.count())
        made = pdf.render("pdf/claim.html", {**self.told(), "on": words.day(clock.today())})
        response = HttpResponse(made, content_type="application/pdf")
        name = f"claim-{self.object.reference.lower()}.pdf"
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response


class Draft(OfAgreement):
    """Claim what was paid and never claimed, in one act."""

    access = "claims.draft"
    form_class = fund_forms.ClaimForm
    service = staticmethod(claims.draft)
    title = gettext_lazy("Draft a claim")
    submit_label = gettext_lazy("Draft the claim")
    success_message = gettext_lazy("Drafted. Look it over, then send it.")

    def get_context_data(self, **kwargs):
        agreement, on = self.object, clock.today()
        found = claims.to_claim(agreement, until=on)
        told = {
            "amount": pounds(sum(amount for _movement, amount in found)),
            "day": words.day(claims.next_start(agreement)),
        }
        self.lead = _("%(amount)s was paid since %(day)s and is not claimed yet.") % told
        return super().get_context_data(**kwargs)

    def get_success_url(self, result):
        return result.get_absolute_url()


class OfClaim(VerbView):
    """A verb on one claim."""

    model = Claim
    life = CLAIM_LIFE
    template_name = "funding/verb.html"
    once_required = True
    keeps_draft = False

    def prepare(self, rows):
        return rows.select_related("agreement__funder", "agreement__fund")

    def get_back(self):
        words_of_it = _("Claim %(reference)s") % {"reference": self.object.reference}
        return Crumb(words_of_it, self.object.get_absolute_url())

    def get_context_data(self, **kwargs):
        return super().get_context_data(facts=shown.facts(self.object), **kwargs)


class Send(OfClaim):
    """Put it to the funder."""

    access = "claims.send"
    verb = "send"
    form_class = ConfirmForm
    service = staticmethod(claims.send)
    title = gettext_lazy("Send this claim to the funder")
    lead = gettext_lazy("They hear of it by e-mail and see it from now on.")
    submit_label = gettext_lazy("Send it")
    success_message = gettext_lazy("Sent. The funder has been told.")


class Query(OfClaim):
    """The funder asks about it."""

    access = "claims.query"
    verb = "query"
    form_class = fund_forms.QueryForm
    service = staticmethod(claims.query)
    title = gettext_lazy("Ask about this claim")
    submit_label = gettext_lazy("Ask")
    success_message = gettext_lazy("Asked. The finance officer has been told.")


class Settle(OfClaim):
    """The funder paid."""

    access = "claims.settle_claim"
    verb = "settle_claim"
    form_class = fund_forms.ClaimPaidForm
    service = staticmethod(claims.settle_claim)
    title = gettext_lazy("The claim was paid")
    submit_label = gettext_lazy("Record the payment")
    success_message = gettext_lazy("Recorded. It can be spent from now on.")


class Withdraw(OfClaim):
    """Take it back."""

    access = "claims.withdraw"
    verb = "withdraw"
    form_class = forms.ReasonForm
    service = staticmethod(claims.withdraw)
    title = gettext_lazy("Withdraw this claim")
    lead = gettext_lazy("Its payments can be claimed again.")
    submit_label = gettext_lazy("Withdraw it")
    submit_kind = "danger"
    success_message = gettext_lazy("Withdrawn.")


def claims_url() -> str:
    """The list of claims."""
    return reverse("funding:claims")
