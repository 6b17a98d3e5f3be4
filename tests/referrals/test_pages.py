"""The pages of referrals, through the browser's eyes: with htmx and without."""

import datetime as dt

import pytest
from django.urls import reverse

from core import clock, drafts, nhs
from core.models import AccessEntry, Draft
from referrals import services
from referrals.models import Referral
from residents.models import Resident
from tests.factories.programmes import PlaceFactory, programme_with_policy, someone
from tests.factories.referrals import ReferralFactory
from tests.factories.residents import nhs_number, resident

pytestmark = pytest.mark.django_db
REFER = "/referrals/new/"


@pytest.fixture
def ward():
    return PlaceFactory()


@pytest.fixture
def programme(ward):
    return programme_with_policy(
        sites=[ward.site], who_we_help="Adults going home to Dudley.", duty_phone="0113 496 0140"
    )


@pytest.fixture
def nurse(ward, programme):
    return someone("ward_referrer", ward=ward, name="Aisha Corbett")


@pytest.fixture
def lead(programme):
    return someone("team_lead", programme=programme, name="Marcia Dunn")


@pytest.fixture
def on_ward(client, nurse):
    client.force_login(nurse)
    return client


@pytest.fixture
def at_triage(client, lead):
    client.force_login(lead)
    return client


@pytest.fixture
def refer(ward, programme, nurse):
    def _refer(**given):
        return ReferralFactory(**{"ward": ward, "programme": programme, "by": nurse, **given})

    return _refer


@pytest.fixture
def answers(ward):
    return {
        "given_name": "Horace",
        "family_name": "Tranter",
        "date_of_birth_0": "19",
        "date_of_birth_1": "7",
        "date_of_birth_2": "1941",
        "postcode": "DY1 2HQ",
        "ward": ward.reference,
        "bay": "C6",
        "barriers": ["cold_home", "keys"],
        "reason": "Prepay meter is empty.",
        "agreed": "yes",
        "risk": "no",
        "ready_when": "unknown",
    }


def text(response) -> str:
    return response.content.decode()


class TestRefer:
    def test_page__shows_the_questions_in_order_and_remembers_the_ward(self, on_ward, ward):
        page = text(on_ward.get(REFER))
        asked = [
            "Who is it?",
            "Where are they now?",
            "What stops them going home?",
            "Have they agreed?",
            "Is there a risk we should know of?",
            "When could they go home?",
        ]
        places = [page.index(f">{each}<") for each in asked]
        assert places == sorted(places)
        assert f'value="{ward.reference}" selected' in page
        assert "Who we can help" in page
        assert "What happens next" in page

    def test_sent__gives_a_reference_at_once(self, on_ward, answers, nurse, ward):
        response = on_ward.post(REFER, answers)
        referral = Referral.objects.get()
        assert response.url == reverse("referrals:sent", args=[referral.reference])
        assert (referral.made_by, referral.ward, referral.source) == (nurse, ward, "ward")
        page = text(on_ward.get(response.url))
        assert referral.reference in page
        assert "What happens next" in page

    def test_with_a_number__needs_no_birth_date(self, on_ward, answers):
        digits = nhs_number()
        for name in ("date_of_birth_0", "date_of_birth_1", "date_of_birth_2", "postcode"):
            del answers[name]
        on_ward.post(REFER, {**answers, "nhs_number": digits})
        assert Referral.objects.get().resident.nhs_number == digits

    def test_known_number__needs_no_name(self, on_ward, answers):
        known = resident()
        for name in (
            "given_name",
            "family_name",
            "date_of_birth_0",
            "date_of_birth_1",
            "date_of_birth_2",
            "postcode",
        ):
            del answers[name]
        on_ward.post(REFER, {**answers, "nhs_number": known.nhs_number})
        assert Referral.objects.get().resident == known
        assert Resident.objects.count() == 1

    @pytest.mark.parametrize(
        ("changes", "words"),
        [
            ({"nhs_number": "12345"}, "Enter an NHS number of 10 digits"),
            ({"nhs_number": "9990000019"}, "check each digit"),
            ({"date_of_birth_2": "2999"}, "must be today or in the past"),
            ({"date_of_birth_0": "31", "date_of_birth_1": "2"}, "must be a real date"),
            ({"postcode": "nowhere"}, "Enter a full UK postcode"),
            ({"agreed": ""}, "Say whether they agreed to be referred"),
            ({"risk": ""}, "Say what the risk is, or choose “No known risks”"),
            ({"risk": "yes"}, "Say what the risk is, or choose “No known risks”"),
            ({"barriers": [], "reason": ""}, "Tick what stops them going home"),
            ({"ward": ""}, "Choose the ward they are on"),
            ({"ward": "CBW-000000"}, "Select a valid choice"),
            ({"given_name": "", "family_name": ""}, "Enter the NHS number, or say who it is"),
            (
                {
                    "admitted_on_0": "2",
                    "admitted_on_1": "1",
                    "admitted_on_2": "2026",
                    "ready_on_0": "1",
                    "ready_on_1": "1",
                    "ready_on_2": "2026",
                },
                "They cannot be ready before they came in.",
            ),
        ],
    )
    def test_bad_input__is_named_and_what_was_typed_stays(self, on_ward, answers, changes, words):
        response = on_ward.post(REFER, {**answers, **changes})
        page = text(response)
        assert response.status_code == 200
        assert "<title>Error:" in page
        assert words in page
        assert "Prepay meter is empty." in page or not {**answers, **changes}["reason"]
        assert not Referral.objects.exists()
        assert not Resident.objects.exists()

    def test_they_said_no__keeps_nothing_and_shows_what_else_helps(self, on_ward, answers, nurse):
        drafts.keep(user_id=nurse.pk, key=REFER, post=_post(answers))
        response = on_ward.post(REFER, {**answers, "agreed": "no"})
        assert response.url == reverse("referrals:said_no")
        assert not Referral.objects.exists()
        assert not Resident.objects.exists()
        assert not Draft.objects.exists()
        assert "0113 496 0140" in text(on_ward.get(response.url))

    def test_not_asked_yet__keeps_the_draft_and_sends_nothing(self, on_ward, answers):
        response = on_ward.post(REFER, {**answers, "agreed": "unknown"})
        assert not Referral.objects.exists()
        assert not Resident.objects.exists()
        page = text(on_ward.get(response.url))
        assert "Go on with the draft" in page
        again = text(on_ward.get(REFER))
        assert 'value="Tranter"' in again
        assert 'value="unknown" checked' in again
        assert "Prepay meter is empty." in again

    def test_double_click__has_one_effect(self, on_ward, answers):
        page = on_ward.get(REFER)
        tokens = page.context["form"].token_values
        first = on_ward.post(REFER, {**answers, **tokens})
        second = on_ward.post(REFER, {**answers, **tokens})
        assert first.url == second.url
        assert Referral.objects.count() == 1

    def test_session_that_ended__keeps_what_was_typed(self, on_ward, answers, nurse):
        tokens = on_ward.get(REFER).context["form"].token_values
        on_ward.logout()
        response = on_ward.post(REFER, {**answers, **tokens})
        assert "/accounts/login/" in response.url
        on_ward.force_login(nurse)
        assert "Prepay meter is empty." in text(on_ward.get(REFER))
        assert not Referral.objects.exists()

    def test_page__in_few_queries(self, on_ward, django_assert_max_num_queries):
        with django_assert_max_num_queries(16):
            on_ward.get(REFER)

    def test_several_services__are_chosen_among(self, on_ward, answers, ward, programme):
        other = programme_with_policy(sites=[ward.site])
        page = text(on_ward.get(REFER))
        assert other.name in page
        on_ward.post(REFER, answers)
        assert not Referral.objects.exists()
        on_ward.post(REFER, {**answers, "programme": other.slug})
        assert Referral.objects.get().programme == other

    def test_ready_now__is_today(self, on_ward, answers):
        on_ward.post(REFER, {**answers, "ready_when": "now"})
        assert Referral.objects.get().ready_on == clock.today()

    def test_emergency_department__is_urgent(self, client, programme, ward, answers):
        place = PlaceFactory(site=ward.site, kind="emergency")
        client.force_login(someone("ward_referrer", ward=place))
        client.post(REFER, {**answers, "ward": place.reference})
        referral = Referral.objects.get()
        assert (referral.source, referral.urgency) == ("emergency", "urgent")


def _post(answers):
    from django.http import QueryDict

    post = QueryDict(mutable=True)
    for name, value in answers.items():
        post.setlist(name, value if isinstance(value, list) else [value])
    return post


class TestKnownPeople:
    def test_number__finds_the_person_with_age_and_district_only(self, on_ward):
        known = resident(address="4 Foundry Walk", given_name="Horace", family_name="Tranter")
        page = text(
            on_ward.post(
                f"{REFER}person/", {"nhs_number": known.nhs_number}, headers={"HX-Request": "true"}
            )
        )
        assert "Horace Tranter" in page
        assert "No open referral. You can go on." in page
        assert "Foundry" not in page
        assert AccessEntry.objects.get().resident_reference == known.reference

    def test_open_referral__makes_progress_the_main_button(self, on_ward, refer):
        referral = refer()
        page = text(on_ward.post(f"{REFER}person/", {"nhs_number": referral.resident.nhs_number}))
        assert "See progress" in page
        assert f"Add what is new to {referral.reference}" in page
        assert "No second referral is made." in page
        assert "Send referral" not in page

    def test_open_referral__gets_what_is_new_without_a_second_one(self, on_ward, refer, answers):
        referral = refer(barriers=("keys",))
        on_ward.post(
            REFER,
            {
                "nhs_number": referral.resident.nhs_number,
                "barriers": ["no_food"],
                "reason": "Nothing in the fridge.",
            },
        )
        assert Referral.objects.count() == 1
        assert referral.messages.get().words == "Nothing in the fridge."
        assert {each.reason.code for each in referral.barriers.all()} == {"keys", "no_food"}

    def test_number_that_nobody_has__says_nothing(self, on_ward):
        page = text(on_ward.post(f"{REFER}person/", {"nhs_number": nhs_number()}))
        assert "We know this person" not in page
        assert "Send referral" in page

    def test_half_a_number__is_no_error(self, on_ward):
        assert on_ward.post(f"{REFER}person/", {"nhs_number": "999 0"}).status_code == 200

    def test_like_name_and_same_birth_date__are_asked_about(self, on_ward, answers):
        known = resident(
            given_name="Horris", family_name="Tranter", date_of_birth=dt.date(1941, 7, 19)
        )
        page = text(on_ward.post(REFER, answers))
        assert "Is it one of the people we know?" in page
        assert "Horris Tranter" in page
        assert not Referral.objects.exists()
        on_ward.post(REFER, {**answers, "same_person": known.reference})
        assert Referral.objects.get().resident == known

    def test_none_of_them__makes_a_new_record(self, on_ward, answers):
        resident(given_name="Horris", family_name="Tranter", date_of_birth=dt.date(1941, 7, 19))
        on_ward.post(REFER, {**answers, "same_person": "none"})
        assert Resident.objects.count() == 2

    def test_look_up__is_for_those_who_refer(self, client, programme):
        client.force_login(someone("finance", programme=programme))
        assert client.post(f"{REFER}person/", {"nhs_number": "1"}).status_code == 403


class TestCrew:
    def test_two_fields_and_a_number__are_enough(self, client, ward, programme):
        crew = PlaceFactory(site=ward.site, kind="crew")
        client.force_login(someone("ward_referrer", ward=crew))
        assert "What do you see?" in text(client.get(REFER))
        client.post(
            REFER,
            {
                "where": "4 Foundry Walk, DY1 2HQ",
                "seen": "Cold, no food",
                "phone": "0113 496 0100",
                "agreed": "yes",
            },
        )
        referral = Referral.objects.get()
        assert (referral.source, referral.urgency) == ("crew", "same_day")
        assert referral.resident.postcode == "DY1 2HQ"
        assert referral.referrer_phone == "+441134960100"
        assert referral.respond_by - referral.submitted_at == dt.timedelta(hours=4)

    def test_without_a_number__asks_for_it(self, client, ward, programme):
        crew = PlaceFactory(site=ward.site, kind="crew")
        client.force_login(someone("ward_referrer", ward=crew))
        page = text(client.post(REFER, {"where": "x", "seen": "y", "agreed": "yes"}))
        assert "Enter a number on which you can be reached" in page


class TestCaller:
    def test_worker__writes_down_what_a_daughter_says(self, client, programme, answers):
        worker = someone("link_worker", programme=programme)
        client.force_login(worker)
        assert "Who is asking?" in text(client.get(REFER))
        answers |= {"source": "family", "referrer_name": "Pat", "ward": ""}
        client.post(REFER, answers)
        referral = Referral.objects.get()
        assert (referral.source, referral.referrer_name, referral.ward) == ("family", "Pat", None)


class TestTriage:
    def test_shows_the_queue_the_chosen_one_and_the_counts(self, at_triage, refer):
        late = refer(at=clock.now() - dt.timedelta(hours=26))
        refer(at=clock.now() - dt.timedelta(hours=2))
        page = text(at_triage.get("/referrals/triage/"))
        assert "2 referrals wait for a decision. 1 is past its target." in page
        assert "26 h" in page
        assert "2 h over" in page
        assert "Read the whole referral" in page
        assert page.index(late.resident.full_name) < page.index("2 h</span>")

    def test_chosen__is_opened_beside_the_queue_and_noted(self, at_triage, refer):
        refer(at=clock.now() - dt.timedelta(hours=5))
        second = refer()
        page = at_triage.get(f"/referrals/triage/?chosen={second.reference}")
        assert page.context["chosen"].referral == second
        assert AccessEntry.objects.last().resident_reference == second.resident.reference

    @pytest.mark.parametrize("heap", ["decide", "waiting", "today", "declined", "nonsense"])
    def test_tabs(self, at_triage, refer, heap):
        for status in ("submitted", "information_needed", "accepted", "declined", "redirected"):
            refer(status=status)
        assert at_triage.get(f"/referrals/triage/?heap={heap}").status_code == 200

    def test_filters(self, at_triage, refer, ward):
        refer(barriers=("keys",))
        other = refer(barriers=("no_food",))
        page = at_triage.get("/referrals/triage/?barrier=no_food")
        assert [each.name for each in page.context["queue"]] == [other.resident.full_name]
        assert at_triage.get(f"/referrals/triage/?from={ward.reference}").status_code == 200
        assert not at_triage.get("/referrals/triage/?from=gp").context["queue"]

    def test_empty(self, at_triage):
        assert "Everything is decided" in text(at_triage.get("/referrals/triage/"))

    def test_is_for_deciders(self, on_ward):
        assert on_ward.get("/referrals/triage/").status_code == 403

    def test_queries__are_the_same_for_few_and_many(
        self, at_triage, refer, django_assert_max_num_queries
    ):
        for _n in range(3):
            refer()
        at_triage.get("/referrals/triage/")
        with django_assert_max_num_queries(22) as few:
            at_triage.get("/referrals/triage/?all=1")
        for _n in range(12):
            refer()
        with django_assert_max_num_queries(22) as many:
            at_triage.get("/referrals/triage/?all=1")
        assert len(few) == len(many)


class TestLists:
    @pytest.mark.parametrize("url", ["/referrals/", "/referrals/ready/"])
    def test_queries__are_the_same_for_few_and_many(
        self, on_ward, refer, url, django_assert_max_num_queries
    ):
        for _n in range(3):
            refer(ready_on=clock.today())
        on_ward.get(url)
        with django_assert_max_num_queries(13) as few:
            on_ward.get(url)
        for _n in range(15):
            refer(ready_on=clock.today())
        with django_assert_max_num_queries(13) as many:
            page = text(on_ward.get(url))
        assert len(few) == len(many)
        assert "18 in all" in page

    def test_ward_sees_its_own_and_no_other(self, on_ward, refer, programme):
        mine = refer()
        elsewhere = ReferralFactory(programme=programme)
        page = text(on_ward.get("/referrals/"))
        assert mine.reference in page
        assert elsewhere.reference not in page

    def test_status_filter_and_search(self, on_ward, refer):
        refer(status="declined")
        under_way = refer()
        assert under_way.reference in text(on_ward.get("/referrals/"))
        page = text(on_ward.get("/referrals/?status=declined"))
        assert under_way.reference not in page
        page = text(on_ward.get(f"/referrals/?q={under_way.reference.lower()}"))
        assert under_way.reference in page
        page = text(on_ward.get("/referrals/?q=Dorean&status=all"))
        assert under_way.reference in page

    def test_export__is_for_those_who_may_and_names_nobody(self, client, lead, nurse, refer):
        referral = refer()
        client.force_login(nurse)
        assert client.post("/referrals/").status_code == 403
        client.force_login(lead)
        taken = b"".join(client.post("/referrals/").streaming_content).decode()
        assert referral.reference in taken
        assert referral.resident.family_name not in taken

    def test_ready__shows_hours_open(self, on_ward, refer):
        refer(at=clock.now() - dt.timedelta(hours=30), ready_on=clock.today())
        page = text(on_ward.get("/referrals/ready/"))
        assert "30 h" in page
        assert "Cold home or no power" in page

    def test_ready__leaves_out_who_has_left(self, on_ward, refer, nurse):
        referral = refer(ready_on=clock.today())
        services.give_dates(referral, by=nurse, at=clock.now(), discharged_on=clock.today())
        assert "Nobody waits to go home" in text(on_ward.get("/referrals/ready/"))

    def test_barrier_board(self, at_triage, refer):
        refer(barriers=("alone", "no_food"))
        page = text(at_triage.get("/referrals/barriers/"))
        assert "Alone or afraid to go" in page
        page = at_triage.get("/referrals/barriers/?money=yes")
        assert [row.cells[1].text for row in page.context["table"].rows] == ["No food in the house"]
        assert at_triage.get("/referrals/barriers/?hours=72&reason=keys").status_code == 200


class TestDetail:
    def test_ward__sees_status_next_move_and_messages(self, on_ward, refer):
        referral = refer(status="information_needed")
        page = text(on_ward.get(referral.get_absolute_url()))
        for words in (
            "Information needed",
            "Which telephone number?",
            "Answer the question",
            "Cold home or no power",
            "No known risks",
        ):
            assert words in page

    def test_stranger__gets_404(self, client, refer):
        referral = refer()
        client.force_login(someone("ward_referrer", ward=PlaceFactory()))
        assert client.get(referral.get_absolute_url()).status_code == 404

    def test_opening__is_written_down(self, on_ward, refer):
        referral = refer()
        on_ward.get(referral.get_absolute_url())
        assert AccessEntry.objects.get().resident_reference == referral.resident.reference

    def test_in_few_queries(self, on_ward, refer, django_assert_max_num_queries):
        referral = refer(status="information_needed")
        on_ward.get(referral.get_absolute_url())
        with django_assert_max_num_queries(20):
            on_ward.get(referral.get_absolute_url())


class TestVerbs:
    @pytest.mark.parametrize(
        ("verb", "told", "status"),
        [
            ("accept", {}, "accepted"),
            ("decline", {"reason": "out_of_area", "words": "Lives in Walsall."}, "declined"),
            ("ask", {"words": "Which number?"}, "information_needed"),
        ],
    )
    def test_lead(self, at_triage, refer, verb, told, status):
        referral = refer()
        url = f"{referral.get_absolute_url()}{verb}/"
        assert at_triage.get(url).status_code == 200
        assert at_triage.post(url, told).status_code == 302
        referral.refresh_from_db()
        assert referral.status == status

    def test_redirect(self, at_triage, refer):
        other = programme_with_policy()
        referral = refer()
        url = f"{referral.get_absolute_url()}redirect/"
        assert other.name in text(at_triage.get(url))
        at_triage.post(url, {"programme": other.slug, "words": "Nearer to her."})
        referral.refresh_from_db()
        assert referral.led_to.programme == other

    def test_duplicate(self, at_triage, refer):
        first, second = refer(), refer()
        url = f"{second.get_absolute_url()}duplicate/"
        assert at_triage.get(url).status_code == 200
        assert "There is no such referral" in text(
            at_triage.post(url, {"duplicate_of": "CB-000000"})
        )
        at_triage.post(url, {"duplicate_of": first.reference.lower()})
        second.refresh_from_db()
        assert second.duplicate_of == first

    @pytest.mark.parametrize(
        ("verb", "told"),
        [
            ("answer", {"words": "0113 496 0100"}),
            ("withdraw", {"words": ""}),
            ("dates", {"ready_on_0": "1", "ready_on_1": "1", "ready_on_2": "2026"}),
            ("news", {"words": "The key turned up.", "barriers": ["no_food"]}),
        ],
    )
    def test_ward(self, on_ward, refer, verb, told):
        referral = refer(status="information_needed")
        url = f"{referral.get_absolute_url()}{verb}/"
        assert on_ward.get(url).status_code == 200
        assert on_ward.post(url, told).status_code == 302

    @pytest.mark.parametrize("verb", ["accept", "decline", "ask", "redirect", "duplicate"])
    def test_ward__does_not_decide(self, on_ward, refer, verb):
        url = f"{refer().get_absolute_url()}{verb}/"
        assert on_ward.get(url).status_code == 403
        assert on_ward.post(url, {}).status_code == 403

    def test_author__does_not_decide(self, client, refer, lead):
        client.force_login(lead)
        url = f"{refer(by=lead).get_absolute_url()}accept/"
        assert client.post(url, {}).status_code == 403

    def test_stale_page__says_what_is_so_now(self, at_triage, refer):
        referral = refer(status="declined")
        response = at_triage.get(f"{referral.get_absolute_url()}accept/")
        assert response.status_code == 409
        assert "Declined" in text(response)

    def test_barrier__taken_and_cleared(self, on_ward, refer):
        referral = refer(barriers=("keys",))
        base = f"{referral.get_absolute_url()}barriers/keys"
        for verb in ("take", "clear"):
            assert on_ward.get(f"{base}/{verb}/").status_code == 200
            assert on_ward.post(f"{base}/{verb}/", {"words": "Found"}).status_code == 302
        assert referral.barriers.get().resolution == "Found"
        assert on_ward.get(f"{referral.get_absolute_url()}barriers/pets/take/").status_code == 404

    def test_housing(self, at_triage, refer):
        url = f"{refer(barriers=('nowhere',)).get_absolute_url()}housing/"
        assert at_triage.get(url).status_code == 200
        assert at_triage.post(url, {"housing_authority": "Dudley"}).status_code == 302

    def test_draft__is_sent(self, on_ward, refer):
        referral = refer(status="draft")
        url = f"{referral.get_absolute_url()}submit/"
        assert on_ward.get(url).status_code == 200
        on_ward.post(url, {})
        referral.refresh_from_db()
        assert referral.status == "submitted"


def test_draft__brings_the_number_and_the_card_back(on_ward, nurse, refer):
    known = resident(given_name="Horace", family_name="Tranter")
    drafts.keep(user_id=nurse.pk, key=REFER, post=_post({"nhs_number": known.nhs_number}))
    page = text(on_ward.get(REFER))
    assert f'value="{nhs.shown(known.nhs_number)}"' in page
    assert "Horace Tranter" in page
