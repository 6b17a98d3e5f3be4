"""Closing with reasons, and what is explained when it is missing."""

import pytest

from cases import services
from cases.models import Review
from core import clock
from core.errors import RuleBroken
from tests.factories.cases import JourneyFactory, case, driver
from tests.factories.programmes import someone

pytestmark = pytest.mark.django_db


def close(it, **given):
    told = {
        "by": it.worker,
        "at": clock.now(),
        "reason": "goals_achieved",
        "residence": "own_home",
        **given,
    }
    return services.close(it, **told)


def test_close__asks_why_the_closing_review_is_missing():
    it = case()
    with pytest.raises(RuleBroken) as refusal:
        close(it)
    assert refusal.value.field == "missing_because"
    it.refresh_from_db()
    assert it.status == "active"
    it = close(it, missing_because="Moved to Leeds")
    event = it.events.get(verb="close")
    assert event.data["missing_because"] == "Moved to Leeds"


def test_close__with_the_review_misses_no_review():
    it = case()
    review = it.reviews.get(kind=Review.Kind.WEEK_12)
    services.write_review(review, by=it.worker, at=clock.now(), what_changed="Goes to chapel again")
    assert "The week 12 review is not written." not in services.missing_before_close(it)


def test_close__takes_back_what_was_planned_and_ends_tasks():
    it = case()
    task = services.add_task(it, by=it.worker, at=clock.now(), what="Receipt")
    close(it, missing_because="Moved")
    task.refresh_from_db()
    assert task.done_at is not None
    assert not it.planned.filter(status="planned").exists()


def test_close__cancels_a_journey_that_has_not_begun():
    it = case("waiting_for_home")
    journey = JourneyFactory(case=it, driver=driver(it.programme))
    close(it, reason="declined", missing_because="They said no")
    journey.refresh_from_db()
    assert journey.status == "cancelled"


def test_close__before_home_knows_only_reasons_that_can_be():
    it = case("waiting_for_home")
    with pytest.raises(RuleBroken) as refusal:
        close(it, reason="goals_achieved", missing_because="–")
    assert refusal.value.field == "reason"


def test_close__refuses_a_reason_of_another_programme():
    with pytest.raises(RuleBroken):
        close(case(), reason="because", missing_because="–")


def test_reopen__goes_on_with_the_same_case():
    it = case("closed")
    lead = someone("team_lead", programme=it.programme)
    it = services.reopen(it, by=lead, at=clock.now(), reason="She rang us")
    assert (it.status, it.closed_at, it.close_reason) == ("active", None, "")


def test_reopen__refuses_while_another_case_is_open():
    it = case("closed")
    case(programme=it.programme, resident=it.resident)
    lead = someone("team_lead", programme=it.programme)
    with pytest.raises(RuleBroken):
        services.reopen(it, by=lead, at=clock.now(), reason="She rang us")
