"""What governors ask: what people need, what is missing, what was done about it. No free text."""

import datetime as dt
from collections import Counter
from typing import Any

from cases.models import Contact
from core.clock import day_of
from outcomes.extraction.facts import until
from outcomes.extraction.reports.wards import month_of
from providers.models import Gap
from referrals.models import ReferralNeed


def facts(programme, *, as_of: dt.date) -> dict[str, Any]:
    """Needs and contact themes as cells [month, kind, number]; gaps one by one, in codes."""
    return {
        "needs": _needs(programme, as_of=as_of),
        "contacts": _contacts(programme, as_of=as_of),
        "gaps": _gaps(programme, as_of=as_of),
    }


def _needs(programme, *, as_of: dt.date) -> list[list]:
    rows = ReferralNeed.objects.filter(
        referral__programme=programme, referral__submitted_at__lt=until(as_of)
    ).values_list("referral__submitted_at", "domain__name")
    counted = Counter((month_of(at), name) for at, name in rows)
    return sorted([*key, number] for key, number in counted.items())


def _contacts(programme, *, as_of: dt.date) -> list[list]:
    """People, not contacts: the same theme ten times with one resident is one."""
    rows = Contact.objects.filter(
        case__programme=programme, at__lt=until(as_of), outcome="made"
    ).exclude(themes=[])
    seen = {
        (month_of(at), theme, case)
        for at, themes, case in rows.values_list("at", "themes", "case_id")
        for theme in themes
    }
    counted = Counter((month, theme) for month, theme, _case in seen)
    return sorted([*key, number] for key, number in counted.items())


def _gaps(programme, *, as_of: dt.date) -> list[dict[str, Any]]:
    """When raised and filled, for which need, of which kind; where and in which words stay here."""
    rows = Gap.objects.filter(programme=programme, raised_at__lt=until(as_of)).select_related(
        "need"
    )
    return [
        {
            "need": each.need.name,
            "area": each.area,
            "kind": str(each.get_kind_display()),
            "raised": day_of(each.raised_at).isoformat(),
            "filled": each.filled_on.isoformat()
            if each.filled_on and each.filled_on <= as_of
            else None,
            "in_hand": each.status == "in_hand",
            "people": each.people_affected,
        }
        for each in rows.order_by("raised_at", "pk")
    ]
