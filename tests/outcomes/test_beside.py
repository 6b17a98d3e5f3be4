"""Two evaluations side by side: who may, what differs, and that nothing else is shown."""

import pytest
from django.urls import reverse

from tests.factories.outcomes import INDEX, activity, cohort, event, person, run
from tests.factories.programmes import programme_with_policy, someone
from tests.factories.residents import nhs_number

pytestmark = pytest.mark.django_db


@pytest.fixture
def two():
    """The same list, with 90 and with 120 days each side, one attendance more in the second."""
    programme = programme_with_policy(slug="community-bridge")
    number = nhs_number()
    named = cohort(programme, [person(number), person()])
    activity(programme, [event(number, "ae_attendance", INDEX)])
    first = run(programme, cohort=named, window_days=90)
    activity(programme, [event(number, "ae_attendance", INDEX)])
    return programme, first, run(programme, cohort=named, window_days=120)


def page(client, one, other):
    return client.get(reverse("outcomes:beside", args=[one.reference, other.reference]))


def test_beside__shows_what_was_asked_differently_and_each_difference(client, two):
    programme, one, other = two
    client.force_login(someone("analyst", programme=programme))
    response = page(client, one, other)
    assert response.status_code == 200
    tables = dict(response.context["tables"])
    asked = [row.cells[0].text for row in tables["What was asked differently"].rows]
    assert asked == ["Days each side"]
    rows = {row.cells[0].text: [cell.text for cell in row.cells[1:]]
            for table in tables.values() for row in table.rows}  # fmt: skip
    assert rows["A&E attendances, after"] == ["1", "2", "+1"]
    assert rows["Counted"] == ["2", "2", "0"]
    assert rows["Events on record"] == ["1", "2", "+1"]


def test_beside__offers_finished_evaluations_of_the_same_programme_only(client, two):
    programme, one, other = two
    waiting = run(programme, cohort=one.cohort, evaluated=False)
    client.force_login(someone("analyst", programme=programme))
    found = client.get(reverse("outcomes:choose_beside", args=[one.reference])).content.decode()
    assert other.reference in found
    assert waiting.reference not in found
    assert page(client, one, waiting).status_code == 404
    assert page(client, one, one).status_code == 404


def test_beside__is_not_there_for_strangers_nor_another_programme(client, two):
    programme, one, other = two
    elsewhere = programme_with_policy(slug="elsewhere")
    client.force_login(someone("analyst", programme=elsewhere))
    assert page(client, one, other).status_code == 404
    foreign = run(elsewhere, cohort=cohort(elsewhere, [person()]))
    client.force_login(someone("analyst", programme=programme))
    assert page(client, one, foreign).status_code == 404
