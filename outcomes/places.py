"""What outcomes adds to homes, the header, a case's page and the manager's page."""

from django.utils.translation import gettext_lazy as _

from cases import registry
from core import homes, links, navigation
from core.navigation import Place
from outcomes.presenters import due, judging
from outcomes.services import measures
from outcomes.views import answering, panels
from outcomes.views import homes as pages
from outcomes.views.reports import room


def register() -> None:
    """Fill the places that lower apps offer."""
    homes.register("analyst", pages.AnalystHome.as_view())
    homes.register("governor", room.Room.as_view())
    reports = Place(_("Reports"), "outcomes:reports")
    navigation.register(
        "analyst",
        [
            Place(_("Evaluations"), "outcomes:list"),
            Place(_("Activity"), "outcomes:imports"),
            Place(_("Unit costs"), "outcomes:unit_costs"),
            reports,
        ],
    )
    navigation.register("governor", [reports])
    navigation.register("governance", [Place(_("Extracts"), "outcomes:extracts")])
    delays = Place(_("Delays"), "outcomes:delays")
    navigation.register("manager", [reports, delays])
    navigation.register("team_lead", [delays])
    navigation.register("ward_referrer", [delays, Place(_("Feedback"), "outcomes:reports")])
    navigation.register("funder", [reports])
    navigation.register("administrator", [Place(_("Scales"), "outcomes:scales")])
    registry.bridge_panels.register("scales", panels.scales, order=55)
    registry.case_asides.register("stories", panels.stories, order=80)
    registry.case_tabs.register("measures", panels.measures_tab(), order=60)
    registry.bridge_panels.register("outcomes", panels.outcomes_so_far, order=50)
    registry.missing_data.register("measures", panels.missing_measures, order=50)
    registry.today_tasks.register("measures", due.today)
    registry.before_close.register("measures", due.before_close)
    registry.case_counts.register("judgements", judging.counted)
    registry.timeline_sources.register("judgements", judging.timeline)
    for verb, (title, tone) in due.VERBS.items():
        told = registry.EventWords(title, tone, permission="measures.view")
        registry.event_words.register(verb, told)
    links.purposes.register(
        measures.PURPOSE,
        links.Purpose(
            name=_("Answer some questions"),
            load=measures.behind_link,
            actor=lambda sheet: sheet.asked_by,
            settled=measures.settled,
            page=answering.AnswerByLink,
        ),
    )
