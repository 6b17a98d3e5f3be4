"""What needs attention in the books: a recount that failed, money that is late, conditions due."""

import datetime as dt

from django.utils.translation import gettext as _

from core.presenters import Cell, Column, Row, Table
from funding.models import Claim
from funding.presenters import agreements, claims, words
from funding.services import verify
from funding.services.conditions import open_conditions

SOON_DAYS = 30


def of(user, pairs, plan, *, on: dt.date) -> dict:
    """For the home of finance and manager; `plan` are the instalments that are expected."""
    keys = [each.pk for each, _standing in pairs]
    late = [each for each in plan if each.is_late]
    open_claims = Claim.objects.visible_to(user).filter(status__in=("drafted", "sent", "queried"))
    return {
        "late": agreements.instalments_table(late, with_funder=True),
        "conditions": _conditions(keys, on=on),
        "claims": claims.table(open_claims.order_by("drafted_at", "pk")[:20]),
        "recount": _recount(),
        "may_recount": user.has_perm("funds.recount"),
    }


def _conditions(keys, *, on) -> Table | None:
    soon = on + dt.timedelta(days=SOON_DAYS)
    found = [each for each in open_conditions(keys) if each.due_on and each.due_on <= soon]
    if not found:
        return None
    columns = (
        Column(_("Agreement")),
        Column(_("What is asked for")),
        Column(_("By")),
        Column(_("State")),
    )
    rows = tuple(
        Row(
            (
                Cell(
                    each.agreement.reference,
                    url=agreements.agreement_url(each.agreement),
                    sub=each.agreement.funder.name,
                ),
                Cell(each.words),
                Cell(words.short_day(each.due_on)),
                Cell(tags=(agreements.condition_tag(each, on=on),)),
            )
        )
        for each in found
    )
    return Table(_("Conditions that fall due"), columns, rows)


def _recount() -> dict:
    """When the ledger was last recounted, and whether it held."""
    last = verify.last_recount()
    if last is None:
        return {"difference": "", "said": _("The ledger has not been recounted yet.")}
    told = {"day": words.day(last.at)}
    if last.difference:
        return {"difference": last.difference, "said": ""}
    return {"difference": "", "said": _("Recounted on %(day)s: everything adds up.") % told}
