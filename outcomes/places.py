"""What outcomes adds to homes, the header, a case's page and the manager's page."""

from django.utils.translation import gettext_lazy as _

from cases import registry
from core import homes, navigation
from core.navigation import Place
from outcomes.views import homes as pages
from outcomes.views import panels


def register() -> None:
    """Fill the places that lower apps offer."""
    homes.register("analyst", pages.AnalystHome.as_view())
    reports = Place(_("Reports"), "outcomes:list")
    navigation.register(
        "analyst",
        [
            Place(_("Evaluations"), "outcomes:list"),
            Place(_("Activity"), "outcomes:imports"),
            Place(_("Unit costs"), "outcomes:unit_costs"),
        ],
    )
    navigation.register("manager", [reports])
    navigation.register("funder", [reports])
    registry.case_tabs.register("measures", panels.measures_tab(), order=60)
    registry.bridge_panels.register("outcomes", panels.outcomes_so_far, order=50)
    registry.missing_data.register("measures", panels.missing_measures, order=50)
