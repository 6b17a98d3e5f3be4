"""NHS numbers and postcodes as the importers and services check them, in plain words."""

import re

from django.utils.translation import gettext as _
from ukpostcodeutils import validation

from core import nhs

PSEUDO_POSTCODES = ("ZZ993VZ", "ZZ993WZ", "ZZ993CZ")  # no fixed abode, not known, elsewhere


class BadIdentifier(ValueError):  # noqa: N818 (reads as the sentence it is)
    """The number or postcode cannot be right; the message says why in plain words."""


def tidy_nhs_number(typed: str) -> str:
    """Ten digits, whatever spaces or hyphens were typed; raises BadIdentifier."""
    try:
        return nhs.parse(typed or "")
    except nhs.NotAnNHSNumber as problem:
        raise BadIdentifier(_WHY[problem.why]()) from None


_WHY = {
    "shape": lambda: _("An NHS number has 10 digits, such as 999 000 0018."),
    "check": lambda: _("That is not a real NHS number. Check each digit."),
    "range": lambda: _("NHS numbers in that range are not given out. Check each digit."),
    "synthetic": lambda: _("NHS numbers that begin with 9 are for testing only."),
}


def tidy_postcode(typed: str) -> str:
    """Capitals with the space before the last three characters; raises BadIdentifier."""
    joined = re.sub(r"\s+", "", typed or "").upper()
    good = joined == "GIR0AA" or validation.is_valid_postcode(joined, PSEUDO_POSTCODES)
    if not good:
        raise BadIdentifier(_("That is not a full postcode, such as DY1 2HQ."))
    return f"{joined[:-3]} {joined[-3:]}"


def postcode_district(postcode: str) -> str:
    """The outward half: DY1 of DY1 2HQ."""
    return postcode.rpartition(" ")[0]
