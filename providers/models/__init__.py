"""Who can help: organisations, services, places, assurance, volunteers, gaps."""

from providers.models.catalogue import CatalogueItem
from providers.models.gap import Gap
from providers.models.provider import BankDetails, Provider
from providers.models.service import Service
from providers.models.volunteer import Volunteer

__all__ = ["BankDetails", "CatalogueItem", "Gap", "Provider", "Service", "Volunteer"]
