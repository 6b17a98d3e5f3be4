"""What counts as an answer when somebody is pointed on."""

from django import forms
from django.utils.translation import gettext_lazy

from core.forms import BridgeForm, TextField
from programmes.models import NeedDomain, Programme
from providers.models import Service


class SignpostForm(BridgeForm):
    """Where they were pointed, in two taps. `subject` is the case, if there is one."""

    submit_label = gettext_lazy("Save")
    programme = forms.ModelChoiceField(
        label=gettext_lazy("Which programme"),
        queryset=Programme.objects.none(),
        empty_label=None,
    )
    who = forms.CharField(
        label=gettext_lazy("For whom, without a name"),
        help_text=gettext_lazy("For example: a daughter in Tipley, someone on ward 4."),
        max_length=80,
        required=False,
    )
    service = forms.ModelChoiceField(
        label=gettext_lazy("To a service of the directory"),
        queryset=Service.objects.none(),
        required=False,
        empty_label=gettext_lazy("Somewhere else"),
    )
    elsewhere = forms.CharField(
        label=gettext_lazy("Somewhere else"),
        help_text=gettext_lazy("Citizens Advice, the GP, a neighbour, a website."),
        max_length=120,
        required=False,
    )
    need = forms.ModelChoiceField(
        label=gettext_lazy("What it was about"),
        queryset=NeedDomain.objects.none(),
        required=False,
        empty_label=gettext_lazy("Choose a need"),
    )
    words = TextField(
        label=gettext_lazy("Anything to remember"), max_length=300, rows=2, required=False
    )

    def __init__(self, *args, programmes=(), services=(), **kwargs):
        self.offered = programmes, services
        super().__init__(*args, **kwargs)

    def prepare(self):
        programmes, services = self.offered
        self.fields["need"].queryset = NeedDomain.objects.filter(is_active=True).order_by("order")
        self.fields["service"].queryset = services
        self.fields["service"].label_from_instance = lambda each: each.name
        if self.subject is not None:
            del self.fields["programme"], self.fields["who"]
            return
        self.fields["programme"].queryset = programmes
        if len(programmes) == 1:
            self.fields["programme"].initial = programmes[0]
            self.fields["programme"].widget = forms.HiddenInput()
