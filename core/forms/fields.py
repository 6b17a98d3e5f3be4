"""Answers of the kinds the service asks for, each with words that say what to do."""

import re
from decimal import Decimal, InvalidOperation

import phonenumbers
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from ukpostcodeutils.validation import is_valid_postcode

from core import nhs, phones
from core.money import pounds, to_pennies

# No fixed abode, not known, and "other" of the NHS; GIR 0AA is real but the library misses it.
_PSEUDO_POSTCODES = ("ZZ993VZ", "ZZ993WZ", "ZZ993CZ")


class ChoiceField(forms.ChoiceField):
    """One of several, as radio boxes."""

    def __init__(self, *, widget=forms.RadioSelect, **kwargs):
        super().__init__(widget=widget, **kwargs)
        self.error_messages["required"] = kwargs.get("error_messages", {}).get(
            "required", gettext_lazy("Choose one")
        )
        self.error_messages["invalid_choice"] = gettext_lazy("Choose one of the answers shown")


class MultipleChoiceField(forms.MultipleChoiceField):
    """Any of several, as tick boxes."""

    def __init__(self, *, widget=forms.CheckboxSelectMultiple, **kwargs):
        super().__init__(widget=widget, **kwargs)
        self.error_messages["required"] = kwargs.get("error_messages", {}).get(
            "required", gettext_lazy("Choose at least one")
        )


class YesNoField(forms.TypedChoiceField):
    """Yes or no, nothing chosen beforehand. Gives True, False or None."""

    def __init__(self, *, required=True, **kwargs):
        messages = {
            "required": gettext_lazy("Choose yes or no"),
            **kwargs.pop("error_messages", {}),
        }
        super().__init__(
            choices=[("yes", gettext_lazy("Yes")), ("no", gettext_lazy("No"))],
            coerce=lambda value: value == "yes",
            empty_value=None,
            widget=forms.RadioSelect,
            required=required,
            error_messages=messages,
            **kwargs,
        )


class TextField(forms.CharField):
    """Words in a box of several lines. Too many are named, never cut off."""

    def __init__(self, *, max_length=2000, rows=4, **kwargs):
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": rows}))
        super().__init__(max_length=max_length, **kwargs)

    def clean(self, value):
        text = str(value or "").replace("\r\n", "\n").replace("\0", "").strip()
        if self.max_length and len(text) > self.max_length:
            raise ValidationError(
                _("Use at most %(most)s characters; there are %(now)s")
                % {"most": f"{self.max_length:,}", "now": f"{len(text):,}"},
                code="max_length",
            )
        return super().clean(text)


class ReasonField(TextField):
    """Why, in words that somebody else will read."""

    def __init__(self, *, min_length=3, **kwargs):
        kwargs.setdefault("label", gettext_lazy("Reason"))
        kwargs.setdefault("max_length", 1000)
        kwargs.setdefault("rows", 3)
        messages = {
            "required": gettext_lazy("Enter the reason"),
            **kwargs.pop("error_messages", {}),
        }
        super().__init__(error_messages=messages, **kwargs)
        self.fewest = min_length

    def clean(self, value):
        text = super().clean(value)
        if text and len(text) < self.fewest:
            raise ValidationError(_("Say a little more about the reason"), code="min_length")
        return text


class NHSNumberField(forms.CharField):
    """An NHS number. Gives ten digits or an empty string."""

    def __init__(self, **kwargs):
        kwargs.setdefault("label", gettext_lazy("NHS number"))
        messages = {
            "required": gettext_lazy("Enter the NHS number"),
            **kwargs.pop("error_messages", {}),
        }
        kwargs.setdefault(
            "widget",
            forms.TextInput(
                attrs={
                    "inputmode": "numeric",
                    "autocomplete": "off",
                    "spellcheck": "false",
                    "class": "govuk-input--width-10",
                }
            ),
        )
        super().__init__(error_messages=messages, **kwargs)

    def prepare_value(self, value):
        """As people read it, also in the box."""
        return nhs.shown(value) if isinstance(value, str) and value.isdigit() else value

    def clean(self, value):
        typed = super().clean(value)
        if not typed:
            return ""
        try:
            return nhs.parse(typed)
        except nhs.NotAnNHSNumber as error:
            raise ValidationError(nhs_number_words(error.why), code=error.why) from None


def nhs_number_words(why: str) -> str:
    """What to do about an NHS number that is none."""
    return {
        "shape": _("Enter an NHS number of 10 digits, for example 943 476 5919"),
        "check": _("This is not an NHS number: check each digit against the wristband or letter"),
        "range": _("This NHS number is from a range that is not in use: check each digit"),
        "synthetic": _("This is a number for tests and cannot be used here"),
    }[why]


class PostcodeField(forms.CharField):
    """A UK postcode, given back in capitals with its space. NHS codes for no address are taken."""

    def __init__(self, **kwargs):
        kwargs.setdefault("label", gettext_lazy("Postcode"))
        messages = {
            "required": gettext_lazy("Enter the postcode"),
            **kwargs.pop("error_messages", {}),
        }
        kwargs.setdefault(
            "widget",
            forms.TextInput(
                attrs={
                    "autocomplete": "off",
                    "spellcheck": "false",
                    "class": "govuk-input--width-10",
                }
            ),
        )
        super().__init__(error_messages=messages, **kwargs)

    def clean(self, value):
        typed = re.sub(r"[\s\-]+", "", super().clean(value)).upper()
        if not typed:
            return ""
        if typed != "GIR0AA" and not is_valid_postcode(typed, _PSEUDO_POSTCODES):
            raise ValidationError(
                _("Enter a full UK postcode, for example DY1 2HQ"), code="invalid"
            )
        return f"{typed[:-3]} {typed[-3:]}"


class PhoneField(forms.CharField):
    """A telephone number as people write it; kept as +44… (E.164).

    Asked is whether it is possible, not whether it is in use: numbers kept for fiction
    (07700 900xxx) and new ranges are taken.
    """

    def __init__(self, **kwargs):
        kwargs.setdefault("label", gettext_lazy("Telephone"))
        messages = {
            "required": gettext_lazy("Enter a telephone number"),
            **kwargs.pop("error_messages", {}),
        }
        kwargs.setdefault(
            "widget",
            forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
        )
        super().__init__(error_messages=messages, **kwargs)

    def prepare_value(self, value):
        """In the groups people read it in, also in the box."""
        return phones.read_out(value) if isinstance(value, str) and value else value

    def clean(self, value):
        typed = super().clean(value)
        if not typed:
            return ""
        try:
            number = phonenumbers.parse(typed, "GB")
        except phonenumbers.NumberParseException:
            number = None
        if number is None or not _can_be_rung(number):
            raise ValidationError(
                _("Enter a telephone number, for example 01384 456 111"), code="invalid"
            )
        return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _can_be_rung(number) -> bool:
    """Long enough and not too long, with its area code (local numbers alone reach nobody)."""
    why = phonenumbers.is_possible_number_with_reason(number)
    return why == phonenumbers.ValidationResult.IS_POSSIBLE


class MoneyField(forms.CharField):
    """Pounds and pence as people write them ("£1,250", "12.50"). Gives a Decimal."""

    def __init__(self, *, most: Decimal | None = None, zero=False, **kwargs):
        self.most, self.zero = most, zero
        kwargs.setdefault("label", gettext_lazy("Amount"))
        messages = {
            "required": gettext_lazy("Enter the amount"),
            **kwargs.pop("error_messages", {}),
        }
        kwargs.setdefault(
            "widget",
            forms.TextInput(attrs={"inputmode": "decimal", "class": "govuk-input--width-5"}),
        )
        super().__init__(error_messages=messages, **kwargs)

    def clean(self, value):
        typed = super().clean(value).replace("£", "").replace(",", "").replace(" ", "")
        if not typed:
            return None
        if not re.fullmatch(r"[0-9]{1,10}(\.[0-9]{1,2})?", typed):
            raise ValidationError(_("Enter an amount in pounds, for example 24.50"), code="invalid")
        try:
            amount = to_pennies(Decimal(typed))
        except InvalidOperation:
            raise ValidationError(
                _("Enter an amount in pounds, for example 24.50"), code="invalid"
            ) from None
        self._refuse_bounds(amount)
        return amount

    def _refuse_bounds(self, amount: Decimal) -> None:
        if amount == 0 and not self.zero:
            raise ValidationError(_("The amount must be more than £0"), code="zero")
        if self.most is not None and amount > self.most:
            raise ValidationError(
                _("The amount must be %(most)s or less") % {"most": pounds(self.most)}, code="most"
            )
