"""Answers about panels."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.crispy import RadioTiles
from core.forms import (
    BridgeForm,
    ChoiceField,
    DateField,
    MultipleChoiceField,
    ReasonField,
    TextField,
)
from funding.models import PanelMember
from funding.services.purchases import panels


class CallPanelForm(BridgeForm):
    """Who decides, and by when."""

    members = MultipleChoiceField(
        label=gettext_lazy("Who decides?"),
        error_messages={"required": gettext_lazy("Choose who decides")},
    )
    decide_by = DateField(label=gettext_lazy("By which day?"), future=True)

    def prepare(self):
        self.people = {str(each.reference): each for each in panels.candidates(self.subject)}
        self.fields["members"].choices = [(key, str(each)) for key, each in self.people.items()]
        self.fields["members"].help_text = _(
            "At least %(quorum)d. Whoever asked for it is not on the list."
        ) % {"quorum": self.subject.policy.panel_quorum}

    def clean_members(self):
        return [self.people[each] for each in self.cleaned_data["members"]]


class VoteForm(BridgeForm):
    """For, against, or abstaining."""

    vote = ChoiceField(
        label=gettext_lazy("How do you vote?"),
        choices=PanelMember.Vote.choices,
        error_messages={"required": gettext_lazy("Choose how you vote")},
    )
    words = TextField(label=gettext_lazy("Why"), max_length=300, rows=2, required=False)

    def layout(self):
        return [RadioTiles("vote", columns=3, legend="shown"), "words"]


class InterestForm(BridgeForm):
    """What ties somebody to the purchase."""

    interest = ReasonField(
        label=gettext_lazy("What ties you to this?"),
        help_text=gettext_lazy("For example: my sister runs the company. Everyone here reads it."),
    )


class DecisionForm(BridgeForm):
    """The decision, in words that whoever asked reads."""

    words = TextField(
        label=gettext_lazy("The decision in words"),
        help_text=gettext_lazy("Whoever asked reads this, and so does the funders’ auditor."),
        max_length=600,
        rows=4,
        error_messages={"required": gettext_lazy("Enter the decision in words")},
    )
