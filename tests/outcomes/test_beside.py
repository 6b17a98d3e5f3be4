"""Two evaluations side by side: who may, what differs, and that nothing else is shown."""

import pytest
from django.urls import reverse

from accounts.models import Membership
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


def test_compare__is_reached_from_the_list_and_leads_to_the_two(client, two):
    programme, one, other = two
    client.force_login(someone("analyst", programme=programme))
    assert reverse("outcomes:compare") in client.get(reverse("outcomes:list")).content.decode()
    asked = client.get(
        reverse("outcomes:compare"), {"one": one.reference, "other": other.reference}
    )
    assert asked.url == reverse("outcomes:beside", args=[one.reference, other.reference])
    assert client.get(asked.url).status_code == 200


@pytest.mark.parametrize(
    ("first", "second", "words"),
    [
        ("one", "", "Choose the second evaluation"),
        ("", "other", "Choose the first evaluation"),
        ("one", "one", "Choose another evaluation than the first."),
        ("one", "waiting", "Select a valid choice"),
        ("one", "elsewhere", "Choose an evaluation of the same programme as the first."),
    ],
)
def test_compare__refuses_what_cannot_stand_side_by_side(client, two, first, second, words):
    programme, one, other = two
    elsewhere = programme_with_policy(slug="elsewhere")
    known = {
        "one": one,
        "other": other,
        "waiting": run(programme, cohort=one.cohort, evaluated=False),
        "elsewhere": run(elsewhere, cohort=cohort(elsewhere, [person()])),
    }
    user = someone("analyst", programme=programme)
    twin = someone("analyst", programme=elsewhere)
    Membership.objects.filter(user=twin).update(user=user)
    client.force_login(user)
    given = {name: known[key].reference if key else ""
             for name, key in (("one", first), ("other", second))}  # fmt: skip
    response = client.get(reverse("outcomes:compare"), given)
    assert response.status_code == 200
    assert words in response.content.decode()


def test_compare__offers_nothing_of_another_programme_and_is_not_for_everybody(client, two):
    programme, one, _other = two
    elsewhere = programme_with_policy(slug="elsewhere")
    client.force_login(someone("analyst", programme=elsewhere))
    page_of_another = client.get(reverse("outcomes:compare")).content.decode()
    assert one.reference not in page_of_another
    asked = {"one": one.reference, "other": one.reference}
    assert client.get(reverse("outcomes:compare"), asked).status_code == 200
    worker = someone("link_worker", programme=programme)
    client.force_login(worker)
    assert client.get(reverse("outcomes:compare")).status_code == 403
