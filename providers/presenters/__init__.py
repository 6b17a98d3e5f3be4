"""Providers, services, gaps and prices as pages show them."""

from providers.presenters.finding import found_row, search_box, tip_facts
from providers.presenters.gaps import gap_facts, gap_row, gap_tag
from providers.presenters.provider import approval_facts, provider_tag, service_list
from providers.presenters.service import (
    capacity_words,
    catalogue_row,
    room_tag,
    service_facts,
    service_row,
)
from providers.presenters.times import schedule_words

__all__ = [
    "approval_facts",
    "capacity_words",
    "catalogue_row",
    "found_row",
    "gap_facts",
    "gap_row",
    "gap_tag",
    "provider_tag",
    "room_tag",
    "schedule_words",
    "search_box",
    "service_facts",
    "service_list",
    "service_row",
    "tip_facts",
]
