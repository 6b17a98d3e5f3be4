"""How fast it goes: spotted, approved, ordered, done; and what each way of asking costs in time.

The same-day share is the District Direct figure: of what was asked for, how much was approved and
ordered on the day it was asked for. What a worker buys in a shop is ordered when the receipt is
kept. Days are days in London.
"""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from django.db import connection

from programmes.models import Programme

WINDOW_DAYS = 365

_CLOCKS = """
    SELECT p.programme_id,
        count(*) FILTER (WHERE p.status <> 'requested') AS decided,
        count(*) FILTER (
            WHERE (p.ordered_at AT TIME ZONE 'Europe/London')::date
                = (p.requested_at AT TIME ZONE 'Europe/London')::date
            AND (p.approved_at AT TIME ZONE 'Europe/London')::date
                = (p.requested_at AT TIME ZONE 'Europe/London')::date) AS same_day,
        count(*) FILTER (WHERE p.ordered_at IS NOT NULL) AS ordered,
        percentile_cont(0.5) WITHIN GROUP (
            ORDER BY extract(epoch FROM p.approved_at - p.spotted_at))
            FILTER (WHERE p.approved_at IS NOT NULL) AS to_funded,
        percentile_cont(0.5) WITHIN GROUP (
            ORDER BY extract(epoch FROM p.delivered_at - p.approved_at))
            FILTER (WHERE p.delivered_at IS NOT NULL) AS to_done
    FROM funding_purchase p
    WHERE p.programme_id = ANY (%(programmes)s) AND p.requested_at >= %(since)s
        AND p.requested_at < %(until)s
    GROUP BY 1
"""
_WAYS = """
    SELECT p.programme_id, p.way, count(*),
        percentile_cont(0.5) WITHIN GROUP (ORDER BY p.seconds) FILTER (WHERE p.seconds IS NOT NULL),
        avg(p.steps),
        avg((SELECT count(*) FROM funding_purchaseevent e WHERE e.purchase_id = p.id
            AND e.verb IN ('request', 'quote', 'ask_for_quotes', 'choose_quote', 'approve',
                'call_panel', 'order') AND e.at <= COALESCE(p.ordered_at, %(until)s))),
        percentile_cont(0.5) WITHIN GROUP (
            ORDER BY extract(epoch FROM p.approved_at - p.requested_at))
            FILTER (WHERE p.approved_at IS NOT NULL)
    FROM funding_purchase p
    WHERE p.programme_id = ANY (%(programmes)s) AND p.requested_at >= %(since)s
        AND p.requested_at < %(until)s AND p.way <> ''
    GROUP BY 1, 2 ORDER BY 1, 2
"""


@dataclass(frozen=True, slots=True)
class Way:
    """One way of asking: how many, and what it took. Seconds and counts are medians or means."""

    way: str
    count: int
    seconds: Decimal | None
    questions: Decimal | None
    acts: Decimal | None
    to_agreed: Decimal | None


@dataclass(frozen=True, slots=True)
class Speed:
    """The clocks of one programme's purchases over the last year, in seconds."""

    programme: Programme
    decided: int = 0
    ordered: int = 0
    same_day: int = 0
    to_funded: Decimal | None = None
    to_done: Decimal | None = None
    ways: tuple[Way, ...] = ()

    @property
    def same_day_percent(self) -> int | None:
        """Of what was ordered, approved and ordered the day it was asked for."""
        return round(100 * self.same_day / self.ordered) if self.ordered else None


def of_programmes(programmes, *, until: dt.datetime) -> list[Speed]:
    """The clocks of each programme in which something was asked for in the last year."""
    given = {
        "programmes": list(programmes),
        "until": until,
        "since": until - dt.timedelta(days=WINDOW_DAYS),
    }
    names = {each.pk: each for each in Programme.objects.filter(pk__in=given["programmes"])}
    ways: dict[int, list[Way]] = {}
    with connection.cursor() as cursor:
        cursor.execute(_WAYS, given)
        for programme, *rest in cursor.fetchall():
            ways.setdefault(programme, []).append(Way(*rest))
        cursor.execute(_CLOCKS, given)
        rows = cursor.fetchall()
    return [
        Speed(
            names[programme],
            decided=decided,
            same_day=same_day,
            ordered=ordered,
            to_funded=to_funded,
            to_done=to_done,
            ways=tuple(ways.get(programme, ())),
        )
        for programme, decided, same_day, ordered, to_funded, to_done in rows
    ]
