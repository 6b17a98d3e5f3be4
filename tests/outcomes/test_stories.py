"""Stories: only with consent, only as far as it reaches, and gone everywhere when it ends."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from docx import Document as WordDocument

from core import clock
from core.errors import NotAllowedNow, RuleBroken
from outcomes.models import Story, StoryPlacement
from outcomes.services import reports
from outcomes.services.reports import stories
from outcomes.services.reports.told import reaches
from residents.models import Consent, ConsentKind
from residents.services import record_consent, withdraw_consent
from tests.factories.placements import case_of
from tests.factories.programmes import programme_with_policy, someone
from tests.factories.reports import ReportFactory, StoryFactory, evaluated
from tests.strangers import OWN, SAME, assert_scope

pytestmark = pytest.mark.django_db
WORDS = "I was on my own after the hospital. Now somebody knocks."


@pytest.fixture
def programme():
    return programme_with_policy()


@pytest.fixture
def manager(programme):
    return someone("manager", programme=programme)


@pytest.fixture
def case(programme):
    return case_of(programme)


@pytest.fixture
def story(case):
    return StoryFactory(case=case)


@pytest.fixture
def placed(programme, story, manager):
    """A published report of governors with the story in it."""
    report = ReportFactory(run=evaluated(programme))
    report = stories.place_story(report, by=manager, at=clock.now(), story=story)
    report = reports.write(report)
    return reports.publish(report, by=manager, at=clock.now())


def word_text(report) -> str:
    """All paragraphs of the report's Word file, as it lies in the room."""
    kept = report.files.get(edition=report.edition, format="docx")
    with kept.file.open("rb") as file:
        return "\n".join(each.text for each in WordDocument(file).paragraphs)


class TestTelling:
    def test_refuses_without_consent(self, case):
        with pytest.raises(RuleBroken, match="not agreed"):
            stories.tell(case, by=case.worker, at=clock.now(), words=WORDS, told_as="Mrs B")

    def test_refuses_after_a_later_no(self, case):
        told = {"by": case.worker, "at": clock.now(), "kind": ConsentKind.STORY}
        record_consent(case.resident, **told, reach="public")
        record_consent(case.resident, **told, decision="refused")
        with pytest.raises(RuleBroken, match="not agreed"):
            stories.tell(case, by=case.worker, at=clock.now(), words=WORDS, told_as="Mrs B")

    @pytest.mark.parametrize("given", [{"words": "Mrs HADEN says so"}, {"told_as": "Mrs Haden"}])
    def test_refuses_their_own_name(self, case, given):
        with pytest.raises(RuleBroken, match="own name"):
            StoryFactory(case=case, **given)

    def test_the_database_refuses_words_of_a_withdrawn_story(self, story, manager):
        stories.take_back(story, by=manager, at=clock.now())
        with pytest.raises(DatabaseError), transaction.atomic():
            Story.objects.filter(pk=story.pk).update(words="again")

    def test_scope(self):
        assert_scope(
            lambda world, owner: StoryFactory(case=case_of(
                world.programme, worker=owner if _is_worker(owner) else None)),
            {"manager": {OWN, SAME}, "team_lead": {OWN, SAME}, "link_worker": {OWN}},
        )  # fmt: skip


def _is_worker(owner) -> bool:
    return owner.memberships.filter(role="link_worker").exists()


class TestPlacing:
    @pytest.mark.parametrize(
        ("reach", "kinds"),
        [
            ("inside", set()),
            ("funders", {"annual", "funder"}),
            ("public", {"annual", "funder", "ward", "governors", "public"}),
        ],
    )
    def test_as_far_as_the_consent_reaches(self, case, reach, kinds):
        story = StoryFactory(case=case, reach=reach)
        every = ("annual", "funder", "ward", "governors", "public")
        assert {kind for kind in every if reaches(story, kind)} == kinds

    def test_a_later_narrower_yes_counts(self, story, case):
        record_consent(case.resident, by=case.worker, at=clock.now(), kind=ConsentKind.STORY,
                       reach="funders")  # fmt: skip
        assert not reaches(story, "public")

    def test_refuses_a_report_that_goes_further(self, programme, case, manager):
        story = StoryFactory(case=case, reach="funders")
        report = ReportFactory(run=evaluated(programme))
        with pytest.raises(RuleBroken, match="does not reach"):
            stories.place_story(report, by=manager, at=clock.now(), story=story)

    def test_refuses_a_story_of_another_programme(self, programme, manager):
        report = ReportFactory(run=evaluated(programme))
        with pytest.raises(RuleBroken, match="another programme"):
            stories.place_story(report, by=manager, at=clock.now(), story=StoryFactory())

    def test_refuses_a_published_report(self, placed, case, manager):
        other = StoryFactory(case=case)
        with pytest.raises(NotAllowedNow):
            stories.place_story(placed, by=manager, at=clock.now(), story=other)

    def test_stands_in_the_files(self, placed):
        assert "somebody knocks" in word_text(placed)
        assert placed.edition == 2

    def test_by_its_page__offers_only_what_reaches(self, client, programme, case, manager):
        near, far = StoryFactory(case=case, reach="public"), None
        report = ReportFactory(run=evaluated(programme))
        client.force_login(manager)
        url = reverse("outcomes:report_place_story", args=[report.reference])
        assert near.reference in client.get(url).text
        assert client.post(url, {"story": near.pk}).status_code == 302
        far = StoryFactory(case=case_of(programme), reach="inside")
        assert far.reference not in client.get(url).text


class TestConsentEnds:
    def test_gone_from_every_file_page_and_table(
        self, client, placed, story, case, manager, django_capture_on_commit_callbacks
    ):
        before = [each.file.path for each in placed.files.filter(wiped_at=None)]
        consent = Consent.objects.get(resident=case.resident, kind=ConsentKind.STORY)
        with django_capture_on_commit_callbacks(execute=True):
            withdraw_consent(consent, by=case.worker, at=clock.now())
        placed.refresh_from_db()
        story.refresh_from_db()
        assert (story.status, story.words, story.told_as) == ("withdrawn", "", "")
        assert placed.status == "published"
        assert all(not _exists(path) for path in before)  # at once; no worker is waited for
        assert "somebody knocks" not in word_text(reports.write(placed))
        client.force_login(manager)
        assert "somebody knocks" not in client.get(placed.get_absolute_url()).text
        assert StoryPlacement.objects.get().removed_at

    def test_the_words_are_nowhere_in_the_database(self, placed, case):
        consent = Consent.objects.get(resident=case.resident, kind=ConsentKind.STORY)
        withdraw_consent(consent, by=case.worker, at=clock.now())
        assert not _tables_with("somebody knocks")

    def test_the_figures_stay_the_same(self, placed, case):
        tables = [chapter for chapter in reports.written(placed).chapters if chapter.key == "needs"]
        consent = Consent.objects.get(resident=case.resident, kind=ConsentKind.STORY)
        withdraw_consent(consent, by=case.worker, at=clock.now())
        placed.refresh_from_db()
        after = [chapter for chapter in reports.written(placed).chapters if chapter.key == "needs"]
        assert after == tables

    def test_a_no_does_the_same(self, placed, case, story):
        record_consent(case.resident, by=case.worker, at=clock.now(), kind=ConsentKind.STORY,
                       decision="refused")  # fmt: skip
        story.refresh_from_db()
        assert story.status == "withdrawn"

    def test_another_consent_leaves_it_alone(self, placed, case, story):
        for each in Consent.objects.filter(resident=case.resident, kind=ConsentKind.SHARING):
            withdraw_consent(each, by=case.worker, at=clock.now())
        story.refresh_from_db()
        assert story.status == "told"

    def test_a_withdrawn_report_is_not_written_again(self, placed, case, manager):
        reports.withdraw(placed, by=manager, at=clock.now(), reason="A wrong sum")
        consent = Consent.objects.get(resident=case.resident, kind=ConsentKind.STORY)
        withdraw_consent(consent, by=case.worker, at=clock.now())
        placed.refresh_from_db()
        assert placed.edition == 2

    def test_take_back__by_its_page(self, client, placed, story, manager):
        client.force_login(manager)
        url = reverse("outcomes:story_take_back", args=[story.reference])
        assert client.get(url).status_code == 200
        assert client.post(url).status_code == 302
        placed.refresh_from_db()
        assert placed.edition == 3
        assert client.get(story.get_absolute_url()).status_code == 200


def test_case__shows_the_way_to_a_story_only_with_consent(client, case):
    client.force_login(case.worker)
    url = reverse("outcomes:story_tell", args=[case.reference])
    assert url not in client.get(case.get_absolute_url()).text
    record_consent(case.resident, by=case.worker, at=clock.now(), kind=ConsentKind.STORY,
                   reach="public")  # fmt: skip
    assert url in client.get(case.get_absolute_url()).text
    assert client.post(url, {"told_as": "Mrs B", "words": WORDS}).status_code == 302
    assert Story.objects.get().words == WORDS


def _exists(path) -> bool:
    from pathlib import Path

    return Path(path).exists()


def _tables_with(words: str) -> list[str]:
    """Every table in which some text or JSON column of some row holds the words."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name, column_name FROM information_schema.columns "
            "WHERE table_schema = 'public' AND table_name LIKE 'outcomes_%' "
            "AND data_type IN ('text', 'character varying', 'jsonb')"
        )
        found = []
        for table, column in cursor.fetchall():
            cursor.execute(
                f'SELECT 1 FROM "{table}" WHERE "{column}"::text LIKE %s LIMIT 1', [f"%{words}%"]
            )
            found += [f"{table}.{column}"] if cursor.fetchone() else []
    return found
