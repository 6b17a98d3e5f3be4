"""Price indices: read as published, kept as published, and applied without inventing a year."""

from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse

from core.errors import RuleBroken
from outcomes.evaluation.contract import as_json
from outcomes.models import PriceIndex
from outcomes.presenters.method import method
from outcomes.presenters.numbers import Exact
from outcomes.prices import LEVEL, PERCENT, Prices, edition_called, editions, read_rates
from outcomes.services import costs, evaluating, prices, runs
from tests.factories.outcomes import INDEX, activity, cohort, event, person
from tests.factories.programmes import programme_with_policy, someone
from tests.factories.residents import nhs_number

pytestmark = pytest.mark.django_db

# The Treasury's layout: titles above, financial years in B with the index in C, calendar years
# further right, forecasts without an index there.
DEFLATOR = b"""\xef\xbb\xbfGDP deflators at market prices,,,,,,,,
,Financial year,2024-25 = 100,,,,,2024 = 100,
,2022-23,90.00,,,,2022,91.0,5.1
,2023-24,95.40,,,,2023,96.4,5.9
,2024-25,100.00,,,,2024,-,3.7
"""


@pytest.fixture
def loaded():
    prices.load_reference_indices()


@pytest.mark.parametrize(
    ("edition", "source", "target", "factor"),
    [
        ("2025 manual", "2019/20", "2019/20", "1"),
        ("2025 manual", "2019/20", "2020/21", "1.0249"),
        ("2025 manual", "2019/20", "2022/23", "1.128301"),
        ("2025 manual", "2019/20", "2023/24", "1.156170"),
        ("2025 manual", "2019/20", "2024/25", "1.202648"),
        ("2024 manual", "2019/20", "2023/24", "1.176930"),
    ],
)
def test_shipped_editions__lead_where_they_were_published_to_lead(
    loaded, edition, source, target, factor
):
    index = edition_called(prices.NHSCII, edition).index()
    found = index.uplifted(Decimal(100), source=source, target=target)
    assert found.factor.quantize(Decimal(factor)) == Decimal(factor)


def test_shipped_editions__load_once(loaded):
    assert prices.load_reference_indices() == 0
    assert [each.edition for each in editions()] == ["2025 manual", "2024 manual"]
    assert [row[2] for row in editions()[0].rates].count(True) == 1


def test_file__with_an_index_gives_the_changes():
    assert read_rates(DEFLATOR, kind=LEVEL) == {
        "2023/24": Decimal("6.00"),
        "2024/25": Decimal("4.82"),
    }


def test_file__with_percentages_is_taken_as_it_is():
    data = b"year,percent\n2024/25,4.02%\n2023-2024,2.47\n"
    assert read_rates(data, kind=PERCENT) == {
        "2023/24": Decimal("2.47"),
        "2024/25": Decimal("4.02"),
    }


@pytest.mark.parametrize(
    ("data", "kind", "words"),
    [
        (b"", PERCENT, "No financial year"),
        (b"year,percent\n2024/26,4.02\n", PERCENT, "No financial year"),
        (b"2023/24,\n", PERCENT, "No financial year"),
        (b"2023/24,NaN\n", PERCENT, "No financial year"),
        (b"2023/24,2\n2023-24,3\n", PERCENT, "stands twice"),
        (b"2021/22,2\n2023/24,3\n", PERCENT, "a year is missing"),
        (b"2022/23,96\n2023/24,100\n", PERCENT, "Is it an index"),
        (b"2022/23,0\n2023/24,100\n", LEVEL, "never 0 or less"),
        (b"2022/23,100\n", LEVEL, "at least two years"),
        ("2023/24,£2".encode("utf-16"), PERCENT, "Save the file as CSV"),
    ],
)
def test_file__that_is_no_index_is_refused_with_the_reason(data, kind, words):
    with pytest.raises(RuleBroken) as refusal:
        read_rates(data, kind=kind)
    assert words in str(refusal.value.message)


def test_edition__is_never_replaced(loaded):
    with pytest.raises(RuleBroken) as refusal:
        prices.add_edition(
            name=prices.NHSCII, edition="2025 manual", source="Somebody",
            rates={"2023/24": Decimal(9)},
        )  # fmt: skip
    assert refusal.value.field == "edition"
    assert not PriceIndex.objects.filter(percent=9).exists()


def test_cost__of_a_year_without_a_rate_stays_as_it_was(loaded):
    chosen = Prices("2024/25", edition_called(prices.NHSCII, "2025 manual"))
    later = {"amount": "562.00", "price_year": "2026/27", "source": "x"}
    assert chosen.applied(later) == later
    told = chosen.applied({"amount": "114.00", "price_year": "2023/24", "source": "x"})
    assert (told["amount"], told["price_year"]) == ("118.58", "2024/25")
    assert told["was"] == {"amount": "114.00", "price_year": "2023/24", "factor": "1.040200"}


@pytest.fixture
def programme(loaded):
    costs.load_reference_costs()
    programme = programme_with_policy()
    number = nhs_number()
    cohort(programme, [person(number)])
    activity(programme, [event(number, "ae_attendance", INDEX.replace(day=1))] * 1)
    return programme


def evaluated(programme, **given):
    from core import clock

    run = runs.ask_for(
        programme, by=None, at=clock.now(), as_of=clock.today(), window_days=84,
        cohort=programme.cohorts.get(), background=False, **given,
    )  # fmt: skip
    return evaluating.evaluate(run)


def test_run__in_the_prices_of_one_year(programme):
    chosen = Prices("2024/25", edition_called(prices.NHSCII, "2025 manual"))
    run = evaluated(programme, prices=chosen)
    cut = evaluating.frozen(run)
    by_type = {each["event_type"]: each for each in as_json(cut, run.results)["streams"]}
    assert by_type["ae_attendance"]["unit_cost"] == "118.58"
    assert by_type["ae_attendance"]["price_year"] == "2024/25"
    words = str(method(cut, run.results, Exact()))
    assert "Prices of 2024/25 by NHSCII pay and prices, 2025 manual." in words
    assert "£114.00 in 2023/24, times 1.040200" in words


def test_run__says_which_cost_no_rate_leads_to(programme):
    PriceIndex.objects.filter(edition="2025 manual", year="2024/25").delete()
    edition = edition_called(prices.NHSCII, "2025 manual")
    run = evaluated(programme, prices=Prices("2024/25", edition))
    cut = evaluating.frozen(run)
    assert cut.parameters["unit_costs"]["ae_attendance"]["amount"] == "114.00"
    assert "No rate leads there for: " in str(method(cut, run.results, Exact()))


def test_run__without_a_choice_is_as_it_always_was(programme):
    cut = evaluating.frozen(evaluated(programme))
    assert "prices" not in cut.parameters
    assert "was" not in cut.parameters["unit_costs"]["ae_attendance"]


def test_command__refuses_a_year_that_no_rate_leads_to(programme, tmp_path):
    with pytest.raises(CommandError) as refusal:
        call_command(
            "evaluate", programme=programme.slug, as_of="2025-10-31", window_days=84,
            json=tmp_path / "out.json", prices_of="2031/32",
        )  # fmt: skip
    assert "does not lead to 2031/32" in str(refusal.value)
    assert not (tmp_path / "out.json").exists()


def test_pages__show_editions_and_take_a_new_one(client, programme):
    analyst = someone("analyst", programme=programme)
    client.force_login(analyst)
    page = client.get(reverse("outcomes:price_indices")).content.decode()
    assert "NHSCII pay and prices, 2025 manual" in page and "+2.47 %" in page
    url = reverse("outcomes:add_edition")
    given = {
        "name": "GDP deflator",
        "edition": "March 2026",
        "source": "HM Treasury",
        "kind": LEVEL,
    }
    file = SimpleUploadedFile("deflator.csv", DEFLATOR, "text/csv")
    assert client.post(url, {**given, "file": file}).status_code == 302
    assert edition_called("GDP deflator", "March 2026").years == ("2023/24", "2024/25")
    again = SimpleUploadedFile("deflator.csv", DEFLATOR, "text/csv")
    refused = client.post(url, {**given, "file": again})
    assert "loaded already" in refused.content.decode()


def test_pages__a_bad_file_keeps_what_was_typed(client, programme):
    client.force_login(someone("analyst", programme=programme))
    given = {"name": "Mine", "edition": "1", "source": "Me", "kind": PERCENT}
    file = SimpleUploadedFile("x.csv", b"nothing here", "text/csv")
    page = client.post(reverse("outcomes:add_edition"), {**given, "file": file}).content.decode()
    assert "No financial year with a number was found" in page and 'value="Mine"' in page


def test_pages__are_not_for_wards(client, programme):
    client.force_login(someone("ward_referrer"))
    assert client.get(reverse("outcomes:price_indices")).status_code == 403


def test_form__offers_each_year_of_each_edition(client, programme):
    client.force_login(someone("analyst", programme=programme))
    page = client.get(reverse("outcomes:ask_for")).content.decode()
    assert "2024/25, by NHSCII pay and prices, 2025 manual" in page
