"""The floating fund: five funders, their terms, what they asked for, and where it stands today."""

import datetime as dt
from decimal import Decimal

from accounts import services as accounts
from accounts.models import Organisation
from core import clock
from demo.seed.places import World, sign_in
from funding.models import PersonalBudget
from funding.services import (
    advances,
    agreements,
    budgets,
    claims,
    conditions,
    exporting,
    instalments,
    periods,
    reattribution,
    terms,
    verify,
)
from funding.spans import quarter_of

D = Decimal
DAY = dt.timedelta(days=1)
# Name or slug of a body that exists, amount, needs and districts it is only for, purposes, and
# the plan: (share of the amount, days after the beginning, whether it came). A plan may count
# back from today by a day below nothing.
FUNDERS = (
    (
        *("dudley-council", "140000.00", (), (), "Whatever removes a barrier today"),
        ((D("0.6"), 0, True), (D("0.3"), 330, True), (D("0.1"), 420, False)),
    ),
    (
        *("black-country-icb", "100000.00", (), (), "Earlier discharge, fewer readmissions"),
        ((D("0.5"), 0, True), (D("0.4"), 330, True), (D("0.1"), -12, False)),
    ),
    (
        *("Russells Hall Hospital Charity", "30000.00", (), ()),
        "Comfort and dignity on the way home",
        ((D(1), 0, True),),
    ),
    (
        *("Black Brook Trust", "20000.00"),
        *(("transport", "warmth", "way_home", "cold_home"), ()),
        *("Only lifts home and warm homes", ((D(1), 0, True),)),
    ),
    (
        *("Brierley Hill Relief in Need", "6000.00", (), ("DY5",)),
        *("Only for people of Brierley Hill", ((D(1), 0, True),)),
    ),
)
CHARITY = "The Dudley Hospitals Charity"
# Which funder, what it asks for, by which day (after the beginning; below nothing: before today,
# None: no day), whether met, what shows it.
CONDITIONS = (
    (0, "A half-year report to the Health and Wellbeing Board", 180, True, "Sent, minute 14"),
    (0, "Its crest on printed material", None, None, ""),
    (1, "Readmissions at 30 days, each quarter", 9, None, ""),
    (2, "Two stories for the newsletter, with consent", -5, None, ""),
    (3, "A visit of the trustees in the first winter", 150, False, "Nobody could come: snow"),
)
COST_CODES = {"transport": "SC4110", "aids": "SC4120", "cleaning": "SC4130", "furniture": "SC4140"}


def build(world: World) -> None:
    """The fund with its agreements; what funders paid in came on the days of the plan."""
    programme = world.main
    span = {"starts_on": programme.starts_on, "ends_on": programme.ends_on}
    world.fund = agreements.open_fund(
        programme=programme, slug="floating-fund", name="Floating fund", **span
    )
    for name, amount, only, districts, purposes, plan in FUNDERS:
        agreement = agreements.make_agreement(
            world.fund,
            funder=_funder(world, name),
            amount=D(amount),
            purposes=purposes,
            only_needs=only,
            only_districts=districts,
            by=world.people["manager"],
            at=world.began_at,
            **span,
        )
        world.agreements.append(agreement)
        for number, part in enumerate(plan, start=1):
            _plan(world, agreement, number, part)
    _grow(world)
    _sign_in(world)


def _funder(world: World, name: str) -> Organisation:
    body = Organisation.objects.filter(slug=name).first()
    kind = Organisation.Kind.FUNDER
    return body or accounts.add_organisation(
        by=world.admin, at=world.began_at, name=name, kind=kind
    )


def _plan(world: World, agreement, number: int, part: tuple[Decimal, int, bool]) -> None:
    """One instalment; it came on its day unless it is still out."""
    finance, (share, days, came) = world.people["finance"], part
    amount = (agreement.amount * share).quantize(D("0.01"))
    due_on = world.began_at.date() + days * DAY if days >= 0 else world.today + days * DAY
    words = f"Instalment {number}"
    planned = instalments.plan_instalment(
        agreement, by=finance, at=world.began_at, amount=amount, due_on=due_on, words=words
    )
    if came and due_on <= world.today:
        instalments.receive_grant(
            agreement,
            amount=amount,
            by=finance,
            at=world.began_at + max(0, days) * DAY,
            key=f"demo-{agreement.reference}-{number}",
            words=words,
            instalment=planned,
        )


def _grow(world: World) -> None:
    """The charity got another name, and then gave more: dated terms, the old ones readable."""
    charity, at = world.agreements[2], world.began_at + 100 * DAY
    manager = world.people["manager"]
    if clock.day_of(at) > world.today:
        return
    day = clock.day_of(at)
    terms.rename_funder(charity.funder, by=manager, at=at, name=CHARITY, from_on=day)
    terms.change_agreement(
        charity,
        by=manager,
        at=at,
        effective_from=day,
        reason="The winter appeal brought more",
        amount=D("40000.00"),
    )
    charity.refresh_from_db()
    instalments.receive_grant(
        charity,
        amount=D("10000.00"),
        by=world.people["finance"],
        at=at,
        key="demo-appeal",
        words="Winter appeal",
    )


def finish(world: World, *, now: dt.datetime) -> None:
    """After all stories: conditions, a closed quarter, costs moved, claims, an override."""
    finance, manager = world.people["finance"], world.people["manager"]
    for number, *told in CONDITIONS:
        _condition(world, world.agreements[number], told)
    last = quarter_of(world.today).since - DAY
    more = {"by": finance, "at": now}
    exporting.set_cost_codes(world.fund, codes=COST_CODES, **more)
    if last > world.fund.starts_on:
        periods.close_period(world.fund, ends_on=last, words="Quarter agreed with audit", **more)
        _claim(world, last, now)
    reattribution.reattribute(
        world.agreements[0],
        into=world.agreements[1],
        from_on=max(last + DAY, world.fund.starts_on),
        reason="The ICB bears winter discharges from this quarter on",
        most=D("600.00"),
        **more,
    )
    advances.advance(
        world.agreements[3],
        by=manager,
        at=now,
        amount=D("400.00"),
        reason="Heating for two people in the cold spell; the trust decides on Friday",
        above_agreed=True,
    )
    _lift(manager, now)
    verify.recount_and_keep(at=now)


def _condition(world: World, agreement, told: list) -> None:
    words, days, is_met, evidence = told
    finance, due_on = world.people["finance"], None
    if days is not None:
        due_on = world.began_at.date() + days * DAY if days > 30 else world.today + days * DAY
    at = world.began_at
    made = conditions.add_condition(agreement, by=finance, at=at, words=words, due_on=due_on)
    if is_met is not None:
        settled = world.began_at + (days - 2) * DAY
        conditions.settle_condition(made, by=finance, at=settled, is_met=is_met, evidence=evidence)


def _claim(world: World, last: dt.date, now: dt.datetime) -> None:
    """The council's claim was sent, the ICB's is still a draft, the charity asked about its own."""
    finance = world.people["finance"]
    sent, _drafted, asked = (
        claims.draft(world.agreements[number], by=finance, at=now - 4 * DAY, ends_on=last)
        for number in range(3)
    )
    claims.send(sent, by=finance, at=now - 3 * DAY)
    claims.send(asked, by=finance, at=now - 3 * DAY)
    words = "What were the taxis in the last week for?"
    claims.query(asked, by=world.people["funder"], at=now - 1 * DAY, words=words)


def _lift(manager, now: dt.datetime) -> None:
    """One personal budget was lifted above its cap."""
    rows = PersonalBudget.objects.filter(extra=0, case__status="active", paid__gt=0)
    budget = rows.order_by("-paid", "pk").first()
    if budget is not None:
        reason = "The bed had to be moved twice"
        budgets.override_cap(budget.case, by=manager, at=now, extra=D("40.00"), reason=reason)


def _sign_in(world: World) -> None:
    user = world.people["funder"] = sign_in("funder", "Sheila Round")
    accounts.add_membership(
        user,
        by=world.admin,
        at=world.began_at,
        organisation=world.agreements[2].funder,
        role="funder",
    )
