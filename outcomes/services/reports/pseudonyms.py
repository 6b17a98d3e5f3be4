"""What an extract holds: rows a person without a name, a date, a place or a word of free text.

A pseudonym is the first half of HMAC-SHA256 over the person's reference, with a key of this extract
alone: the same person has the same pseudonym throughout it and another one in every other. Ages are
banded. Days are counted from the first day of support. Whoever shares age band and sex with fewer
than five people has first the age band, then the sex withheld, and is left out if that is not
enough; what was done is stated with the extract.
"""

import hashlib
import hmac
import io
import zipfile
from collections import Counter
from typing import Any

from outcomes.evaluation.cut import COHORT, COUNT_COLUMNS, COUNTED, Cut
from outcomes.extraction.facts import AGE_BANDS
from outcomes.extraction.reports.days import events_of, gone, measures_of
from outcomes.writers.values import as_csv

K = 5
LABELS = ("under 65", "65 to 74", "75 to 84", "85 and over")
WITHHELD = "withheld"
ROW = (
    "pseudonym",
    "age_band",
    "sex",
    "followed_days",
    "readmitted_30",
    "days_to_readmission",
    "readmission_seen",
    "purchases",
    *COUNT_COLUMNS,
)
_MOMENT = (1980, 1, 1, 0, 0, 0)


def pseudonym(reference: str, secret: bytes) -> str:
    """32 letters and figures."""
    return hmac.new(secret, reference.encode(), hashlib.sha256).hexdigest()[:32]


def band(age: int) -> str:
    """The age on the first day of support, in four bands."""
    for label, (low, high) in zip(LABELS, AGE_BANDS, strict=True):
        if low <= age <= high:
            return label
    return WITHHELD


def people(
    cut: Cut, secret: bytes, *, without: frozenset[str] = frozenset()
) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """The rows of those counted, fit to leave, and what the check of small groups did.

    `without` are those who took their consent back since the cut was frozen.
    """
    chosen = cut.where(group=COHORT, status=COUNTED)
    columns = {name: cut.columns[name][chosen] for name in cut.columns}
    rows = [
        {
            "reference": str(columns["reference"][at]),
            "index_on": str(columns["index_on"][at]),
            "pseudonym": pseudonym(str(columns["reference"][at]), secret),
            "age_band": band(int(columns["age"][at])),
            "sex": str(columns["sex"][at]),
            **{name: int(columns[name][at]) for name in ROW[3:]},
        }
        for at in range(int(chosen.sum()))
        if str(columns["reference"][at]) not in without
    ]
    kept, checked = _k_anonymous(rows)
    return sorted(kept, key=lambda row: row["pseudonym"]), checked


def _k_anonymous(rows: list[dict]) -> tuple[list[dict], dict[str, Any]]:
    """Withhold age band, then sex, of those in groups of fewer than K; leave the rest out."""
    done = {}
    for name in ("age_band", "sex"):
        sizes = _sizes(rows)
        few = [row for row in rows if sizes[_group(row)] < K and row[name] != WITHHELD]
        for row in few:
            row[name] = WITHHELD
        done[f"{name}_withheld"] = len(few)
    sizes = _sizes(rows)
    kept = [row for row in rows if sizes[_group(row)] >= K]
    least = min(_sizes(kept).values(), default=0)
    return kept, {"k": K, "least": least, "people": len(kept),
                  "left_out": len(rows) - len(kept), **done}  # fmt: skip


def _group(row: dict) -> tuple[str, str]:
    return row["age_band"], row["sex"]


def _sizes(rows: list[dict]) -> Counter:
    return Counter(_group(row) for row in rows)


def archive(extract, cut: Cut, secret: bytes) -> tuple[bytes, dict[str, Any]]:
    """The zip that is handed over, and what was checked."""
    rows, checked = people(cut, secret, without=gone(extract.run))
    given = {
        "run": extract.run,
        "people": {row["reference"]: (row["pseudonym"], row["index_on"]) for row in rows},
        "days": cut.parameters["window_days"],
    }
    files = {
        "people.csv": as_csv(ROW, [[row[name] for name in ROW] for row in rows]),
        "events.csv": as_csv(("pseudonym", "event_type", "day", "bed_days"), events_of(**given)),
        "measures.csv": as_csv(
            ("pseudonym", "instrument", "scale", "day", "score"), measures_of(**given)
        ),
        "data-dictionary.csv": as_csv(("file", "field", "meaning", "unit", "source"), DICTIONARY),
        "read-me.txt": _read_me(extract, cut, checked),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, text in files.items():
            zipped.writestr(zipfile.ZipInfo(name, _MOMENT), text, zipfile.ZIP_DEFLATED)
    return out.getvalue(), checked


def _read_me(extract, cut: Cut, checked: dict[str, Any]) -> str:
    return (
        f"Extract {extract.reference} of evaluation {extract.run.reference}, for "
        f"{extract.recipient}.\nPurpose: {extract.purpose}\n"
        f"To be deleted by {extract.expires_on.isoformat()}; the key to the pseudonyms is "
        f"destroyed on that day.\n\n{checked['people']} people counted in the evaluation. "
        f"Everybody shares age band and sex with at least {checked['least']} people, themselves "
        f"included (asked: {checked['k']}). To reach that, the age band of "
        f"{checked['age_band_withheld']} and the sex of {checked['sex_withheld']} were withheld "
        f"and {checked['left_out']} people were left out.\nThis check looks at age band and sex "
        f"alone. A sequence of days in hospital may be known to somebody who knows the person: do "
        f"not try to find out who anybody is, and do not link these rows to other data.\n\n"
        f"Days are counted from the first day of support (day 0). Windows: "
        f"{cut.parameters['window_days']} days each side.\nFingerprint of the frozen cut: "
        f"{cut.fingerprint}\n"
    )


_CUT = "frozen cut of the evaluation"
DICTIONARY = (
    ("people.csv", "pseudonym", "The same person throughout this extract, nowhere else", "", _CUT),
    ("people.csv", "age_band", "Age on the first day of support", "years, in four bands", _CUT),
    ("people.csv", "sex", "Sex as recorded", "code", _CUT),
    ("people.csv", "followed_days", "Days followed from the first day of support", "days", _CUT),
    ("people.csv", "readmitted_30",
     "Emergency admission 0 to 29 days after leaving hospital: 1 yes, 0 no, -1 not known", "code",
     _CUT),
    ("people.csv", "days_to_readmission", "Days from leaving to it, or followed without one",
     "days", _CUT),
    ("people.csv", "readmission_seen", "1 when it was seen, 0 when follow-up ended first", "code",
     _CUT),
    ("people.csv", "purchases", "Things bought for the person up to the cut-off", "number", _CUT),
    *(("people.csv", name, f"{name.replace('_', ' ')} window", "number", _CUT)
      for name in COUNT_COLUMNS),
    ("events.csv", "pseudonym", "As in people.csv", "", "hospital activity, as imported"),
    ("events.csv", "event_type", "Kind of event", "code", "hospital activity, as imported"),
    ("events.csv", "day", "Day it began, from the first day of support", "days",
     "hospital activity, as imported"),
    ("events.csv", "bed_days", "Nights in hospital; an emergency admission at least 1", "days",
     "hospital activity, as imported"),
    ("measures.csv", "pseudonym", "As in people.csv", "", "answered scales"),
    ("measures.csv", "instrument", "Scale and its version", "code", "answered scales"),
    ("measures.csv", "scale", "Which score of it", "code", "answered scales"),
    ("measures.csv", "day", "Day it was answered, from the first day of support", "days",
     "answered scales"),
    ("measures.csv", "score", "The score", "points of the scale", "answered scales"),
)  # fmt: skip
