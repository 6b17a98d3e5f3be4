"""Evaluations: one published, one over a shorter window to compare it with, one that failed, one
that waits for the worker."""

import datetime as dt
from functools import partial

from demo.seed.activity import LIST
from demo.seed.places import World
from demo.seed.processes import side_by_side
from outcomes.services import costs, evaluating, prices, runs


def build(world: World, *, now: dt.datetime, jobs: int = 0) -> None:
    """Real runs over the demo's own records; the published one has a comparison list."""
    costs.load_reference_costs()
    prices.load_reference_indices()
    programme, by = world.main, world.people["analyst"]
    others = programme.cohorts.get(name=LIST)
    told = {"by": by, "at": now, "background": False}
    as_of = world.today - dt.timedelta(days=1)
    failed = runs.ask_for(programme, **told, as_of=as_of, window_days=365)
    failed = runs.start(failed, at=now)
    runs.fail(failed, at=now, reason="The disk for reports was full.")
    told |= {"as_of": as_of, "comparison": others}
    asked = [runs.ask_for(programme, **told, window_days=days) for days in (84, 90)]
    side_by_side([partial(evaluating.evaluate, each) for each in asked], jobs=jobs)
    asked[-1].refresh_from_db()
    runs.publish(asked[-1], by=world.people["manager"], at=now)


def ask(world: World, *, now: dt.datetime) -> None:
    """One more, which the worker takes up when the service starts."""
    as_of = world.today - dt.timedelta(days=1)
    runs.ask_for(world.main, by=world.people["analyst"], at=now, as_of=as_of, window_days=180)
