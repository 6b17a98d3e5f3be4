"""Who we reach: groups that miss nobody, shares by hand, each figure with its list."""

import datetime as dt
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db.models import F
from django.urls import reverse

from cases.models import Case
from core import clock
from outcomes.dashboards import reach
from outcomes.presenters.dashboards.reach import standing
from referrals.models import Referral
from residents.groups import GROUPINGS, in_group
from residents.models import Resident
from tests.factories.placements import case_of
from tests.factories.programmes import PlaceFactory, programme_with_policy, someone
from tests.factories.referrals import ReferralFactory
from tests.factories.residents import ResidentFactory

pytestmark = pytest.mark.django_db
PAGE = reverse("outcomes:reach")
BEGINNING = dt.date(2000, 1, 1)


@pytest.fixture
def programme():
    return programme_with_policy(sites=[PlaceFactory().site])


@pytest.fixture
def refer(programme):
    """Refer somebody who is so and so; `case` is what became of them, "" for declined."""

    def make(case=None, *, days_ago=200, **who):
        resident = ResidentFactory(**who)
        at = clock.now() - dt.timedelta(days=days_ago)
        referral = ReferralFactory(programme=programme, resident=resident)
        Referral.objects.filter(pk=referral.pk).update(submitted_at=at)
        if case is None:
            return referral
        made = case_of(programme, resident=resident)
        Referral.objects.filter(pk=referral.pk).update(
            status="accepted", decided_at=at, decided_by=made.worker
        )
        by = {"closed_by": made.worker} if "closed_at" in case else {}
        Case.objects.filter(pk=made.pk).update(referral=referral, opened_at=at, **case, **by)
        return referral

    return make


def home(*, days_ago, first_contact=None, **more):
    """A case whose resident came home so many days ago."""
    on = clock.today() - dt.timedelta(days=days_ago)
    return {
        "status": "active",
        "home_on": on,
        "plan_ends_on": on + dt.timedelta(days=84),
        "first_contact_at": first_contact,
        **more,
    }


def ended(reason, residence):
    """A case closed a month after it came home, half a year ago."""
    at = clock.now() - dt.timedelta(days=150)
    return home(
        days_ago=180, status="closed", closed_at=at, close_reason=reason,
        residence_at_close=residence,
    )  # fmt: skip


def found(programme, *, user=None, since=BEGINNING):
    user = user or someone("manager", programme=programme)
    return reach.found(user, programme, since=since, today=clock.today())


def test_everybody_is_in_one_group_of_each_kind(programme, refer):
    refer(date_of_birth=None, sex="not_stated", ethnicity="Z", electoral_ward="")
    refer(ethnicity="99", deprivation_decile=None, electoral_ward="Lye")
    refer(sex="other", ethnicity="S", deprivation_decile=10, electoral_ward="Lye")
    whole, groups = found(programme)
    assert whole.referred == 3
    assert set(groups) == set(GROUPINGS)
    for rows in groups.values():
        assert sum(each.referred for each in rows) == 3
    assert [(each.group, each.referred) for each in groups["home"]] == [
        ("Lye", 2),
        ("not_known", 1),
    ]
    assert groups["ethnicity"][-1].group == "not_known"


@pytest.mark.parametrize(
    ("years", "days", "group"),
    [(64, 364, "0-64"), (65, 0, "65-74"), (74, 360, "65-74"), (75, 0, "75-84"), (84, 300, "75-84"),
     (85, 0, "85"), (101, 0, "85")],
)  # fmt: skip
def test_age__is_that_of_the_day_of_the_referral(programme, refer, years, days, group):
    sent = clock.today() - dt.timedelta(days=400)
    born = sent.replace(year=sent.year - years, day=min(sent.day, 28)) - dt.timedelta(days=days)
    refer(date_of_birth=born, days_ago=400 - (sent.day - min(sent.day, 28)))
    _whole, groups = found(programme)
    assert [each.group for each in groups["age"]] == [group]


@pytest.mark.parametrize("code", Resident._meta.get_field("ethnicity").choices)
def test_each_ethnic_category_belongs_to_a_group(code):
    resident = ResidentFactory(ethnicity=code[0])
    referral = ReferralFactory(resident=resident)
    chosen = [
        group
        for group in (*GROUPINGS["ethnicity"].names, "not_known")
        if in_group(
            Referral.objects.filter(pk=referral.pk), f"ethnicity:{group}", path="resident__",
            on=F("submitted_at"),
        ).exists()
    ]  # fmt: skip
    assert len(chosen) == 1
    assert (chosen == ["not_known"]) == (code[0] in ("Z", "99"))


def test_what_became_of_them__by_hand(programme, refer):
    sent = clock.now() - dt.timedelta(days=200)
    refer(sex="female")
    refer(home(days_ago=100, first_contact=sent + dt.timedelta(days=4)), sex="female")
    refer(home(days_ago=20, first_contact=sent + dt.timedelta(days=2)), sex="female")
    refer(ended("goals_achieved", "own_home"), sex="male")
    refer(ended("declined_support", "care_home"), sex="male")
    whole, groups = found(programme)
    assert (whole.referred, whole.accepted) == (5, 4)
    assert (whole.ended, whole.finished) == (3, 2)
    assert (whole.closed, whole.own_home) == (2, 1)
    women, men = groups["sex"]
    assert (women.group, women.accepted, women.ended, women.finished) == ("female", 2, 1, 1)
    assert (men.group, men.closed, men.own_home) == ("male", 2, 1)
    assert round(women.to_first_contact / dt.timedelta(days=1), 2) == 3.0
    assert men.to_first_contact is None
    assert whole.paid_each == 0


def test_only_of_the_time_asked_for_and_of_what_one_may_see(programme, refer):
    refer(days_ago=500)
    refer(days_ago=5)
    year = clock.today() - dt.timedelta(days=365)
    assert found(programme, since=year)[0].referred == 1
    stranger = someone("manager", programme=programme_with_policy())
    assert found(programme, user=stranger)[0].referred == 0


def test_standing__is_said_only_beyond_chance_and_of_enough_people():
    assert standing(2, 20, of=(60, 100)) == "Lower"
    assert standing(20, 20, of=(60, 100)) == "Higher"
    assert standing(11, 20, of=(60, 100)) == ""
    assert standing(0, 7, of=(60, 100)) == ""
    assert standing(0, 0, of=(0, 0)) == ""


def links(tables):
    for table in tables:
        for row in table.rows:
            for cell in row.cells:
                if cell.url:
                    yield cell


def test_each_figure_opens_a_list_of_as_many(client, programme, refer):
    refer(sex="female", electoral_ward="Castle & Priory", date_of_birth=None)
    refer(home(days_ago=100), sex="female", electoral_ward="")
    refer(ended("goals_achieved", "own_home"), sex="male", ethnicity="K")
    refer(ended("declined_support", "care_home"), sex="male", deprivation_decile=3)
    client.force_login(someone("manager", programme=programme))
    page = client.get(PAGE, {"since": "all"})
    checked = 0
    for each in links(page.context["tables"]):
        rows = client.get(each.url).context["table"]
        assert len(rows.rows if rows else ()) == int(each.text), each
        checked += 1
    assert checked > 30
    for figure in page.context["figures"]:
        rows = client.get(figure.url).context["table"]
        assert len(rows.rows if rows else ()) == int(figure.value), figure


def test_list__of_a_group_names_it_in_the_bar_and_refuses_a_strange_one(client, programme, refer):
    refer(sex="female")
    client.force_login(someone("manager", programme=programme))
    address = reverse("referrals:list")
    assert "Female" in client.get(address, {"status": "all", "who": "sex:female"}).content.decode()
    for strange in ("sex:none", "nothing:at-all", "", ":"):
        assert client.get(address, {"status": "all", "who": strange}).status_code == 200


def test_page__is_for_whoever_leads(client, programme, refer):
    refer()
    for role, status in (
        ("manager", 200),
        ("team_lead", 200),
        ("link_worker", 403),
        ("funder", 403),
    ):
        client.force_login(someone(role, programme=programme))
        assert client.get(PAGE).status_code == status, role


def test_page__with_nobody_says_so(client, programme):
    client.force_login(someone("manager", programme=programme))
    assert "Nobody was referred in this time" in client.get(PAGE).content.decode()


def test_page__asks_as_much_for_many_as_for_few(
    client, programme, refer, django_assert_max_num_queries
):
    client.force_login(someone("manager", programme=programme))
    for ward in ("Lye", "Sedgley", "Netherton", "Brockmoor"):
        refer(home(days_ago=100), electoral_ward=ward)
    with django_assert_max_num_queries(24):
        client.get(PAGE)


def test_links__carry_no_person(programme, refer, client):
    refer(sex="female", electoral_ward="Lye")
    client.force_login(someone("manager", programme=programme))
    for each in links(client.get(PAGE).context["tables"]):
        assert set(parse_qs(urlsplit(each.url).query)) <= {
            "programme", "since", "status", "who", "stage", "lives",
        }  # fmt: skip
