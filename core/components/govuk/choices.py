"""GOV.UK's radios and checkboxes."""

from collections.abc import Sequence
from typing import Any

from django.utils.safestring import SafeString

from core.components.govuk.base import (
    Options,
    above,
    around,
    css,
    extra,
    fieldset,
    hint,
    label,
    more,
    told,
    words,
)
from core.components.html import EMPTY, element, join, void


def radios(
    *,
    name: str,
    items: Sequence[Options | None],
    id_prefix: str = "",
    value: Any = None,
    fieldset: Options | None = None,
    hint: Options | None = None,
    error_message: Options | None = None,
    form_group: Options | None = None,
    classes: str = "",
    attributes: Options | None = None,
) -> SafeString:
    """One of several."""
    ref = id_prefix or name
    described = (fieldset or {}).get("described_by") or ""
    top, described = above(ref=ref, described=described, hint_given=hint, error=error_message)
    drawn = [
        _item("radio", each, ref, number, name=name, checked=_is_value(each, value))
        for number, each in enumerate(items, start=1)
        if each
    ]
    box = _box("radios", drawn, form_group, classes, attributes)
    return _group(join([top, box]), fieldset, described, error_message, form_group)


def checkboxes(
    *,
    name: str,
    items: Sequence[Options | None],
    id_prefix: str = "",
    values: Sequence[Any] | None = None,
    described_by: str = "",
    fieldset: Options | None = None,
    hint: Options | None = None,
    error_message: Options | None = None,
    form_group: Options | None = None,
    classes: str = "",
    attributes: Options | None = None,
) -> SafeString:
    """Any of several."""
    ref = id_prefix or name
    known = (fieldset or {}).get("described_by") or described_by
    top, described = above(ref=ref, described=known, hint_given=hint, error=error_message)
    apart = "" if fieldset else described
    drawn = [
        _item(
            "checkbox",
            each,
            ref,
            number,
            name=each.get("name") or name,
            checked=_is_among(each, values),
            described=apart,
        )
        for number, each in enumerate(items, start=1)
        if each
    ]
    box = _box("checkboxes", drawn, form_group, classes, attributes)
    return _group(join([top, box]), fieldset, described, error_message, form_group)


def _is_value(item: Options | None, value: Any) -> bool:
    if not item:
        return False
    same = bool(value) and str(item.get("value")) == str(value)
    return bool(item.get("checked") or (same and item.get("checked") is not False))


def _is_among(item: Options, values: Sequence[Any] | None) -> bool:
    same = item.get("value") in values if values else False
    return bool(item.get("checked") or (same and item.get("checked") is not False))


def _box(kind: str, drawn, group, classes: str, attributes) -> SafeString:
    about = {"class": css(f"govuk-{kind}", classes), **more(attributes)}
    before, after = extra(group, "before_inputs"), extra(group, "after_inputs")
    return element("div", {**about, "data-module": f"govuk-{kind}"}, before, *drawn, after)


def _group(content, given: Options | None, described: str, error, group) -> SafeString:
    if given:
        options = {key: given[key] for key in ("classes", "attributes", "legend") if key in given}
        content = fieldset(html=content, described_by=described, **options)
    return around(error=error, group=group, content=content)


def _item(
    type_: str, item: Options, prefix: str, number: int, *, name: str, checked: bool, described=""
) -> SafeString:
    kind = "radios" if type_ == "radio" else "checkboxes"
    if item.get("divider"):
        return element("div", {"class": f"govuk-{kind}__divider"}, item["divider"])
    ref = item.get("id") or (f"{prefix}-{number}" if number > 1 else prefix)
    more_of_it = (item.get("conditional") or {}).get("html")
    hint_ref = f"{ref}-item-hint" if words(item.get("hint")) else ""
    control = {
        "class": f"govuk-{kind}__input",
        "id": ref,
        "name": name,
        "type": type_,
        "value": told(item.get("value")),
        "checked": checked,
        "disabled": bool(item.get("disabled")),
        "data-aria-controls": f"conditional-{ref}" if more_of_it else None,
        "data-behaviour": item.get("behaviour") if type_ == "checkbox" else None,
        "aria-describedby": css(described, hint_ref) or None,
        **more(item.get("attributes")),
    }
    drawn = [void("input", control), _item_label(kind, item, ref)]
    if hint_ref:
        given = {**item["hint"], "id": hint_ref}
        drawn.append(hint(**{**given, "classes": css(f"govuk-{kind}__hint", given.get("classes"))}))
    body = element("div", {"class": f"govuk-{kind}__item"}, *drawn)
    return join([body, _conditional(kind, more_of_it, ref, checked)])


def _item_label(kind: str, item: Options, ref: str) -> SafeString:
    given = item.get("label") or {}
    return label(
        text=told(item.get("text")),
        html=item.get("html") or "",
        classes=css(f"govuk-{kind}__label", given.get("classes")),
        attributes=given.get("attributes"),
        for_=ref,
    )


def _conditional(kind: str, html: Any, ref: str, checked: bool) -> SafeString:
    if not html:
        return EMPTY
    hidden = "" if checked else f"govuk-{kind}__conditional--hidden"
    name = css(f"govuk-{kind}__conditional", hidden)
    return element("div", {"class": name, "id": f"conditional-{ref}"}, html)
