"""Invoices: what waits, one against its order, and its verbs."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.presenters import Crumb
from core.views import Heading, ScopedDetailView, ScopedListView, VerbView
from funding import filters, forms
from funding.lifecycle import INVOICE_LIFE
from funding.models import Invoice, Purchase
from funding.presenters import invoices as rows
from funding.presenters import order_lines, story, words
from funding.presenters.matching import matching
from funding.services import invoices, ledger
from funding.views.links import money

_SHOWN = ("purchase__provider__organisation", "purchase__case", "purchase__fund", "submitted_by")


class Invoices(ScopedListView):
    """Invoices, as far as the person sees their purchases."""

    access = "invoices.view"
    model = Invoice
    title = gettext_lazy("Invoices")
    filterset_class = filters.InvoiceFilter
    headings = (
        Heading(gettext_lazy("Invoice")),
        Heading(gettext_lazy("From")),
        Heading(gettext_lazy("For")),
        Heading(gettext_lazy("State")),
        Heading(gettext_lazy("Sent"), sort="sent"),
        Heading(gettext_lazy("Amount"), sort="amount", numeric=True),
    )
    sorts = {"sent": ("submitted_at",), "amount": ("amount",)}
    default_sort = "-sent"

    def prepare(self, found):
        return found.select_related(*_SHOWN)

    def row(self, invoice):
        return rows.row(invoice)

    def get_back(self):
        return money(self.request.user)


class InvoicePage(ScopedDetailView):
    """One invoice, held against its order. The resident by reference only."""

    access = "invoices.view"
    model = Invoice
    name = "invoice"
    template_name = "funding/invoice.html"

    def prepare(self, found):
        return found.select_related(*_SHOWN).prefetch_related(
            "events__by", "credit_notes", "purchase__invoices", "lines__line"
        )

    def get_title(self):
        return _("Invoice %(number)s") % {"number": self.object.number}

    def get_back(self):
        return Crumb(self.object.purchase.what, self.object.purchase.get_absolute_url())

    def get_context_data(self, **kwargs):
        invoice, user = self.object, self.request.user
        promised = ledger.committed_for(invoice.purchase)
        return super().get_context_data(
            over=invoice.reference,
            tag=words.invoice_tag(invoice),
            waits_for=rows.waits_for(invoice),
            facts=rows.facts(invoice, promised=promised, bank=self._bank()),
            actions_now=rows.actions(user, invoice),
            sums=matching(invoice.purchase),
            lines=order_lines.of_invoice(invoice),
            credits=rows.credits_table(list(invoice.credit_notes.all())),
            story=story.invoice_story(invoice),
            **kwargs,
        )

    def _bank(self) -> str:
        """Where to pay: in full to finance, else the last four digits, to nobody else."""
        user, provider = self.request.user, self.object.purchase.provider
        details = getattr(provider, "bank_details", None) if provider else None
        if details is None or not user.has_perm("funds.view", self.object.purchase.fund):
            return ""
        if user.has_perm("providers.see_bank_details"):
            code = details.sort_code
            return (
                f"{details.account_name}, {code[:2]}-{code[2:4]}-{code[4:]}, "
                f"{details.account_number}"
            )
        return details.masked


class InvoiceVerb(VerbView):
    """A verb on one invoice."""

    model = Invoice
    life = INVOICE_LIFE
    template_name = "funding/verb.html"
    once_required = True
    keeps_draft = False

    def prepare(self, found):
        return found.select_related(*_SHOWN)

    def get_back(self):
        number = {"number": self.object.number}
        return Crumb(_("Invoice %(number)s") % number, self.object.get_absolute_url())

    def get_context_data(self, **kwargs):
        promised = ledger.committed_for(self.object.purchase)
        return super().get_context_data(
            over=self.object.reference,
            facts=rows.facts(self.object, promised=promised, bank="")[:3],
            **kwargs,
        )


class Approve(InvoiceVerb):
    """It matches."""

    access = "invoices.approve"
    form_class = forms.NoteForm
    service = staticmethod(invoices.approve)
    verb = "approve"
    title = gettext_lazy("Approve this invoice")
    lead = gettext_lazy("It matches what was ordered and delivered.")
    submit_label = gettext_lazy("Approve the invoice")
    success_message = gettext_lazy("Approved. It can be paid.")


class AskForChanges(InvoiceVerb):
    """Something on it is not right."""

    access = "invoices.ask_for_changes"
    form_class = forms.ReasonForm
    service = staticmethod(invoices.ask_for_changes)
    verb = "ask_for_changes"
    title = gettext_lazy("Ask for changes")
    lead = gettext_lazy("The provider reads your words and sends it again.")
    submit_label = gettext_lazy("Send it back")
    success_message = gettext_lazy("Sent back. The provider has been told.")


class Dispute(InvoiceVerb):
    """It is not owed."""

    access = "invoices.dispute"
    form_class = forms.ReasonForm
    service = staticmethod(invoices.dispute)
    verb = "dispute"
    title = gettext_lazy("Dispute this invoice")
    lead = gettext_lazy("Nothing is paid until it is sent anew and approved.")
    submit_label = gettext_lazy("Dispute it")
    submit_kind = "danger"
    success_message = gettext_lazy("Disputed. The provider has been told.")


class Pay(InvoiceVerb):
    """It has been paid."""

    access = "invoices.pay"
    form_class = forms.PayForm
    service = staticmethod(invoices.pay)
    verb = "pay"
    title = gettext_lazy("Record the payment")
    lead = gettext_lazy("What was set aside beyond this invoice goes back to the funders.")
    submit_label = gettext_lazy("Record the payment")
    success_message = gettext_lazy("Paid. The books are up to date.")


class Withdraw(InvoiceVerb):
    """Sent by mistake, or twice."""

    access = "invoices.withdraw"
    form_class = forms.ReasonForm
    service = staticmethod(invoices.withdraw)
    verb = "withdraw"
    title = gettext_lazy("Withdraw this invoice?")
    lead = gettext_lazy("Nothing is paid for it. You can send another one.")
    submit_label = gettext_lazy("Withdraw it")
    submit_kind = "danger"
    success_message = gettext_lazy("Withdrawn.")


class Credit(InvoiceVerb):
    """A credit note came in."""

    access = "invoices.credit"
    form_class = forms.MoneyBackForm
    service = staticmethod(invoices.credit)
    verb = "credit"
    title = gettext_lazy("Record a credit note")
    lead = gettext_lazy("The money goes back to the funders who paid it, and can be spent again.")
    submit_label = gettext_lazy("Record the credit note")
    success_message = gettext_lazy("Recorded. The books are up to date.")


class SubmitAgain(InvoiceVerb):
    """Put right, and sent anew."""

    access = "invoices.submit"
    form_class = forms.InvoiceForm
    service = staticmethod(invoices.submit_again)
    verb = "submit"
    title = gettext_lazy("Send the invoice again")
    submit_label = gettext_lazy("Send the invoice")
    success_message = gettext_lazy("Sent. Finance has been told.")

    def get_initial(self):
        last = "yes" if self.object.is_last else "no"
        return {
            "number": self.object.number,
            "amount": f"{self.object.amount:.2f}",
            "is_last": last,
        }


class Submit(VerbView):
    """A provider sends the invoice for what was delivered."""

    access = "invoices.submit"
    model = Purchase
    form_class = forms.InvoiceForm
    service = staticmethod(invoices.submit)
    title = gettext_lazy("Send the invoice")
    submit_label = gettext_lazy("Send the invoice")
    success_message = gettext_lazy("Sent. Finance has been told.")
    template_name = "funding/verb.html"
    once_required = True
    keeps_draft = False

    def prepare(self, found):
        return found.select_related("provider__organisation", "case", "fund")

    def get_back(self):
        return Crumb(self.object.what, self.object.get_absolute_url())
