"""Work that waits: queue, age against target, room per worker, the day's visits and tasks."""

from collections.abc import Sequence

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from core.components.html import EMPTY, classes, element, hidden_words, join, shape, void
from core.components.icons import icon
from core.components.words import action, tag, tags
from core.presenters import AgeBar, Capacity, QueueRow, Task
from core.presenters.work import TARGET_AT


def rect(
    *, x: float, width: float, fill: str, height: float | str = "100%", y: float = 0, rx: float = 0
) -> SafeString:
    """A rectangle of a bar: `x` and `width` as shares from 0 to 1."""
    return shape(
        "rect",
        {
            "x": percent(x),
            "y": y or None,
            "width": percent(width),
            "height": height,
            "rx": rx or None,
            "class": f"app-fill--{fill}",
        },
    )


def percent(share: float) -> str:
    """A share as a percentage with two decimals at most."""
    return f"{round(share * 100, 2):g}%"


def drawing(*parts, height: int, css: str | None = None) -> SafeString:
    """A level bar as wide as its place; what it shows is said in words beside it."""
    size = {
        "width": "100%",
        "height": height,
        "class": css,
        "aria-hidden": "true",
        "focusable": "false",
    }
    return element("svg", size, *parts)


def age_bar(*, of: AgeBar) -> SafeString:
    """How long it has waited against its target: number, bar, words."""
    bar = drawing(
        rect(x=0, width=1, fill="ground", y=4, height=6, rx=3),
        rect(x=0, width=of.filled, fill=of.tone, y=4, height=6, rx=3),
        element(
            "svg",
            {"x": percent(TARGET_AT), "overflow": "visible"},
            shape("rect", {"x": -1, "width": 2, "height": 14, "class": "app-fill--ink"}),
        ),
        height=14,
    )
    return element(
        "div",
        {"class": classes("app-age", f"app-age--{of.tone}")},
        element("span", {"class": "app-age__number"}, hidden_words(_("Waiting") + " "), of.age),
        bar,
        element("span", {"class": "app-age__words"}, of.words),
    )


def queue(*, of: Sequence[QueueRow]) -> SafeString:
    """A queue: age, who and what holds them, whose move."""
    heads = (_("Waiting"), _("Who, and what holds them"), _("Whose move"))
    top = element(
        "div",
        {"class": "app-queue__heads", "aria-hidden": "true"},
        *(element("span", None, each) for each in heads),
    )
    rows = element("ol", {"class": "app-queue"}, *(_queue_row(each) for each in of))
    return join([top, rows])


def _queue_row(of: QueueRow) -> SafeString:
    here = {"href": of.url, "class": "app-link", "aria-current": "true" if of.chosen else None}
    name = element(
        "h2",
        {"class": "app-queue__name"},
        element("a", here, of.name),
        *(tag(of=each) for each in of.tags),
    )
    about = element("p", {"class": "app-queue__about"}, of.about)
    move = element(
        "div",
        {"class": "app-queue__move"},
        hidden_words(_("Whose move:") + " "),
        element("strong", None, of.move_who),
        of.move_what,
    )
    css = classes("app-queue__row", "app-queue__row--chosen" if of.chosen else None)
    words = element("div", None, name, about, tags(of=of.barriers))
    return element("li", {"class": css}, age_bar(of=of.age), words, move)


def capacity(*, of: Sequence[Capacity], name: str, legend: str = "", hint: str = "") -> SafeString:
    """Who takes it: one radio per worker with room now, after, and the line of too much."""
    ref = f"id_{name}_hint"
    heading = element("legend", {"class": "govuk-fieldset__legend"}, legend or _("Who takes it?"))
    said = element("div", {"class": "govuk-hint", "id": ref}, hint) if hint else EMPTY
    rows = join(_room(each, name, number) for number, each in enumerate(of, start=1))
    group = {"class": "govuk-fieldset", "aria-describedby": ref if hint else None}
    return element("fieldset", group, heading, said, rows)


def _room(of: Capacity, name: str, number: int) -> SafeString:
    ref = f"id_{name}_{number}"
    field = void(
        "input",
        {
            "class": "app-tile__input",
            "type": "radio",
            "name": name,
            "id": ref,
            "value": of.value,
            "checked": of.chosen,
            "disabled": of.full,
            "data-app-name": of.name,
        },
    )
    head = element(
        "span",
        {"class": "app-room__head"},
        element("span", {"class": "app-room__name"}, of.name),
        element("span", {"class": "app-room__words"}, of.words),
    )
    note = element("span", {"class": "app-room__note"}, of.note) if of.note else EMPTY
    box = element("span", {"class": "app-tile__box app-tile__box--round"})
    words = element("span", None, head, _room_bar(of), note)
    return element("label", {"class": "app-room", "for": ref}, field, box, words)


def rooms(*, of: Sequence[Capacity]) -> SafeString:
    """Room per worker where nobody is to be chosen: name, words, bar, note."""
    return element("ul", {"class": "app-rooms"}, *(_room_line(each) for each in of))


def _room_line(of: Capacity) -> SafeString:
    head = element(
        "span",
        {"class": "app-room__head"},
        element("span", {"class": "app-room__name"}, of.name),
        element("span", {"class": "app-room__words"}, of.words),
    )
    note = element("span", {"class": "app-room__note"}, of.note) if of.note else EMPTY
    return element("li", None, head, _room_bar(of), note)


def _room_bar(of: Capacity) -> SafeString:
    now, line = min(1, of.now / of.scale), of.line / of.scale
    then = min(1, of.then / of.scale)
    parts = [
        rect(x=0, width=1, fill="white"),
        rect(x=0, width=min(now, line), fill="deep"),
    ]
    if now > line:
        parts.append(rect(x=line, width=now - line, fill="danger"))
    elif then > now and not of.full:
        parts.append(rect(x=now, width=then - now, fill="hatch"))
    parts.append(
        shape(
            "rect",
            {"width": "100%", "height": "100%", "fill": "none", "stroke": "#7b8f95", "rx": 2},
        )
    )
    mark = element(
        "svg",
        {"x": percent(line), "overflow": "visible"},
        shape("rect", {"x": -1, "y": -4, "width": 2, "height": 22, "class": "app-fill--ink"}),
    )
    return drawing(*parts, mark, height=14)


def tasks(context, *, of: Sequence[Task], empty: str = "") -> SafeString:
    """Visits, calls and tasks of the day, one row each with one button."""
    if not of:
        return element("p", {"class": "app-quiet"}, empty or _("Nothing is due today."))
    return element("ul", {"class": "app-tasks"}, *(_task(context, each) for each in of))


def _task_title(of: Task) -> SafeString:
    if not of.url:
        return element("span", {"class": "app-task__title"}, of.title)
    return element("a", {"href": of.url, "class": "app-task__title app-link"}, of.title)


def _task(context, of: Task) -> SafeString:
    note = element("span", None, of.when_note) if of.when_note else EMPTY
    tone = "danger" if of.overdue else "wash"
    words = element(
        "div",
        None,
        _task_title(of),
        tags(of=of.tags),
        element("div", {"class": "app-task__words"}, of.words) if of.words else EMPTY,
    )
    return element(
        "li",
        {"class": classes("app-task", "app-task--overdue" if of.overdue else None)},
        element("div", {"class": "app-task__when"}, of.when, note),
        element("span", {"class": f"app-disc app-disc--{tone}"}, icon(name=of.icon, size=22)),
        words,
        element("div", {"class": "app-task__act"}, action(context, of=of.action)),
    )
