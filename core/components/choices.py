"""Radio and tick tiles: the real input covers the tile, so all of it can be touched."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from core.components.html import EMPTY, classes, element, join, unbroken, void
from core.components.icons import icon
from core.components.page import error_message


@dataclass(frozen=True, slots=True)
class TileLook:
    """How the choices of one question are drawn. Keys are the choices' values as text.

    `wide` choices span the width; `alone` is the way out ("I don’t know yet"): it spans the width
    and, in a question with ticks, stands after an "or" line and clears the others. `reveals` is
    HTML that belongs to one choice and is shown once it is chosen; `between` is HTML that stands
    before the way out, whatever is chosen.
    """

    icons: Mapping[str, str] = field(default_factory=dict)
    hints: Mapping[str, Any] = field(default_factory=dict)
    wide: Sequence[str] = ()
    alone: str = ""
    columns: int = 2
    reveals: Mapping[str, SafeString] = field(default_factory=dict)
    between: Any = EMPTY


def tiles(*, of: BoundField, look: TileLook | None = None) -> SafeString:
    """All choices of one question as tiles."""
    look = look or TileLook()
    ticks = isinstance(of.field.widget, forms.CheckboxSelectMultiple)
    chosen = _chosen(of)
    choices = [pair for pair in of.field.choices if str(pair[0]) != ""]
    before, after = [], []
    for position, choice in enumerate(choices, start=1):
        value = str(choice[0])
        drawn = _tile(of, look, choice, position, ticks=ticks, chosen=value in chosen)
        late = value == look.alone or value in look.wide
        (after if late else before).append(drawn)
    middle = [*_reveals(of, look, chosen)]
    if look.between:
        middle.append(element("div", {"class": "app-tile--wide"}, look.between))
    if ticks and look.alone and after:
        middle.append(element("div", {"class": "app-or"}, _("or")))
    css = classes("app-tiles", f"app-tiles--{look.columns}" if look.columns != 2 else None)
    return element("div", {"class": css, "data-app-tiles": True}, *before, *middle, *after)


def _chosen(of: BoundField) -> set[str]:
    value = of.value()
    if value is None:
        return set()
    if isinstance(value, list | tuple | set):
        return {str(each) for each in value}
    if isinstance(value, bool):
        return {"yes" if value else "no", str(value)}
    return {str(value)}


def _tile(of: BoundField, look: TileLook, choice, position: int, *, ticks: bool, chosen: bool):
    value = str(choice[0])
    ref = f"{of.auto_id}_{position}"
    hint = look.hints.get(value) or getattr(choice, "hint", "")
    symbol = look.icons.get(value) or getattr(choice, "icon", "")
    control = {
        "class": "app-tile__input",
        "type": "checkbox" if ticks else "radio",
        "name": of.html_name,
        "id": ref,
        "value": value,
        "checked": chosen,
        "disabled": bool(of.field.disabled),
        "aria-describedby": f"{ref}_hint" if hint else None,
        "data-app-alone": value == look.alone and ticks,
        "data-app-reveals": f"{of.auto_id}_more_{position}" if value in look.reveals else None,
    }
    wide = "app-tile--wide" if value == look.alone or value in look.wide else None
    box = classes("app-tile__box", None if ticks else "app-tile__box--round")
    parts = [void("input", control), element("span", {"class": box})]
    parts += [_tile_words(ref, choice[1], hint), _tile_icon(symbol)]
    return element("div", {"class": classes("app-tile", wide)}, *parts)


def _tile_words(ref: str, label: Any, hint: Any) -> SafeString:
    words = [element("label", {"class": "app-tile__label", "for": ref}, unbroken(label))]
    if hint:
        words.append(element("span", {"class": "app-tile__hint", "id": f"{ref}_hint"}, hint))
    return element("div", {"class": "app-tile__words"}, *words)


def _tile_icon(name: str) -> SafeString:
    return element("span", {"class": "app-tile__icon"}, icon(name=name, size=28)) if name else EMPTY


def _reveals(of: BoundField, look: TileLook, chosen: set[str]):
    """What belongs to a choice, shown under the pairs of tiles."""
    for position, choice in enumerate(
        [pair for pair in of.field.choices if str(pair[0]) != ""], start=1
    ):
        value = str(choice[0])
        if value in look.reveals:
            place = {"class": "app-tile--wide app-reveal", "id": f"{of.auto_id}_more_{position}"}
            yield element("div", place, look.reveals[value])


def group(*, of: BoundField, content: SafeString, legend: str = "shown") -> SafeString:
    """The fieldset around a question's choices: legend, hint, errors, the choices.

    `legend` is shown, large (a section's size) or hidden (a heading above says the same).
    """
    hint = EMPTY
    if of.help_text:
        hint = element("div", {"id": f"{of.auto_id}_hint", "class": "govuk-hint"}, of.help_text)
    errors = error_message(errors=of.errors, ref=of.auto_id) if of.errors else EMPTY
    size = {"large": "govuk-fieldset__legend--l", "hidden": "govuk-visually-hidden"}.get(legend)
    head = element("legend", {"class": classes("govuk-fieldset__legend", size)}, of.label)
    about = {"class": "govuk-fieldset", "aria-describedby": _described(of)}
    body = element("fieldset", about, head, hint, errors, content)
    failed = "govuk-form-group--error" if of.errors else None
    place = {"class": classes("govuk-form-group", failed), "id": f"div_{of.auto_id}"}
    return element("div", place, body)


def choice_field(*, of: BoundField, look: TileLook | None = None, legend="shown") -> SafeString:
    """A whole question with its tiles."""
    return group(of=of, content=join([tiles(of=of, look=look)]), legend=legend)


def one_tick(*, of: BoundField) -> SafeString:
    """A single tick as a tile of its own."""
    control = {
        "class": "app-tile__input",
        "type": "checkbox",
        "name": of.html_name,
        "id": of.auto_id,
        "checked": bool(of.value()),
        "disabled": bool(of.field.disabled),
        "aria-describedby": _described(of),
    }
    label = element("label", {"class": "app-tile__label", "for": of.auto_id}, of.label)
    tile = element(
        "div",
        {"class": "app-tile"},
        void("input", control),
        element("span", {"class": "app-tile__box"}),
        element("div", {"class": "app-tile__words"}, label),
    )
    return element("div", {"class": "app-tiles app-tiles--1"}, tile)


def _described(of: BoundField) -> str | None:
    refs = [f"{of.auto_id}_hint"] if of.help_text else []
    refs += [f"{of.auto_id}_{number}_error" for number, _e in enumerate(of.errors, start=1)]
    return " ".join(refs) or None
