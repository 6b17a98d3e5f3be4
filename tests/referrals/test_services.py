"""Each verb from each status, and the rules that hold whatever happens."""

import datetime as dt

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from core import clock
from core.errors import Conflict, DomainError, NotAllowedNow, RuleBroken
from core.models import OutboxMessage
from referrals import services
from referrals.lifecycle import LIFE, Status
from referrals.models import Barrier, DeclineReason, Referral, ReferralEvent
from residents.models import Consent, ConsentKind, Resident, RiskKind
from tests.factories.programmes import PlaceFactory, programme_with_policy, someone
from tests.factories.referrals import ReferralFactory, reach
from tests.factories.residents import nhs_number, resident

pytestmark = pytest.mark.django_db


@pytest.fixture
def ward():
    return PlaceFactory()


@pytest.fixture
def programme(ward):
    return programme_with_policy(sites=[ward.site])


@pytest.fixture
def nurse(ward):
    return someone("ward_referrer", ward=ward)


@pytest.fixture
def lead(programme):
    return someone("team_lead", programme=programme)


@pytest.fixture
def refer(ward, programme, nurse):
    def _refer(**given):
        told = {"ward": ward, "programme": programme, "by": nurse, **given}
        return ReferralFactory(**told)

    return _refer


def act(verb, referral, lead):
    """Do `verb` with the arguments that it needs, as someone who did not write the referral."""
    more = {
        "decline": lambda: {"reason": DeclineReason.OTHER, "words": "No."},
        "redirect": lambda: {"programme": programme_with_policy(), "words": "Nearer."},
        "mark_duplicate": lambda: {
            "duplicate_of": ReferralFactory(programme=referral.programme, ward=referral.ward)
        },
        "ask_for_information": lambda: {"words": "Which number?"},
        "answer": lambda: {"words": "This one."},
    }.get(verb, dict)()
    return getattr(services, verb)(referral, by=lead, at=clock.now(), **more)


@pytest.mark.parametrize("status", Status.values)
@pytest.mark.parametrize("verb", list(LIFE.moves))
def test_each_verb__is_done_where_the_table_says_and_refused_elsewhere(verb, status, refer, lead):
    referral = refer(status=status)
    events = referral.events.count()
    if LIFE.allows(status, verb):
        after = act(verb, referral, lead)
        assert after.status == LIFE.target(status, verb)
        event = after.events.order_by("pk").last()
        assert (event.verb, event.from_status, event.to_status) == (verb, status, after.status)
    else:
        with pytest.raises(NotAllowedNow):
            act(verb, referral, lead)
        referral.refresh_from_db()
        assert referral.status == status
        assert referral.events.count() == events


@pytest.mark.parametrize("verb", ["accept", "decline"])
def test_decisions__refuse_whoever_made_the_referral(verb, refer, lead):
    referral = refer(by=lead)
    with pytest.raises(RuleBroken, match="somebody else"):
        act(verb, referral, lead)
    referral.refresh_from_db()
    assert referral.status == Status.SUBMITTED


def test_accept_by_author__is_refused_by_the_database_too(refer, lead):
    referral = refer()
    with pytest.raises(IntegrityError), transaction.atomic():
        Referral.objects.filter(pk=referral.pk).update(
            status="accepted", decided_at=clock.now(), decided_by=referral.made_by
        )


class TestRefer:
    def test_makes_everything_at_once(self, refer, programme, nurse):
        at = clock.now()
        referral = refer(
            at=at, person={"given_name": "Ivy", "family_name": "Cartwright"}, resident=None
        )
        assert referral.status == Status.SUBMITTED
        assert referral.reference.startswith("CB-")
        assert referral.respond_by == at + dt.timedelta(hours=24)
        assert {each.reason.code for each in referral.barriers.all()} == {"cold_home", "keys"}
        assert {each.domain.code for each in referral.needs.all()} == {"warmth", "home_safety"}
        kinds = set(referral.resident.consents.values_list("kind", "recipient"))
        assert kinds == {("referral", ""), ("sharing", "GP")}
        assert referral.resident.risks.get().kind == RiskKind.NONE_KNOWN
        assert list(referral.events.values_list("verb", flat=True)) == ["submit"]
        promised = OutboxMessage.objects.get(task="referrals.tasks.tell_team")
        assert promised.kwargs == {"reference": referral.reference}

    def test_urgent__must_be_answered_sooner(self, refer):
        at = clock.now()
        assert refer(at=at, urgency="same_day").respond_by == at + dt.timedelta(hours=4)

    def test_without_consent__nothing_is_made(self, refer):
        with pytest.raises(RuleBroken) as refusal:
            refer(
                consent_by=None,
                resident=None,
                person={"given_name": "A", "family_name": "B", "nhs_number": nhs_number()},
            )
        assert refusal.value.field == "agreed"

    def test_consent_that_was_withdrawn__does_not_count(self, refer, nurse):
        known = resident()
        from residents import services as residents

        given = residents.record_consent(known, by=nurse, at=clock.now(), kind="referral")
        residents.withdraw_consent(given, by=nurse, at=clock.now())
        with pytest.raises(RuleBroken, match="agreed"):
            refer(resident=known, consent_by=None)

    def test_without_a_word_on_risk__is_refused(self, refer):
        with pytest.raises(RuleBroken, match="risk"):
            refer(risks=())

    def test_without_barriers__is_refused_unless_nobody_knows_yet(self, refer):
        with pytest.raises(RuleBroken, match="stops them"):
            refer(barriers=(), reason="")
        assert refer(barriers=(), reason="", barriers_unknown=True).barriers.count() == 0

    def test_unknown_barrier__is_refused(self, refer):
        with pytest.raises(RuleBroken):
            refer(barriers=("dragons",))

    def test_source_that_the_programme_does_not_take__is_refused(self, refer, ward):
        narrow = programme_with_policy(policy={"referral_sources": ["gp"]})
        with pytest.raises(RuleBroken, match="does not take"):
            refer(programme=narrow)

    def test_second_open_referral__is_refused_and_names_the_first(self, refer):
        first = refer()
        with pytest.raises(Conflict, match=first.reference):
            refer(resident=first.resident)

    def test_second_referral_past_the_check__is_refused_by_the_index(self, refer):
        first, second = refer(), refer()
        with pytest.raises(IntegrityError), transaction.atomic():
            Referral.objects.filter(pk=second.pk).update(resident=first.resident)

    def test_after_it_was_declined__they_may_be_referred_again(self, refer):
        first = refer(status="declined")
        assert refer(resident=first.resident).status == Status.SUBMITTED

    def test_nowhere_to_live__marks_them_homeless(self, refer):
        assert refer(barriers=("nowhere",)).is_homeless

    def test_at_admission__needs_no_date(self, refer):
        assert refer(admitted_on=clock.today()).ready_on is None

    @pytest.mark.parametrize(
        "dates",
        [
            {"admitted_on": dt.date(2026, 5, 2), "ready_on": dt.date(2026, 5, 1)},
            {"admitted_on": dt.date(2999, 5, 2)},
            {"discharged_on": dt.date(2999, 5, 2)},
            {"ready_on": dt.date(2025, 5, 2), "discharged_on": dt.date(2025, 5, 1)},
            {"ready_on": dt.date(1944, 5, 2)},
        ],
    )
    def test_dates_in_the_wrong_order__are_refused_and_nothing_is_made(self, refer, dates):
        before = Resident.objects.count()
        with pytest.raises(RuleBroken) as refusal:
            refer(resident=None, person={"given_name": "A", "family_name": "B"}, **dates)
        assert refusal.value.field in dates
        assert Resident.objects.count() == before
        assert not Consent.objects.exists()

    def test_submit__in_few_queries(self, programme, ward, nurse):
        told = {
            "by": nurse,
            "at": clock.now(),
            "programme": programme,
            "source": "ward",
            "organisation": ward.site.organisation,
            "site": ward.site,
            "ward": ward,
        }
        person = {"given_name": "A", "family_name": "B", "nhs_number": nhs_number()}
        with CaptureQueriesContext(connection) as asked:
            services.refer(**told, person=person, barriers=("keys", "no_food"))
        real = [each["sql"] for each in asked if "SAVEPOINT" not in each["sql"]]
        assert len(real) <= 25, real


class TestRedirect:
    def test_makes_a_referral_in_the_other_programme(self, refer, lead):
        other = programme_with_policy(policy={"response_hours": 72})
        at = clock.now()
        referral = services.redirect(refer(at=at), by=lead, at=at, programme=other, words="Nearer")
        fresh = referral.led_to
        assert referral.status == Status.REDIRECTED
        assert fresh.status == Status.SUBMITTED
        assert fresh.programme == other
        assert fresh.respond_by == at + dt.timedelta(hours=72)
        assert fresh.resident == referral.resident
        assert fresh.made_by == referral.made_by
        assert fresh.barriers.count() == 2
        assert fresh.reason == referral.reason

    def test_to_itself__is_refused(self, refer, lead, programme):
        with pytest.raises(RuleBroken, match="already"):
            services.redirect(refer(), by=lead, at=clock.now(), programme=programme, words="")

    def test_nowhere__is_refused(self, refer, lead):
        with pytest.raises(RuleBroken):
            services.redirect(refer(), by=lead, at=clock.now(), words="")

    def test_to_another_organisation(self, refer, lead, programme):
        referral = services.redirect(
            refer(), by=lead, at=clock.now(), organisation=programme.commissioner, words="Ask them"
        )
        assert referral.redirected_to_organisation == programme.commissioner

    def test_where_they_are_known_already__is_refused(self, refer, lead):
        other = programme_with_policy()
        first = refer(programme=other)
        mine = refer(resident=first.resident)
        with pytest.raises(RuleBroken, match=first.reference):
            services.redirect(mine, by=lead, at=clock.now(), programme=other, words="x")
        mine.refresh_from_db()
        assert mine.status == Status.SUBMITTED


class TestTalk:
    def test_question_and_answer__stand_as_messages_and_the_clock_runs_on(self, refer, lead):
        referral = refer()
        due = referral.respond_by
        services.ask_for_information(referral, by=lead, at=clock.now(), words="Which number?")
        back = services.answer(referral, by=referral.made_by, at=clock.now(), words="0113 …")
        assert back.respond_by == due
        assert list(referral.messages.order_by("pk").values_list("from_team", "words")) == [
            (True, "Which number?"),
            (False, "0113 …"),
        ]

    def test_news__adds_barriers_words_and_dates_without_a_second_referral(self, refer, nurse):
        referral = refer(barriers=("keys",))
        ready = clock.today() + dt.timedelta(days=1)
        services.add_news(
            referral,
            by=nurse,
            at=clock.now(),
            words="No heating either",
            barriers=("keys", "cold_home"),
            ready_on=ready,
            bay="C6",
        )
        referral.refresh_from_db()
        assert Referral.objects.count() == 1
        assert (referral.ready_on, referral.bay) == (ready, "C6")
        assert {each.reason.code for each in referral.barriers.all()} == {"keys", "cold_home"}
        assert referral.messages.get().words == "No heating either"

    def test_news_without_anything_new__is_refused(self, refer, nurse):
        with pytest.raises(RuleBroken, match="what is new"):
            services.add_news(refer(), by=nurse, at=clock.now(), barriers=("keys",))

    def test_news_on_what_nobody_works_on__is_refused(self, refer, nurse):
        with pytest.raises(NotAllowedNow):
            services.add_news(refer(status="declined"), by=nurse, at=clock.now(), words="Hello")


class TestBarriers:
    def test_taken_then_cleared__keeps_who_and_how(self, refer, lead):
        barrier = refer().barriers.first()
        services.take_barrier(barrier, by=lead, at=clock.now())
        done = services.resolve_barrier(barrier, by=lead, at=clock.now(), words="Key cut")
        assert (done.owner, done.resolved_by, done.resolution) == (lead, lead, "Key cut")
        verbs = set(done.referral.events.values_list("verb", flat=True))
        assert {"take_barrier", "resolve_barrier"} <= verbs

    def test_cleared_twice__is_refused(self, refer, lead):
        barrier = refer().barriers.first()
        services.resolve_barrier(barrier, by=lead, at=clock.now())
        with pytest.raises(NotAllowedNow):
            services.resolve_barrier(barrier, by=lead, at=clock.now())


class TestHousing:
    def test_answer_before_the_question__is_refused(self, refer, lead):
        with pytest.raises(RuleBroken):
            services.tell_housing_authority(
                refer(),
                by=lead,
                at=clock.now(),
                housing_authority="Dudley Council",
                duty_acknowledged_on=clock.today(),
            )

    def test_is_kept_with_its_dates(self, refer, lead):
        today = clock.today()
        referral = services.tell_housing_authority(
            refer(),
            by=lead,
            at=clock.now(),
            housing_authority="Dudley Council",
            duty_to_refer_on=today,
            duty_acknowledged_on=today,
            duty_result="Flat found",
        )
        assert referral.is_homeless
        assert referral.duty_result == "Flat found"


def test_dates__given_step_by_step_are_checked_together(refer, nurse):
    referral = refer(admitted_on=clock.today())
    with pytest.raises(RuleBroken, match="before they came in"):
        services.give_dates(
            referral, by=nurse, at=clock.now(), ready_on=clock.today() - dt.timedelta(days=3)
        )


def test_events__can_be_neither_changed_nor_deleted(refer):
    event = refer().events.get()
    with pytest.raises(Exception, match=r"denied|append|Cannot"), transaction.atomic():
        ReferralEvent.objects.filter(pk=event.pk).update(words="Never happened")
    with pytest.raises(Exception, match=r"denied|append|Cannot"), transaction.atomic():
        event.delete()


@pytest.mark.parametrize(
    "changes",
    [
        {"status": "accepted"},
        {"status": "declined", "decided_at": dt.datetime(2030, 1, 1, tzinfo=dt.UTC)},
        {"status": "withdrawn"},
        {"status": "lost"},
        {"source": "pigeon"},
        {"submitted_at": None},
        {"respond_by": None},
        {"admitted_on": dt.date(2026, 5, 2), "ready_on": dt.date(2026, 5, 1)},
    ],
)
def test_database__refuses_impossible_referrals(refer, changes):
    referral = refer()
    with pytest.raises(IntegrityError), transaction.atomic():
        Referral.objects.filter(pk=referral.pk).update(**changes)


def test_database__refuses_a_barrier_cleared_by_nobody(refer):
    barrier = refer().barriers.first()
    with pytest.raises(IntegrityError), transaction.atomic():
        Barrier.objects.filter(pk=barrier.pk).update(resolved_at=clock.now())


def test_every_refusal__is_a_sentence(refer, lead):
    with pytest.raises(DomainError) as refusal:
        services.submit(refer(), by=lead, at=clock.now())
    assert "Submitted" in refusal.value.message


def test_reach__covers_every_status(refer):
    for status in set(Status.values) - {"draft", "submitted"}:
        assert reach(refer(), status).status == status


def test_consent__kinds_of_the_referral_are_in_force(refer):
    referral = refer()
    assert referral.resident.consents.filter(kind=ConsentKind.REFERRAL).in_force().count() == 1
