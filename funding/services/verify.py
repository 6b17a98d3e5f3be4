"""Recounts everything from the movements up, by set-based SQL, and names the first difference."""

from dataclasses import dataclass, field

from django.db import connection, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import clock
from funding.models import FundingAgreement
from funding.services.statements import standings, statement

_BALANCES = """
    SELECT a.id, a.kind, g.reference, a.balance, COALESCE(m.moved, 0)
    FROM funding_account a JOIN funding_fundingagreement g ON g.id = a.agreement_id
    LEFT JOIN (
        SELECT id, sum(delta) AS moved FROM (
            SELECT target_id AS id, amount AS delta FROM funding_movement
            UNION ALL SELECT source_id, -amount FROM funding_movement
        ) each GROUP BY id
    ) m ON m.id = a.id
    WHERE a.balance <> COALESCE(m.moved, 0) OR (a.kind <> 'outside' AND a.balance < 0)
    ORDER BY a.id LIMIT 1
"""
_AGREEMENTS = """
    SELECT g.reference, sum(a.balance) FROM funding_account a
    JOIN funding_fundingagreement g ON g.id = a.agreement_id
    GROUP BY g.reference HAVING sum(a.balance) <> 0 OR count(*) <> 4 ORDER BY 1 LIMIT 1
"""
# Where a purchase's money stands, by account and not by kind of movement, so that corrections and
# re-attributions count by themselves.
_STANDING = """
    SELECT m.purchase_id, m.agreement_id,
        COALESCE(sum(m.amount) FILTER (WHERE t.kind = 'committed'), 0)
            - COALESCE(sum(m.amount) FILTER (WHERE s.kind = 'committed'), 0) AS promised,
        COALESCE(sum(m.amount) FILTER (WHERE t.kind = 'paid'), 0)
            - COALESCE(sum(m.amount) FILTER (WHERE s.kind = 'paid'), 0) AS paid,
        COALESCE(sum(m.amount) FILTER (WHERE m.kind = 'return'), 0) AS back
    FROM funding_movement m JOIN funding_account s ON s.id = m.source_id
    JOIN funding_account t ON t.id = m.target_id
    WHERE m.purchase_id IS NOT NULL GROUP BY 1, 2
"""
_COMMITTED = f"""
    WITH standing AS ({_STANDING})
    SELECT g.reference, a.balance, COALESCE(p.promised, 0)
    FROM funding_account a JOIN funding_fundingagreement g ON g.id = a.agreement_id
    LEFT JOIN (
        SELECT s.agreement_id, sum(s.promised) AS promised
        FROM standing s JOIN funding_purchase p ON p.id = s.purchase_id
        WHERE p.status IN ('approved', 'ordered', 'delivered') GROUP BY 1
    ) p ON p.agreement_id = a.agreement_id
    WHERE a.kind = 'committed' AND a.balance <> COALESCE(p.promised, 0) ORDER BY 1 LIMIT 1
"""
_PURCHASES = f"""
    WITH standing AS (
        SELECT purchase_id, sum(promised) AS promised, sum(paid) AS paid, sum(back) AS back
        FROM ({_STANDING}) each GROUP BY 1
    ), seen AS (
        SELECT p.id, p.reference, p.status, p.amount, p.delivered_amount, p.refunded,
            s.shared, COALESCE(m.promised, 0) AS promised, COALESCE(m.paid, 0) AS paid,
            COALESCE(m.back, 0) AS back
        FROM funding_purchase p
        LEFT JOIN (SELECT purchase_id, sum(amount) AS shared FROM funding_purchaseshare GROUP BY 1)
            s ON s.purchase_id = p.id
        LEFT JOIN standing m ON m.purchase_id = p.id
    )
    SELECT reference, status, COALESCE(shared, 0), promised, paid, back FROM seen
    WHERE back <> refunded
        OR (status IN ('requested', 'refused') AND (shared IS NOT NULL OR promised + paid <> 0))
        OR (status IN ('approved', 'ordered', 'delivered') AND shared IS DISTINCT FROM amount)
        OR (status = 'approved' AND (promised <> amount OR paid <> 0))
        OR (status = 'ordered' AND promised + paid + back <> amount)
        OR (status = 'delivered' AND promised + paid + back NOT IN (amount, delivered_amount))
        OR (status = 'paid' AND (promised <> 0 OR paid + back > COALESCE(shared, 0)
            OR paid + back <= 0))
        OR (status = 'cancelled' AND promised + paid <> 0)
    ORDER BY id LIMIT 1
"""
_BUDGETS = f"""
    WITH standing AS (
        SELECT purchase_id, sum(promised) AS promised, sum(paid) AS paid
        FROM ({_STANDING}) each GROUP BY 1
    )
    SELECT c.reference, b.committed, COALESCE(p.promised, 0), b.paid, COALESCE(p.paid, 0)
    FROM funding_personalbudget b JOIN cases_case c ON c.id = b.case_id
    LEFT JOIN (
        SELECT p.case_id, sum(m.promised) AS promised, sum(m.paid) AS paid
        FROM funding_purchase p JOIN standing m ON m.purchase_id = p.id
        WHERE p.from_personal_budget GROUP BY 1
    ) p ON p.case_id = b.case_id
    WHERE b.committed <> COALESCE(p.promised, 0) OR b.paid <> COALESCE(p.paid, 0)
    ORDER BY 1 LIMIT 1
"""
_INVOICES = """
    SELECT i.reference, i.amount, COALESCE(m.paid, 0) FROM funding_invoice i
    LEFT JOIN (SELECT invoice_id, sum(amount) AS paid FROM funding_movement
        WHERE kind = 'pay' GROUP BY 1) m ON m.invoice_id = i.id
    WHERE (i.status = 'paid' AND i.amount IS DISTINCT FROM m.paid)
        OR (i.status <> 'paid' AND m.paid IS NOT NULL)
    ORDER BY 1 LIMIT 1
"""
CHECKS = (
    (_BALANCES, gettext_lazy("account %s (%s of %s) holds %s, its movements come to %s")),
    (_AGREEMENTS, gettext_lazy("the accounts of agreement %s come to %s instead of nothing")),
    (
        _COMMITTED,
        gettext_lazy("agreement %s holds %s committed, its open purchases come to %s"),
    ),
    (
        _PURCHASES,
        gettext_lazy("purchase %s (%s) was split as %s, has %s promised, %s paid, %s back"),
    ),
    (
        _BUDGETS,
        gettext_lazy(
            "the personal budget of %s says %s promised where its purchases come to %s, and %s "
            "paid where they come to %s"
        ),
    ),
    (_INVOICES, gettext_lazy("invoice %s asks for %s, %s was paid for it")),
)
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
    """Count everything in one snapshot, so that nobody's work in between looks like a mistake."""
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.savepoint_ids == []:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        cursor.execute(_COUNTS)
        names = ("movements", "accounts", "agreements", "purchases", "budgets", "invoices")
        found = Recount(dict(zip(names, cursor.fetchone(), strict=True)))
        for sql, words in CHECKS:
            cursor.execute(sql)
            row = cursor.fetchone()
            if row is not None:
                found.difference = str(words) % row
                return found
        found.difference = _statements()
    return found


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
