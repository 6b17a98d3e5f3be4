"""Whom it is for: identity, needs in communication, people around them, consent, risks."""

from residents.models.consent import Consent, ConsentKind
from residents.models.merge import Merge
from residents.models.people import KeyContact
from residents.models.resident import Ethnicity, Resident
from residents.models.risk import Alert, Risk, RiskKind

__all__ = [
    "Alert",
    "Consent",
    "ConsentKind",
    "Ethnicity",
    "KeyContact",
    "Merge",
    "Resident",
    "Risk",
    "RiskKind",
]
