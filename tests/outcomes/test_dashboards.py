"""The dashboards: figures that are right, each with the list behind it."""

import datetime as dt
from urllib.parse import urlencode

import pytest
from django.urls import reverse

from cases.models import Case, Goal
from core import clock
from outcomes.dashboards import delays, helped
from outcomes.presenters.dashboards import delays as presenters
from outcomes.statistics.delays import BANDS as PUBLISHED
from outcomes.statistics.delays import summarise
from referrals.delays import BANDS
from referrals.models import Referral
from tests.factories.placements import case_of
from tests.factories.programmes import PlaceFactory, programme_with_policy, someone
from tests.factories.referrals import ReferralFactory

pytestmark = pytest.mark.django_db
PAGE = reverse("outcomes:delays")


@pytest.fixture
def ward():
    return PlaceFactory()


@pytest.fixture
def programme(ward):
    return programme_with_policy(sites=[ward.site])


@pytest.fixture
def left(ward, programme):
    """Make somebody who left `waited` days after they were ready, `ago` days ago."""

    def make(waited, *, ago=10, at=ward):
        referral = ReferralFactory(programme=programme, ward=at)
        gone = clock.today() - dt.timedelta(days=ago)
        ready = None if waited is None else gone - dt.timedelta(days=waited)
        Referral.objects.filter(pk=referral.pk).update(discharged_on=gone, ready_on=ready)
        return referral

    return make


def manager_of(programme):
    return someone("manager", programme=programme)


def counted(programme, **given):
    span = {"since": clock.today() - dt.timedelta(days=365), "today": clock.today(), **given}
    return delays.found(manager_of(programme), programme=programme, **span)


def test_bands_of_the_list_are_the_published_ones():
    assert list(BANDS.values()) == [(first, last) for first, last, _label in PUBLISHED]


def test_delays__by_hand(programme, left):
    for waited in (0, 0, 1, 3, 8, None, -2):
        left(waited)
    whole = counted(programme).whole
    assert (whole.discharges, whole.delayed, whole.days, whole.wrong_dates) == (5, 3, 12, 1)
    assert (whole.mean_all, whole.mean_delayed, whole.median_delayed) == (2.4, 4.0, 3.0)
    assert list(whole.bands.values()) == [2, 1, 1, 0, 1, 0, 0]
    assert counted(programme).ready_not_known == 1


def test_delays__only_of_the_time_asked_for(programme, left):
    left(2, ago=400)
    left(2, ago=3)
    assert counted(programme).whole.discharges == 1


def test_delays__of_another_ward_are_not_seen(programme, left, ward):
    elsewhere = PlaceFactory(site=ward.site)
    left(4)
    left(6, at=elsewhere)
    nurse = someone("ward_referrer", ward=ward)
    seen = delays.found(nurse, since=dt.date(2000, 1, 1), today=clock.today())
    mine = set(Referral.objects.visible_to(nurse).values_list("ward", flat=True))
    assert {each.key for each in seen.wards} == {
        place.reference for place in (ward, elsewhere) if place.pk in mine
    }
    stranger = someone("ward_referrer", ward=PlaceFactory())
    assert delays.found(stranger, since=dt.date(2000, 1, 1), today=clock.today()).wards == ()


def test_barriers__how_often_and_how_long(programme):
    first, second = (ReferralFactory(programme=programme, barriers=("keys",)) for _n in range(2))
    barrier = first.barriers.get()
    barrier.opened_at -= dt.timedelta(days=3)
    barrier.resolved_at = barrier.opened_at + dt.timedelta(days=2)
    barrier.resolved_by = second.made_by
    barrier.save()
    (held,) = counted(programme).held
    assert (held.code, held.times, held.open, held.median_days) == ("keys", 2, 1, 2.0)


@pytest.mark.parametrize(
    ("stayed", "people"),
    [("left", 4), ("late", 3), ("long", 1), ("0", 1), ("1", 1), ("2-3", 1), ("7-13", 1),
     ("21", 0), ("unknown", 1), ("wrong", 1)],
)  # fmt: skip
def test_each_figure_opens_a_list_of_as_many(client, programme, left, stayed, people):
    for waited in (0, 1, 3, 8, None, -2):
        left(waited)
    client.force_login(manager_of(programme))
    asked = urlencode({"status": "all", "stayed": stayed, "left": "year"})
    page = client.get(f"{reverse('referrals:list')}?{asked}")
    table = page.context["table"]
    assert len(table.rows if table else ()) == people


def test_page__says_how_each_figure_is_counted(client, programme, left):
    left(3)
    client.force_login(manager_of(programme))
    page = client.get(PAGE)
    figures = page.context["figures"]
    assert all(each.counted and each.url for each in figures)
    assert [each.value for each in figures] == ["1", "1", "3", "0"]
    assert "How this is counted" in page.content.decode()


def test_page__with_nobody_says_what_to_do(client, programme):
    client.force_login(manager_of(programme))
    assert "Nobody left hospital in this time" in client.get(PAGE).content.decode()


@pytest.mark.parametrize("asked", ["?since=zz", "?programme=nowhere", "?since=&programme="])
def test_page__with_a_strange_address_still_opens(client, programme, left, asked):
    left(3)
    client.force_login(manager_of(programme))
    assert client.get(f"{PAGE}{asked}").status_code == 200


def test_page__is_not_for_funders(client, programme):
    client.force_login(someone("funder", programme=programme))
    assert client.get(PAGE).status_code == 403


def test_page__asks_as_much_for_many_as_for_few(
    client, programme, left, django_assert_max_num_queries
):
    client.force_login(manager_of(programme))
    for waited in range(12):
        left(waited)
    with django_assert_max_num_queries(14):
        client.get(PAGE)


HELPED = reverse("outcomes:helped")


def goal_of(case, result):
    made = Goal.objects.create(
        case=case,
        words="Get to church.",
        importance=8,
        set_at=case.opened_at,
        set_by=case.opened_by,
    )
    Goal.objects.filter(pk=made.pk).update(result=result)
    return made


def test_goals__count_people_and_rows_apart(programme):
    first, second = (case_of(programme=programme) for _n in range(2))
    for case, result in ((first, "achieved"), (first, "achieved"), (second, "not")):
        goal_of(case, result)
    goal_of(second, "open")
    user = manager_of(programme)
    came = helped.found(user, programme, since=dt.date(2000, 1, 1), today=clock.today()).goals
    assert (came.cases["achieved"], came.rows["achieved"], came.told) == (1, 2, 3)


def test_what_came_of_it__opens_lists_of_as_many(client, programme):
    for result in ("achieved", "achieved", "partly"):
        goal_of(case_of(programme=programme), result)
    client.force_login(manager_of(programme))
    page = client.get(HELPED)
    (goals, support, closed) = page.context["figures"]
    assert goals.value == "2"
    assert len(client.get(goals.url).context["table"].rows) == 2
    assert support.value == closed.value == "0"
    assert client.get(support.url).context["table"] is None


def test_what_came_of_it__endings_open_their_cases(client, programme):
    for reason in ("moved_away", "moved_away", "died"):
        case = case_of(programme=programme)
        Case.objects.filter(pk=case.pk).update(
            status="closed", closed_at=case.opened_at, closed_by=case.opened_by, close_reason=reason
        )
    client.force_login(manager_of(programme))
    (first, second) = client.get(HELPED).context["endings"].bars
    assert [
        (bar.words, len(client.get(bar.url).context["table"].rows)) for bar in (first, second)
    ] == [("2", 2), ("1", 1)]


def test_what_came_of_it__says_so_when_nobody_answered_twice(client, programme):
    client.force_login(manager_of(programme))
    assert "Nobody has answered a scale" in client.get(HELPED).content.decode()


def test_what_came_of_it__is_of_programmes_that_one_leads(client, programme):
    other = programme_with_policy()
    client.force_login(manager_of(programme))
    page = client.get(f"{HELPED}?programme={other.slug}")
    assert page.context["programme"] == programme
    client.force_login(someone("link_worker", programme=programme))
    assert client.get(HELPED).status_code == 403


def test_scales_of_a_case__cost_the_same_however_many_may_be_asked(
    client, django_assert_max_num_queries
):
    codes = ["ons4", "ucla3", "swemwbs", "phq9", "gad7", "barthel"]
    case = case_of(programme_with_policy(policy={"instrument_codes": codes}))
    client.force_login(case.worker)
    page = reverse("outcomes:measures", args=[case.reference])
    client.get(page)
    with django_assert_max_num_queries(12):
        told = client.get(page).content.decode()
    assert "Ask PHQ-9" in told and "is not registered for SWEMWBS" in told


class TestMonths:
    """The XmR chart by month: whole months in a row, by the Making Data Count rules."""

    TODAY = dt.date(2026, 11, 22)

    def parts(self, *means):
        """Months from January 2026 on; None: nobody left in it."""
        return tuple(
            delays.Part(f"2026-{number:02}", "", summarise([mean] * 4))
            for number, mean in enumerate(means, 1)
            if mean is not None
        )

    def judged(self, *means, since=dt.date(2026, 1, 1)):
        return delays.by_month(self.parts(*means), since=since, today=self.TODAY)

    def test_fewer_than_eight_whole_months_are_not_judged(self):
        assert self.judged(*[None] * 3, *[2] * 7) is None
        assert self.judged(*[None] * 2, *[2] * 8).months[0] == "2026-03"

    def test_the_month_that_runs_is_left_out(self):
        assert self.judged(*[2] * 10, 9).months[-1] == "2026-10"

    def test_a_month_that_is_cut_off_at_its_beginning_is_left_out(self):
        found = self.judged(*[2] * 10, since=dt.date(2026, 1, 15))
        assert found.months[0] == "2026-02"

    def test_a_gap_begins_the_row_anew(self):
        assert self.judged(2, None, *[3] * 8).months == tuple(f"2026-{n:02}" for n in range(3, 11))
        assert self.judged(*[3] * 5, None, *[3] * 4) is None

    def test_limits_by_hand(self):
        """Mean 4; moving ranges all 2, so 4 ± 2.66 × 2."""
        found = self.judged(3, 5, 3, 5, 3, 5, 3, 5, 3, 5)
        assert found.limits.mean == 4
        assert round(found.limits.upper, 2) == 9.32
        assert round(found.limits.lower, 2) == -1.32

    def test_longer_stays_are_a_concern_and_shorter_ones_better(self):
        worse = self.judged(2, 3, 2, 3, 2, 3, 2, 3, 2, 30)
        better = self.judged(30, 31, 30, 31, 30, 31, 30, 31, 30, 2)
        assert worse.chart.variation == "concern"
        assert better.chart.variation == "improvement"
        assert "longer" in presenters.chart(worse).title
        assert "shorter" in presenters.chart(better).title

    def test_the_page_draws_it_with_words_and_the_rule_in_the_table(self, client, programme, left):
        for ago in range(15, 330, 10):
            left(3 if ago > 60 else 40, ago=ago)
        client.force_login(manager_of(programme))
        page = client.get(PAGE).text
        assert "Mean days after ready" in page
        assert "<title>Mean days by month from" in page
        assert "Beyond chance" in page
        assert "above the limit" in page

    def test_a_month_opens_as_many_as_it_says(self, client, programme, left):
        for waited, ago in ((0, 5), (4, 6), (2, 70)):
            left(waited, ago=ago)
        client.force_login(manager_of(programme))
        table = client.get(PAGE).context["months"]
        for row in table.rows:
            listed = client.get(row.cells[0].url).context["table"]
            assert f"{len(listed.rows)}" == row.cells[1].text
