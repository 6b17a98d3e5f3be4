"""Stories: told with consent, placed by consent, and withdrawn everywhere when consent ends."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from core import events
from core.errors import RuleBroken
from core.services import lock, move
from outcomes.models import Report, Story, StoryPlacement
from outcomes.models.report import Kind
from outcomes.report_lives import REPORT_LIFE, STORY_LIFE, ReportStatus, StoryStatus
from outcomes.services.reports import making
from outcomes.services.reports.content import written
from outcomes.services.reports.told import reaches, standing_consent
from outcomes.writers.paper import one_page
from residents.models import Consent, ConsentKind


@transaction.atomic
def tell(case, *, by, at: dt.datetime, words: str, told_as: str) -> Story:
    """Keep a story under the resident's standing consent to have one told."""
    consent = standing_consent(case.resident)
    if consent is None:
        raise RuleBroken(
            _("They have not agreed to have a story told. Record their consent first."),
            field="words",
        )
    for name in (case.resident.given_name, case.resident.family_name):
        if name and name.casefold() in f"{words} {told_as}".casefold():
            raise RuleBroken(_("The story holds their own name. Use another."), field="words")
    story = Story.objects.create(
        case=case, consent=consent, words=words, told_as=told_as, told_at=at, told_by=by
    )
    events.record(story, "tell", by=by, at=at)
    return story


@transaction.atomic
def place_story(report: Report, *, by, at: dt.datetime, story: Story) -> Report:
    """Put a story into a report that was not published yet, and have its files written again."""
    report, story = lock(report), lock(story)
    REPORT_LIFE.check(report, "place_story")
    if story.case.programme_id != report.run.programme_id:
        raise RuleBroken(_("That story belongs to another programme."), field="story")
    if not reaches(story, report.kind):
        raise RuleBroken(
            _("Their consent does not reach the readers of this report."), field="story"
        )
    StoryPlacement.objects.create(report=report, story=story, placed_at=at, placed_by=by)
    move(report, "place_story", life=REPORT_LIFE, by=by, at=at,
         data={"story": story.reference})  # fmt: skip
    if report.kind == Kind.PUBLIC:
        one_page(written(report))  # refused here, where another story can be chosen
    return making.renew(report, by=by, at=at)


@transaction.atomic
def take_back(story: Story, *, by, at: dt.datetime, words: str = "") -> Story:
    """Wipe it here and in every report. Reports that went out are written anew without it."""
    story = lock(story)
    story.words = story.told_as = ""
    story = move(story, "take_back", life=STORY_LIFE, by=by, at=at, words=words,
                 withdrawn_at=at, withdrawn_by=by)  # fmt: skip
    placed = StoryPlacement.objects.filter(story=story, removed_at__isnull=True)
    reports = list(
        Report.objects.filter(placed__in=placed)
        .exclude(status=ReportStatus.WITHDRAWN)
        .order_by("pk")
    )
    placed.update(removed_at=at)
    for report in reports:
        making.renew(report, by=by, at=at, words=_("A story was withdrawn."))
    return story


def on_consent_withdrawn(sender, *, consent: Consent, by, at, **kwargs) -> None:
    """Hears `residents.events.consent_withdrawn`, inside its transaction."""
    if consent.kind != ConsentKind.STORY:
        return
    for story in Story.objects.filter(consent=consent, status=StoryStatus.TOLD).order_by("pk"):
        take_back(story, by=by, at=at, words=_("Their consent ended."))
