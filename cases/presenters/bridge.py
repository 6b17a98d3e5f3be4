"""The manager's bridge on screen: figures with their lists, and what is missing in the record."""

import datetime as dt
from urllib.parse import urlencode

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.bridge import Funnel
from cases.lifecycle import Status
from cases.models import Case, Review
from cases.registry import MissingData
from core.presenters import Action, Bar, Bars, Cell, Column, Figure, Row, Table

LABELS = {
    "referred": gettext_lazy("Referred"),
    "accepted": gettext_lazy("Accepted"),
    "home": gettext_lazy("Home"),
    "week_6": gettext_lazy("Week 6"),
    "week_12": gettext_lazy("Plan carried through"),
}
COUNTED = {
    "referred": gettext_lazy(
        "Residents with at least one referral sent since the first day; duplicates are left out."
    ),
    "accepted": gettext_lazy("Those of them with a referral that was accepted."),
    "home": gettext_lazy("Residents of their cases with a day on which they came home (day 0)."),
    "week_6": gettext_lazy(
        "Home for at least 42 days, and either still in the plan or with a week 6 review written."
    ),
    "week_12": gettext_lazy(
        "The plan’s last day has passed, and the case is still open or was closed with goals "
        "achieved, partly achieved, or because the plan ended."
    ),
}


def figures(funnel: Funnel, query: dict) -> list[Figure]:
    """The five steps, each with how it is counted and the list behind it.

    `query` is the programme and the span that were chosen, for the lists.
    """
    return [_figure(step, funnel, query) for step in LABELS]


def _figure(step, funnel, query) -> Figure:
    return Figure(
        LABELS[step],
        f"{funnel.count(step):,}",
        lines=_lines(step, funnel),
        counted=COUNTED[step],
        url=_list_url(step, query),
        url_text=_("See the list: %(step)s") % {"step": str(LABELS[step]).lower()},
    )


def _lines(step, funnel):
    before = {"accepted": "referred", "home": "accepted", "week_6": "home", "week_12": "week_6"}
    if step not in before or not funnel.count(before[step]):
        return ()
    share = round(100 * funnel.count(step) / funnel.count(before[step]))
    words = _("of those before")
    return ((words, _("%(share)d%%") % {"share": share}),)


def _list_url(step, query) -> str:
    if step in ("referred", "accepted"):
        asked = {**query, "status": "accepted" if step == "accepted" else "all"}
        return f"{reverse('referrals:list')}?{urlencode(asked)}"
    return f"{reverse('cases:list')}?{urlencode({**query, 'stage': step})}"


def bars(funnel: Funnel, query: dict) -> Bars:
    """The funnel as bars from one start, to one scale."""
    return Bars(
        _("From referred to twelve weeks at home"),
        tuple(
            Bar(
                LABELS[step],
                funnel.count(step),
                f"{funnel.count(step):,}",
                url=_list_url(step, query),
            )
            for step in LABELS
        ),
    )


def missing(programme, user, today: dt.date) -> list[MissingData]:
    """What cases themselves lack for the next evaluation; the worst first."""
    seen = Case.objects.visible_to(user).filter(programme=programme)
    return [
        *_late_reviews(seen, today),
        *_not_asked(seen),
        *_not_known(seen),
    ]


def _late_reviews(seen, today):
    rows = Review.objects.filter(
        case__in=seen.exclude(status=Status.CLOSED), held_at__isnull=True, due_on__lt=today
    )
    for review in rows.select_related("case").order_by("due_on", "pk")[:100]:
        reference = review.case.reference
        yield MissingData(
            reference,
            review.get_kind_display(),
            Action(
                _("Write the review"),
                reverse("cases:write_review", args=[reference, review.kind]),
                hidden=f"{review.get_kind_display()}, {reference}",
            ),
            since=review.due_on,
        )


def _not_asked(seen):
    rows = seen.filter(status__in=(Status.ACTIVE, Status.PAUSED), what_matters="")
    for case in rows.order_by("home_on")[:100]:
        yield MissingData(
            case.reference,
            _("What matters to them"),
            Action(
                _("Write it down"),
                reverse("cases:what_matters", args=[case.reference]),
                hidden=_("what matters, %(reference)s") % {"reference": case.reference},
            ),
            since=case.home_on,
        )


def _not_known(seen):
    """Born when, and where they live: without them no evaluation can compare like with like."""
    rows = seen.exclude(status=Status.CLOSED).filter(
        Q(resident__date_of_birth__isnull=True) | Q(resident__postcode="")
    )
    for case in rows.select_related("resident").order_by("opened_at")[:100]:
        lacks = [
            word
            for word, there in (
                (_("date of birth"), case.resident.date_of_birth),
                (_("postcode"), case.resident.postcode),
            )
            if not there
        ]
        yield MissingData(
            case.reference,
            ", ".join(lacks).capitalize(),
            Action(
                _("Open the case"),
                reverse("cases:tab", args=[case.reference, "people"]),
                hidden=case.reference,
            ),
        )


def missing_table(rows: list[MissingData]) -> Table | None:
    """What is missing, by case, each with the page on which it is filled."""
    listed = tuple(
        Row(
            (
                Cell(each.case),
                Cell(each.words),
                Cell(f"{each.since:%-d %B %Y}" if each.since else ""),
                Cell(each.action.text, url=each.action.url, hidden=each.action.hidden),
            )
        )
        for each in rows
    )
    columns = (
        Column(_("Case")),
        Column(_("What is missing")),
        Column(_("Since")),
        Column(_("Where to fill it")),
    )
    return Table(_("Missing in the record"), columns, listed) if listed else None
