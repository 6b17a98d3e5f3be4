"""Who they are, what they agreed to, what anyone who visits must know."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from core import clock
from core.errors import NotAllowedNow, RuleBroken
from referrals.models import Referral
from residents import services
from residents.events import consent_withdrawn
from residents.models import Alert, Resident, RiskKind
from tests.factories.programmes import BodyFactory, programme_with_policy, someone
from tests.factories.referrals import ReferralFactory
from tests.factories.residents import AlertFactory, nhs_number, resident

pytestmark = pytest.mark.django_db


@pytest.fixture
def by():
    return someone("team_lead", programme=programme_with_policy())


def told(by):
    return {"by": by, "at": clock.now()}


class TestRegister:
    def test_new_number__makes_one(self, by):
        made = services.register(
            **told(by), nhs_number="999 000 0018", given_name=" Ivy ", family_name="Cartwright"
        )
        assert (made.nhs_number, made.given_name) == ("9990000018", "Ivy")

    def test_known_number__is_recognised_and_only_gaps_are_filled(self, by):
        known = resident(phone="", postcode="DY1 2HQ")
        same = services.register(
            **told(by),
            nhs_number=known.nhs_number,
            given_name="Wrong",
            phone="+441134960100",
            postcode="B1 1AA",
        )
        assert same == known
        known.refresh_from_db()
        assert (known.given_name, known.phone, known.postcode) == (
            "Doreen",
            "+441134960100",
            "DY1 2HQ",
        )

    def test_number_of_somebody_born_on_another_day__is_refused(self, by):
        known = resident()
        with pytest.raises(RuleBroken, match="another date of birth") as refusal:
            services.register(
                **told(by), nhs_number=known.nhs_number, date_of_birth=dt.date(1950, 1, 1)
            )
        assert refusal.value.field == "nhs_number"

    @pytest.mark.parametrize("number", ["123", "9990000019", "0000000000", "letters"])
    def test_bad_number__is_refused(self, by, number):
        with pytest.raises(RuleBroken) as refusal:
            services.register(**told(by), nhs_number=number, given_name="A", family_name="B")
        assert refusal.value.field == "nhs_number"

    def test_future_birth__is_refused(self, by):
        with pytest.raises(RuleBroken, match="future"):
            services.register(
                **told(by), given_name="A", family_name="B", date_of_birth=dt.date(2999, 1, 1)
            )

    def test_without_a_name__is_refused(self, by):
        with pytest.raises(RuleBroken, match="given name"):
            services.register(**told(by), nhs_number=nhs_number())

    def test_number_of_a_merged_record__leads_to_the_one_that_stays(self, by):
        kept, gone = resident(nhs_number=""), resident()
        number = gone.nhs_number
        services.merge(kept, **told(by), gone=gone, reason="Same person")
        assert services.register(**told(by), nhs_number=number) == kept

    def test_database__refuses_a_second_row_with_one_number(self):
        known = resident()
        with pytest.raises(IntegrityError), transaction.atomic():
            Resident.objects.create(nhs_number=known.nhs_number, given_name="A", family_name="B")


class TestEdit:
    def test_number_of_another__is_refused(self, by):
        one, other = resident(), resident(nhs_number="")
        with pytest.raises(RuleBroken, match="Another record"):
            services.edit(other, **told(by), nhs_number=one.nhs_number)

    def test_keeps_versions(self, by):
        known = resident()
        services.edit(known, **told(by), phone="+441134960100")
        assert known.versions.count() == 2


class TestConsent:
    def test_sharing__only_with_whom_they_agreed(self, by):
        known, shed, club = resident(), BodyFactory(), BodyFactory()
        services.record_consent(known, **told(by), kind="sharing", organisation=shed)
        assert services.may_share(known, organisation=shed)
        assert not services.may_share(known, organisation=club)

    def test_sharing__by_name_of_recipient(self, by):
        known = resident()
        services.record_consent(known, **told(by), kind="sharing", recipient="GP")
        assert services.may_share(known, recipient="gp")
        assert not services.may_share(known, recipient="daughter")
        assert services.shared_with(known) == ["GP"]

    def test_sharing__with_everyone_but_one(self, by):
        known, shed, club = resident(), BodyFactory(), BodyFactory()
        services.record_consent(known, **told(by), kind="sharing")
        services.record_consent(
            known, **told(by), kind="sharing", decision="refused", organisation=shed
        )
        assert not services.may_share(known, organisation=shed)
        assert services.may_share(known, organisation=club)

    def test_nothing_recorded__means_no(self):
        assert not services.may_share(resident(), organisation=BodyFactory())

    def test_withdrawal__stops_new_sharing_at_once_and_is_announced(self, by):
        known, shed = resident(), BodyFactory()
        given = services.record_consent(known, **told(by), kind="sharing", organisation=shed)
        heard = []

        def listen(sender, consent, **kwargs):
            heard.append(consent.pk)

        consent_withdrawn.connect(listen)
        before = clock.now()
        services.withdraw_consent(given, **told(by))
        consent_withdrawn.disconnect(listen)
        assert heard == [given.pk]
        assert not services.may_share(known, organisation=shed)
        assert services.may_share(known, organisation=shed, at=before)

    def test_referral_consent_withdrawn__stops_all_sharing(self, by):
        known, shed = resident(), BodyFactory()
        given = services.record_consent(known, **told(by), kind="referral")
        services.record_consent(known, **told(by), kind="sharing", organisation=shed)
        services.withdraw_consent(given, **told(by))
        assert not services.may_share(known, organisation=shed)

    def test_withdrawn_twice__is_refused(self, by):
        given = services.record_consent(resident(), **told(by), kind="evaluation")
        services.withdraw_consent(given, **told(by))
        with pytest.raises(NotAllowedNow):
            services.withdraw_consent(given, **told(by))

    def test_story__needs_how_widely(self, by):
        with pytest.raises(RuleBroken) as refusal:
            services.record_consent(resident(), **told(by), kind="story")
        assert refusal.value.field == "reach"


class TestRisk:
    def test_a_risk__ends_no_known_risks(self, by):
        known = resident()
        services.state_risk(known, **told(by), kind=RiskKind.NONE_KNOWN)
        services.state_risk(known, **told(by), kind=RiskKind.FALLS, words="On the stairs")
        today = clock.today()
        tomorrow = known.risks.standing(today + dt.timedelta(days=1))
        assert [each.kind for each in tomorrow] == [RiskKind.FALLS]

    def test_no_known_risks__never_ends_a_risk(self, by):
        known = resident()
        services.state_risk(known, **told(by), kind=RiskKind.ANIMALS)
        services.state_risk(known, **told(by), kind=RiskKind.NONE_KNOWN)
        assert known.risks.filter(kind=RiskKind.ANIMALS, ends_on=None).exists()

    def test_something_else__needs_words(self, by):
        with pytest.raises(RuleBroken):
            services.state_risk(resident(), **told(by), kind=RiskKind.OTHER, words=" ")

    def test_ended__keeps_its_row(self, by):
        risk = services.state_risk(resident(), **told(by), kind=RiskKind.FALLS)
        services.end_risk(risk, **told(by), words="Rail fitted")
        with pytest.raises(NotAllowedNow):
            services.end_risk(risk, **told(by))


class TestAlerts:
    def test_same_cause__raises_once(self):
        known, programme = resident(), programme_with_policy()
        for _n in range(2):
            AlertFactory(resident=known, programme=programme, key="case-1-day-2")
        assert Alert.objects.count() == 1

    def test_ended_twice__is_refused(self, by):
        alert = AlertFactory()
        services.end_alert(alert, **told(by))
        with pytest.raises(NotAllowedNow):
            services.end_alert(alert, **told(by))


class TestMerge:
    def test_moves_everything_and_learns_what_was_missing(self, by):
        kept, gone = resident(nhs_number="", phone=""), resident(phone="+441134960100")
        number = gone.nhs_number
        referral = ReferralFactory(resident=gone)
        done = services.merge(kept, **told(by), gone=gone, reason="Same address")
        kept.refresh_from_db()
        gone.refresh_from_db()
        referral.refresh_from_db()
        assert (kept.nhs_number, kept.phone) == (number, "+441134960100")
        assert (gone.nhs_number, gone.merged_into) == (None, kept)
        assert referral.resident == kept
        assert gone.consents.count() == 0
        assert "referrals.Referral.resident" in done.moved

    def test_undone__puts_each_row_back(self, by):
        kept, gone = resident(nhs_number=""), resident()
        number = gone.nhs_number
        referral = ReferralFactory(resident=gone)
        own = ReferralFactory(resident=kept)
        done = services.merge(kept, **told(by), gone=gone, reason="Same address")
        services.undo_merge(done, **told(by))
        for each in (kept, gone, referral, own):
            each.refresh_from_db()
        assert (kept.nhs_number, gone.nhs_number, gone.merged_into) == (None, number, None)
        assert (referral.resident, own.resident) == (gone, kept)
        with pytest.raises(NotAllowedNow):
            services.undo_merge(done, **told(by))

    def test_two_numbers__are_two_people(self, by):
        with pytest.raises(RuleBroken, match="different NHS numbers"):
            services.merge(resident(), **told(by), gone=resident(), reason="x")

    def test_itself__is_refused(self, by):
        one = resident()
        with pytest.raises(RuleBroken):
            services.merge(one, **told(by), gone=one, reason="x")

    def test_open_work_in_one_programme__is_refused_and_nothing_moves(self, by):
        first = ReferralFactory(resident=resident(nhs_number=""))
        second = ReferralFactory(programme=first.programme, ward=first.ward, by=first.made_by)
        with pytest.raises(RuleBroken, match="open work"):
            services.merge(first.resident, **told(by), gone=second.resident, reason="x")
        second.refresh_from_db()
        assert second.resident != first.resident
        assert Referral.objects.filter(resident=second.resident).exists()


def test_key_contact__is_told_nothing_unless_it_is_said(by):
    contact = services.add_key_contact(resident(), **told(by), name="Pat", relation="Daughter")
    assert contact.may_share == "no"
    changed = services.edit_key_contact(contact, **told(by), may_share="yes")
    assert changed.may_share == "yes"
    with pytest.raises(RuleBroken):
        services.add_key_contact(resident(), **told(by), name=" ", relation="Son")
