"""The quarterly funder report: their money, what was done, what came of it."""

import datetime as dt
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.money import pounds
from outcomes.periods import months_in, quarter
from outcomes.presenters.blocks import Chapter, Panel, Table, Text
from outcomes.presenters.numbers import DASH
from outcomes.presenters.reports import shared
from outcomes.presenters.reports.document import Document, stories_chapter
from outcomes.presenters.reports.naming.pounds import paid_cell
from outcomes.presenters.reports.subject import Subject
from outcomes.presenters.use import hospital_use, readmissions
from outcomes.presenters.wellbeing import wellbeing
from outcomes.statistics.disclosure import Sum, merged

LINES = (
    ("agreed", gettext_lazy("Agreed in all")),
    ("received", gettext_lazy("Received so far")),
    ("received_now", gettext_lazy("Received this quarter")),
    ("paid", gettext_lazy("Paid out so far")),
    ("paid_now", gettext_lazy("Paid out this quarter")),
    ("committed", gettext_lazy("Promised and not yet paid")),
    ("left", gettext_lazy("Left to spend")),
    ("carried", gettext_lazy("Carried into another agreement")),
    ("back", gettext_lazy("Given back")),
)


def funder(subject: Subject) -> Document:
    """One funder, one quarter."""
    ours = next(each for each in subject.facts["funders"] if each["key"] == subject.key)
    return subject.document(
        title=_("Quarterly report"),
        audience=ours["name"],
        claim=subject.claim(),
        grade=subject.grade(),
        chapters=(
            _money(subject, ours),
            _activity(subject),
            hospital_use(subject.cut, subject.found, subject.numbers),
            readmissions(subject.cut, subject.found, subject.numbers),
            wellbeing(subject.cut, subject.found, subject.numbers),
            *stories_chapter(subject.stories),
            Chapter("reading", _("Reading these figures"), "", (
                Panel(subject.grade().title, subject.grade().words),
                shared.how_to_read(subject),
            )),
        ),
    )  # fmt: skip


def _money(subject: Subject, ours: dict) -> Chapter:
    blocks: list = []
    for each in ours["agreements"]:
        standing = each["quarters"].get(subject.first.isoformat())
        if standing:
            blocks += _agreement(each, standing)
    if not blocks:
        blocks.append(Text(_("No agreement of yours was running in this quarter.")))
    blocks.append(_bought(subject, ours))
    lead = _("From the ledger’s own statement of your agreements, to the penny.")
    return Chapter("money", _("Your money"), lead, tuple(blocks))


def _agreement(agreement: dict, standing: dict) -> list:
    rows = tuple(
        (str(label), pounds(Decimal(standing[name])))
        for name, label in LINES
        if name not in ("carried", "back") or Decimal(standing[name])
    )
    name = {"fund": agreement["fund"], "reference": agreement["reference"]}
    found: list = [
        Table(_("%(fund)s, agreement %(reference)s") % name, (_("Line"), _("Pounds")), rows)
    ]
    difference = Decimal(standing["difference"])
    words = _("Reconciles: received, less paid, promised and left, comes to %(sum)s.")
    if difference:
        words = _("Does not reconcile: %(sum)s cannot be explained. Ask us before you rely on it.")
    return [*found, Text(words % {"sum": pounds(difference)})]


def _bought(subject: Subject, ours: dict) -> Table:
    """By kind of thing. Kinds for few people stand together, and pounds to the nearest 10."""
    sums = _sums(subject, ours)
    shown = merged(sums) if subject.numbers.publishes else sums
    rows = [
        (each.name or _("Other things, each for a few people"),
         subject.numbers.count(each.people) if each.name else DASH,
         subject.numbers.paid(each))
        for each in shown or ()
    ]  # fmt: skip
    hidden = _("What was bought was for 7 people or fewer, so its kinds are not shown.")
    return Table(
        caption=_("What your money bought this quarter"),
        head=(_("Kind"), _("People"), _("Paid")),
        rows=tuple(rows),
        note=_("Pounds to the nearest 10.") if subject.numbers.publishes and rows else "",
        empty=hidden if shown is None else _("Nothing was paid for in this quarter."),
    )


def _sums(subject: Subject, ours: dict) -> list[Sum]:
    start, found = subject.first.isoformat(), {}
    for first, kind, _purchases, people, amount in ours["bought"]:
        if first == start:
            before = found.get(kind, Sum(kind, 0, Decimal(0)))
            most = max(before.people, people)
            cells = frozenset({paid_cell(ours["key"], first, kind, as_of=subject.as_of)})
            found[kind] = Sum(kind, most, before.amount + Decimal(amount), cells)
    return list(found.values())


def _activity(subject: Subject) -> Chapter:
    first, last = quarter(subject.first - dt.timedelta(days=1))
    spans = [
        (_("This quarter"), subject.months),
        (_("Quarter before"), months_in(first, last)),
        (_("Last 12 months"), subject.year),
    ]
    blocks = (
        shared.decisions(subject, spans),
        shared.happened_next(subject, months=subject.year),
        shared.barriers(subject, months=subject.year),
    )
    lead = _("The whole programme, to which your money belongs.")
    return Chapter("activity", _("What was done"), lead, blocks)
