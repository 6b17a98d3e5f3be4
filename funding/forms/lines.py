"""Orders by quantity in forms: how many of what at which price, and how many came or are billed."""

from decimal import Decimal

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.crispy import Beside, Folded
from core.forms import MoneyField
from core.money import ZERO, pounds
from funding.services.purchases import lines
from funding.services.purchases.lines import Wanted

MORE = (2, 3, 4)
"""Further things that one order may hold beside the first."""
MOST = 1000
PARTS = ("what", "quantity", "amount")


def count_field(**kwargs) -> forms.IntegerField:
    """A whole number of things, typed."""
    kwargs.setdefault("error_messages", {}).setdefault(
        "invalid", gettext_lazy("Enter a whole number, for example 6")
    )
    return forms.IntegerField(
        max_value=MOST,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-3"}),
        **kwargs,
    )


class SeveralForm(forms.Form):
    """Mixed into a request: how many of it, and further things in the same order.

    The form that mixes it in asks `what` and `amount` (the price of one) itself.
    """

    quantity = count_field(
        label=gettext_lazy("How many, if more than one?"),
        min_value=1,
        required=False,
    )

    def add_more(self) -> None:
        """Fields for the further things; all empty in most requests."""
        for number in MORE:
            told = {"number": number}
            self.fields[f"what_{number}"] = forms.CharField(
                label=_("Thing %(number)d") % told, max_length=160, required=False
            )
            self.fields[f"quantity_{number}"] = count_field(
                label=_("How many of thing %(number)d?") % told, min_value=1, required=False
            )
            self.fields[f"amount_{number}"] = MoneyField(
                label=_("Price of one of thing %(number)d, in pounds") % told, required=False
            )

    @staticmethod
    def more_layout() -> Folded:
        """The further things, folded away until somebody needs them."""
        rows = [
            row
            for number in MORE
            for row in (f"what_{number}", Beside(f"quantity_{number}", f"amount_{number}"))
        ]
        return Folded(_("More things in the same order"), *rows)

    def wanted(self) -> tuple[Wanted, ...]:
        """What is in the order, for more than one thing; nothing for one single thing."""
        told = self.cleaned_data
        found = [Wanted(told["what"], told.get("quantity") or 1, told["amount"])]
        for number in MORE:
            if told.get(f"what_{number}"):
                many = told.get(f"quantity_{number}") or 1
                found.append(Wanted(told[f"what_{number}"], many, told[f"amount_{number}"]))
        return tuple(found) if len(found) > 1 or found[0].quantity > 1 else ()

    def in_all(self) -> Decimal | None:
        """What the whole order costs, as far as it has been answered."""
        return sum_of(self.cleaned_data)

    def clean(self):
        told = super().clean()
        for number in MORE:
            what, many, price = (told.get(f"{each}_{number}") for each in PARTS)
            if (many or price) and not what:
                self.add_error(f"what_{number}", _("Enter what thing %(n)d is") % {"n": number})
            if what and price is None and f"amount_{number}" not in self.errors:
                told_more = {"n": number}
                self.add_error(f"amount_{number}", _("Enter what one costs (%(n)d)") % told_more)
        return told


def sum_of(told: dict) -> Decimal | None:
    """Price of one times how many, over everything that has been answered."""
    if told.get("amount") is None:
        return None
    found = (told.get("quantity") or 1) * told["amount"]
    for number in MORE:
        found += (told.get(f"quantity_{number}") or 1) * (told.get(f"amount_{number}") or ZERO)
    return found


class CountedForm(forms.Form):
    """Mixed into forms about an order by quantity: a number for each of its lines.

    Where the purchase has lines, they are asked in the place of the field `instead`, and the
    cleaned answers hold them by position under the name `answers`, a missing one as `missing`.
    """

    instead, answers = "", "quantities"
    missing: int | None = 0

    @property
    def purchase(self):
        """The order the form is about; of an invoice or a request for a price, theirs."""
        return getattr(self.subject, "purchase", self.subject)

    def ask_how_many(self) -> None:
        """Put a number for each line at the top of the form."""
        self.ordered = lines.of(self.purchase)
        if not self.ordered:
            return
        if self.instead:
            self.fields.pop(self.instead)
        own = {lines.field(each): self.line_field(each) for each in self.ordered}
        self.fields = {**own, **self.fields}

    def line_field(self, line):
        """The field that asks about one line."""
        return count_field(
            label=_("How many of “%(what)s”?") % {"what": line.what},
            help_text=self.line_help(line),
            min_value=0,
            error_messages={"required": _("Enter how many, or 0 for none")},
        )

    def line_help(self, line) -> str:
        """What stands under the number: each form knows what it counts."""
        raise NotImplementedError

    def clean(self):
        told = super().clean()
        if self.ordered:
            found = {each.position: told.pop(lines.field(each), None) for each in self.ordered}
            told[self.answers] = {
                position: self.missing if answer is None else answer
                for position, answer in found.items()
            }
        return told


class PricedForm(CountedForm):
    """The same, for prices: what one of each line costs."""

    instead, answers = "amount", "prices"
    missing = None

    def line_field(self, line):
        told = {"what": line.what, "many": line.quantity}
        return MoneyField(
            label=_("Price of one “%(what)s”, in pounds with any VAT") % told,
            help_text=_("%(many)d are wanted.") % told,
            error_messages={"required": _("Enter the price of one “%(what)s”") % told},
        )


def still_out(line) -> str:
    """How much of a line has not come yet."""
    told = {"left": line.outstanding, "all": line.quantity, "each": pounds(line.unit_price)}
    return _("%(left)d of %(all)d are outstanding, at %(each)s each.") % told


def not_billed(line, own: int = 0) -> str:
    """How much of a line has come and was not invoiced yet, but by the invoice sent anew."""
    told = {"left": line.to_invoice + own, "all": line.quantity, "each": pounds(line.unit_price)}
    return _("%(left)d of %(all)d have come and are not invoiced yet, at %(each)s each.") % told
