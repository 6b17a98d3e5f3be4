"""The report room in a real browser: made, told with a story, placed, read; an extract."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from core import clock
from outcomes.models import Extract, Report
from outcomes.services import reports
from residents.models import Consent, ConsentKind
from residents.services import withdraw_consent
from tests.factories.placements import case_of
from tests.factories.programmes import PlaceFactory, programme_with_policy, someone
from tests.factories.reports import ReportFactory, StoryFactory, evaluated, last_quarter
from tests.journeys.test_main_job import fill, send

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def own_media(settings, tmp_path):
    """Nothing a test makes stays behind."""
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def programme(transactional_db):
    return programme_with_policy(name="Community Bridge")


def test_a_manager__makes_a_report_places_a_story_and_the_governor_reads_it(
    at_each_size, programme
):
    manager = someone("manager", programme=programme)
    governor = someone("governor", programme=programme)
    case = case_of(programme)
    story = StoryFactory(case=case)
    run = evaluated(programme, ward=PlaceFactory(), referrals=12)
    visitor = at_each_size.sign_in(manager)
    visitor.open(reverse("outcomes:report_make", args=[run.reference]))
    fill(visitor.page, kind="governors", period=f"quarter:{last_quarter()[0]}")
    send(visitor)
    report = Report.objects.get()
    expect(visitor.page.get_by_text("Writing the report")).to_be_visible()
    reports.write(report)  # the worker; the page that waits comes back by itself
    expect(visitor.page.get_by_role("button", name="Put in the report room")).to_be_visible(
        timeout=20_000
    )
    visitor.look_over()
    visitor.open(reverse("outcomes:report_place_story", args=[report.reference]))
    fill(visitor.page, story=str(story.pk))
    send(visitor)
    report.refresh_from_db()
    reports.write(report)
    visitor.open(reverse("outcomes:report_publish", args=[report.reference]))
    send(visitor)
    reader = at_each_size.sign_in(governor)
    reader.open("/")
    reader.page.get_by_role("link", name="Governor themes").first.click()
    reader.page.wait_for_load_state("load")
    reader.look_over()
    expect(reader.page.get_by_text("Now somebody knocks")).to_be_visible()
    with reader.page.expect_download() as taken:
        reader.page.get_by_role("button", name="Word").click()
    assert taken.value.suggested_filename.endswith(".docx")
    consent = Consent.objects.get(resident=case.resident, kind=ConsentKind.STORY)
    withdraw_consent(consent, by=case.worker, at=clock.now())
    reader.open(report.get_absolute_url())
    expect(reader.page.get_by_text("Now somebody knocks")).to_have_count(0)
    visitor = at_each_size.sign_in(manager)
    visitor.open(reverse("outcomes:report_log", args=[report.reference]))
    expect(visitor.page.get_by_text("Took the Word file")).to_be_visible()


def test_the_pages_around_the_room(at_each_size, programme):
    manager = someone("manager", programme=programme)
    visitor = at_each_size.sign_in(manager)
    for name in ("reports", "schedules", "extracts"):
        visitor.open(reverse(f"outcomes:{name}"))
    for name in ("make_schedule", "open_room", "report_missing"):
        visitor.open(reverse(f"outcomes:{name}", args=[programme.slug]))


def test_anybody__reads_the_public_summary(at_each_size, programme):
    manager = someone("manager", programme=programme)
    summary = ReportFactory(kind="public", run=evaluated(programme))
    told = {"by": manager, "at": clock.now()}
    reports.publish(summary, **told)
    reports.open_room(programme, **told, is_public=True)
    at_each_size.open(reverse("outcomes:public_summary", args=[programme.slug]))
    expect(at_each_size.page.get_by_role("heading", name="In numbers")).to_be_visible()


def test_an_extract__asked_confirmed_released(at_each_size, programme):
    run = evaluated(programme)
    analyst = someone("analyst", programme=programme)
    visitor = at_each_size.sign_in(analyst)
    visitor.open(reverse("outcomes:ask_for_extract", args=[run.reference]))
    day = clock.today().replace(year=clock.today().year + 1, day=1)
    fill(visitor.page, recipient="University", purpose="Second year")
    for place, value in enumerate((day.day, day.month, day.year)):
        visitor.page.locator(f"[name=expires_on_{place}]").fill(str(value))
    send(visitor)
    made = Extract.objects.get()
    for verb, role in (("confirm_extract", "manager"), ("release", "governance")):
        who = someone(role, programme=programme) if role == "manager" else someone(role)
        visitor = at_each_size.sign_in(who)
        visitor.open(made.get_absolute_url())
        visitor.open(reverse(f"outcomes:{verb}", args=[made.reference]))
        send(visitor)
    visitor.open(made.get_absolute_url())
    expect(visitor.page.get_by_role("button", name="Take the file")).to_be_visible()
