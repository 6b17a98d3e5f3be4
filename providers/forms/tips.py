"""A tip for colleagues."""

from django import forms
from django.utils.translation import gettext_lazy

from accounts.access import programmes_where
from core.forms import BridgeForm, TextField
from programmes.models import Programme


class TipForm(BridgeForm):
    """What to know before putting someone forward."""

    words = TextField(
        label=gettext_lazy("Your tip"),
        help_text=gettext_lazy(
            "For example: ask for Sandra; the side door has no step. No names of residents."
        ),
        max_length=300,
        rows=3,
        error_messages={"required": gettext_lazy("Write the tip")},
    )
    programme = forms.ModelChoiceField(
        label=gettext_lazy("Whose colleagues read it"),
        queryset=Programme.objects.none(),
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose the programme")},
    )

    def prepare(self):
        mine = programmes_where(self.user, "providers.add_tip")
        rows = Programme.objects.filter(pk__in=mine).order_by("name")
        self.fields["programme"].queryset = rows
        if len(rows) == 1:
            self.fields["programme"].initial = rows[0].pk
