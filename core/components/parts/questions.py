"""Invented questions for the page of parts."""

from django import forms

from core.components.choices import TileLook


class BarrierForm(forms.Form):
    """A question with ticks and one with radios, as they stand in a referral."""

    barriers = forms.MultipleChoiceField(
        label="What stops them going home?",
        widget=forms.CheckboxSelectMultiple,
        choices=[
            ("lift", "No way of getting home"),
            ("cold", "Cold home or no power"),
            ("food", "No food in the house"),
            ("keys", "Keys or getting in"),
            ("unknown", "I don’t know yet"),
        ],
    )
    consent = forms.ChoiceField(
        label="Have they agreed?",
        widget=forms.RadioSelect,
        choices=[
            ("yes", "Yes, they agreed"),
            ("other", "Someone decides for them"),
            ("no", "No, they said no"),
            ("unknown", "I don’t know whether they did"),
        ],
    )


BARRIERS = TileLook(
    icons={"lift": "van", "cold": "flame", "food": "basket", "keys": "key"},
    hints={
        "lift": "No lift, or no bus after 18:00",
        "cold": "Heating, lights, meter empty",
        "food": "Milk, bread, a first hot meal",
        "keys": "Lost keys, no key safe, steps",
        "unknown": "We will ask on the ward",
    },
    alone="unknown",
)
