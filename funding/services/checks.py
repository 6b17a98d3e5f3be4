"""What must add up, as SQL that gives the first row that does not, each with its words."""

from django.utils.translation import gettext_lazy

_BALANCES = """
    SELECT a.id, a.kind, g.reference, a.balance, COALESCE(m.moved, 0)
    FROM funding_account a JOIN funding_fundingagreement g ON g.id = a.agreement_id
    LEFT JOIN (
        SELECT id, sum(delta) AS moved FROM (
            SELECT target_id AS id, amount AS delta FROM funding_movement
            UNION ALL SELECT source_id, -amount FROM funding_movement
        ) each GROUP BY id
    ) m ON m.id = a.id
    WHERE a.balance <> COALESCE(m.moved, 0)
        OR (a.kind NOT IN ('outside', 'owed', 'carried') AND a.balance < 0)
    ORDER BY a.id LIMIT 1
"""
_AGREEMENTS = """
    SELECT g.reference, sum(a.balance) FROM funding_account a
    JOIN funding_fundingagreement g ON g.id = a.agreement_id
    GROUP BY g.reference HAVING sum(a.balance) <> 0
        OR count(*) FILTER (WHERE a.kind IN ('outside', 'available', 'committed', 'paid')) <> 4
    ORDER BY 1 LIMIT 1
"""
# Where a purchase's money stands, by account and not by kind of movement, so that corrections and
# re-attributions count by themselves.
_STANDING = """
    SELECT m.purchase_id, m.agreement_id,
        COALESCE(sum(m.amount) FILTER (WHERE t.kind = 'committed'), 0)
            - COALESCE(sum(m.amount) FILTER (WHERE s.kind = 'committed'), 0) AS promised,
        COALESCE(sum(m.amount) FILTER (WHERE t.kind = 'paid'), 0)
            - COALESCE(sum(m.amount) FILTER (WHERE s.kind = 'paid'), 0) AS paid,
        COALESCE(sum(m.amount) FILTER (WHERE m.kind = 'return'), 0)
            - COALESCE(sum(m.amount) FILTER (WHERE s.kind = 'available' AND t.kind = 'paid'), 0)
            AS back
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
    LEFT JOIN (
        SELECT m.invoice_id, sum(CASE WHEN m.kind = 'pay' THEN m.amount ELSE -m.amount END) AS paid
        FROM funding_movement m LEFT JOIN funding_movement c ON c.id = m.corrects_id
        WHERE m.invoice_id IS NOT NULL AND (m.kind = 'pay' OR c.kind = 'pay') GROUP BY 1
    ) m ON m.invoice_id = i.id
    WHERE (i.status = 'paid' AND i.amount IS DISTINCT FROM m.paid)
        OR (i.status <> 'paid' AND COALESCE(m.paid, 0) <> 0)
    ORDER BY 1 LIMIT 1
"""
_LIMITS = """
    SELECT g.reference, -sum(a.balance), g.amount FROM funding_account a
    JOIN funding_fundingagreement g ON g.id = a.agreement_id
    WHERE a.kind IN ('outside', 'owed')
    GROUP BY g.id HAVING -sum(a.balance) > g.amount + (
        SELECT COALESCE(sum(v.above), 0) FROM funding_advance v WHERE v.agreement_id = g.id
    )
    ORDER BY 1 LIMIT 1
"""
_CARRIED = """
    SELECT sum(balance) FROM funding_account WHERE kind = 'carried' HAVING sum(balance) <> 0
"""
_CLAIMS = """
    SELECT c.reference, c.spent, COALESCE(l.total, 0) FROM funding_claim c
    LEFT JOIN (
        SELECT l.claim_id, sum(l.amount) AS total,
            bool_and(m.agreement_id = k.agreement_id
                AND l.amount = CASE WHEN t.kind = 'paid' THEN m.amount
                    WHEN s.kind = 'paid' THEN -m.amount END) AS fits
        FROM funding_claimline l JOIN funding_claim k ON k.id = l.claim_id
        JOIN funding_movement m ON m.id = l.movement_id
        JOIN funding_account s ON s.id = m.source_id JOIN funding_account t ON t.id = m.target_id
        GROUP BY 1
    ) l ON l.claim_id = c.id
    WHERE c.spent IS DISTINCT FROM l.total OR l.fits IS NOT TRUE ORDER BY 1 LIMIT 1
"""
_RECEIPTS = """
    SELECT i.id, g.reference FROM funding_instalment i
    JOIN funding_fundingagreement g ON g.id = i.agreement_id
    JOIN funding_instalmentreceipt r ON r.instalment_id = i.id
    JOIN funding_movement m ON m.id = r.movement_id
    WHERE m.kind <> 'grant' OR m.agreement_id <> i.agreement_id ORDER BY 1 LIMIT 1
"""
_LINES = """
    WITH come AS (
        SELECT line_id, sum(quantity) AS total FROM funding_deliveryline GROUP BY 1
    ), asked AS (
        SELECT l.line_id, sum(l.quantity) AS total FROM funding_invoiceline l
        JOIN funding_invoice i ON i.id = l.invoice_id WHERE i.status <> 'withdrawn' GROUP BY 1
    )
    SELECT p.reference, p.amount, sum(l.quantity * l.unit_price),
        p.delivered_amount, sum(l.delivered * l.unit_price)
    FROM funding_orderline l JOIN funding_purchase p ON p.id = l.purchase_id
    LEFT JOIN come ON come.line_id = l.id LEFT JOIN asked ON asked.line_id = l.id
    GROUP BY p.id
    HAVING sum(l.quantity * l.unit_price) <> p.amount
        OR (p.provider_id IS NOT NULL AND sum(l.delivered * l.unit_price) <> p.delivered_amount)
        OR bool_or(l.delivered <> COALESCE(come.total, 0))
        OR bool_or(l.invoiced <> COALESCE(asked.total, 0))
    ORDER BY p.id LIMIT 1
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
    (
        _LINES,
        gettext_lazy("order %s costs %s, its lines come to %s; %s has come, its lines say %s"),
    ),
    (_LIMITS, gettext_lazy("agreement %s gave or set free %s, more than the %s that was agreed")),
    (_CARRIED, gettext_lazy("what was carried forward comes to %s over all, not to nothing")),
    (_CLAIMS, gettext_lazy("claim %s says %s, its lines come to %s or do not fit")),
    (_RECEIPTS, gettext_lazy("instalment %s of %s names a movement that is not its receipt")),
)
