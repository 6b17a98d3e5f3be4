"""Verbs of the directory."""

from providers.services.assurance import (
    approve,
    check_able,
    check_service_able,
    pause,
    record_papers,
    register,
    resume,
    set_bank_details,
    withdraw_approval,
)
from providers.services.catalogue import add_item, set_price, withdraw_item
from providers.services.gaps import fill_gap, own_gap, raise_gap
from providers.services.listing import (
    add_service,
    close_service,
    confirm_listing,
    edit_listing,
    edit_provider,
    mark_unchecked,
    pause_service,
    resume_service,
    set_capacity,
)
from providers.services.papers import remind_expiring
from providers.services.places import free_place, take_place
from providers.services.times_and_places import add_place, add_time, remove_place, remove_time
from providers.services.tips import add_tip, withdraw_tip

__all__ = [
    "add_item",
    "add_place",
    "add_service",
    "add_time",
    "add_tip",
    "approve",
    "check_able",
    "check_service_able",
    "close_service",
    "confirm_listing",
    "edit_listing",
    "edit_provider",
    "fill_gap",
    "free_place",
    "mark_unchecked",
    "own_gap",
    "pause",
    "pause_service",
    "raise_gap",
    "record_papers",
    "register",
    "remind_expiring",
    "remove_place",
    "remove_time",
    "resume",
    "resume_service",
    "set_bank_details",
    "set_capacity",
    "set_price",
    "take_place",
    "withdraw_approval",
    "withdraw_item",
    "withdraw_tip",
]
