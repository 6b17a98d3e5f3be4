"""Words for the screen about columns, and what of a file's cells may be shown."""

import re

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from outcomes.activity.guessing import is_number
from outcomes.activity.surveys import Sample

COLUMN_NAMES = {
    "event_id": gettext_lazy("The source’s own number of the event"),
    "nhs_number": gettext_lazy("NHS number"),
    "event_type": gettext_lazy("What kind of activity"),
    "occurred_on": gettext_lazy("Date of arrival or admission"),
    "ended_on": gettext_lazy("Date of discharge"),
    "admission_method": gettext_lazy("Admission method"),
    "conveyed": gettext_lazy("Taken to hospital by ambulance"),
    "avoidable": gettext_lazy("Could have been avoided"),
}
COLUMN_HINTS = {
    "event_id": gettext_lazy("By it an event is known again, so that it is stored once."),
    "nhs_number": "",
    "event_type": gettext_lazy("A&E, planned or emergency admission, ambulance, GP."),
    "occurred_on": gettext_lazy("A time of day is left off."),
    "ended_on": gettext_lazy("Of admissions. Bed days are counted by it."),
    "admission_method": gettext_lazy("A code such as 21 or 2A."),
    "conveyed": gettext_lazy("Of ambulance call-outs."),
    "avoidable": gettext_lazy("As judged by the hospital."),
}
WORD_NAMES = {
    "event_type": {
        "ae_attendance": gettext_lazy("A&E attendance"),
        "emergency_admission": gettext_lazy("Emergency admission"),
        "elective_admission": gettext_lazy("Planned admission"),
        "ambulance_incident": gettext_lazy("Ambulance call-out"),
        "gp_contact": gettext_lazy("GP contact"),
    },
    "conveyed": {
        "yes": gettext_lazy("Yes"),
        "no": gettext_lazy("No"),
        "": gettext_lazy("Not told"),
    },
    "avoidable": {
        "yes": gettext_lazy("Yes"),
        "no": gettext_lazy("No"),
        "unknown": gettext_lazy("Not known"),
        "": gettext_lazy("Not told"),
    },
}
_FEW, _LONGEST = 3, 24
_PLAIN = re.compile(r"[\d/.:\- TZ]{1,24}|[A-Za-z]{0,4}[-/]?\d[\w/-]{0,20}")


def shown(sample: Sample) -> str:
    """A few of a column's texts. NHS numbers are masked; names and free text are not shown."""
    texts = sample.filled[:_FEW]
    if not texts:
        return _("nothing")
    if all(is_number(text) for text in texts):
        return ", ".join(_masked(text) for text in texts)
    if sample.words or all(_PLAIN.fullmatch(text) for text in texts):
        return ", ".join(text[:_LONGEST] for text in (sample.words or texts)[:_FEW])
    return _("words, not shown here")


def _masked(text: str) -> str:
    """The last three digits of an NHS number alone."""
    return f"••• ••• •{text.strip()[-3:]}"
