"""Answers about prices, deliveries, money that came back, places and items."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.models import Case
from core import clock
from core.crispy import RadioTiles
from core.forms import (
    BridgeForm,
    ChoiceField,
    MoneyField,
    MultipleChoiceField,
    ReasonField,
    TextField,
)
from core.money import pounds
from funding.forms.lines import CountedForm, PricedForm, still_out
from funding.models import BoughtItem, LookBack
from funding.services.purchases import outstanding
from providers.models import Provider

_DAYS = forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-3"})
_PHOTO_HELP = gettext_lazy("At most 8 MB. Only the picture is kept, not where it was taken.")


class AskForQuotesForm(BridgeForm):
    """Whom to ask for a price, and for what."""

    providers = MultipleChoiceField(
        label=gettext_lazy("Which providers? One to three"),
        error_messages={"required": gettext_lazy("Choose one to three providers")},
    )
    needed = TextField(
        label=gettext_lazy("What is needed, so that they can name a price?"),
        help_text=gettext_lazy("They read this. No name, no address: the district is added."),
        max_length=400,
        rows=4,
        error_messages={"required": gettext_lazy("Enter what is needed")},
    )

    def prepare(self):
        able = Provider.objects.able(clock.today()).select_related("organisation")
        asked = self.subject.quote_requests.values("provider")
        rows = able.exclude(pk__in=asked).order_by("organisation__name")
        self.able = {each.reference: each for each in rows}
        self.fields["providers"].choices = [
            (key, each.organisation.name) for key, each in self.able.items()
        ]

    def clean_providers(self):
        return [self.able[each] for each in self.cleaned_data["providers"]]


class AnswerQuoteForm(PricedForm, BridgeForm):
    """A provider's own price."""

    amount = MoneyField(
        label=gettext_lazy("Your price in pounds, with any VAT"),
        error_messages={"required": gettext_lazy("Enter your price")},
    )
    lead_days = forms.IntegerField(
        label=gettext_lazy("Days until it can be done"),
        min_value=0,
        max_value=365,
        widget=_DAYS,
        error_messages={"required": gettext_lazy("Enter how many days it takes")},
    )
    words = TextField(
        label=gettext_lazy("What is in it, and what is not"),
        max_length=200,
        rows=2,
        required=False,
    )

    def prepare(self):
        self.ask_how_many()


class ChooseQuoteForm(BridgeForm):
    """Which price is taken, and why if not the cheapest."""

    quote = ChoiceField(
        label=gettext_lazy("Which price do you take?"),
        error_messages={"required": gettext_lazy("Choose a price")},
    )
    reason = TextField(
        label=gettext_lazy("Why this one, if it is not the cheapest?"),
        max_length=200,
        rows=2,
        required=False,
    )

    def prepare(self):
        rows = self.subject.quotes.select_related("provider__organisation").order_by("amount", "pk")
        self.quotes = {each.provider.reference: each for each in rows}
        self.fields["quote"].choices = [
            (key, f"{pounds(each.amount)}, {each.provider.organisation.name}")
            for key, each in self.quotes.items()
        ]

    def layout(self):
        return [RadioTiles("quote", legend="shown"), "reason"]

    def clean_quote(self):
        return self.quotes[self.cleaned_data["quote"]]


class DeliveryForm(BridgeForm):
    """All of it has come."""

    words = TextField(label=gettext_lazy("Anything to add"), max_length=300, rows=2, required=False)
    photo = forms.FileField(
        label=gettext_lazy("Photograph of it"), help_text=_PHOTO_HELP, required=False
    )


class PartForm(CountedForm, BridgeForm):
    """A part of it has come."""

    amount = MoneyField(label=gettext_lazy("What is the part that has come worth, in pounds?"))
    words = TextField(
        label=gettext_lazy("What has come, and what is still outstanding?"),
        max_length=300,
        rows=2,
        error_messages={"required": gettext_lazy("Enter what has come")},
    )
    photo = forms.FileField(
        label=gettext_lazy("Photograph of it"), help_text=_PHOTO_HELP, required=False
    )

    instead = "amount"

    def prepare(self):
        self.fields["amount"].help_text = _("%(left)s is outstanding.") % {
            "left": pounds(outstanding(self.subject))
        }
        self.ask_how_many()

    def line_help(self, line):
        return still_out(line)


class MoneyBackForm(BridgeForm):
    """Money that came back: a credit note or a refund slip."""

    number = forms.CharField(
        label=gettext_lazy("Number of the credit note or refund slip"),
        max_length=40,
        error_messages={"required": gettext_lazy("Enter its number")},
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10"}),
    )
    amount = MoneyField(label=gettext_lazy("How much came back, in pounds?"))
    reason = ReasonField(label=gettext_lazy("Why did it come back?"))


class LookBackForm(BridgeForm):
    """What a look afterwards found."""

    verdict = ChoiceField(
        label=gettext_lazy("Was it in order?"),
        choices=LookBack.Verdict.choices,
        error_messages={"required": gettext_lazy("Choose whether it was in order")},
    )
    words = TextField(
        label=gettext_lazy("What you found"),
        help_text=gettext_lazy("Needed when it was not in order."),
        max_length=300,
        rows=3,
        required=False,
    )

    def layout(self):
        return [RadioTiles("verdict", legend="shown"), "words"]


class PlaceForm(BridgeForm):
    """Who gets a place."""

    case = forms.ChoiceField(
        label=gettext_lazy("Who gets the place?"),
        error_messages={"required": gettext_lazy("Choose who gets the place")},
    )

    def prepare(self):
        has = self.subject.place_uses.filter(freed_at__isnull=True).values("case")
        rows = (
            Case.objects.visible_to(self.user)
            .open()
            .filter(programme=self.subject.programme_id)
            .exclude(pk__in=has)
            .select_related("resident")
            .order_by("resident__family_name", "resident__given_name", "pk")[:500]
        )
        self.cases = {each.reference: each for each in rows}
        self.fields["case"].choices = [
            ("", _("Choose one")),
            *(
                (key, f"{each.resident.given_name} {each.resident.family_name}, {key}")
                for key, each in self.cases.items()
            ),
        ]

    def clean_case(self):
        return self.cases[self.cleaned_data["case"]]


class ItemForm(BridgeForm):
    """What a resident was lent or given."""

    what = forms.CharField(
        label=gettext_lazy("What is it?"),
        max_length=120,
        help_text=gettext_lazy("For example: tablet computer, 10 inch."),
        error_messages={"required": gettext_lazy("Enter what it is")},
    )
    kind = ChoiceField(
        label=gettext_lazy("Is it a gift or a loan?"),
        choices=BoughtItem.Kind.choices,
        error_messages={"required": gettext_lazy("Choose whether it is a gift or a loan")},
    )
    serial = forms.CharField(
        label=gettext_lazy("Serial number"),
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-20", "autocomplete": "off"}),
    )
    set_up_help = forms.CharField(
        label=gettext_lazy("Who helps to set it up, and when?"), max_length=200, required=False
    )
    data_plan = forms.CharField(
        label=gettext_lazy("Data plan, and until when it is paid"), max_length=120, required=False
    )

    def layout(self):
        return ["what", RadioTiles("kind", legend="shown"), "serial", "set_up_help", "data_plan"]


class ItemBackForm(BridgeForm):
    """An item came back."""

    result = TextField(
        label=gettext_lazy("What did having it change?"), max_length=300, rows=2, required=False
    )


class RepeatForm(BridgeForm):
    """The same again, at the same price or another."""

    amount = MoneyField(
        label=gettext_lazy("Price this time, in pounds"),
        error_messages={"required": gettext_lazy("Enter what it costs")},
    )
