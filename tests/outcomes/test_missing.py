"""What the record lacks for the next report: counted, and led to the page that fills it."""

import datetime as dt
import re

import pytest
from django.urls import reverse

from cases import services as cases
from core import clock
from outcomes.services import costs
from outcomes.services.reports.missing import LACKS, lacking
from residents.models import ConsentKind, Resident
from residents.services import record_consent
from tests.factories.placements import case_of
from tests.factories.programmes import PlaceFactory, programme_with_policy, someone
from tests.factories.referrals import ReferralFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme():
    return programme_with_policy(policy={"instrument_codes": ["ons4"]})


@pytest.fixture
def manager(programme):
    return someone("manager", programme=programme)


@pytest.fixture
def home(programme):
    """A case that has been home for twenty days."""
    case = case_of(programme)
    day = clock.today() - dt.timedelta(days=20)
    return cases.came_home(case, by=case.worker, at=clock.start_of(day), home_on=day)


def found(programme, user) -> dict[str, int]:
    return {
        lack.key: number for lack, number, _rows in lacking(programme, user, today=clock.today())
    }


def test_a_case_at_home__lacks_a_scale_and_the_question_of_consent(programme, manager, home):
    assert {"baseline": 1, "consent": 1}.items() <= found(programme, manager).items()


def test_filled__it_is_gone(programme, manager, home):
    record_consent(home.resident, by=home.worker, at=clock.now(), kind=ConsentKind.EVALUATION)
    assert "consent" not in found(programme, manager)


def test_referrals__without_a_ready_day(programme, manager):
    ward = PlaceFactory()
    programme.referral_sites.add(ward.site)
    ReferralFactory(programme=programme, ward=ward, status="accepted")
    assert found(programme, manager)["ready"] == 1


def test_another_programme_is_not_asked(manager, home):
    other = programme_with_policy()
    stranger = someone("manager", programme=other)
    assert "consent" not in found(other, stranger)
    assert "consent" not in found(home.programme, stranger)


def test_page__leads_to_each_field(client, programme, manager, home):
    costs.load_reference_costs()
    client.force_login(manager)
    page = client.get(reverse("outcomes:report_missing", args=[programme.slug])).text
    assert reverse("outcomes:measures", args=[home.reference]) in page
    assert reverse("residents:record_consent", args=[home.resident.reference]) in page
    assert reverse("outcomes:set_unit_cost") in page


def test_page__not_for_the_analyst_who_knows_nobody_by_name(client, programme):
    client.force_login(someone("analyst", programme=programme))
    url = reverse("outcomes:report_missing", args=[programme.slug])
    assert client.get(url).status_code == 403


def test_every_kind_of_gap_names_a_page_that_exists():
    for lack in LACKS:
        assert reverse(lack.page, args=["CB-ABCDEF"] if lack.path else [])


def test_asking_for_an_evaluation__shows_it_before_anything_runs(client, programme, manager, home):
    client.force_login(manager)
    given = {"programme": programme.pk, "as_of": clock.today(), "window_days": "90", "_count": "1"}
    words = client.post(reverse("outcomes:ask_for"), given).text
    assert "Missing in the record" in words


class TestInFull:
    """More than the first of each kind: page by page, one kind, one colleague."""

    @pytest.fixture
    def few_a_page(self, monkeypatch):
        monkeypatch.setattr("outcomes.views.reports.missing.A_PAGE", 2)
        monkeypatch.setattr("outcomes.services.reports.missing.SHOWN", 2)

    def homes(self, programme, number):
        day = clock.today() - dt.timedelta(days=20)
        cases_ = [case_of(programme) for _n in range(number)]
        return [cases.came_home(each, by=each.worker, at=clock.start_of(day), home_on=day)
                for each in cases_]  # fmt: skip

    def listed(self, client, programme, **asked):
        page = client.get(reverse("outcomes:report_missing", args=[programme.slug]), asked)
        parts = page.context["parts"]
        names = [row.cells[0].text for each in parts for row in each.table.rows]
        return page, {each.key: each for each in parts}, names

    def test_the_first_of_each_kind_leads_to_all(self, client, programme, manager, few_a_page):
        self.homes(programme, 5)
        client.force_login(manager)
        _page, parts, _names = self.listed(client, programme)
        assert len(parts["consent"].table.rows) == 2
        assert parts["consent"].more.text == "See all 5"
        assert client.get(parts["consent"].more.url).context["parts"][0].key == "consent"

    def test_pages_hold_each_row_once(self, client, programme, manager, few_a_page):
        homes = self.homes(programme, 5)
        client.force_login(manager)
        seen = []
        for number in (1, 2, 3):
            page, parts, names = self.listed(client, programme, kind="consent", page=number)
            assert set(parts) == {"consent"}
            seen += names
        assert sorted(seen) == sorted(each.reference for each in homes)
        assert page.context["page"].next_url == ""
        assert "5 in all" in page.text

    @pytest.mark.parametrize("asked", [{"page": "99"}, {"page": "x"}, {"kind": "nonsense"},
                                       {"worker": "nobody"}])  # fmt: skip
    def test_odd_addresses_show_something_sensible(self, client, programme, manager, home, asked):
        client.force_login(manager)
        page, parts, _names = self.listed(client, programme, **asked)
        assert page.status_code == 200
        assert "consent" in parts

    def test_one_colleague_s(self, client, programme, manager):
        mine, other = self.homes(programme, 2)
        client.force_login(manager)
        _page, _parts, names = self.listed(
            client, programme, kind="consent", worker=mine.worker.reference
        )
        assert mine.reference in names
        assert (other.reference in names) == (mine.worker == other.worker)

    def test_each_line_leads_to_a_field_that_is_there(self, client, programme, manager, home):
        Resident.objects.filter(pk=home.resident_id).update(nhs_number=None, date_of_birth=None)
        client.force_login(manager)
        _page, parts, _names = self.listed(client, programme)
        tried = 0
        for part in parts.values():
            url, _hash, field = part.table.rows[0].cells[1].url.partition("#")
            if field:
                assert f'id="{field}"' in client.get(url).text, (part.key, field)
                tried += 1
        assert tried >= 3
        consent = parts["consent"].table.rows[0].cells[1].url.partition("#")
        tile = re.search(rf'<input[^>]*id="{consent[2]}"[^>]*>', client.get(consent[0]).text)
        assert 'value="evaluation"' in tile.group()

    def test_who_may_not_fill_it_is_led_to_the_record(self, client, programme, manager):
        """Only the ward gives its dates; nobody is sent to a page that refuses them."""
        ward = PlaceFactory()
        programme.referral_sites.add(ward.site)
        asked = ReferralFactory(programme=programme, ward=ward, status="accepted")
        client.force_login(manager)
        _page, parts, _names = self.listed(client, programme)
        where = parts["ready"].table.rows[0].cells[1]
        assert where.url == reverse("referrals:detail", args=[asked.reference])
        assert client.get(where.url).status_code == 200
