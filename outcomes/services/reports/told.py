"""Which stories stand in a report: those placed there whose consent reaches that far today."""

from outcomes.models import Report, Story, StoryPlacement
from outcomes.models.report import Kind
from outcomes.presenters.reports.document import StoryBlock
from outcomes.report_lives import StoryStatus
from residents.models import Consent, ConsentKind

Reach = Consent.Reach
ENOUGH = {
    Kind.ANNUAL: (Reach.FUNDERS, Reach.PUBLIC),
    Kind.FUNDER: (Reach.FUNDERS, Reach.PUBLIC),
    Kind.WARD: (Reach.PUBLIC,),
    Kind.GOVERNORS: (Reach.PUBLIC,),
    Kind.PUBLIC: (Reach.PUBLIC,),
}


def reaches(story: Story, kind: str) -> bool:
    """Whether the consent stands and goes as far as this kind of report does.

    Both the one under which it was told and their newest answer must: who said yes to the public
    and later to funders alone meant the later one.
    """
    newest = standing_consent(story.case.resident)
    if story.status != StoryStatus.TOLD or newest is None or story.consent.withdrawn_at:
        return False
    return {newest.reach, story.consent.reach} <= set(ENOUGH[Kind(kind)])


def standing_consent(resident) -> Consent | None:
    """Their newest answer about a story, if it is a yes that stands."""
    rows = Consent.objects.filter(resident=resident, kind=ConsentKind.STORY)
    newest = rows.order_by("-given_at", "-pk").first()
    stands = newest and newest.decision == Consent.Decision.GIVEN and not newest.withdrawn_at
    return newest if stands else None


def placements(report: Report):
    """What is placed and was not taken out, in the order of placing."""
    return (
        StoryPlacement.objects.filter(report=report, removed_at__isnull=True)
        .select_related("story__consent", "story__case__resident")
        .order_by("placed_at", "pk")
    )


def story_blocks(report: Report) -> tuple[StoryBlock, ...]:
    """The stories to be told in `report`."""
    if report.pk is None:
        return ()
    stories = (each.story for each in placements(report))
    return tuple(
        StoryBlock(each.words, each.told_as) for each in stories if reaches(each, report.kind)
    )
