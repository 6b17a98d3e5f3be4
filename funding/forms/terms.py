"""Answers about agreements: their terms, conditions and plan of instalments."""

import re

from django import forms
from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Organisation
from core import clock
from core.crispy import Section
from core.forms import (
    BridgeForm,
    ChoiceField,
    DateField,
    MoneyField,
    MultipleChoiceField,
    ReasonField,
    TextField,
    YesNoField,
)
from core.money import pounds
from funding.models import Condition, Purchase
from funding.services.instalments import expected
from programmes.models import NeedDomain

NEW = "new"
PAYERS = ("council", "icb", "trust", "funder", "cvs")


def line(label, missing: str, *, most=160, width="20", **more):
    """One line of text."""
    return forms.CharField(
        label=label,
        max_length=most,
        error_messages={"required": missing},
        widget=forms.TextInput(attrs={"class": f"govuk-input--width-{width}"}),
        **more,
    )


class TermsForm(BridgeForm):
    """What an agreement allows."""

    amount = MoneyField(label=gettext_lazy("Amount agreed, in pounds"))
    ends_on = DateField(
        label=gettext_lazy("Last day on which it may be promised"),
        what=gettext_lazy("the last day"),
    )
    purposes = line(gettext_lazy("What it is for, in the funder’s words"), "", required=False)
    only_needs = MultipleChoiceField(
        label=gettext_lazy("Only for these"),
        help_text=gettext_lazy("Tick none when it may pay for anything."),
        required=False,
    )
    only_districts = line(
        gettext_lazy("Only for people in these postcode districts"),
        "",
        required=False,
        help_text=gettext_lazy("For example DY1, DY2. Leave it empty for anywhere."),
    )
    spend_ahead = YesNoField(
        label=gettext_lazy("May it be spent before the funder has paid it in?"),
        help_text=gettext_lazy("Only when the funder has agreed to that in writing."),
    )

    sums: tuple[str, ...] = ("amount", "ends_on")

    def layout(self):
        return [
            Section(_("How much, and until when"), *self.sums),
            Section(_("What it may pay for"), "purposes", "only_needs", "only_districts"),
            Section(_("Before it is paid in"), "spend_ahead"),
        ]

    def prepare(self):
        needs = NeedDomain.objects.order_by("name").values_list("code", "name")
        choices = dict([*Purchase.Category.choices, *needs])
        self.fields["only_needs"].choices = sorted(choices.items(), key=lambda each: str(each[1]))

    def clean_only_districts(self):
        """Each district once, in capitals."""
        return [each for each in re.split(r"[,;\s]+", self.cleaned_data["only_districts"]) if each]


class NewAgreementForm(TermsForm):
    """A funder's promise."""

    funder = forms.ChoiceField(
        label=gettext_lazy("Who pays?"),
        error_messages={"required": gettext_lazy("Choose who pays")},
    )
    new_name = line(
        gettext_lazy("Name of the new funder"),
        "",
        required=False,
        help_text=gettext_lazy("Only if it is not in the list."),
    )
    starts_on = DateField(
        label=gettext_lazy("First day on which it may be promised"),
        what=gettext_lazy("the first day"),
    )
    submit_label = gettext_lazy("Add the agreement")
    field_order = ("funder", "new_name", "amount", "starts_on", "ends_on")
    sums = ("amount", "starts_on", "ends_on")

    def layout(self):
        return [Section(_("Who promises it"), "funder", "new_name"), *super().layout()]

    def prepare(self):
        super().prepare()
        self.order_fields(self.field_order)
        rows = Organisation.objects.filter(kind__in=PAYERS, is_active=True).order_by("name")
        self.funders = {each.slug: each for each in rows}
        self.fields["funder"].choices = [
            ("", _("Choose one")),
            (NEW, _("A new funder")),
            *((slug, each.name) for slug, each in self.funders.items()),
        ]

    def clean(self):
        told = super().clean()
        if told.get("funder") == NEW and not told.get("new_name"):
            self.add_error("new_name", _("Enter the name of the new funder"))
        return told


class ChangeTermsForm(TermsForm):
    """New terms from a day on."""

    effective_from = DateField(
        label=gettext_lazy("From which day do the new terms count?"),
        what=gettext_lazy("the day"),
        future=True,
    )
    reason = ReasonField(label=gettext_lazy("Why do they change?"), max_length=200)
    submit_label = gettext_lazy("Change the terms")

    def layout(self):
        why = Section(_("From when, and why"), "effective_from", "reason")
        return [*super().layout(), why]


class RenameForm(BridgeForm):
    """A funder has a new name."""

    name = line(gettext_lazy("The new name"), gettext_lazy("Enter the new name"))
    from_on = DateField(
        label=gettext_lazy("Since which day?"), what=gettext_lazy("the day"), past=True
    )
    submit_label = gettext_lazy("Change the name")


class ConditionForm(BridgeForm):
    """Something a funder asks for."""

    words = TextField(
        label=gettext_lazy("What does the funder ask for?"),
        max_length=300,
        rows=2,
        error_messages={"required": gettext_lazy("Enter what the funder asks for")},
    )
    due_on = DateField(
        label=gettext_lazy("By which day?"),
        help_text=gettext_lazy("Leave it empty when there is no day."),
        required=False,
    )
    submit_label = gettext_lazy("Add the condition")


class SettleConditionForm(BridgeForm):
    """Whether a condition was met."""

    which = ChoiceField(label=gettext_lazy("Which condition?"))
    is_met = YesNoField(label=gettext_lazy("Was it met?"))
    evidence = TextField(
        label=gettext_lazy("What shows it?"),
        max_length=300,
        rows=2,
        help_text=gettext_lazy("Where the report is, who was told, or why it was not met."),
        error_messages={"required": gettext_lazy("Enter what shows it")},
    )
    submit_label = gettext_lazy("Settle it")

    def prepare(self):
        rows = Condition.objects.visible_to(self.user).filter(
            agreement=self.subject, settled_at__isnull=True
        )
        self.found = {str(each.pk): each for each in rows.order_by("due_on", "pk")}
        self.fields["which"].choices = [(key, each.words) for key, each in self.found.items()]


class InstalmentForm(BridgeForm):
    """One part of the plan."""

    amount = MoneyField(label=gettext_lazy("Amount of the instalment, in pounds"))
    due_on = DateField(label=gettext_lazy("On which day is it due?"), what=gettext_lazy("the day"))
    words = line(
        gettext_lazy("A note"),
        "",
        most=120,
        required=False,
        help_text=gettext_lazy("For example: after the half-year report."),
    )
    submit_label = gettext_lazy("Add the instalment")


class DropInstalmentForm(BridgeForm):
    """Which instalment is no longer planned."""

    which = ChoiceField(label=gettext_lazy("Which instalment?"))
    submit_label = gettext_lazy("Take it out of the plan")

    def prepare(self):
        rows = expected([self.subject.pk], on=clock.today())
        self.found = {str(each.instalment.pk): each.instalment for each in rows if not each.came}
        self.fields["which"].choices = [
            (key, f"{pounds(each.amount)}, {format_date(each.due_on, 'j F Y')}")
            for key, each in self.found.items()
        ]
