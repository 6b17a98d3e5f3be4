"""Days saved, judged at the time: asked for, kept, seen on the case's timeline."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from core import clock
from outcomes.models import Judgement
from tests.factories.placements import case_of
from tests.factories.programmes import programme_with_policy
from tests.journeys.test_main_job import fill, send

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_worker__writes_down_what_was_judged(transactional_db, at_each_size):
    case = case_of(programme_with_policy(name="Community Bridge"))
    today = clock.today()
    visitor = at_each_size.sign_in(case.worker)
    visitor.open(reverse("outcomes:measures", args=[case.reference]))
    visitor.page.get_by_role("button", name="Days saved, or an admission avoided").click()
    visitor.page.wait_for_load_state("load")
    days = visitor.page.get_by_label("How many days")
    expect(days).to_be_hidden()
    fill(visitor.page, kind="days_saved")
    expect(days).to_be_visible()
    visitor.look_over()
    fill(
        visitor.page, days="4", judged_by="Discharge coordinator, Ward B4",
        judged_on_0=str(today.day), judged_on_1=str(today.month), judged_on_2=str(today.year),
        basis="The package was to begin four days later", evidence="1",
    )  # fmt: skip
    send(visitor)
    assert Judgement.objects.get().days == 4
    visitor.open(case.get_absolute_url())
    expect(visitor.page.get_by_text("Judged: 4 days in hospital saved")).to_be_visible()
    visitor.look_over()
