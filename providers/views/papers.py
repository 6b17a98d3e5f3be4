"""Onboarding: the checklist, papers as documents, and the bank details in full for finance."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import access_log, clock, uploads
from core.presenters import Action, Crumb, Fact
from core.views import ScopedDetailView, VerbView
from providers import forms, presenters
from providers.lifecycle import PAPER_LIFE, PaperStatus
from providers.models import Paper, Provider
from providers.services import papers
from providers.views.listing import _OnProvider


class Onboarding(ScopedDetailView):
    """What is needed before new work, what stands, and every paper that was sent."""

    access = "providers.see_papers"
    model = Provider
    name = "provider"
    template_name = "providers/onboarding.html"

    def prepare(self, rows):
        return rows.select_related("organisation", "bank_details").prefetch_related(
            "papers__sent_by", "services"
        )

    def get_title(self):
        return _("Papers of %(name)s") % {"name": self.object.organisation.name}

    def get_back(self):
        return Crumb(
            self.object.organisation.name,
            reverse("providers:detail", args=[self.object.reference]),
        )

    def get_context_data(self, **kwargs):
        provider, today = self.object, clock.today()
        sent = list(provider.papers.all())
        services = sum(each.is_active for each in provider.services.all())
        return super().get_context_data(
            tag=presenters.provider_tag(provider, today),
            checklist=presenters.checklist(provider, sent, today, services=services),
            papers=presenters.paper_list(sent),
            paper_actions=self.paper_actions(),
            missing=presenters.missing_words(self.object, clock.today()),
            **kwargs,
        )

    def paper_actions(self) -> list[Action]:
        """Send one, for the provider; approve, for the manager."""
        provider, user, at = self.object, self.request.user, [self.object.reference]
        found = []
        if user.has_perm("papers.submit", provider):
            url = reverse("providers:submit_paper", args=at)
            found.append(Action(_("Send a paper"), url, kind="main"))
        if user.has_perm("providers.edit_listing", provider):
            url = reverse("providers:set_bank_details", args=at)
            found.append(Action(_("Change bank details"), url))
        may = presenters.may_be_approved(provider, clock.today())
        if may and user.has_perm("providers.assure", provider):
            found.append(Action(_("Approve"), reverse("providers:approve", args=at), kind="main"))
        return found


class SubmitPaper(_OnProvider):
    """The provider sends a paper."""

    access = "papers.submit"
    form_class = forms.PaperForm
    service = staticmethod(papers.submit)
    title = gettext_lazy("Send a paper")
    lead = gettext_lazy("The service manager reads it. Its date counts once it was found in order.")
    submit_label = gettext_lazy("Send it")
    success_message = gettext_lazy("Sent. You hear of it when it was checked.")
    keeps_draft = False

    def get_success_url(self, result):
        return reverse("providers:onboarding", args=[self.object.reference])


class PaperPage(ScopedDetailView):
    """One paper: to read, to find in order, to send back."""

    access = "providers.see_papers"
    model = Paper
    name = "paper"
    template_name = "providers/paper.html"

    def prepare(self, rows):
        return rows.select_related("provider__organisation", "sent_by", "checked_by")

    def get_title(self):
        return self.object.get_kind_display()

    def get_back(self):
        provider = self.object.provider
        words = _("Papers of %(name)s") % {"name": provider.organisation.name}
        return Crumb(words, reverse("providers:onboarding", args=[provider.reference]))

    def get_context_data(self, **kwargs):
        paper, at = self.object, [self.object.reference]
        acts = [Action(_("Download it"), reverse("providers:paper_file", args=at))]
        if paper.status == PaperStatus.SENT and self.request.user.has_perm("papers.accept"):
            accept = reverse("providers:accept_paper", args=at)
            acts = [Action(_("It is in order"), accept, kind="main"), *acts]
            acts.append(Action(_("Send it back"), reverse("providers:send_back_paper", args=at)))
        return super().get_context_data(
            facts=presenters.paper_facts(paper), paper_actions=acts, **kwargs
        )


class PaperFile(ScopedDetailView):
    """The document itself, as a download only."""

    access = "providers.see_papers"
    model = Paper

    def get(self, request, *args, **kwargs):
        return uploads.as_download(self.object.file, self.object.reference)


class _OnPaper(VerbView):
    """A verb of the manager on a paper."""

    model = Paper

    def prepare(self, rows):
        return rows.select_related("provider__organisation")

    def get_back(self):
        return Crumb(self.object.get_kind_display(), self.get_cancel_url())

    def get_cancel_url(self):
        return reverse("providers:paper", args=[self.object.reference])

    def get_success_url(self, result):
        return reverse("providers:onboarding", args=[self.object.provider.reference])


class AcceptPaper(_OnPaper):
    """It is in order."""

    access = "papers.accept"
    life, verb = PAPER_LIFE, "accept"
    service = staticmethod(papers.accept)
    title = gettext_lazy("Is this paper in order?")
    lead = gettext_lazy("You have read it and its date is the one that was typed.")
    submit_label = gettext_lazy("It is in order")
    success_message = gettext_lazy("In order. Its date counts from now on.")


class SendBackPaper(_OnPaper):
    """It is not."""

    access = "papers.send_back"
    life, verb = PAPER_LIFE, "send_back"
    form_class = forms.SendBackForm
    service = staticmethod(papers.send_back)
    title = gettext_lazy("Send this paper back")
    lead = gettext_lazy("The provider reads your words and sends another one.")
    submit_label = gettext_lazy("Send it back")
    success_message = gettext_lazy("Sent back. The provider has been told.")


class BankDetailsInFull(ScopedDetailView):
    """The whole account number, for finance. Each look is written down."""

    access = "providers.see_bank_details"
    model = Provider
    name = "provider"
    template_name = "providers/bank_details.html"

    def prepare(self, rows):
        return rows.select_related("organisation", "bank_details").filter(
            bank_details__isnull=False
        )

    def get_title(self):
        return _("Bank details of %(name)s") % {"name": self.object.organisation.name}

    def get_back(self):
        provider = self.object
        return Crumb(
            provider.organisation.name, reverse("providers:detail", args=[provider.reference])
        )

    def get_context_data(self, **kwargs):
        details = self.object.bank_details
        code = details.sort_code
        access_log.note(self.request, reason=f"bank details of {self.object.reference}")
        return super().get_context_data(
            facts=[
                Fact(_("Name on the account"), details.account_name),
                Fact(_("Sort code"), f"{code[:2]}-{code[2:4]}-{code[4:]}"),
                Fact(_("Account number"), details.account_number),
            ],
            **kwargs,
        )
