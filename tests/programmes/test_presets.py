"""The five programmes, their rules, and how rules change."""

import datetime as dt
from decimal import Decimal

import pytest

from core import clock
from core.errors import RuleBroken
from programmes.models import BarrierReason, NeedDomain, Policy, Programme
from programmes.models.policy import ClosureReason, RiskTier
from programmes.presets import BARRIERS, NEEDS, PROGRAMMES, RULES
from programmes.services import load_presets, write_policy
from programmes.services.presets import months_later
from tests.factories.programmes import programme_with_policy, someone

pytestmark = pytest.mark.django_db
SLUGS = ["community-bridge", "pivot", "high-intensity-user", "district-direct", "wolverhampton"]
TODAY = dt.date(2026, 11, 22)


def test_load__makes_five_programmes_with_rules_in_force():
    made = load_presets(today=TODAY)
    assert [each.slug for each in made] == SLUGS
    for each in made:
        policy = each.policy_on(TODAY)
        assert policy is not None
        assert policy.tiers()[-1].up_to is None
        assert policy.tier_for(Decimal("1000000")).approvers == 2
        for tier in RiskTier:
            days = policy.days_for(tier)
            assert days == sorted(set(days))
            assert days[-1] <= policy.plan_days
        assert set(policy.closure_reasons) == set(ClosureReason.values)


def test_load__again_changes_nothing():
    load_presets(today=TODAY)
    Programme.objects.filter(slug="pivot").update(area="Sir Benfro")
    before = list(Policy.objects.values_list("pk", flat=True))
    load_presets(today=TODAY + dt.timedelta(days=400))
    assert list(Policy.objects.values_list("pk", flat=True)) == before
    assert Programme.objects.get(slug="pivot").area == "Sir Benfro"
    assert Programme.objects.count() == 5
    assert BarrierReason.objects.count() == len(BARRIERS)
    assert NeedDomain.objects.count() == len(NEEDS)


def test_community_bridge__is_the_twelve_weeks_of_its_document():
    load_presets(today=TODAY)
    programme = Programme.objects.get(slug="community-bridge")
    policy = programme.policy_on(TODAY)
    assert (policy.plan_weeks, policy.plan_days) == (12, 84)
    assert policy.days_for("medium")[:6] == [1, 3, 7, 14, 21, 28]
    assert policy.review_days == [42, 84]
    assert policy.personal_budget_cap == Decimal("100.00")
    assert (programme.ends_on - programme.starts_on).days in (729, 730)
    assert policy.barrier_codes[:8] == [each.code for each in BARRIERS[:8]]


@pytest.mark.parametrize("slug", SLUGS)
def test_rules__name_only_what_ships(slug):
    rules = RULES[slug]
    assert set(rules["barrier_codes"]) <= {each.code for each in BARRIERS}
    assert set(rules["need_codes"]) <= {each.code for each in NEEDS}


def test_barriers__stand_on_needs_and_icons_that_exist():
    from core.components.icons import NAMES

    for each in BARRIERS:
        assert each.icon in NAMES
        assert each.need in {need.code for need in NEEDS}
    assert len({each.slug for each in PROGRAMMES}) == 5


def test_months_later__crosses_years():
    assert months_later(dt.date(2026, 1, 1), -1) == dt.date(2025, 12, 1)
    assert months_later(dt.date(2025, 12, 1), 24) == dt.date(2027, 12, 1)


class TestWritePolicy:
    @pytest.fixture
    def programme(self):
        return programme_with_policy()

    def write(self, programme, **changes):
        told = {"by": None, "at": clock.now(), "reason": "Prices rose"}
        told["effective_from"] = clock.today() + dt.timedelta(days=1)
        return write_policy(programme, **{**told, **changes})

    def test_makes_a_new_version_and_leaves_the_old(self, programme):
        old = programme.policy_on(clock.today())
        new = self.write(programme, plan_weeks=16)
        assert (new.plan_weeks, new.response_hours) == (16, old.response_hours)
        assert programme.policy_on(clock.today()) == old
        assert programme.policy_on(new.effective_from) == new

    def test_today__is_refused(self, programme):
        with pytest.raises(RuleBroken, match="tomorrow"):
            self.write(programme, effective_from=clock.today())

    def test_before_a_version_that_is_written__is_refused(self, programme):
        self.write(programme, effective_from=clock.today() + dt.timedelta(days=9))
        with pytest.raises(RuleBroken, match="later day"):
            self.write(programme)

    def test_contact_after_the_end__is_refused(self, programme):
        with pytest.raises(RuleBroken, match="after the plan"):
            self.write(programme, plan_weeks=4)

    @pytest.mark.parametrize(
        "tiers",
        [
            [],
            [{"up_to": "50.00", "permission": "purchases.approve"}],
            [
                {"up_to": "50.00", "permission": "a"},
                {"up_to": "20.00", "permission": "b"},
                {"up_to": None, "permission": "c"},
            ],
        ],
    )
    def test_tiers_that_leave_an_amount_without_a_rule__are_refused(self, programme, tiers):
        with pytest.raises(RuleBroken, match="higher"):
            self.write(programme, approval_tiers=tiers)

    def test_unknown_rule__is_a_mistake(self, programme):
        with pytest.raises(TypeError):
            self.write(programme, colour="teal")


class TestPages:
    def test_teams__are_shown_to_whoever_is_signed_in(self, client):
        load_presets(today=clock.today())
        client.force_login(someone("volunteer"))
        page = client.get("/programmes/").content.decode()
        for each in PROGRAMMES:
            assert each.name in page

    def test_rules__in_words(self, client):
        load_presets(today=clock.today())
        programme = Programme.objects.get(slug="community-bridge")
        client.force_login(someone("link_worker", programme=programme))
        page = client.get("/programmes/community-bridge/rules/").content.decode()
        for words in ("12 weeks, 84 days", "days 42 and 84", "£250.00", "Write new rules"):
            assert (words in page) == (words != "Write new rules")

    def test_manager__writes_new_rules(self, client):
        programme = programme_with_policy()
        client.force_login(someone("manager", programme=programme))
        url = f"/programmes/{programme.slug}/rules/new/"
        page = client.get(url)
        tomorrow = clock.today() + dt.timedelta(days=1)
        told = {
            name: value if not isinstance(value, bool) else "yes"
            for name, value in page.context["form"].initial.items()
            if value is not None
        }
        told |= {
            "reason": "More time to decide",
            "response_hours": "48",
            "effective_from_0": tomorrow.day,
            "effective_from_1": tomorrow.month,
            "effective_from_2": tomorrow.year,
        }
        response = client.post(url, told)
        assert response.status_code == 302, response.context["form"].errors
        assert programme.policy_on(tomorrow).response_hours == 48
        assert "More time to decide" in client.get(response.url).content.decode()

    def test_link_worker__does_not_write_rules(self, client):
        programme = programme_with_policy()
        client.force_login(someone("link_worker", programme=programme))
        assert client.get(f"/programmes/{programme.slug}/rules/new/").status_code == 403
