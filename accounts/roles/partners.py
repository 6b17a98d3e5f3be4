"""Roles of organisations that help or pay: providers, volunteers, funders."""

from django.utils.translation import gettext_lazy as _

from accounts.roles.base import Role


class ProviderWorker(Role):
    slug = "provider"
    name = _("Provider worker")
    sentence = _(
        "Answers placements, journeys and orders of their organisation, sends invoices, and keeps "
        "its listing and capacity; sees what they need to know of the resident."
    )
    reach = "organisation"
    permissions = frozenset(
        {
            "placements.view",
            "placements.open_link",
            "placements.accept",
            "placements.decline",
            "placements.start",
            "placements.record_session",
            "placements.end",
            "journeys.view",
            "journeys.accept",
            "purchases.view",
            "purchases.quote",
            "purchases.confirm_order",
            "purchases.confirm_part",
            "purchases.confirm_delivery",
            "quotes.view",
            "quotes.answer",
            "quotes.decline",
            "invoices.view",
            "invoices.submit",
            "invoices.withdraw",
            "providers.view",
            "providers.edit_listing",
            "providers.set_capacity",
            "providers.see_papers",
            "papers.submit",
            "offers.make",
            "offers.withdraw",
            "providers.raise_gap",
        }
    )


class Volunteer(Role):
    slug = "volunteer"
    name = _("Volunteer driver or befriender")
    sentence = _(
        "Takes people home and sees that they are all right: own journeys, today and next."
    )
    reach = "organisation"
    permissions = frozenset(
        {
            "journeys.view",
            "journeys.accept",
            "journeys.collect",
            "journeys.arrive",
            "journeys.settle",
            "journeys.raise_concern",
            "providers.raise_gap",
        }
    )


class FunderRole(Role):
    slug = "funder"
    name = _("Funder")
    sentence = _(
        "Reads the statement of their own money and published reports, asks about claims; votes "
        "where they sit on a panel."
    )
    reach = "organisation"
    permissions = frozenset(
        {
            "statements.view",
            "claims.view",
            "claims.query",
            "panels.view",
            "panels.vote",
            "panels.declare_interest",
            "evaluations.view_published",
            "reports.view",
            "reports.read_as_funder",
        }
    )


class Governor(Role):
    slug = "governor"
    name = _("Governor or trustee")
    sentence = _(
        "Reads the themes, evaluations and public summaries placed for governors and Healthwatch; "
        "sees no person and no case."
    )
    reach = "programme"
    permissions = frozenset({"reports.view", "reports.read_as_governor"})
