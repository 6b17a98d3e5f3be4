"""What came of the plans, on screen."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from core.presenters import Bar, Bars, Cell, Column, Figure, Row, Table
from outcomes.dashboards.helped import Came, HelpedFound
from outcomes.instruments import definition
from outcomes.presenters.dashboards.numbers import percent
from programmes.models.policy import ClosureReason

ACHIEVED, PARTLY, NOT = "achieved", "partly", "not"


def cases_where(query: dict[str, str], **chosen: str) -> str:
    """The cases behind a figure."""
    return f"{reverse('cases:list')}?{urlencode({**query, **chosen})}"


def figures(found: HelpedFound, query: dict[str, str]) -> list[Figure]:
    """Goals reached, support that helped, plans that ended."""
    return [_goals(found, query), _support(found, query), _ended(found, query)]


def _goals(found: HelpedFound, query) -> Figure:
    return Figure(
        _("Reached a goal"),
        f"{found.goals.cases.get(ACHIEVED, 0):,}",
        lines=_results(found.goals),
        counted=_(
            "Cases with at least one goal, in the resident’s own words, reviewed as achieved. The "
            "lines below count goals; those still under way are in neither."
        ),
        url=cases_where(query, goals=ACHIEVED),
        url_text=_("See who reached a goal"),
    )


def _support(found: HelpedFound, query) -> Figure:
    return Figure(
        _("Helped by a service"),
        f"{found.support.cases.get(ACHIEVED, 0):,}",
        lines=_results(found.support),
        counted=_(
            "Cases with at least one placement whose end report says that the aim was achieved. "
            "The lines below count end reports; placements that go on are in neither."
        ),
        url=cases_where(query, helped=ACHIEVED),
        url_text=_("See whom a service helped"),
    )


def _results(came: Came) -> tuple:
    told = came.told
    return tuple(
        (words, _("%(n)s of %(told)s") % {"n": f"{came.rows.get(result, 0):,}", "told": told})
        for words, result in ((_("achieved"), ACHIEVED), (_("partly"), PARTLY), (_("not"), NOT))
        if told
    )


def _ended(found: HelpedFound, query) -> Figure:
    share = percent(100 * found.closed / found.cases if found.cases else None)
    return Figure(
        _("Cases closed"),
        f"{found.closed:,}",
        lines=((_("of all cases"), share),) if found.cases else (),
        counted=_("Cases opened in this time that have ended, for whatever reason."),
        url=cases_where(query, status="closed"),
        url_text=_("See the closed cases"),
    )


def endings(found: HelpedFound, query: dict[str, str]) -> Bars | None:
    """Why cases ended, each with its cases."""
    if not found.endings:
        return None
    return Bars(
        _("Why cases ended"),
        tuple(
            Bar(
                ClosureReason(code).label,
                number,
                f"{number:,}",
                url=cases_where(query, status="closed", reason=code),
            )
            for code, number in found.endings
        ),
        counted=_("The reason that was given when the case was closed; one for each case."),
    )


def scales(found: HelpedFound) -> Table | None:
    """The same people at the start and at the end; each with its interval and how many answered."""
    rows = tuple(_scale_row(each) for each in found.scales)
    heads = (_("First"), _("Last"), _("Change"), _("95% interval"), _("Answered both"))
    columns = (Column(_("Scale")), *(Column(head, numeric=True) for head in heads))
    return Table(_("Wellbeing and loneliness"), columns, rows) if rows else None


def _scale_row(each) -> Row:
    key, version, name = each["scale"].split("/")
    scale = definition(key, version).scale(name)
    better = _("more is better") if scale.higher_is_better else _("less is better")
    interval = "–"
    if each["ci_low"] is not None:
        interval = _("%(low)s to %(high)s") % {
            "low": signed(each["ci_low"]),
            "high": signed(each["ci_high"]),
        }
    both = _("%(pairs)s of %(asked)s") % {"pairs": each["pairs"], "asked": each["asked"]}
    return Row(
        (
            Cell(scale.name, sub=better),
            Cell(f"{each['mean_first']:.1f}"),
            Cell(f"{each['mean_last']:.1f}"),
            Cell(signed(each["change"]), strong=True),
            Cell(interval),
            Cell(both),
        )
    )


def signed(value: float) -> str:
    """With its sign, a true minus."""
    return f"{value:+.1f}".replace("-", "−")
