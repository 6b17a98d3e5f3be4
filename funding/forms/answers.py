"""Short answers about purchases, invoices and funds."""

from decimal import Decimal

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import clock
from core.forms import (
    BridgeForm,
    MoneyField,
    ReasonField,
    TextField,
    YesNoField,
)
from funding.forms.lines import CountedForm, PricedForm, not_billed
from funding.lifecycle import InvoiceStatus
from providers.models import Provider

SHOP = "shop"
FUND, BUDGET = "fund", "budget"


class QuoteForm(PricedForm, BridgeForm):
    """A provider's price."""

    supplier = forms.ChoiceField(
        label=gettext_lazy("Whose price is it?"),
        error_messages={"required": gettext_lazy("Choose whose price it is")},
    )
    amount = MoneyField(label=gettext_lazy("Price, in pounds"))
    lead_days = forms.IntegerField(
        label=gettext_lazy("Days until it can be done"),
        min_value=0,
        max_value=365,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-3"}),
        error_messages={"required": gettext_lazy("Enter how many days it takes")},
    )
    words = TextField(
        label=gettext_lazy("Anything to know"), max_length=200, rows=2, required=False
    )
    submit_label = gettext_lazy("Keep this price")

    def prepare(self):
        self.ask_how_many()
        able = Provider.objects.able(clock.today()).select_related("organisation")
        if self.is_provider:
            able = able.filter(pk=self.subject.provider_id)
        self.providers = {each.reference: each for each in able.order_by("organisation__name")}
        self.fields["supplier"].choices = [
            ("", _("Choose one")),
            *((key, each.organisation.name) for key, each in self.providers.items()),
        ]

    @property
    def is_provider(self) -> bool:
        """Whether the provider's own worker gives the price."""
        return not self.user.has_perm("purchases.order", self.subject)


class ReasonForm(BridgeForm):
    """Why not, in words that the other side reads."""

    reason = ReasonField()


class NoteForm(BridgeForm):
    """A sentence, if there is something to say."""

    words = TextField(label=gettext_lazy("Anything to add"), max_length=300, rows=2, required=False)


class ReceiptForm(BridgeForm):
    """What the till said, and the proof."""

    amount = MoneyField(label=gettext_lazy("What did it cost, in pounds?"))
    file = forms.FileField(
        label=gettext_lazy("Photograph or PDF of the receipt"),
        help_text=gettext_lazy("At most 8 MB. Only the picture is kept, not where it was taken."),
        error_messages={
            "required": gettext_lazy("Add a photograph or a PDF of the receipt"),
            "empty": gettext_lazy("This file is empty. Take the photograph again"),
        },
    )


class InvoiceForm(CountedForm, BridgeForm):
    """A provider's invoice."""

    number = forms.CharField(
        label=gettext_lazy("Your invoice number"),
        max_length=40,
        error_messages={"required": gettext_lazy("Enter your invoice number")},
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10"}),
    )
    amount = MoneyField(
        label=gettext_lazy("Amount, in pounds, with any VAT"),
        error_messages={"required": gettext_lazy("Enter the amount of the invoice")},
    )
    is_last = YesNoField(
        label=gettext_lazy("Is this the last invoice for this order?"),
        help_text=gettext_lazy("Say no when you will send another one for it."),
        error_messages={"required": gettext_lazy("Say whether another invoice follows")},
    )
    words = TextField(
        label=gettext_lazy("Anything to know"), max_length=300, rows=2, required=False
    )

    def prepare(self):
        self.asked = self._asked_before()
        self.ask_how_many()

    def _asked_before(self) -> dict[int, int]:
        """What the invoice that is sent anew asked for, by line."""
        back = (InvoiceStatus.CHANGES_ASKED, InvoiceStatus.DISPUTED)
        again = self.purchase.invoices.filter(status__in=back).order_by("-pk").first()
        invoice = again if self.subject is self.purchase else self.subject
        rows = invoice.lines.values_list("line_id", "quantity") if invoice else ()
        return dict(rows)

    def line_field(self, line):
        field = super().line_field(line)
        field.initial = self.asked.get(line.pk)
        return field

    def line_help(self, line):
        return not_billed(line, self.asked.get(line.pk, 0))


class PayForm(BridgeForm):
    """How it was paid."""

    payment_reference = forms.CharField(
        label=gettext_lazy("Payment reference"),
        max_length=40,
        help_text=gettext_lazy("As it stands on the bank’s list."),
        error_messages={"required": gettext_lazy("Enter the payment reference")},
        widget=forms.TextInput(attrs={"class": "govuk-input--width-20"}),
    )


class OverrideForm(BridgeForm):
    """A manager lifts one person's cap."""

    extra = MoneyField(
        label=gettext_lazy("How much above the cap, in pounds?"), most=Decimal("5000"), zero=True
    )
    reason = ReasonField(max_length=200)
