"""What a source's headers, words and dates probably mean. Only ever offered, never taken as so."""

import re
from collections.abc import Iterable, Sequence

from core import nhs
from outcomes.activity.reading import COLUMNS
from outcomes.activity.surveys import Sample

_SIGNS = re.compile(r"[^a-z0-9]+")
SYNONYMS: dict[str, tuple[str, ...]] = {
    "event_id": (
        "eventid", "activityid", "recordid", "attendanceid", "attendancenumber", "attendanceno",
        "episodeid", "episodenumber", "spellid", "spellnumber", "hospitalspellno", "uniqueid",
        "incidentid", "incidentnumber", "cadnumber", "cad", "id", "identifier", "aeattendanceno",
        "uniquecdsidentifier", "appointmentid",
    ),
    "nhs_number": ("nhsnumber", "nhsno", "nhs", "nhsnum", "newnhsno", "patientnhsnumber",
                   "nhsnumbervalue"),
    "event_type": ("eventtype", "activitytype", "type", "pod", "pointofdelivery", "setting",
                   "activity", "admissiontype", "attendancetype", "kind", "category"),
    "occurred_on": (
        "occurredon", "attendancedate", "arrivaldate", "admissiondate", "dateofadmission",
        "dateofattendance", "eventdate", "activitydate", "startdate", "date", "incidentdate",
        "calldate", "arrivaldatetime", "admissiondatetime", "contactdate", "attdate", "admidate",
        "spellstart", "spellstartdate", "arrival",
    ),
    "ended_on": ("endedon", "dischargedate", "dateofdischarge", "enddate", "spellend",
                 "spellenddate", "dischargedatetime", "disdate", "departuredate", "discharged"),
    "admission_method": ("admissionmethod", "admissionmethodcode", "admimeth", "methodofadmission",
                         "admmethod", "admissionmethodhospitalproviderspell"),
    "conveyed": ("conveyed", "conveyance", "conveyedtohospital", "transported", "takentohospital"),
    "avoidable": ("avoidable", "avoidableattendance", "avoidableadmission", "acsc",
                  "ambulatorycaresensitive", "preventable"),
}  # fmt: skip
WORDS: dict[str, dict[str, tuple[str, ...]]] = {
    "event_type": {
        "ae_attendance": ("ae", "aande", "ed", "emergencydepartment", "accidentandemergency",
                          "accidentemergency", "aeattendance", "edattendance", "casualty", "utc",
                          "miu", "urgenttreatmentcentre", "attendance", "emergencycare", "ecds"),
        "emergency_admission": ("nel", "nonelective", "nonelectiveadmission", "emergency", "em",
                                "emergencyadmission", "unplanned", "unplannedadmission", "nea",
                                "emergencyinpatient", "nelst"),
        "elective_admission": ("el", "elective", "electiveadmission", "planned", "daycase", "dc",
                               "plannedadmission", "inpatient", "electiveinpatient", "rda"),
        "ambulance_incident": ("ambulance", "999", "amb", "ambulanceincident", "ambulancecallout",
                               "ambulancecall", "seeandtreat", "seeandconvey", "hearandtreat"),
        "gp_contact": ("gp", "gpcontact", "gpappointment", "primarycare", "surgery", "practice",
                       "gpappt"),
    },
    "conveyed": {"yes": ("y", "yes", "true", "1", "conveyed", "t"),
                 "no": ("n", "no", "false", "0", "notconveyed", "f")},
    "avoidable": {"yes": ("y", "yes", "true", "1", "avoidable", "acsc"),
                  "no": ("n", "no", "false", "0", "notavoidable", "unavoidable"),
                  "unknown": ("u", "unknown", "notknown", "9", "99", "notrecorded")},
}  # fmt: skip
_DATED = re.compile(r"(\d{1,4})[-/. ](\d{1,2}|[A-Za-z]{3,9})[-/. ](\d{1,4})")


def plain(text: str) -> str:
    """Letters and digits alone: “NHS No.” and “nhs_no” are one."""
    return _SIGNS.sub("", text.casefold())


def columns(samples: Sequence[Sample]) -> dict[str, str]:
    """For each of our columns the header that probably holds it; each header once."""
    found: dict[str, str] = {}
    for name in COLUMNS:
        known = (plain(name), *SYNONYMS[name])
        free = [each.header for each in samples if each.header not in found.values()]
        ranked = [(known.index(plain(h)), h) for h in free if plain(h) in known]
        if ranked:
            found[name] = min(ranked)[1]
    return _by_content(samples, found)


def _by_content(samples: Sequence[Sample], found: dict[str, str]) -> dict[str, str]:
    """What stands in a column shows what it is, where its header is one that we never saw."""
    tells = {
        "nhs_number": lambda each: bool(each.filled) and all(map(is_number, each.filled[:50])),
        "event_type": lambda each: any(word("event_type", text) for text in each.words),
    }
    for name, told in tells.items():
        free = [each for each in samples if each.header and each.header not in found.values()]
        if name not in found and (fits := [each for each in free if told(each)]):
            found[name] = fits[0].header
    return found


def is_number(text: str) -> bool:
    """Whether the text is an NHS number, with or without its gaps."""
    try:
        nhs.parse(text.replace(" ", "").replace("-", ""))
    except nhs.NotAnNHSNumber:
        return False
    return True


def word(name: str, text: str) -> str | None:
    """Which of our words a text of the column `name` probably stands for."""
    told = plain(text)
    for ours, known in WORDS[name].items():
        if told in known or told == plain(ours):
            return ours
    return None


def date_order(values: Iterable[str]) -> tuple[str, bool]:
    """The order of day, month and year, and whether any date shows it beyond doubt."""
    first, second = 0, 0
    for value in values:
        found = _DATED.match(value.strip())
        if not found:
            continue
        if len(found[1]) == 4:
            return "ymd", True
        if found[2].isalpha():
            return "dmy", True
        first, second = max(first, int(found[1])), max(second, int(found[2]))
    if not first:
        return "ymd", True
    if second > 12 >= first:
        return "mdy", True
    return "dmy", first > 12
