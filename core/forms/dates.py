"""A date in three boxes."""

import datetime as dt

from crispy_forms_gds.fields import DateInputField
from crispy_forms_gds.widgets import DateInputWidget
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core import clock

_FULL = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_MONTHS = tuple(each[:3] for each in _FULL)
_PARTS = (gettext_lazy("day"), gettext_lazy("month"), gettext_lazy("year"))


class ThreeBoxes(DateInputWidget):
    """Day, month and year as text boxes with a number keyboard."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for each in self.widgets:
            each.attrs["inputmode"] = "numeric"
            each.attrs["autocomplete"] = "off"

    def value_from_datadict(self, data, files, name):
        """The three boxes; a whole ISO date under the bare name will do as well."""
        whole = data.get(name)
        if whole and f"{name}_0" not in data:
            try:
                return [str(each) for each in self.decompress(dt.date.fromisoformat(whole))]
            except ValueError:
                return ["", "", whole]
        return super().value_from_datadict(data, files, name)


class DateField(DateInputField):
    """A date as people write it: "3", "03"; "3", "Mar", "March".

    `past` refuses days after today, `future` days before today; today is asked of the clock when
    the form is checked, never when it is defined. `what` names the date inside the messages
    ("the date they came home").
    """

    widget = ThreeBoxes

    def __init__(
        self, *, past=False, future=False, what=None, oldest=dt.date(1900, 1, 1), **kwargs
    ):
        self.past, self.future, self.oldest = past, future, oldest
        self.what = what or gettext_lazy("the date")
        super().__init__(require_all_fields=False, **kwargs)

    def clean(self, value):
        for each in self.fields:
            each.widget.errors = []
        parts = [str(each or "").strip() for each in (value or ["", "", ""])]
        try:
            return self._clean(parts)
        except ValidationError as error:
            self.fields[self.wrong_part(parts)].widget.errors = list(error.messages)
            raise

    def _clean(self, parts) -> dt.date | None:
        if not any(parts):
            if self.required:
                raise ValidationError(_("Enter %(what)s") % {"what": self.what}, code="required")
            return None
        self._refuse_gaps(parts)
        day = self._as_date(parts)
        self._refuse_wrong_side(day)
        self.run_validators(day)
        return day

    def _refuse_gaps(self, parts) -> None:
        missing = [str(_PARTS[i]) for i in range(3) if not parts[i]]
        if missing:
            words = ngettext(
                "%(what)s must include a %(parts)s",
                "%(what)s must include a %(parts)s",
                len(missing),
            )
            said = words % {
                "what": str(self.what)[:1].upper() + str(self.what)[1:],
                "parts": _(" and a ").join(missing),
            }
            raise ValidationError(said, code="incomplete")

    def _as_date(self, parts) -> dt.date:
        day, month, year = _number(parts[0]), month_number(parts[1]), _number(parts[2])
        try:
            if day is None or month is None or year is None or len(parts[2]) != 4:
                raise ValueError
            return dt.date(year, month, day)
        except (ValueError, OverflowError):
            raise ValidationError(self._not_real(parts), code="invalid") from None

    def _not_real(self, parts) -> str:
        what = str(self.what)[:1].upper() + str(self.what)[1:]
        if _number(parts[2]) is not None and len(parts[2]) != 4:
            return _("%(what)s must have a year of four digits, for example 2026") % {"what": what}
        return _("%(what)s must be a real date, for example 3 12 2026") % {"what": what}

    def _refuse_wrong_side(self, day) -> None:
        what = str(self.what)[:1].upper() + str(self.what)[1:]
        today = clock.today()
        if day < self.oldest:
            year = {"what": what, "year": self.oldest.year}
            raise ValidationError(_("%(what)s must be in %(year)s or later") % year, code="too_old")
        if self.past and day > today:
            raise ValidationError(
                _("%(what)s must be today or in the past") % {"what": what}, code="future"
            )
        if self.future and day < today:
            raise ValidationError(
                _("%(what)s must be today or later") % {"what": what}, code="past"
            )

    def wrong_part(self, value) -> int:
        """The first box that is empty or cannot be right, for the error's link."""
        typed = value if isinstance(value, list | tuple) else []
        parts = [str(each or "").strip() for each in typed]
        readers = (_number, month_number, _number)
        limits = (31, 12, 9999)
        for i, text in enumerate(parts):
            number = readers[i](text)
            if number is None or not 1 <= number <= limits[i] or (i == 2 and len(text) != 4):
                return i
        return 0

    def has_changed(self, initial, data):
        return forms.Field.has_changed(self, initial, data)


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() else None


def month_number(text: str) -> int | None:
    """The month as a number, from "3", "03", "Mar" or "March"."""
    number = _number(text)
    if number is not None:
        return number
    typed = text.lower().rstrip(".")
    if typed in _FULL:
        return _FULL.index(typed) + 1
    short = "sep" if typed == "sept" else typed
    return _MONTHS.index(short) + 1 if short in _MONTHS else None
