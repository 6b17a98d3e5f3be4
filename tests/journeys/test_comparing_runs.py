"""Two evaluations compared in a real browser, chosen from the list."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.factories.outcomes import INDEX, activity, cohort, event, person, run
from tests.factories.programmes import programme_with_policy, someone
from tests.factories.residents import nhs_number
from tests.journeys.test_main_job import send

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def own_media(settings, tmp_path):
    """Nothing a test makes stays behind."""
    settings.MEDIA_ROOT = tmp_path / "media"


def test_an_analyst__picks_two_evaluations_of_the_list_and_sees_what_differs(
    at_each_size, transactional_db
):
    programme = programme_with_policy(name="Community Bridge")
    number = nhs_number()
    named = cohort(programme, [person(number), person()])
    activity(programme, [event(number, "ae_attendance", INDEX)])
    one, other = (run(programme, cohort=named, window_days=days) for days in (90, 120))
    visitor = at_each_size.sign_in(someone("analyst", programme=programme))
    visitor.open(reverse("outcomes:list"))
    page = visitor.page
    page.get_by_role("button", name="Compare two").click()
    page.wait_for_load_state("load")
    page.select_option("[name=one]", one.reference)
    send(visitor)
    expect(page.locator(".govuk-error-summary")).to_contain_text("Choose the second evaluation")
    page.select_option("[name=other]", other.reference)
    send(visitor)
    assert reverse("outcomes:beside", args=[one.reference, other.reference]) in page.url
    expect(page.get_by_role("cell", name="120", exact=True)).to_be_visible()
