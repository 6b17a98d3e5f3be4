"""Recounts everything from the movements up, by set-based SQL, and names the first difference."""

from dataclasses import dataclass, field

from django.db import connection, transaction
from django.utils.translation import gettext as _

from core import clock
from funding.models import FundingAgreement, FundPeriod
from funding.models import Recount as KeptRecount
from funding.services import notices
from funding.services.checks import CHECKS
from funding.services.statements import figures_of, standings, statement
from programmes.models import Programme

TRIES = 2
_COUNTS = """
    SELECT (SELECT count(*) FROM funding_movement), (SELECT count(*) FROM funding_account),
        (SELECT count(*) FROM funding_fundingagreement), (SELECT count(*) FROM funding_purchase),
        (SELECT count(*) FROM funding_personalbudget), (SELECT count(*) FROM funding_invoice)
"""


@dataclass(slots=True)
class Recount:
    """What was counted, and the first difference that was found, if any."""

    counted: dict[str, int] = field(default_factory=dict)
    difference: str = ""

    @property
    def holds(self) -> bool:
        """Whether all of it adds up."""
        return not self.difference

    @property
    def summary(self) -> str:
        """One line that names what was counted."""
        return (
            _(
                "Ledger verified: %(movements)d movements, %(accounts)d accounts, %(agreements)d "
                "agreements, %(purchases)d purchases, %(budgets)d personal budgets, %(invoices)d "
                "invoices; every statement reconciles to £0.00."
            )
            % self.counted
        )


def recount() -> Recount:
    """Count everything in one snapshot, so that nobody's work in between looks like a mistake.

    Within somebody's transaction there is no snapshot of one's own: there only a difference that
    stays when it is counted again is one.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        alone = connection.savepoint_ids == []
        if alone:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        found = _count(cursor)
        for _again in range(0 if alone or found.holds else TRIES):
            found = _count(cursor)
            if found.holds:
                break
    return found


def _count(cursor) -> Recount:
    cursor.execute(_COUNTS)
    names = ("movements", "accounts", "agreements", "purchases", "budgets", "invoices")
    found = Recount(dict(zip(names, cursor.fetchone(), strict=True)))
    for sql, words in CHECKS:
        cursor.execute(sql)
        row = cursor.fetchone()
        if row is not None:
            found.difference = str(words) % row
            return found
    found.difference = _statements() or _closed_periods()
    return found


def recount_and_keep(*, by=None, at=None) -> KeptRecount:
    """Recount, and keep what was found, so that finance sees when it was last done and how.

    When it does not add up, those who look after the money of every programme hear at once.
    """
    found = recount()
    with transaction.atomic():
        for programme in Programme.objects.filter(funds__isnull=False).distinct():
            if found.difference:
                notices.alarm(programme, words=found.difference)
        return KeptRecount.objects.create(
            at=at or clock.now(),
            by=by,
            difference=found.difference,
            summary=found.summary if found.holds else "",
            counted=found.counted,
        )


def last_recount() -> KeptRecount | None:
    """The newest recount that was kept."""
    return KeptRecount.objects.order_by("-at", "-pk").first()


def _statements() -> str:
    """Each funder's statement, worked out from movements, against the balances."""
    on = clock.today()
    for agreement, standing in standings(FundingAgreement.objects.all()):
        told = statement(agreement, until=on)
        if told.difference or told.standing != standing:
            return _("the statement of %(reference)s does not reconcile") % {
                "reference": agreement.reference
            }
    return ""


def _closed_periods() -> str:
    """What each closed period's books said then, against what the movements say now."""
    for period in FundPeriod.objects.select_related("fund").order_by("pk"):
        agreements = {each.reference: each for each in period.fund.agreements.all()}
        for kept in period.figures:
            agreement = agreements[kept["agreement"]]
            told = statement(agreement, since=period.starts_on, until=period.ends_on)
            now = figures_of(told)
            if any(str(now[name]) != kept[name] for name in kept if name in now):
                return _("%(fund)s to %(day)s was closed and %(reference)s is not as it was") % {
                    "fund": period.fund.name,
                    "day": period.ends_on,
                    "reference": agreement.reference,
                }
    return ""
