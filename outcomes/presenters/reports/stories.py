"""Pages about stories."""

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core.presenters import Action, Fact, Tag
from outcomes.report_lives import STORY_LIFE, StoryStatus

COLOURS = {StoryStatus.TOLD: "good", StoryStatus.WITHDRAWN: "stone"}


def status_tag(story) -> Tag:
    """Whether it may be told."""
    return Tag(StoryStatus(story.status).label, COLOURS[story.status])


def reach_words(consent) -> str:
    """What may be done with a story told today."""
    if consent is None:
        return _("They have not agreed to have a story told. Record their consent first.")
    words = _("They agreed on %(day)s to have their story told: %(reach)s.")
    return words % {
        "day": date_format(timezone.localtime(consent.given_at), "j F Y"),
        "reach": str(consent.get_reach_display()).lower(),
    }


def facts(story) -> list[Fact]:
    """The name in it, the consent, the reports."""
    rows = [
        Fact(_("Told on"), date_format(timezone.localtime(story.told_at), "j F Y")),
        Fact(_("Written down by"), str(story.told_by)),
        Fact(_("May be told"), str(story.consent.get_reach_display())),
    ]
    placed = story.placed.filter(removed_at__isnull=True).select_related("report")
    named = ", ".join(each.report.reference for each in placed)
    return [*rows, Fact(_("Stands in"), named or _("No report"))]


def actions(story, user) -> list[Action]:
    """The one verb."""
    may = user.has_perm("stories.take_back", story)
    if not may or not STORY_LIFE.allows(story.status, "take_back"):
        return []
    url = reverse("outcomes:story_take_back", args=[story.reference])
    return [Action(STORY_LIFE.moves["take_back"].label, url)]
