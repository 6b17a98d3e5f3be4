"""Whatever people do, in whatever order, the books balance.

A machine that knows the money in its own simple way (four sums and a dictionary) does random
verbs through the services and compares after each. Every example begins with something wanted,
something paid, places and a shop's receipt, so that few steps reach far. The 300 examples of the
usual run are told in four parts with dice of their own, so that machines may share them.
MONEY_EXAMPLES and MONEY_STEPS ask for more: 2000 and 50 are the long run.

The world is made once; each example is undone by its savepoint.
"""

import os
import secrets
from decimal import Decimal

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule, run_state_machine_as_test

from core import clock
from core.errors import Conflict
from funding.models import CreditNote, Movement
from funding.services import verify
from funding.services.posting import post
from tests.funding.machine import again, world
from tests.funding.machine_of_funds import Funding

PARTS = 4
EXAMPLES = int(os.environ.get("MONEY_EXAMPLES", "300"))
STEPS = int(os.environ.get("MONEY_STEPS", "30"))

_BOOKS = """
    SELECT COALESCE(sum(balance) FILTER (WHERE kind = 'available'), 0),
        COALESCE(sum(balance) FILTER (WHERE kind = 'committed'), 0),
        COALESCE(sum(balance) FILTER (WHERE kind = 'paid'), 0),
        sum(balance), COALESCE(min(balance) FILTER (WHERE kind IN ('available', 'committed',
        'paid')), 0),
        (SELECT count(*) FROM funding_personalbudget
            WHERE committed + paid > cap + extra OR committed < 0 OR paid < 0),
        (SELECT count(*) FROM funding_purchase WHERE places_used > places),
        (SELECT count(*) FROM (SELECT purchase_id FROM funding_movement
            WHERE purchase_id IS NOT NULL GROUP BY 1
            HAVING sum(amount) FILTER (WHERE kind = 'commit') < COALESCE(sum(amount)
                FILTER (WHERE kind IN ('pay', 'release')), 0)) more),
        (SELECT count(*) FROM funding_claim c WHERE c.status <> 'withdrawn' AND c.spent <>
            (SELECT sum(l.amount) FROM funding_claimline l WHERE l.claim_id = c.id))
    FROM funding_account WHERE fund_id = %s
"""
_NEXT_YEAR = """
    SELECT COALESCE(sum(a.balance) FILTER (WHERE a.kind = 'available'), 0), sum(a.balance)
    FROM funding_account a JOIN funding_fund f ON f.id = a.fund_id
    WHERE f.id <> %s AND f.programme_id = %s
"""


class AnySequence(Funding):
    """All the verbs, with the comparison after each step."""

    bought = Funding.bought

    # -- once -------------------------------------------------------------------------------

    @rule(purchase=bought)
    def the_same_again(self, purchase):
        """Posting what was posted changes nothing; with another amount it is refused."""
        if purchase is None:
            return
        rows = list(Movement.objects.filter(purchase=purchase))
        given = {"fund_id": purchase.fund_id, "by": None, "at": clock.now(), "purchase": purchase}
        assert not post([again(each) for each in rows], **given)
        for each in rows[:1]:
            with pytest.raises(Conflict), transaction.atomic():
                post([again(each, more=Decimal("0.01"))], **given)

    @rule(which=st.integers(min_value=0, max_value=400))
    def anything_again(self, which):
        """Whatever was posted (a grant, what was carried, a correction): again is nothing."""
        rows = Movement.objects.filter(fund__programme=self.money.programme).order_by("pk")
        row = rows[which % rows.count()]
        given = {"fund_id": row.fund_id, "by": None, "at": clock.now(), "purchase": row.purchase}
        assert not post([again(row)], **given)

    @invariant()
    def books_balance(self):
        with connection.cursor() as cursor:
            cursor.execute(_BOOKS, [self.money.fund.pk])
            row = cursor.fetchone()
            cursor.execute(_NEXT_YEAR, [self.money.fund.pk, self.money.programme.pk])
            later = cursor.fetchone()
        assert row[:3] == (self.left, self.committed, self.paid)
        assert row[3:] == (0, max(row[4], 0), 0, 0, 0, 0)
        assert later == (self.next_year, 0)

    @invariant()
    def everything_recounts(self):
        self.steps += 1
        if self.steps % 15 == 0:
            found = verify.recount()
            assert found.holds, found.difference


@pytest.mark.django_db
@pytest.mark.timeout(0)
@pytest.mark.slow
@pytest.mark.parametrize("part", range(PARTS))
def test_any_sequence_of_verbs__keeps_the_books(part):
    class InThisWorld(AnySequence):
        money = world()

    dice = part if "MONEY_EXAMPLES" not in os.environ else secrets.randbits(32)
    run_state_machine_as_test(
        seed(dice)(InThisWorld),
        settings=settings(
            max_examples=EXAMPLES // PARTS,
            stateful_step_count=STEPS,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            database=None,
        ),
    )
    assert CreditNote.objects.count() == 0, "an example was not undone"
