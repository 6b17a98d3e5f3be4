"""Whatever people do, in whatever order, the books balance.

A machine that knows the money in its own simple way (three sums and a dictionary) does random
verbs through the services and compares after each. MONEY_EXAMPLES and MONEY_STEPS ask for more
than the usual run: 2000 and 50 are the long one.

The world is made once; each example is undone by its savepoint, so that hundreds take a minute.
"""

import os
from decimal import Decimal

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule, run_state_machine_as_test

from core import clock
from core.errors import Conflict
from funding.models import CreditNote, Movement
from funding.services import advances, agreements, budgets, claims, reattribution, verify, year_end
from funding.services.posting import post
from tests.funding.machine import ZERO, Buying, again, funder, pounds_and_pence, world

EXAMPLES = int(os.environ.get("MONEY_EXAMPLES", "100"))
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
                FILTER (WHERE kind IN ('pay', 'release')), 0)) more)
    FROM funding_account WHERE fund_id = %s
"""


class AnySequence(Buying):
    """And what finance does, with the comparison after each step."""

    bought, bills, asked_back = Buying.bought, Buying.bills, Buying.asked_back

    # -- funds ------------------------------------------------------------------------------

    @rule(extra=st.integers(min_value=0, max_value=80).map(Decimal))
    def lift_the_cap(self, extra):
        given = {"by": self.money.chief, "extra": extra, "reason": "Needed"}
        self.may(budgets.override_cap, self.money.case, **given)

    @rule(number=funder, back=st.booleans())
    def receive(self, number, back):
        """Ten more are agreed and paid in, twice with one key; sometimes it was a mistake."""
        agreement = self.agreement(number)
        agreement.amount += 10
        agreement.save()
        key = f"grant-{agreement.amount}-{Movement.objects.count()}"
        given = {"amount": Decimal(10), "by": self.money.finance, "key": key}
        assert self.may(agreements.receive_grant, agreement, **given) is True
        assert self.may(agreements.receive_grant, agreement, **given) is False
        free = max(ZERO, Decimal(10) - self.owed[number])
        self.owed[number] -= Decimal(10) - free
        self.left += free
        made = Movement.objects.filter(key__startswith=f"{key}:", kind="grant").first()
        if back and made and made.target.kind == "available":
            told = {"by": self.money.chief, "words": "Twice"}
            if self.may(agreements.correct, made, **told):
                self.left -= made.amount

    @rule(number=funder, amount=pounds_and_pence)
    def spend_ahead(self, number, amount):
        given = {"by": self.money.chief, "amount": amount, "reason": "Late", "above_agreed": True}
        if self.may(advances.advance, self.agreement(number), **given) is not None:
            self.left += amount
            self.owed[number] += amount

    @rule(source=funder, other=funder)
    def put_elsewhere(self, source, other):
        """Costs go to another funder: the fund as a whole does not change."""
        into, day = self.agreement(other), clock.today()
        given = {"by": self.money.finance, "into": into, "from_on": day, "reason": "Agreed"}
        self.may(reattribution.reattribute, self.agreement(source), **given)

    @rule(number=funder)
    def give_the_rest_back(self, number):
        given = {"by": self.money.finance, "decision": "back", "words": "Unspent"}
        done = self.may(year_end.end_year, self.agreement(number), **given)
        if done is not None:
            self.left -= done.amount

    @rule(target=asked_back, number=funder)
    def claim(self, number):
        given = {"by": self.money.finance, "ends_on": clock.today()}
        return self.may(claims.draft, self.agreement(number), **given)

    @rule(claim=asked_back, verb=st.sampled_from(["send", "withdraw"]))
    def go_on_with_the_claim(self, claim, verb):
        if claim is not None:
            more = {"reason": "Not yet"} if verb == "withdraw" else {}
            self.may(getattr(claims, verb), claim, by=self.money.finance, **more)

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

    @invariant()
    def books_balance(self):
        with connection.cursor() as cursor:
            cursor.execute(_BOOKS, [self.money.fund.pk])
            row = cursor.fetchone()
        assert row[:3] == (self.left, self.committed, self.paid)
        assert row[3:] == (0, max(row[4], 0), 0, 0, 0)

    @invariant()
    def everything_recounts(self):
        self.steps += 1
        if self.steps % 10 == 0:
            found = verify.recount()
            assert found.holds, found.difference


@pytest.mark.django_db
@pytest.mark.timeout(0)
@pytest.mark.slow
def test_any_sequence_of_verbs__keeps_the_books():
    class InThisWorld(AnySequence):
        money = world()

    run_state_machine_as_test(
        InThisWorld,
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=STEPS,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            derandomize="MONEY_EXAMPLES" not in os.environ,
        ),
    )
    assert CreditNote.objects.count() == 0, "an example was not undone"
