"""A county's worth of work: residents, referrals, cases, contacts, hospital activity."""

from collections.abc import Callable

from django.db import connection, transaction

from core import clock
from demo.scale import activity, cases, contacts, referrals, residents
from demo.scale.copying import copy
from demo.scale.county import County, Sizes, staff
from demo.seed import places

Say = Callable[[str], None]


def make(sizes: Sizes, *, say: Say) -> dict[str, int]:
    """Fill an empty database; returns how many rows of each kind there are now."""
    with transaction.atomic():
        world = places.build(clock.today())
        staff(world)
    county, counts = County(world, sizes), {}
    _ignore_no_trigger()
    for part in (residents, referrals, cases, contacts, activity):
        for model, columns, rows in part.tables(county):
            name = str(model._meta.verbose_name)
            say(f"{name} …")
            with transaction.atomic():
                counts[name] = copy(model, columns, rows)
            _analyse(model)
    _tidy(say)
    return counts


def _ignore_no_trigger() -> None:
    """Say to pgtrigger that it ignores no trigger, which it would otherwise find out for each row
    by an exception. All triggers stay on."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('pgtrigger.ignore', '{}', false)")


def _analyse(model) -> None:
    """Statistics at once: the checks of foreign keys that follow are planned with them."""
    with connection.cursor() as cursor:
        cursor.execute(f"ANALYZE {connection.ops.quote_name(model._meta.db_table)}")


def _tidy(say: Say) -> None:
    """Statistics for the planner."""
    say("statistics …")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
