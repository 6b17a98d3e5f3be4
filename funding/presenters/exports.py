"""Columns of what finance takes away. Residents by the reference of their case only."""


def _case(movement) -> str:
    purchase = movement.purchase
    return purchase.case.reference if purchase is not None and purchase.case_id else ""


def _of_purchase(name: str):
    return lambda movement: getattr(movement.purchase, name) if movement.purchase_id else ""


def ledger_columns(codes: dict[str, str]) -> tuple:
    """One row a movement, with the fund's cost codes."""
    return (
        ("Movement", lambda m: m.key),
        ("At", lambda m: m.at),
        ("Kind", lambda m: m.kind),
        ("Funder", lambda m: m.agreement.funder.name),
        ("Agreement", lambda m: m.agreement.reference),
        ("From", lambda m: m.source.kind),
        ("To", lambda m: m.target.kind),
        ("Amount", lambda m: m.amount),
        ("Corrects", lambda m: m.corrects_id or ""),
        ("Purchase", _of_purchase("reference")),
        ("Cost code", lambda m: codes.get(m.purchase.category, "") if m.purchase_id else ""),
        ("Category", _of_purchase("category")),
        ("What", _of_purchase("what")),
        ("Case", _case),
        ("Invoice", lambda m: m.invoice.number if m.invoice_id else ""),
        ("Paid with", lambda m: m.invoice.payment_reference if m.invoice_id else ""),
        ("Words", lambda m: m.words),
        ("By", lambda m: str(m.by) if m.by_id else ""),
    )


COST_CODE_COLUMNS = (
    ("Cost code", lambda s: s.code),
    ("Category", lambda s: s.category),
    ("Funder", lambda s: s.funder),
    ("Agreement", lambda s: s.agreement),
    ("Paid", lambda s: s.paid),
    ("Committed, change", lambda s: s.committed),
)
STATEMENT_COLUMNS = (
    ("At", lambda line: line.movement.at),
    ("Kind", lambda line: line.movement.kind),
    ("What for", lambda line: _of_purchase("what")(line.movement)),
    ("Case", lambda line: _case(line.movement)),
    ("Purchase", lambda line: _of_purchase("reference")(line.movement)),
    ("Received", lambda line: line.movement.amount if line.movement.kind == "grant" else ""),
    ("Back in", lambda line: line.back),
    ("Out", lambda line: line.out),
    ("Left", lambda line: line.left),
    ("Words", lambda line: line.movement.words),
)
