"""Verbs about the people who use the service and the places they belong to."""

from accounts.services.emergency import break_glass
from accounts.services.invitations import accept_invitation, invite, send_again, withdraw_invitation
from accounts.services.people import (
    add_membership,
    change_profile,
    disable,
    enable,
    end_membership,
    set_capacity,
)
from accounts.services.places import (
    add_organisation,
    add_site,
    add_ward,
    change_organisation,
    change_ward,
)
from accounts.services.stand_ins import stand_in_for, stands_for

__all__ = [
    "accept_invitation",
    "add_membership",
    "add_organisation",
    "add_site",
    "add_ward",
    "break_glass",
    "change_organisation",
    "change_profile",
    "change_ward",
    "disable",
    "enable",
    "end_membership",
    "invite",
    "send_again",
    "set_capacity",
    "stand_in_for",
    "stands_for",
    "withdraw_invitation",
]
