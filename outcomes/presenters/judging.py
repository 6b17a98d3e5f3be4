"""What was judged about a case, and the way to record more."""

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.presenters import Action, Cell, Column, Row, Table, TimelineEntry
from outcomes.models import Judgement


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
    if user.has_perm("judgements.judge", case):
        url = reverse("outcomes:judge", args=[case.reference])
        actions.append(Action(_("Days saved, or an admission avoided"), url, kind="second"))
    return {"judged": table if rows else None, "judge_actions": actions}


def counted():
    """What was judged, to be counted with a case."""
    return Judgement.objects.all()


def timeline(case, user) -> list[TimelineEntry]:
    """What was judged of this case, on its timeline; those who see its scales see it."""
    if not getattr(case, "count_of_judgements", True) or not user.has_perm("measures.view", case):
        return []
    rows = case.judgements.select_related("recorded_by").order_by("-recorded_at", "-pk")
    return [_entry(each) for each in rows]


def _entry(each) -> TimelineEntry:
    if each.days is not None:
        title = ngettext(
            "Judged: %(n)s day in hospital saved",
            "Judged: %(n)s days in hospital saved",
            each.days,
        ) % {"n": each.days}
    else:
        title = _("Judged: an admission avoided")
    said = _("%(basis)s (%(who)s; evidence grade %(grade)s)") % {
        "basis": each.basis, "who": each.judged_by, "grade": each.evidence,
    }  # fmt: skip
    return TimelineEntry(each.recorded_at, title, said, str(each.recorded_by), icon="bed")


def _row(each) -> Row:
    return Row((
        Cell(each.get_kind_display()),
        Cell("–" if each.days is None else str(each.days)),
        Cell(each.judged_by),
        Cell(each.basis),
        Cell(str(each.evidence)),
        Cell(date_format(each.judged_on, "j F Y")),
    ))  # fmt: skip
