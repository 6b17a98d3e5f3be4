"""The machine that keeps the funds at random: receipts, advances, claims, year-ends, closed books.

It lives some days back and the days go by, since only what is over can be claimed or closed.
"""

import datetime as dt
from contextlib import ExitStack
from decimal import Decimal
from unittest import mock

from hypothesis import strategies as st
from hypothesis.stateful import Bundle, rule

from core import clock
from funding.models import Movement
from funding.services import (
    advances,
    agreements,
    budgets,
    claims,
    periods,
    reattribution,
    year_end,
)
from tests.funding.machine import ZERO, Buying, funder, pounds_and_pence, whom

DAY = dt.timedelta(days=1)
DAYS_BACK = 20


class Funding(Buying):
    """Every verb of a fund, its agreements and claims."""

    bought, bills = Buying.bought, Buying.bills
    asked_back = Bundle("asked_back")

    def __init__(self):
        super().__init__()
        self.begun, self.gone = clock.now() - DAYS_BACK * DAY, 0
        self.next_year = ZERO
        self.time = ExitStack()
        self.time.enter_context(mock.patch.object(clock, "now", self.moment))
        self.time.enter_context(
            mock.patch.object(clock, "today", lambda: clock.day_of(self.moment()))
        )

    def teardown(self):
        with self.time:
            super().teardown()

    def moment(self):
        return self.begun + self.gone * DAY

    @rule(days=st.integers(min_value=1, max_value=3))
    def days_go_by(self, days):
        self.gone = min(self.gone + days, DAYS_BACK)

    # -- what comes in ----------------------------------------------------------------------

    def came_in(self, number, amount) -> None:
        """What had been set free before it came is settled first."""
        settles = min(self.owed[number], amount)
        self.owed[number] -= settles
        self.left += amount - settles

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
        self.came_in(number, Decimal(10))
        made = Movement.objects.filter(key__startswith=f"{key}:", kind="grant").first()
        if back and made and made.target.kind == "available":
            told = {"by": self.money.chief, "words": "Twice"}
            if self.may(agreements.correct, made, **told):
                self.left -= made.amount

    @rule(number=funder, amount=pounds_and_pence)
    def agree_to_more(self, number, amount):
        """More is promised by the funder and not paid in: a claim may ask for it."""
        agreement = self.agreement(number)
        agreement.amount += amount
        agreement.save()

    @rule(number=funder, amount=pounds_and_pence)
    def spend_ahead(self, number, amount):
        given = {"by": self.money.chief, "amount": amount, "reason": "Late", "above_agreed": True}
        if self.may(advances.advance, self.agreement(number), **given) is not None:
            self.left += amount
            self.owed[number] += amount

    @rule(by=whom, extra=st.integers(min_value=0, max_value=80).map(Decimal))
    def lift_the_cap(self, by, extra):
        given = {"by": self.who(by), "extra": extra, "reason": "Needed"}
        self.may(budgets.override_cap, self.money.case, **given)

    # -- who bears it -----------------------------------------------------------------------

    @rule(source=funder, other=funder, days=st.integers(min_value=0, max_value=DAYS_BACK))
    def put_elsewhere(self, source, other, days):
        """Costs go to another funder: the fund as a whole does not change."""
        into, day = self.agreement(other), clock.today() - days * DAY
        given = {"by": self.money.finance, "into": into, "from_on": day, "reason": "Agreed"}
        self.may(reattribution.reattribute, self.agreement(source), **given)

    # -- the end of a period ----------------------------------------------------------------

    @rule(number=funder, back=st.booleans(), part=st.none() | pounds_and_pence)
    def end_the_year(self, number, back, part):
        """What is unspent goes back, or on into the same funder's agreement of next year."""
        given = {"by": self.money.finance, "amount": part, "words": "Agreed"}
        given["decision"] = "back" if back else "carry"
        given["into"] = None if back else self.money.later[number]
        done = self.may(year_end.end_year, self.agreement(number), **given)
        if done is not None:
            self.left -= done.amount
            self.next_year += ZERO if back else done.amount

    @rule(days=st.integers(min_value=0, max_value=6))
    def close_the_books(self, days):
        """Up to a day; whatever was dated up to then stays as it was, for ever."""
        day = clock.today() - days * DAY
        closed = periods.last_closed(self.money.fund)
        given = {"by": self.money.finance, "ends_on": day}
        done = self.may(periods.close_period, self.money.fund, **given)
        expected = day < clock.today() and (closed is None or day > closed)
        assert (done is not None) is expected

    # -- claims -----------------------------------------------------------------------------

    @rule(target=asked_back, number=funder)
    def claim(self, number):
        """All that was paid up to yesterday and stands in no claim, in one claim."""
        given = {"by": self.money.finance, "ends_on": clock.today() - DAY}
        return self.may(claims.draft, self.agreement(number), **given)

    @rule(claim=asked_back, verb=st.sampled_from(["send", "send", "query", "withdraw"]))
    def go_on_with_the_claim(self, claim, verb):
        if claim is None:
            return
        more = {"reason": "Not yet"} if verb == "withdraw" else {"words": "Which key safe?"}
        self.may(getattr(claims, verb), claim, by=self.money.finance, **more)

    @rule(claim=asked_back)
    def the_claim_is_paid(self, claim):
        """What was due comes in like any other grant, once."""
        if claim is None:
            return
        done = self.may(claims.settle_claim, claim, by=self.money.finance)
        if done is not None:
            self.came_in(self.money.agreements.index(done.agreement), done.due)
