"""Providers, services, gaps and prices as pages show them."""

from providers.presenters.calls import (
    call_facts,
    call_row,
    call_tag,
    cluster_row,
    offer_card,
)
from providers.presenters.catalogue import catalogue_row, item_facts, price_table
from providers.presenters.finding import found_row, search_box, tip_facts
from providers.presenters.gaps import gap_facts, gap_row, gap_tag
from providers.presenters.papers import checklist, paper_facts, paper_list, paper_tag
from providers.presenters.provider import (
    approval_facts,
    may_be_approved,
    missing_words,
    provider_tag,
    service_list,
)
from providers.presenters.service import (
    capacity_words,
    room_tag,
    service_facts,
    service_row,
)
from providers.presenters.times import schedule_words

__all__ = [
    "approval_facts",
    "call_facts",
    "call_row",
    "call_tag",
    "capacity_words",
    "catalogue_row",
    "checklist",
    "cluster_row",
    "found_row",
    "gap_facts",
    "gap_row",
    "gap_tag",
    "item_facts",
    "may_be_approved",
    "missing_words",
    "offer_card",
    "paper_facts",
    "paper_list",
    "paper_tag",
    "price_table",
    "provider_tag",
    "room_tag",
    "schedule_words",
    "search_box",
    "service_facts",
    "service_list",
    "service_row",
    "tip_facts",
]
