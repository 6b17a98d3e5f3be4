"""Pages of residents, for those who meet them and nobody else."""

import datetime as dt

import pytest

from core.models import AccessEntry
from residents.models import Resident
from tests.factories.programmes import PlaceFactory, programme_with_policy, someone
from tests.factories.referrals import ReferralFactory
from tests.factories.residents import resident

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme():
    return programme_with_policy()


@pytest.fixture
def lead(client, programme):
    user = someone("team_lead", programme=programme)
    client.force_login(user)
    return user


@pytest.fixture
def known(programme):
    person = resident(given_name="Gwladys", family_name="Beynon", address="4 Foundry Walk")
    return ReferralFactory(programme=programme, resident=person).resident


def text(response) -> str:
    return response.content.decode()


class TestFind:
    @pytest.mark.parametrize("words", ["Gwladys Beynon", "gladys benyon", "Beynon"])
    def test_by_name__also_misspelt(self, client, lead, known, words):
        assert "Gwladys Beynon" in text(client.post("/residents/", {"q": words}))

    def test_by_number_and_reference(self, client, lead, known):
        for words in (known.nhs_number, known.reference.lower()):
            assert "Gwladys Beynon" in text(client.post("/residents/", {"q": words}))

    def test_nobody(self, client, lead, known):
        assert "Nobody like that is known to you" in text(
            client.post("/residents/", {"q": "Xyzzy Quux"})
        )

    def test_people_of_other_programmes__are_not_found(self, client, lead):
        stranger = ReferralFactory().resident
        page = text(client.post("/residents/", {"q": stranger.nhs_number}))
        assert stranger.full_name not in page

    def test_words__never_stand_in_the_address(self, client, lead, known):
        assert "Gwladys" not in text(client.get(f"/residents/?q={known.given_name}"))

    def test_in_few_queries(self, client, lead, known, django_assert_max_num_queries):
        client.post("/residents/", {"q": "Beynon"})
        with django_assert_max_num_queries(12):
            client.post("/residents/", {"q": "Beynon"})

    @pytest.mark.parametrize("role", ["ward_referrer", "finance", "analyst"])
    def test_is_not_for_everyone(self, client, programme, role):
        ward = PlaceFactory() if role == "ward_referrer" else None
        user = someone(role, programme=None if ward else programme, ward=ward)
        client.force_login(user)
        assert client.get("/residents/").status_code == 403


class TestRecord:
    def test_page__shows_who_they_are_and_is_noted(self, client, lead, known):
        page = text(client.get(known.get_absolute_url()))
        for words in ("Gwladys Beynon", "4 Foundry Walk", "To be referred", "No known risks"):
            assert words in page
        assert AccessEntry.objects.get().resident_reference == known.reference

    def test_stranger__gets_404(self, client, lead):
        assert client.get(ReferralFactory().resident.get_absolute_url()).status_code == 404

    @pytest.mark.parametrize(
        ("verb", "told"),
        [
            (
                "consent",
                {
                    "kind": "sharing",
                    "recipient": "GP",
                    "decision": "given",
                    "given_by": "resident",
                    "how": "words",
                },
            ),
            ("consent/withdraw", {"consent": "1"}),
            ("risk", {"kind": "falls", "words": "Stairs"}),
            ("people/add", {"name": "Pat", "relation": "Daughter", "may_share": "yes"}),
        ],
    )
    def test_verbs(self, client, lead, known, verb, told):
        url = f"{known.get_absolute_url()}{verb}/"
        assert client.get(url).status_code == 200
        assert "Error:" in text(client.post(url, {}))
        assert client.post(url, told).status_code == 302
        assert client.get(known.get_absolute_url()).status_code == 200

    def test_edit(self, client, lead, known):
        url = f"{known.get_absolute_url()}edit/"
        assert client.get(url).status_code == 200
        told = {
            "given_name": "Gwladys",
            "family_name": "Beynon",
            "preferred_name": "Glad",
            "sex": "female",
            "ethnicity": "A",
            "nhs_number": known.nhs_number,
            "postcode": "dy12hq",
            "lives_alone": "yes",
        }
        assert client.post(url, told).status_code == 302
        known.refresh_from_db()
        assert (known.preferred_name, known.postcode, known.lives_alone) == (
            "Glad",
            "DY1 2HQ",
            True,
        )

    def test_edit__future_birth_is_named(self, client, lead, known):
        url = f"{known.get_absolute_url()}edit/"
        page = text(
            client.post(
                url,
                {
                    "given_name": "G",
                    "family_name": "B",
                    "sex": "female",
                    "ethnicity": "A",
                    "date_of_birth_0": "1",
                    "date_of_birth_1": "1",
                    "date_of_birth_2": "2999",
                },
            )
        )
        assert "must be today or in the past" in page

    def test_withdrawn_consent__is_shown_to_all_who_hold_the_record(self, client, lead, known):
        client.post(f"{known.get_absolute_url()}consent/withdraw/", {"consent": "1"})
        assert "Withdrawn on" in text(client.get(known.get_absolute_url()))


class TestMerge:
    def test_duplicates__are_listed_joined_and_parted(self, client, lead, known, programme):
        twin = ReferralFactory(
            programme=programme_with_policy(),
            resident=resident(nhs_number="", given_name="Gwladis", family_name="Beynon"),
        )
        someone_too = someone("team_lead", programme=twin.programme)
        membership = someone_too.memberships.get()
        membership.pk, membership.reference, membership.user = None, "", lead
        membership.save()
        page = text(client.get("/residents/duplicates/"))
        assert "Gwladis Beynon" in page
        url = f"{known.get_absolute_url()}merge/"
        assert "Gwladis" in text(client.get(url))
        told = {"gone": twin.resident.reference, "reason": "Same daughter"}
        assert client.post(url, told).status_code == 302
        merge = known.merges.get()
        assert Resident.objects.get(pk=twin.resident_id).merged_into == known
        assert client.get(known.get_absolute_url()).status_code == 200
        undo = f"/residents/merges/{merge.reference}/undo/"
        assert client.get(undo).status_code == 200
        assert client.post(undo, {}).status_code == 302
        assert Resident.objects.get(pk=twin.resident_id).merged_into is None

    def test_nothing_alike(self, client, lead, known):
        assert "No two records look alike" in text(client.get("/residents/duplicates/"))


def test_age__counts_whole_years():
    person = resident(date_of_birth=dt.date(1944, 3, 4))
    assert person.age_on(dt.date(2025, 3, 3)) == 80
    assert person.age_on(dt.date(2025, 3, 4)) == 81
