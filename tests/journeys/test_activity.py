"""An analyst's file in a real browser: odd columns, matched, watched, its rejects, sent again."""

import datetime as dt

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from core import clock
from outcomes.models import ActivityFile, ActivityImport, ActivityLayout
from outcomes.services import intake
from outcomes.tasks import import_activity_file
from tests.factories.outcomes import cohort, person
from tests.factories.programmes import programme_with_policy, someone
from tests.factories.residents import nhs_number
from tests.journeys.test_main_job import fill, send

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def programme(transactional_db):
    return programme_with_policy(name="Community Bridge")


def odd_file(tmp_path, number: str):
    """As a hospital's system writes it, for Excel."""
    day = (clock.today() - dt.timedelta(days=40)).strftime("%d/%m/%Y")
    path = tmp_path / "ED weekly.csv"
    path.write_text(
        "Attendance No;NHS No.;Att Type;Arrival Date;Surname\n"
        f"A1;{number};A&E;{day} 14:05;Fellowes\n"
        f"A2;{number};NEL;{day};Fellowes\n"
        f"A3;{number};Outpatient;{day};Fellowes\n"
        f"A4;{number};A&E;31/02/2025;Fellowes\n"
        f"A5;{nhs_number()};A&E;{day};Someone\n",
        encoding="cp1252",
    )
    return path


def send_file(visitor, path):
    visitor.open(reverse("outcomes:import_activity"))
    fill(visitor.page, source="Russells Hall")
    visitor.page.locator('main [name="programme"]').first.check(force=True)
    visitor.page.set_input_files('main input[type="file"]', str(path))
    return send(visitor)


def test_an_odd_file__is_matched_watched_and_known_the_next_time(at_each_size, programme, tmp_path):
    number = nhs_number()
    cohort(programme, [person(number)])
    visitor = at_each_size.sign_in(someone("analyst", programme=programme))
    path = odd_file(tmp_path, number)
    page = send_file(visitor, path)
    expect(page.get_by_text("semicolons")).to_be_visible()
    assert number not in page.content()
    assert "Fellowes" not in page.content()
    page = send(visitor)
    expect(page.get_by_text("Choose what “Outpatient” means").first).to_be_visible()
    visitor.look_over()
    page.get_by_label("“Outpatient” means").select_option("-")
    page = send(visitor)
    sent = ActivityFile.objects.get()
    expect(page.get_by_text("Waiting for a worker")).to_be_visible()
    intake.start(sent, at=clock.now())
    ActivityFile.objects.update(rows_read=3)
    expect(page.get_by_text("3 of 5 rows read")).to_be_visible(timeout=10_000)
    visitor.look_over()
    import_activity_file(sent.reference)
    expect(page.get_by_role("link", name="What was stored")).to_be_visible(timeout=10_000)
    page.get_by_role("link", name="What was stored").click()
    visitor.look_over()
    expect(page.get_by_text("There is no such day.")).to_be_visible()
    with page.expect_download() as taken:
        page.get_by_role("button", name="Download the rejected rows").click()
    assert taken.value.suggested_filename == "ED weekly.csv.rejected.csv"
    batch = ActivityImport.objects.get(kind="activity")
    assert (batch.stored, batch.rejected, batch.strangers) == (2, 3, 1)


def test_the_same_file_again__a_layout_and_a_cancelled_file(at_each_size, programme, tmp_path):
    number = nhs_number()
    cohort(programme, [person(number)])
    visitor = at_each_size.sign_in(someone("analyst", programme=programme))
    path = odd_file(tmp_path, number)
    path.write_text("\n".join(path.read_text().split("\n")[:3]) + "\n")
    send_file(visitor, path)
    send(visitor)
    import_activity_file(ActivityFile.objects.get().reference)
    page = send_file(visitor, path)
    expect(page.get_by_text("This file came in on")).to_be_visible()
    visitor.look_over()
    layout = ActivityLayout.objects.get()
    visitor.open(reverse("outcomes:layouts"))
    visitor.open(layout.get_absolute_url())
    visitor.open(reverse("outcomes:change_layout", args=[layout.reference]))
    visitor.open(reverse("outcomes:withdraw_layout", args=[layout.reference]))
    path.write_text(path.read_text().replace("A1", "A9"))
    send_file(visitor, path)
    visitor.press("Cancel the import")
    send(visitor)
    assert ActivityFile.objects.latest("pk").status == "cancelled"
    visitor.open(reverse("outcomes:imports"))
