"""Ranges of unit costs: the source's own, else one that is said to be assumed."""

import datetime as dt
from copy import deepcopy
from dataclasses import replace
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from core import clock
from core.errors import RuleBroken
from outcomes.evaluation import price_ranges
from outcomes.evaluation.figures import figures
from outcomes.extraction import prices
from outcomes.models import UnitCost
from outcomes.presenters.checks import _switching_words, checks
from outcomes.presenters.numbers import Exact
from outcomes.services import costs
from tests.factories.programmes import programme_with_policy, someone
from tests.outcomes.sample import sample_cut


def cut_with(*, low=None, high=None, spread=None):
    cut = sample_cut()
    parameters = deepcopy(cut.parameters)
    if low:
        parameters["unit_costs"]["ae_attendance"] |= {"low": low, "high": high}
    if spread:
        parameters["values"] = {
            "SPREAD": {"amount": spread, "source": "Agreed with finance.", "unit": "percent",
                       "event_type": ""}
        }  # fmt: skip
    return replace(cut, parameters=parameters)


def told(cut) -> dict:
    return figures(cut)["checks"]["prices"]


def words_of(cut) -> str:
    found = figures(cut)
    return str(checks(cut, found, Exact()).blocks)


class TestRanges:
    def test_older_cuts__a_fifth_as_they_had(self):
        cut = sample_cut()
        factors = price_ranges.factors(cut, cut.parameters["unit_costs"]["ae_attendance"])
        assert factors == {"cautious": Decimal("0.8"), "central": 1, "hopeful": Decimal("1.2")}

    def test_assumed__as_the_dated_row_says(self):
        cases = {each["case"]: each for each in told(cut_with(spread="30.00"))["cases"]}
        assert (cases["cautious"]["cost_factor"], cases["hopeful"]["cost_factor"]) == ("0.7", "1.3")

    def test_the_sources_own__is_taken_instead(self):
        found = told(cut_with(low="57.00", high="563.00", spread="20.00"))
        ranges = {each["event_type"]: each for each in found["ranges"]}
        mine = ranges["ae_attendance"]
        assert (mine["low"], mine["central"], mine["high"]) == ("57.00", "114.00", "563.00")
        assert mine["sourced"] and not ranges["ambulance_incident"]["sourced"]
        assert [each["cost_factor"] for each in found["cases"]] == [None, "1", None]

    def test_the_sources_own__follows_the_price_to_another_year(self):
        cut = cut_with()
        price = {"amount": "228.00", "was": {"amount": "114.00"}, "low": "57.00", "high": "171.00"}
        factors = price_ranges.factors(cut, price)
        assert (factors["cautious"], factors["hopeful"]) == (Decimal("0.5"), Decimal("1.5"))

    def test_the_value_of_each_case__is_the_sum_at_its_prices(self):
        """Worked out again from the events, by hand."""
        cut = cut_with(low="57.00", high="563.00", spread="20.00")
        found = figures(cut)
        by_stream = {each["event_type"]: each for each in found["checks"]["prices"]["ranges"]}
        case = found["checks"]["prices"]["cases"][2]
        total = Decimal(0)
        for stream in found["streams"]:
            if stream["event_type"] in by_stream:
                would_be = stream["before"] * (1 + stream["expected"]["percent"] / 100)
                fewer = Decimal(str(would_be)) - stream["after"]
                total += fewer * Decimal(by_stream[stream["event_type"]]["high"])
        corrected = total * (1 + Decimal(case["correction"]))
        assert abs(corrected - Decimal(case["benefit"])) < Decimal("0.05")

    def test_the_report__says_what_is_assumed_and_on_what_it_rests(self):
        said = words_of(cut_with(spread="20.00"))
        assert "an assumption of this service, not a finding" in said
        assert "Agreed with finance." in said

    def test_the_report__says_nothing_of_the_kind_where_all_is_sourced(self):
        cut = cut_with(low="57.00", high="563.00")
        cut.parameters["unit_costs"]["ambulance_incident"] |= {"low": "200.00", "high": "400.00"}
        said = words_of(cut)
        assert "from its source" in said
        assert "assum" not in said

    def test_a_run_made_before__still_says_so(self):
        cut = sample_cut()
        found = figures(cut)
        assert "ranges" not in found["checks"]["prices"]
        assert "is an assumption" in str(checks(cut, found, Exact()).blocks)


@pytest.mark.parametrize(
    ("share", "words"),
    [(0.4, "40% of the central figure would pay for the service."),
     (1.5, "The service cost 1.5 times the central figure."),
     (47.31, "The service cost 47 times the central figure.")],
)  # fmt: skip
def test_what_the_service_cost_beside_the_central_figure(share, words):
    assert _switching_words(share) == words


GIVEN = {
    "code": "AE", "label": "A&E", "event_type": "ae_attendance", "amount": Decimal(114),
    "price_year": "2023/24", "source": "A source", "effective_from": dt.date(2026, 1, 1),
}  # fmt: skip


@pytest.mark.django_db
class TestService:
    @pytest.mark.parametrize(
        ("low", "high", "field"),
        [(100, None, "high"), (None, 120, "low"), (115, 120, "low"), (90, 100, "high")],
    )
    def test_refuses_half_a_range_and_one_beside_the_figure(self, low, high, field):
        with pytest.raises(RuleBroken) as refusal:
            costs.set_unit_cost(**GIVEN, low=low, high=high)
        assert refusal.value.field == field

    @pytest.mark.parametrize(("low", "high"), [(100, None), (115, 120), (90, 100), (-1, 120)])
    def test_so_does_the_database(self, low, high):
        with pytest.raises(IntegrityError), transaction.atomic():
            UnitCost.objects.create(**GIVEN, low=low, high=high)

    def test_a_range_is_frozen_with_its_cost(self):
        costs.set_unit_cost(**GIVEN, low=Decimal(90), high=Decimal(140))
        frozen = prices.unit_costs(on=dt.date(2026, 2, 1))["ae_attendance"]
        assert (frozen["low"], frozen["high"]) == ("90.00", "140.00")

    def test_the_assumption_is_a_dated_version(self):
        costs.load_reference_costs()
        costs.set_cost_spread(percent=35, source="Our finance", effective_from=dt.date(2026, 1, 1))
        spread = [prices.values(on=day)["SPREAD"]["amount"]
                  for day in (dt.date(2025, 12, 31), dt.date(2026, 1, 1))]  # fmt: skip
        assert spread == ["20.00", "35.00"]
        with pytest.raises(RuleBroken):
            costs.set_cost_spread(percent=9, source="X", effective_from=dt.date(2026, 1, 1))

    def test_the_assumption__also_where_nothing_was_loaded(self):
        costs.set_cost_spread(percent=35, source="Our finance", effective_from=dt.date(2026, 1, 1))
        assert UnitCost.objects.filter(code="SPREAD").count() == 2


@pytest.mark.django_db
class TestPages:
    def test_an_analyst_changes_it(self, client):
        client.force_login(someone("analyst", programme=programme_with_policy()))
        page = client.get(reverse("outcomes:unit_costs")).content.decode()
        url = reverse("outcomes:set_cost_spread")
        assert url in page
        today = clock.today()
        day = {"effective_from_0": today.day, "effective_from_1": today.month,
               "effective_from_2": today.year}  # fmt: skip
        for wrong in ("0", "91", "a fifth", ""):
            answer = client.post(url, {"percent": wrong, "source": "Finance", **day})
            assert answer.status_code == 200
        client.post(url, {"percent": "35", "source": "Finance", **day})
        assert UnitCost.objects.get(code="SPREAD", effective_from=today).amount == 35
        assert "±35%" in client.get(reverse("outcomes:unit_costs")).content.decode()

    def test_nobody_else(self, client):
        client.force_login(someone("link_worker", programme=programme_with_policy()))
        assert client.get(reverse("outcomes:set_cost_spread")).status_code == 403
