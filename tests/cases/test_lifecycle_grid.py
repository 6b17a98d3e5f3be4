"""Every status × verb: the table decides, the service obeys, an event is kept."""

import datetime as dt

import pytest

from cases import services
from cases.lifecycle import CASE_LIFE, JOURNEY_LIFE, JourneyStatus, Status
from cases.services import journeys
from core import clock
from core.errors import DomainError
from tests.factories.cases import ALL_WELL, JourneyFactory, case, driver
from tests.factories.programmes import programme_with_policy, someone

pytestmark = pytest.mark.django_db


def act_on_case(it, verb):
    """Do `verb` with answers that would do."""
    told = {"by": it.worker, "at": clock.now()}
    today = clock.today()
    return {
        "came_home": lambda: services.came_home(it, **told, home_on=today),
        "pause": lambda: services.pause(it, **told, since=today),
        "resume": lambda: services.resume(it, **told, on=today),
        "extend": lambda: services.extend(
            it, **told, until=today + dt.timedelta(days=120), reason="Her stairs"
        ),
        "close": lambda: services.close(
            it,
            **told,
            reason="died",
            residence="hospital",
            missing_because="She died.",
        ),
        "reopen": lambda: services.reopen(it, **told, reason="She rang us"),
    }[verb]()


@pytest.mark.parametrize("verb", list(CASE_LIFE.moves))
@pytest.mark.parametrize("status", list(Status))
def test_case__does_what_the_table_says(status, verb):
    it = case(status)
    if not CASE_LIFE.allows(status, verb):
        with pytest.raises(DomainError):
            act_on_case(it, verb)
        it.refresh_from_db()
        assert it.status == status
        return
    done = act_on_case(it, verb)
    assert done.status == CASE_LIFE.target(status, verb)
    event = done.events.filter(verb=verb).latest("pk")
    assert (event.from_status, event.to_status) == (status, done.status)


def act_on_journey(it, verb, who):
    told = {"by": who.user, "at": clock.now()}
    return {
        "offer": lambda: journeys.offer(it, **told, driver=who),
        "accept": lambda: journeys.accept(it, **told, driver=who),
        "collect": lambda: journeys.collect(it, **told),
        "arrive": lambda: journeys.arrive(it, **told),
        "settle": lambda: journeys.settle(it, **told, checks=ALL_WELL),
        "raise_concern": lambda: journeys.raise_concern(it, **told, words="She is confused"),
        "cancel": lambda: journeys.cancel(it, **told, reason="Not today"),
    }[verb]()


@pytest.mark.parametrize("status", list(JourneyStatus))
def test_journey__does_what_the_table_says(status):
    programme = programme_with_policy()
    who = driver(programme)
    lead = someone("team_lead", programme=programme)
    for verb in JOURNEY_LIFE.moves:
        waiting = case("waiting_for_home", programme=programme, worker=lead_worker(lead))
        it = JourneyFactory(case=waiting, status=status, driver=who)
        if not JOURNEY_LIFE.allows(status, verb):
            with pytest.raises(DomainError):
                act_on_journey(it, verb, who)
            continue
        done = act_on_journey(it, verb, who)
        assert done.status == JOURNEY_LIFE.target(status, verb)
        assert done.events.filter(verb=verb).exists()


def lead_worker(lead):
    """A worker with room of their own."""
    programme = lead.memberships.get().programme
    return someone("link_worker", programme=programme)
