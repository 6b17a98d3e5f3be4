"""What the money adds to homes, the header, a case's page and a provider's home."""

from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from cases import registry
from core import homes, navigation
from core.navigation import Place
from funding import views
from funding.presenters import panels, waiting
from funding.views import by_link
from providers.registry import home_panels, item_actions


def register() -> None:
    """Fill the places that lower apps offer."""
    money = Place(_("Money"), "funding:home", count=waiting.count_for)
    homes.register("finance", views.Home.as_view())
    homes.register("funder", views.Statements.as_view())
    navigation.register(
        "finance",
        [
            replace(money, also=("core:home",)),
            Place(_("Purchases"), "funding:purchases"),
            Place(_("Invoices"), "funding:invoices"),
        ],
    )
    seats = Place(_("Panels"), "funding:panels", count=waiting.count_votes)
    navigation.register(
        "funder", [Place(_("Statements"), "funding:statements", also=("core:home",)), seats]
    )
    looks = Place(_("Look at afterwards"), "funding:afterwards", count=waiting.count_looks)
    navigation.register("manager", [money, looks])
    navigation.register("link_worker", [Place(_("Buy something"), "funding:buy")])
    navigation.register(
        "team_lead", [Place(_("To agree"), "funding:approvals", count=waiting.count_to_agree)]
    )
    navigation.register("provider", [Place(_("Orders"), "funding:purchases")])
    home_panels.register("prices-wanted", panels.prices_wanted, order=45)
    home_panels.register("orders", panels.orders_to_deliver, order=50)
    home_panels.register("to-invoice", panels.to_invoice, order=60)
    item_actions.register("buy", views.requests.buy_action)
    by_link.register()
    _on_the_case_page()


def _on_the_case_page() -> None:
    registry.case_joins.register("budget", "personal_budget")
    registry.case_tabs.register("bought", panels.bought_tab(), order=50)
    registry.case_asides.register("purses", panels.purses_aside, order=50)
    registry.timeline_sources.register("purchases", panels.bought_timeline)
    registry.before_close.register("purchases", panels.not_finished)
    registry.bridge_panels.register("fund", panels.fund_left, order=20)
