"""An edition of a price index, from a file; and the choice of prices for an evaluation."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.errors import RuleBroken
from core.forms import BridgeForm, ChoiceField
from outcomes.prices import LEVEL, PERCENT, Prices, editions, read_rates

LARGEST = 1024**2
LONGEST_NAME = 40


class EditionForm(BridgeForm):
    """Name, edition, source and the file in which it was published."""

    name = forms.CharField(
        label=gettext_lazy("Name of the index"),
        help_text=gettext_lazy("For example GDP deflator."),
        max_length=LONGEST_NAME,
        error_messages={"required": gettext_lazy("Enter the name of the index")},
    )
    edition = forms.CharField(
        label=gettext_lazy("Edition"),
        help_text=gettext_lazy("For example March 2026. Editions differ for the same year."),
        max_length=LONGEST_NAME,
        error_messages={"required": gettext_lazy("Enter the edition")},
    )
    source = forms.CharField(
        label=gettext_lazy("Where it was published"),
        max_length=300,
        error_messages={"required": gettext_lazy("Say where the figures come from")},
    )
    kind = ChoiceField(
        label=gettext_lazy("What the numbers are"),
        choices=(
            (PERCENT, gettext_lazy("The change into each year, in per cent")),
            (LEVEL, gettext_lazy("An index, 100 in some year")),
        ),
        error_messages={"required": gettext_lazy("Choose what the numbers are")},
    )
    newest_is_provisional = forms.BooleanField(
        label=gettext_lazy("The newest year is provisional"), required=False
    )
    file = forms.FileField(
        label=gettext_lazy("File (CSV)"),
        help_text=gettext_lazy(
            "Of each row the first financial year and the first number after it are read."
        ),
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
        error_messages={
            "required": gettext_lazy("Choose a file"),
            "empty": gettext_lazy("The file is empty."),
        },
    )

    def clean_file(self):
        """Refuse what is no list of years before it is read."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise ValidationError(_("The file is too large to be a list of years."))
        return file

    def clean(self):
        """The rates in the file, as `rates`."""
        given = super().clean()
        file, kind = given.pop("file", None), given.pop("kind", None)
        if file and kind:
            try:
                given["rates"] = read_rates(file.read(), kind=kind)
            except RuleBroken as refusal:
                self.add_error("file", refusal.message)
        return given


class PricesField(forms.TypedChoiceField):
    """In the prices of which year, by which edition; empty: each cost in its own year's."""

    def __init__(self, **kwargs):
        kwargs.setdefault("required", False)
        super().__init__(empty_value=None, coerce=prices_called, **kwargs)

    def offer(self) -> None:
        """What is loaded now; the newest year first."""
        self.choices = [
            ("", _("Each cost in the prices of its own year")),
            *(
                (f"{each.key}|{year}", _label(year, each))
                for each in editions()
                for year in reversed(each.years)
            ),
        ]


def _label(year, edition) -> str:
    return _("%(year)s, by %(name)s, %(edition)s") % {
        "year": year,
        "name": edition.name,
        "edition": edition.edition,
    }


def prices_called(key: str) -> Prices:
    """The choice behind its key; ValueError when it is not (or no longer) loaded."""
    name, edition, year = key.split("|")
    found = next((each for each in editions() if each.key == f"{name}|{edition}"), None)
    if found is None or year not in found.years:
        raise ValueError(key)
    return Prices(year, found)
