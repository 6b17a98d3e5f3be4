"""The five services' published figures come out of rows, each with the honest sentence beside it.

Cohorts and activity are made so that the sums are those published; nothing is told to the engine
but people, events and prices. What the services published they counted without a comparison, so
the sentence beside each figure says that it is no evidence of impact.
"""

import datetime as dt
from decimal import Decimal

import pytest

from cases.models import Case
from core import clock
from outcomes.evaluation.figures import figures
from outcomes.extraction.money import spends
from outcomes.extraction.scales import judgements
from outcomes.presenters.numbers import Exact
from outcomes.presenters.report import report
from outcomes.services import costs, evaluating
from outcomes.words import cover_claim, may_not_say, signed
from tests.factories.funding import Money
from tests.factories.outcomes import JudgementFactory, activity, cohort, event, person, run
from tests.factories.placements import case_of
from tests.factories.programmes import (
    PlaceFactory,
    coded_lists,
    programme_with_policy,
    someone,
)
from tests.factories.referrals import ReferralFactory, reach
from tests.factories.residents import nhs_number
from tests.outcomes.cuts import cut_of
from tests.outcomes.cuts import person as row

PEOPLE, WINDOW = 40, 365
FIRST_DAY = dt.date(2025, 3, 1)
NO_IMPACT = "You may not say that the service caused it, nor call it impact"


def price(event_type, amount, *, unit="event", year="2018/19"):
    costs.set_unit_cost(
        code=f"L-{event_type[:9]}-{unit}"[:20],
        label="As the service counted it",
        event_type=event_type,
        amount=Decimal(amount),
        price_year=year,
        source="The service’s own evaluation",
        effective_from=dt.date(2024, 1, 1),
        unit=unit,
    )


def spread(kind, before, after, numbers, **more):
    """So many events before and after the first day, over people and days in turn."""
    for count, first in ((before, -1), (after, 0)):
        for number in range(count):
            step = number // len(numbers) % 360
            day = FIRST_DAY + dt.timedelta(days=first - step if first else step)
            until = day if kind == "emergency_admission" else ""
            yield event(numbers[number % len(numbers)], kind, day, until=until, **more)


def evaluated(sums, **more):
    """A year on either side for forty people, with these sums of (before, after) by stream."""
    programme = programme_with_policy(policy={"staff_cost_per_year": None})
    numbers = [nhs_number() for _n in range(PEOPLE)]
    named = cohort(programme, [person(number, index_on=FIRST_DAY) for number in numbers])
    today = FIRST_DAY + dt.timedelta(days=WINDOW)
    rows = [each for kind, (before, after) in sums.items()
            for each in spread(kind, before, after, numbers, **more)]  # fmt: skip
    activity(programme, rows, today=today)
    return run(programme, cohort=named, as_of=today, window_days=WINDOW)


def changes(found):
    return {each["event_type"]: signed(each["percent"]) for each in found.results["streams"]}


def claims_nothing(found):
    design = found.results["design"]
    told = report(evaluating.frozen(found), found.results, Exact())
    assert design["grade"] == "E"
    assert NO_IMPACT in may_not_say(design)
    assert told.claim == cover_claim(design)
    assert "not evidence of impact" in told.claim
    assert NO_IMPACT in told.carry


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("ae", "admissions", "published"),
    [
        ((403, 270), (685, 404), ("−33%", "−41%", "492995.00")),
        ((128, 32), (404, 89), ("−75%", "−78%", "546540.00")),
    ],
    ids=["first year", "second year"],
)
def test_fewer_attendances_and_admissions_and_their_cost(ae, admissions, published):
    """115 × A&E attendances and 1,700 × admissions, as the sixth-year report's sums imply."""
    price("ae_attendance", "115.00")
    price("emergency_admission", "1700.00")
    found = evaluated({"ae_attendance": ae, "emergency_admission": admissions})
    told = changes(found)
    total = found.results["money"]["cost_avoided_total"]
    assert (told["ae_attendance"], told["emergency_admission"], total) == published
    claims_nothing(found)


@pytest.mark.django_db
def test_fewer_ambulance_call_outs_and_their_cost_by_whether_people_were_taken():
    """908 call-outs became 309: 260 fewer taken to hospital, 339 fewer seen and left at home."""
    price("ambulance_incident", "327.00", year="2023/24")
    price("ambulance_incident", "459.00", unit="conveyed", year="2023/24")
    programme = programme_with_policy(policy={"staff_cost_per_year": None})
    numbers = [nhs_number() for _n in range(PEOPLE)]
    named = cohort(programme, [person(number, index_on=FIRST_DAY) for number in numbers])
    today = FIRST_DAY + dt.timedelta(days=WINDOW)
    taken = spread("ambulance_incident", 394, 134, numbers, conveyed="yes")
    seen = spread("ambulance_incident", 514, 175, numbers, conveyed="no")
    activity(programme, [*taken, *seen], today=today)
    found = run(programme, cohort=named, as_of=today, window_days=WINDOW)
    assert changes(found)["ambulance_incident"] == "−66%"
    assert found.results["worth"]["ambulance"]["cost_avoided"] == "230193.00"
    claims_nothing(found)


def test_ten_bed_days_for_each_person_are_the_mean_of_rows_and_not_a_promise():
    """Bed days before less after, person by person: 4, 10 and 16 fewer are ten on average."""
    people = [row(bed_days_before=before, bed_days_after=after)
              for before, after in ((9, 5), (12, 2), (20, 4)) for _n in range(10)]  # fmt: skip
    cut = cut_of(people)
    found = figures(cut)
    assert found["worth"]["bed_days"]["each"] == pytest.approx(10)
    chapter = next(each for each in report(cut, found, Exact()).chapters if each.key == "worth")
    table = next(block for block in chapter.blocks if block.caption == "Bed days")
    assert dict(table.rows)["Fewer for each person, on average"] == "10.0"
    assert "free a bed, not cash" in table.note
    assert "expected anyway" in table.note


@pytest.mark.django_db
def test_ten_days_a_referral_as_judged_stand_apart_with_their_evidence():
    """Three referrals judged to have saved 4, 10 and 16 days: ten each, as somebody judged."""
    case = JudgementFactory(days=4, evidence=2).case
    for days, evidence in ((10, 3), (16, 6)):
        JudgementFactory(case=case_of(case.programme), days=days, evidence=evidence)
    facts = judgements(case.programme, as_of=clock.today())
    bed = {"unit": "bed_day", "event_type": "", "label": "A night", "amount": "562.00",
           "price_year": "2025/26", "source": "NHS England"}  # fmt: skip
    cut = cut_of([row()], facts={"judgements": facts}, values={"BED": bed})
    found = figures(cut)
    told = found["worth"]["judged"]
    assert (told["referrals"], told["days"], told["mean"], told["median"]) == (3, 30, 10, 10)
    assert told["worth"] == "16860.00"
    assert (told["by_grade"]["2"], told["by_grade"]["3"], told["by_grade"]["6"]) == (1, 1, 1)
    chapter = next(each for each in report(cut, found, Exact()).chapters if each.key == "worth")
    table = next(
        each for each in chapter.blocks if "as judged" in str(getattr(each, "caption", ""))
    )
    assert dict(table.rows)["For each referral, mean"] == "10.0"
    assert "not measured" in table.note


@pytest.mark.django_db
def test_84_per_cent_of_accepted_referrals_needed_a_spend():
    """Of 25 accepted referrals 21 have an approved spend."""
    coded_lists()
    ward = PlaceFactory()
    rules = {"referral_sources": ["ward"], "barrier_codes": ["cold_home", "keys"]}
    money = Money(policy=rules)
    by = someone("ward_referrer", ward=ward)
    lead = someone("team_lead", programme=money.programme)
    money.programme.referral_sites.add(ward.site)
    for number in range(25):
        asked = ReferralFactory(programme=money.programme, ward=ward, by=by)
        reach(asked, "accepted", lead=lead)
        if number < 21:
            case = case_of(money.programme, worker=money.link_worker, resident=asked.resident)
            Case.objects.filter(pk=case.pk).update(referral=asked)
            money.approved("20.00", case=case)
    facts = spends(money.programme, as_of=clock.today())
    needed = figures(cut_of([row()], facts={"spends": facts}))["money"]["needed_a_spend"]
    assert (needed["count"], needed["of"], needed["percent"]) == (21, 25, pytest.approx(84))
    assert needed["ci_low"] == pytest.approx(65.35, abs=0.01)
    assert needed["ci_high"] == pytest.approx(93.60, abs=0.01)
