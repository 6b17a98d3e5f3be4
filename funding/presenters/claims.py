"""Claims on screen and on paper."""

from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from core.money import pounds
from core.presenters import Action, Cell, Column, Fact, Row, Table, Tag, TimelineEntry
from funding.lifecycle import CLAIM_LIFE, ClaimStatus
from funding.models import Purchase
from funding.presenters import words
from funding.presenters.published import people

COLOURS = {
    ClaimStatus.DRAFTED: "stone",
    ClaimStatus.SENT: "amber",
    ClaimStatus.QUERIED: "danger",
    ClaimStatus.PAID: "good",
    ClaimStatus.WITHDRAWN: "stone",
}
STORY = {
    "draft": (_lazy("Drafted"), "document"),
    "send": (_lazy("Sent to the funder"), "mail"),
    "query": (_lazy("Asked about"), "alert"),
    "settle_claim": (_lazy("Paid"), "pound"),
    "withdraw": (_lazy("Withdrawn"), "cross"),
}
KINDS = {"send": "main", "settle_claim": "main"}


def tag(claim) -> Tag:
    """Where the claim stands."""
    return Tag(claim.get_status_display(), COLOURS[claim.status])


def period(claim) -> str:
    """1 July 2026 to 30 September 2026."""
    return _("%(first)s to %(last)s") % {
        "first": words.day(claim.starts_on),
        "last": words.day(claim.ends_on),
    }


def table(claims) -> Table | None:
    """Claims with what they come to."""
    rows = list(claims.select_related("agreement__funder"))
    if not rows:
        return None
    columns = (
        Column(_("Claim")),
        Column(_("Funder")),
        Column(_("Period")),
        Column(_("State")),
        Column(_("Spent £"), numeric=True),
        Column(_("Due £"), numeric=True),
    )
    drawn = tuple(
        Row(
            (
                Cell(each.reference, url=each.get_absolute_url()),
                Cell(each.agreement.funder.name),
                Cell(period(each)),
                Cell(tags=(tag(each),)),
                Cell(f"{each.spent:,.2f}"),
                Cell(f"{each.due:,.2f}"),
            )
        )
        for each in rows
    )
    return Table(_("Claims"), columns, drawn, foot=_sums(rows) if len(rows) > 1 else None)


def _sums(rows) -> Row:
    """What several claims come to, those taken back left out."""
    held = [each for each in rows if each.status != ClaimStatus.WITHDRAWN]
    spent, due = sum(each.spent for each in held), sum(each.due for each in held)
    cells = (Cell(_("In all")), Cell(), Cell(), Cell(), Cell(f"{spent:,.2f}"), Cell(f"{due:,.2f}"))
    return Row(cells)


def facts(claim) -> tuple[Fact, ...]:
    """What it says, in short."""
    told = [
        Fact(_("Period"), period(claim)),
        Fact(_("Spent"), pounds(claim.spent)),
        Fact(_("Due from the funder"), pounds(claim.due)),
    ]
    if claim.due < claim.spent:
        told.append(Fact(_("Paid in before"), pounds(claim.spent - claim.due)))
    if claim.sent_at:
        told.append(Fact(_("Sent on"), words.day(claim.sent_at)))
    return tuple(told)


def kinds_table(claim, *, exact: bool) -> Table:
    """What the money bought, as frozen when the claim was drafted."""
    names = dict(Purchase.Category.choices)
    columns = (
        Column(_("What for")),
        Column(_("Things bought"), numeric=True),
        Column(_("People"), numeric=True),
        Column(_("Paid £"), numeric=True),
    )
    drawn = tuple(
        Row(
            (
                Cell(str(names.get(each["category"], each["category"]))),
                Cell(people(each["purchases"], exact=exact)),
                Cell(people(each["people"], exact=exact)),
                Cell(f"{Decimal(each['paid']):,.2f}"),
            )
        )
        for each in claim.figures["kinds"]
    )
    paid = Cell(f"{sum(Decimal(each['paid']) for each in claim.figures['kinds']):,.2f}")
    return Table(
        _("What it bought"), columns, drawn, foot=Row((Cell(_("In all")), Cell(), Cell(), paid))
    )


def lines_table(claim, *, may_open: bool) -> Table:
    """Each payment within the claim."""
    columns = (
        Column(_("Date")),
        Column(_("What for")),
        Column(_("Purchase")),
        Column(_("Paid £"), numeric=True),
    )
    rows = claim.lines.select_related("movement__purchase").order_by("movement__at", "pk")
    drawn = tuple(_line(each, may_open) for each in rows)
    foot = Row((Cell(_("In all")), Cell(""), Cell(""), Cell(f"{claim.spent:,.2f}")))
    return Table(_("Payments"), columns, drawn, foot=foot)


def _line(each, may_open: bool) -> Row:
    purchase = each.movement.purchase
    url = purchase.get_absolute_url() if may_open and purchase else ""
    return Row(
        (
            Cell(words.short_day(each.movement.at)),
            Cell(purchase.what if purchase else each.movement.words),
            Cell(purchase.reference if purchase else "", url=url),
            Cell(f"{each.amount:,.2f}"),
        )
    )


def story(claim) -> list[TimelineEntry]:
    """What happened to it, the newest first."""
    entries = []
    for each in claim.events.select_related("by").order_by("-at", "-pk"):
        label, icon = STORY.get(each.verb, (CLAIM_LIFE.moves[each.verb].label, "document"))
        entries.append(
            TimelineEntry(each.at, str(label), each.words, foot=str(each.by or ""), icon=icon)
        )
    return entries


def actions(user, claim) -> list[Action]:
    """The verbs that the claim's state and the person's role leave open."""
    found = [
        Action(
            CLAIM_LIFE.moves[verb].label,
            reverse(f"funding:claim_{verb}", args=[claim.reference]),
            KINDS.get(verb, "second"),
        )
        for verb in CLAIM_LIFE.verbs_from(claim.status)
        if user.has_perm(f"claims.{verb}", claim)
    ]
    return sorted(found, key=lambda each: each.kind != "main")
