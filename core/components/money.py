"""Money drawn to scale and said in pounds: purses, funds, the falling line, the reconciliation."""

from collections.abc import Sequence
from decimal import Decimal

from django.utils.dateformat import format as format_date
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from core.components.html import EMPTY, classes, element, hidden_words, join, shape
from core.components.icons import icon
from core.components.work import drawing, percent, rect
from core.money import pounds
from core.presenters import FallLine, FundBar, Part, Purse, Reconciliation

_FILLS = {"paid": "deep", "approved": "hatch", "promised": "dots", "left": "white"}


def split_bar(
    *, parts: Sequence[Part], total: Decimal, height: int, length: float = 1
) -> SafeString:
    """A bar of parts with 2 px of white between them; `length` of its place, for one scale."""
    drawn, at = [rect(x=0, width=length, fill="white")], 0.0
    for part in parts:
        share = length * float(part.amount / total) if total > 0 else 0.0
        if part.kind != "left" and share > 0:
            drawn.append(rect(x=at, width=min(share, length - at), fill=_FILLS[part.kind]))
            drawn.append(_gap(min(length, at + share)))
        at = min(length, at + share)
    if length >= 1:
        return element("span", {"class": "app-bar"}, drawing(*drawn, height=height))
    return drawing(*drawn, _outline(length), height=height, css="app-bar-short")


def _gap(at: float) -> SafeString:
    white = {"x": -1, "width": 2, "height": "100%", "class": "app-fill--white"}
    return element("svg", {"x": percent(at), "overflow": "visible"}, shape("rect", white))


def _outline(length: float) -> SafeString:
    look = {"fill": "none", "stroke": "#7b8f95", "stroke-width": 1, "rx": 3}
    return shape("rect", {"width": percent(length), "height": "100%", **look})


def legend(*, parts: Sequence[Part]) -> SafeString:
    """Swatch, word and pounds for each part."""
    return element("ul", {"class": "app-legend"}, *(_legend_item(each) for each in parts))


def _legend_item(part: Part) -> SafeString:
    swatch = element(
        "svg",
        {"width": 18, "height": 18, "aria-hidden": "true", "focusable": "false"},
        shape("rect", {"width": 18, "height": 18, "class": f"app-fill--{_FILLS[part.kind]}"}),
    )
    return element("li", None, swatch, part.word, " ", element("strong", None, pounds(part.amount)))


def purse(*, of: Purse) -> SafeString:
    """One person's money: title and what is left, the bar, the legend."""
    head = element(
        "div",
        {"class": "app-purse__head"},
        element("h3", None, of.title),
        element("span", None, of.says),
    )
    total = of.limit if of.limit is not None and of.limit > of.used else of.used
    bar = split_bar(parts=of.parts, total=total, height=22)
    return element("div", {"class": "app-purse"}, head, bar, legend(parts=of.parts))


def purses(*, of: Sequence[Purse]) -> SafeString:
    """Several purses, side by side where there is room."""
    return element("div", {"class": "app-purses"}, *(purse(of=each) for each in of))


def fund(*, of: FundBar, agreements: Sequence[FundBar], title: str = "") -> SafeString:
    """A fund as one bar, and under it each agreement on a tree line, to the same scale."""
    head = element(
        "div",
        {"class": "app-section__head"},
        element("h2", None, title or of.title),
        legend(parts=of.parts),
    )
    rows = join(_agreement(each, of.total) for each in agreements)
    tree = element("ul", {"class": "app-fund__agreements"}, rows) if agreements else EMPTY
    bar = split_bar(parts=of.parts, total=of.total, height=44)
    return element("section", {"class": "app-section"}, head, bar, tree)


def _agreement(of: FundBar, scale: Decimal) -> SafeString:
    mark = join([icon(name="chevron", size=18), " "]) if of.opened else EMPTY
    here = {"href": of.url, "class": "app-link", "aria-current": "true" if of.opened else None}
    words = join([of.title, hidden_words(f" {of.hidden}" if of.hidden else "")])
    title = element("a", here, words) if of.url else words
    name = element(
        "div",
        None,
        element("span", {"class": "app-fund__name"}, mark, title),
        element("span", {"class": "app-quiet"}, of.purpose),
    )
    length = float(of.total / scale) if scale > 0 else 1
    bar = element("div", None, split_bar(parts=of.parts, total=of.total, height=22, length=length))
    left = _("%(amount)s left") % {"amount": pounds(of.left)}
    of_all = _("of %(amount)s") % {"amount": pounds(of.total)}
    right = element(
        "div",
        {"class": "app-fund__left"},
        element("strong", None, left),
        element("span", {"class": "app-quiet"}, of_all),
    )
    return element("li", {"class": "app-fund__opened" if of.opened else None}, name, bar, right)


def reconciles(*, of: Reconciliation) -> SafeString:
    """The sum on the left, and whether it comes to nothing on the right."""
    css = classes("app-reconciles", None if of.holds else "app-reconciles--out")
    symbol = icon(name="tick" if of.holds else "alert", size=18)
    said = element("strong", None, symbol, of.verdict)
    return element("div", {"class": css}, element("span", None, of.words), said)


_W, _H, _TOP, _BASE = 440, 150, 12, 112


def fall_line(*, of: FallLine) -> SafeString:
    """How the fund falls: solid to today, red dots to the day it runs out, the agreements' end."""
    first, (today, left) = of.points[0][0], of.points[-1]
    last = max(of.ends_on, today)
    span = max(1, (last - first).days)
    most = max(float(amount) for _day, amount in of.points) or 1.0

    def x(day) -> float:
        return round(10 + (_W - 20) * (day - first).days / span, 1)

    def y(amount) -> float:
        return round(_BASE - (_BASE - _TOP) * max(0.0, float(amount)) / most, 1)

    path = "L".join(f"{x(day)} {y(amount)}" for day, amount in of.points)
    now = (x(today), y(left))
    parts = [
        shape("path", {"d": f"M{path}V{_BASE}H{x(first)}Z", "fill": "#dcebec"}),
        shape("path", {"d": f"M10 {_BASE}H{_W - 10}", "stroke": "#7b8f95"}),
        shape("path", {"d": f"M{path}", "fill": "none", "stroke": "#0b4f5c", "stroke-width": 3}),
        *_end_of_fall(of, now, x),
        shape("circle", {"cx": now[0], "cy": now[1], "r": 5, "fill": "#0b4f5c"}),
        _label(_("today"), now[0] + 12, now[1] - 2, fill="#0b4f5c", weight=650),
        _label(_day(first, today), 10, _BASE + 22, fill="#4a5c62"),
    ]
    return _fall_svg(parts, of)


def _end_of_fall(of: FallLine, now, x) -> list[SafeString]:
    end = x(of.ends_on)
    today = of.points[-1][0]
    parts = [
        shape("path", {"d": f"M{end} {_BASE}V50", "stroke": "#14262b", "stroke-width": 2}),
        _label(_("agreements end"), end, 42, anchor="end"),
        _label(_day(of.ends_on, today), end, _BASE + 22, anchor="end"),
    ]
    if of.runs_out_on and of.runs_out_on <= of.ends_on:
        parts += _running_out(of.runs_out_on, now, x(of.runs_out_on), end)
    return parts


def _day(day, today) -> str:
    """A day on the axis; of another year, with the year."""
    return format_date(day, "j F" if day.year == today.year else "j F Y")


def _running_out(day, now, out: float, end: float) -> list[SafeString]:
    red = {"stroke": "#a8201a", "stroke-width": 3}
    dots = {"stroke-dasharray": "2 6", "stroke-linecap": "round", **red}
    words, at = format_date(day, "j F"), min(out, end - 70)
    return [
        shape("path", {"d": f"M{now[0]} {now[1]}L{out} {_BASE}", **dots}),
        shape("circle", {"cx": out, "cy": _BASE, "r": 6, "fill": "#fff", **red}),
        _label(words, at, _BASE + 40, fill="#a8201a", weight=650, anchor="middle"),
    ]


def _label(words, x, y, *, fill="#14262b", anchor=None, weight=None) -> SafeString:
    look = {
        "x": x,
        "y": y,
        "fill": fill,
        "font-size": 15,
        "text-anchor": anchor,
        "font-weight": weight,
    }
    return element("text", look, words)


def _fall_svg(parts, of: FallLine) -> SafeString:
    told = {"left": pounds(of.points[-1][1]), "end": format_date(of.ends_on, "j F Y")}
    words = _("%(left)s is left today. The agreements end on %(end)s.") % told
    if of.runs_out_on:
        out = {"day": format_date(of.runs_out_on, "j F Y")}
        words = f"{words} " + _("At this pace it is empty on %(day)s.") % out
    box = {"viewBox": f"0 0 {_W} {_H + 10}", "role": "img", "aria-label": words}
    return element("div", {"class": "app-chart app-chart--fall"}, element("svg", box, *parts))
