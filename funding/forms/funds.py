"""Answers about funds: receipts, splits, the end of a period, claims, cost codes."""

import datetime as dt

from django import forms
from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import clock
from core.crispy import RadioTiles
from core.forms import BridgeForm, ChoiceField, DateField, MoneyField, ReasonField, TextField
from funding.forms.terms import line
from funding.models import LedgerExport, Purchase, SplitRule, YearEnd
from funding.services import year_end
from funding.services.periods import ends_to_choose


class GrantForm(BridgeForm):
    """Money that came in."""

    amount = MoneyField(label=gettext_lazy("Amount received, in pounds"))
    received_on = DateField(
        label=gettext_lazy("On which day, by the bank’s list?"),
        what=gettext_lazy("the day"),
        past=True,
    )
    words = line(
        gettext_lazy("What the bank’s list says"),
        gettext_lazy("Enter what the bank’s list says"),
        most=120,
    )
    submit_label = gettext_lazy("Record it")


class AdvanceForm(BridgeForm):
    """Money set free before it came in."""

    amount = MoneyField(label=gettext_lazy("How much, in pounds?"))
    reason = ReasonField(max_length=200)


class SplitForm(BridgeForm):
    """How spending is shared from a day on."""

    kind = ChoiceField(
        label=gettext_lazy("How is spending shared?"), choices=SplitRule.Kind.choices
    )
    first = forms.ChoiceField(
        label=gettext_lazy("Whose money is used up first?"),
        help_text=gettext_lazy("The others follow as they were agreed."),
        required=False,
    )
    effective_from = DateField(
        label=gettext_lazy("From which day?"), what=gettext_lazy("the day"), future=True
    )
    reason = ReasonField(label=gettext_lazy("Why does it change?"), max_length=200)
    submit_label = gettext_lazy("Change it")

    def layout(self):
        first = {SplitRule.Kind.FIRST_CALL: ("first",)}
        return [RadioTiles("kind", reveals=first), "effective_from", "reason"]

    def prepare(self):
        rows = self.subject.agreements.select_related("funder").order_by("-amount", "pk")
        self.references = [each.reference for each in rows]
        self.fields["first"].choices = [
            ("", _("As they stand")),
            *((each.reference, each.funder.name) for each in rows),
        ]

    def order(self) -> list[str]:
        """For first call: the chosen one, then the others as they stand."""
        first = self.cleaned_data["first"]
        if self.cleaned_data["kind"] != SplitRule.Kind.FIRST_CALL or not first:
            return []
        return [first, *(each for each in self.references if each != first)]


class YearEndForm(BridgeForm):
    """What becomes of unspent money."""

    decision = ChoiceField(
        label=gettext_lazy("What becomes of it?"), choices=YearEnd.Decision.choices
    )
    into = forms.ChoiceField(
        label=gettext_lazy("Into which agreement?"),
        help_text=gettext_lazy("A later agreement of the same funder."),
        required=False,
    )
    words = ReasonField(
        label=gettext_lazy("Who agreed to that, and when?"),
        max_length=200,
        error_messages={"required": gettext_lazy("Enter who agreed to that")},
    )
    submit_label = gettext_lazy("Record this")

    def layout(self):
        return [RadioTiles("decision", reveals={YearEnd.Decision.CARRY: ("into",)}), "words"]

    def prepare(self):
        rows = year_end.may_carry_into(self.subject)
        self.found = {each.reference: each for each in rows}
        if not self.found:
            self.fields["into"].help_text = _("There is no later agreement of this funder yet.")
        self.fields["into"].choices = [
            ("", _("Choose one")),
            *((key, f"{each.fund.name}, {key}") for key, each in self.found.items()),
        ]

    def clean(self):
        told = super().clean()
        if told.get("decision") == YearEnd.Decision.CARRY and not told.get("into"):
            self.add_error("into", _("Choose into which agreement it is carried"))
        return told


class KindForm(BridgeForm):
    """What the finance department takes away."""

    kind = ChoiceField(label=gettext_lazy("What do you need?"), choices=LedgerExport.Kind.choices)


class ReattributeForm(BridgeForm):
    """Which agreement bears it from now on."""

    into = ChoiceField(label=gettext_lazy("Who bears it instead?"))
    from_on = DateField(
        label=gettext_lazy("For what was paid from which day on?"),
        help_text=gettext_lazy("What is promised and not paid yet is always moved."),
        what=gettext_lazy("the day"),
        past=True,
    )
    most = MoneyField(
        label=gettext_lazy("At most how much, in pounds?"),
        help_text=gettext_lazy("Leave it empty to move as much as the other has available."),
        required=False,
    )
    reason = ReasonField(max_length=200)
    submit_label = gettext_lazy("Move it")

    def prepare(self):
        rows = self.subject.fund.agreements.select_related("funder").exclude(pk=self.subject.pk)
        self.found = {each.reference: each for each in rows.order_by("-amount", "pk")}
        self.fields["into"].choices = [
            (key, f"{each.funder.name} ({key})") for key, each in self.found.items()
        ]


class CloseForm(BridgeForm):
    """Up to which day the books are closed."""

    ends_on = ChoiceField(label=gettext_lazy("Close the books to the end of"))
    words = TextField(label=gettext_lazy("A note"), max_length=300, rows=2, required=False)
    submit_kind = "danger"
    submit_label = gettext_lazy("Close the books for good")

    def prepare(self):
        days = ends_to_choose(self.subject, today=clock.today())
        self.fields["ends_on"].choices = [
            (day.isoformat(), format_date(day, "j F Y")) for day in days
        ]

    def clean_ends_on(self):
        """The day chosen."""
        return dt.date.fromisoformat(self.cleaned_data["ends_on"])


class ClaimForm(BridgeForm):
    """Up to which day is claimed."""

    ends_on = DateField(
        label=gettext_lazy("Claim what was paid up to which day?"),
        what=gettext_lazy("the day"),
        past=True,
    )
    submit_label = gettext_lazy("Draft the claim")


class QueryForm(BridgeForm):
    """What the funder asks."""

    words = TextField(
        label=gettext_lazy("What do you want to know?"),
        max_length=500,
        rows=3,
        error_messages={"required": gettext_lazy("Enter what you want to know")},
    )
    submit_label = gettext_lazy("Ask")


class ClaimPaidForm(BridgeForm):
    """The claim was paid."""

    received_on = DateField(
        label=gettext_lazy("On which day, by the bank’s list?"),
        what=gettext_lazy("the day"),
        past=True,
    )
    words = line(
        gettext_lazy("What the bank’s list says"),
        gettext_lazy("Enter what the bank’s list says"),
        most=120,
    )
    submit_label = gettext_lazy("Record the payment")


class CostCodesForm(BridgeForm):
    """One code for each kind of purchase, and one for all the others."""

    submit_label = gettext_lazy("Keep the codes")
    marks_optional = False

    def prepare(self):
        kept = dict(self.subject.cost_codes.values_list("category", "code"))
        for category, words in Purchase.Category.choices:
            self.fields[category] = line(words, "", most=24, width="10", required=False)
            self.fields[category].initial = kept.get(category, "")
