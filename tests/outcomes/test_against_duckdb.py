"""Five thousand people and fifty thousand events: PostgreSQL and DuckDB agree in every row."""

import datetime as dt
from random import Random

import numpy as np
import pytest
from django.db import connection

from outcomes.services import costs, evaluating
from tests.factories.outcomes import activity, cohort, event, person, run
from tests.factories.programmes import programme_with_policy
from tests.factories.residents import nhs_number
from tests.independent import STREAMS, Independent, avoided, differences, export

AS_OF = dt.date(2026, 3, 31)
PEOPLE, EVENTS = 5_000, 50_000


def made(rng: Random, programme):
    """People followed from days over a year; stays that overlap, touch, and come back at once."""
    numbers = [nhs_number() for _each in range(PEOPLE)]
    first = {n: AS_OF - dt.timedelta(days=rng.randrange(20, 400)) for n in numbers}
    named = cohort(programme, [person(n, index_on=first[n]) for n in numbers])
    rows = []
    for place in range(EVENTS):
        number = rng.choice(numbers[: PEOPLE - 50])  # some have none
        day = first[number] + dt.timedelta(days=int(rng.gauss(-20, 140)))
        kind = rng.choice(STREAMS)
        if day > AS_OF:
            continue
        until = ""
        if kind.endswith("admission") and rng.random() < 0.95:
            until = min(day + dt.timedelta(days=rng.choice((0, 0, 1, 2, 5, 30, 200))), AS_OF)
        rows.append(event(number, kind, day, until=until, event_id=f"R{place}"))
    activity(programme, rows)
    return named


@pytest.mark.django_db
@pytest.mark.parametrize("days", [90])
def test_every_row_and_every_penny_is_what_another_engine_makes_of_the_records(
    tmp_path, days, settings
):
    settings.EVALUATION_PEOPLE_A_PART = 1_700
    programme = programme_with_policy(slug="community-bridge")
    costs.load_reference_costs()
    named = made(Random(20_260_331), programme)
    done = run(programme, cohort=named, as_of=AS_OF, window_days=days)
    cut = evaluating.frozen(done)
    with connection.cursor() as cursor:
        other = Independent(*export(cursor, tmp_path, cohort=named.pk))
    rows = other.rows(as_of=AS_OF, days=days)
    assert differences(rows, cut.columns) == {}
    pounds = avoided(cut, done.results)
    assert len(pounds) >= 2
    assert other.avoided_of(rows, cut) == pounds
    assert done.parts.count() == 3
    seen = cut.columns["readmitted_30"]
    assert {-1, 0, 1} == set(seen.tolist())  # the records hold each case


def test_the_comparison_bites():
    columns = {"reference": np.array(["1", "2"]), "x": np.array([1, 2])}
    rows = {"reference": np.array(["1", "2"], dtype=object), "x": np.array([1, 3])}
    assert differences(rows, columns) == {"x": 1}
