"""What was judged about a case, and the way to record more."""

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core.presenters import Action, Cell, Column, Row, Table


def judged_of(case, user) -> dict:
    """The table of a case's judgements in force, and the button for those who may."""
    rows = tuple(_row(each) for each in case.judgements.in_force().order_by("-judged_on", "-pk"))
    columns = (
        Column(_("What")),
        Column(_("Days"), numeric=True),
        Column(_("Who judged")),
        Column(_("Basis")),
        Column(_("Evidence"), numeric=True),
        Column(_("When")),
    )
    table = Table(_("Days saved and admissions avoided, as judged"), columns, rows)
    actions = []
    if user.has_perm("measures.record", case):
        url = reverse("outcomes:judge", args=[case.reference])
        actions.append(Action(_("Days saved, or an admission avoided"), url, kind="second"))
    return {"judged": table if rows else None, "judge_actions": actions}


def _row(each) -> Row:
    return Row((
        Cell(each.get_kind_display()),
        Cell("–" if each.days is None else str(each.days)),
        Cell(each.judged_by),
        Cell(each.basis),
        Cell(str(each.evidence)),
        Cell(date_format(each.judged_on, "j F Y")),
    ))  # fmt: skip
