"""The checklist of a provider: what is needed, what stands, whose move it is."""

import datetime as dt

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.clock import day_of
from core.presenters import Cell, Column, Fact, Row, Table, Tag
from providers.lifecycle import PaperStatus
from providers.models import Paper, PaperKind, Provider
from providers.models.paper import EXPIRY_FIELDS

SOON = dt.timedelta(days=60)


def checklist(provider: Provider, papers: list[Paper], on: dt.date, *, services: int) -> Table:
    """One row for each thing that is needed before the first placement."""
    latest: dict[str, Paper] = {}
    for each in sorted(papers, key=lambda paper: paper.sent_at):
        latest[each.kind] = each
    rows = [_paper_row(provider, kind, latest.get(kind), on) for kind in PaperKind.values]
    bank = getattr(provider, "bank_details", None)
    rows += [
        _row(_("Bank details"), bank is not None, bank.masked if bank else ""),
        _row(_("What you do, in a sentence"), bool(provider.description), ""),
        _row(
            _("A service in the directory"),
            services > 0,
            ngettext("%(count)d listed", "%(count)d listed", services) % {"count": services},
        ),
        _row(_("Approved by the service manager"), provider.approved_at is not None, ""),
    ]
    columns = (Column(_("What is needed")), Column(_("How it stands")), Column(_("Valid until")))
    return Table(_("What is needed before new work"), columns, tuple(rows))


def _row(what: str, done: bool, words: str) -> Row:
    tag = Tag(_("Done"), "good") if done else Tag(_("Still needed"), "amber")
    return Row((Cell(what), Cell(tags=(tag,), sub=words if done else ""), Cell("")))


def _paper_row(provider: Provider, kind: str, latest: Paper | None, on: dt.date) -> Row:
    until = getattr(provider, EXPIRY_FIELDS[kind])
    words = ""
    if latest is not None and latest.status == PaperStatus.SENT:
        words = _("A newer one waits to be checked")
    elif latest is not None and latest.status == PaperStatus.SENT_BACK:
        words = _("Sent back: %(why)s") % {"why": latest.words}
    day = date_format(until, "j F Y") if until else ""
    return Row(
        (
            Cell(PaperKind(kind).label),
            Cell(tags=(paper_tag(until, on),), sub=words),
            Cell(day),
        ),
        key=kind,
    )


def paper_tag(until: dt.date | None, on: dt.date) -> Tag:
    """Whether a paper holds on that day, and for how long."""
    if until is None:
        return Tag(_("Still needed"), "amber")
    left = (until - on).days
    if left < 0:
        return Tag(_("Run out"), "danger")
    if until <= on + SOON:
        words = ngettext("Runs out in %(days)d day", "Runs out in %(days)d days", left)
        return Tag(words % {"days": left} if left else _("Runs out today"), "amber")
    return Tag(_("In order"), "good")


def paper_list(papers: list[Paper]) -> Table | None:
    """Every paper that was sent, newest first, with the file."""
    rows = tuple(
        Row(
            (
                Cell(
                    each.get_kind_display(), url=reverse("providers:paper", args=[each.reference])
                ),
                Cell(each.get_status_display(), sub=each.words),
                Cell(date_format(each.expires_on, "j F Y")),
                Cell(date_format(day_of(each.sent_at), "j F Y"), sub=str(each.sent_by)),
            ),
            key=each.reference,
        )
        for each in sorted(papers, key=lambda paper: paper.sent_at, reverse=True)
    )
    columns = (
        Column(_("Paper")),
        Column(_("How it stands")),
        Column(_("Valid until")),
        Column(_("Sent")),
    )
    return Table(_("Papers that were sent"), columns, rows) if rows else None


def paper_facts(paper: Paper) -> list[Fact]:
    """What stands about one paper."""
    facts = [
        Fact(_("Provider"), paper.provider.organisation.name),
        Fact(_("Valid until"), date_format(paper.expires_on, "j F Y")),
        Fact(_("How it stands"), paper.get_status_display()),
        Fact(_("Sent"), _said(paper.sent_by, paper.sent_at)),
    ]
    if paper.checked_at:
        facts.append(Fact(_("Checked"), _said(paper.checked_by, paper.checked_at)))
    if paper.words:
        facts.append(Fact(_("Why it was sent back"), paper.words))
    return facts


def _said(who, at) -> str:
    day = date_format(day_of(at), "j F Y")
    return _("by %(who)s on %(day)s") % {"who": who, "day": day}
