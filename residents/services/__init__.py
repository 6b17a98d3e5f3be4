"""What is done with a resident's record."""

from residents.services.alerts import end_alert, raise_alert
from residents.services.consents import (
    may_share,
    record_consent,
    shared_with,
    withdraw_consent,
)
from residents.services.merge import merge, undo_merge
from residents.services.people import add_key_contact, edit_key_contact
from residents.services.register import edit, register
from residents.services.risks import end_risk, state_risk

__all__ = [
    "add_key_contact",
    "edit",
    "edit_key_contact",
    "end_alert",
    "end_risk",
    "may_share",
    "merge",
    "raise_alert",
    "record_consent",
    "register",
    "shared_with",
    "state_risk",
    "undo_merge",
    "withdraw_consent",
]
