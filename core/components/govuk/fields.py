"""GOV.UK's fields that take words or one of a list."""

from collections.abc import Sequence
from typing import Any

from django.utils.safestring import SafeString

from core.components.govuk.base import (
    NONE,
    Options,
    above,
    around,
    css,
    extra,
    label,
    more,
    told,
    words,
)
from core.components.html import element, join, void


def text_input(
    *,
    name: str,
    id: str = "",
    type: str = "text",
    inputmode: str = "",
    value: Any = None,
    disabled: bool = False,
    described_by: str = "",
    label: Options = NONE,
    hint: Options | None = None,
    error_message: Options | None = None,
    prefix: Options | None = None,
    suffix: Options | None = None,
    form_group: Options | None = None,
    input_wrapper: Options | None = None,
    classes: str = "",
    autocomplete: str = "",
    autocapitalize: str = "",
    pattern: str = "",
    spellcheck: bool | None = None,
    attributes: Options | None = None,
) -> SafeString:
    """One line of words."""
    ref = id or name
    top, described = above(ref=ref, described=described_by, hint_given=hint, error=error_message)
    failed = "govuk-input--error" if error_message else ""
    control = {
        "class": css("govuk-input", classes, failed),
        "id": ref,
        "name": name,
        "type": type or "text",
        "spellcheck": told(spellcheck) if isinstance(spellcheck, bool) else None,
        "value": None if value is False else value,
        "disabled": disabled,
        "aria-describedby": described or None,
        "autocomplete": autocomplete or None,
        "autocapitalize": autocapitalize or None,
        "pattern": pattern or None,
        "inputmode": inputmode or None,
        **more(attributes),
    }
    drawn = _wrapped(void("input", control), prefix, suffix, form_group, input_wrapper)
    content = join([_label(label, ref), top, drawn])
    return around(error=error_message, group=form_group, content=content)


def _label(given: Options, ref: str) -> SafeString:
    return label(**{**given, "for_": ref})


def _wrapped(control: SafeString, prefix, suffix, group, wrapper) -> SafeString:
    before, after = extra(group, "before_input"), extra(group, "after_input")
    if not (words(prefix) or words(suffix) or before or after):
        return control
    wrapper = wrapper or {}
    about = {"class": css("govuk-input__wrapper", wrapper.get("classes"))}
    parts = [before, _affix(prefix, "prefix"), control, _affix(suffix, "suffix"), after]
    return element("div", {**about, **more(wrapper.get("attributes"))}, *parts)


def _affix(given: Options | None, kind: str) -> Any:
    if not words(given):
        return ""
    name = css(f"govuk-input__{kind}", given.get("classes"))
    about = {"class": name, "aria-hidden": "true", **more(given.get("attributes"))}
    return element("div", about, words(given))


def textarea(
    *,
    name: str,
    id: str = "",
    rows: int = 5,
    value: Any = "",
    disabled: bool = False,
    described_by: str = "",
    label: Options = NONE,
    hint: Options | None = None,
    error_message: Options | None = None,
    form_group: Options | None = None,
    classes: str = "",
    autocomplete: str = "",
    spellcheck: bool | None = None,
    attributes: Options | None = None,
) -> SafeString:
    """Several lines of words."""
    ref = id or name
    top, described = above(ref=ref, described=described_by, hint_given=hint, error=error_message)
    failed = "govuk-textarea--error" if error_message else ""
    control = {
        "class": css("govuk-textarea", failed, classes),
        "id": ref,
        "name": name,
        "rows": rows or 5,
        "spellcheck": told(spellcheck) if isinstance(spellcheck, bool) else None,
        "disabled": bool(disabled),
        "aria-describedby": described or None,
        "autocomplete": autocomplete or None,
        **more(attributes),
    }
    before, after = extra(form_group, "before_input"), extra(form_group, "after_input")
    drawn = element("textarea", control, told(value))
    content = join([_label(label, ref), top, before, drawn, after])
    return around(error=error_message, group=form_group, content=content)


def select(
    *,
    name: str,
    items: Sequence[Options | None] = (),
    id: str = "",
    value: Any = None,
    disabled: bool = False,
    described_by: str = "",
    label: Options = NONE,
    hint: Options | None = None,
    error_message: Options | None = None,
    form_group: Options | None = None,
    classes: str = "",
    attributes: Options | None = None,
) -> SafeString:
    """One of a list."""
    ref = id or name
    top, described = above(ref=ref, described=described_by, hint_given=hint, error=error_message)
    failed = "govuk-select--error" if error_message else ""
    control = {
        "class": css("govuk-select", classes, failed),
        "id": ref,
        "name": name,
        "disabled": bool(disabled),
        "aria-describedby": described or None,
        **more(attributes),
    }
    drawn = element("select", control, *(_option(each, value) for each in items if each))
    before, after = extra(form_group, "before_input"), extra(form_group, "after_input")
    content = join([_label(label, ref), top, before, drawn, after])
    return around(error=error_message, group=form_group, content=content)


def _option(item: Options, value: Any) -> SafeString:
    ours = item.get("value", item.get("text"))
    same = bool(value) and str(ours) == str(value) and item.get("selected") is not False
    about = {
        "value": told(item["value"]) if "value" in item else None,
        "selected": bool(item.get("selected") or same),
        "disabled": bool(item.get("disabled")),
        **more(item.get("attributes")),
    }
    return element("option", about, told(item.get("text")))
