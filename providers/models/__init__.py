"""Who can help: organisations, services, places, assurance, volunteers, gaps."""

from providers.models.call import CallEvent, CallForOffers, CallOffer, OfferEvent
from providers.models.catalogue import CatalogueItem, CataloguePrice
from providers.models.coded import Access, PartOfDay, Suits, Weekday
from providers.models.feed import FeedImport, FeedNote
from providers.models.gap import Gap
from providers.models.paper import Paper, PaperEvent, PaperKind, PaperReminder
from providers.models.place import PostcodeDistrict, ServiceLocation
from providers.models.provider import BankDetails, Provider
from providers.models.schedule import Schedule
from providers.models.service import Service
from providers.models.taxonomy import TaxonomyTerm
from providers.models.tip import Tip
from providers.models.volunteer import Volunteer
from providers.models.word import ListedWord

__all__ = [
    "Access",
    "BankDetails",
    "CallEvent",
    "CallForOffers",
    "CallOffer",
    "CatalogueItem",
    "CataloguePrice",
    "FeedImport",
    "FeedNote",
    "Gap",
    "ListedWord",
    "OfferEvent",
    "Paper",
    "PaperEvent",
    "PaperKind",
    "PaperReminder",
    "PartOfDay",
    "PostcodeDistrict",
    "Provider",
    "Schedule",
    "Service",
    "ServiceLocation",
    "Suits",
    "TaxonomyTerm",
    "Tip",
    "Volunteer",
    "Weekday",
]
