"""GOV.UK's date in three boxes."""

from collections.abc import Sequence

from django.utils.safestring import SafeString

from core.components.govuk.base import Options, above, around, css, extra, fieldset, more
from core.components.govuk.fields import text_input
from core.components.html import element, join

_PARTS = ("day", "month", "year")


def date_input(
    *,
    id: str = "",
    name_prefix: str = "",
    items: Sequence[Options | None] | None = None,
    day: Options | bool | None = None,
    month: Options | bool | None = None,
    year: Options | bool | None = None,
    values: Options | None = None,
    fieldset: Options | None = None,
    hint: Options | None = None,
    error_message: Options | None = None,
    form_group: Options | None = None,
    classes: str = "",
    attributes: Options | None = None,
) -> SafeString:
    """Day, month and year; one that is False is left out."""
    values = values or {}
    parts = _named(day, month, year, values)
    described = (fieldset or {}).get("described_by") or ""
    top, described = above(ref=id, described=described, hint_given=hint, error=error_message)
    boxes = [each for each in (items or parts.values()) if each]
    marked = any(_has_error(each) for each in boxes)
    drawn = [
        _box(
            each,
            parts,
            prefix=name_prefix,
            ref=id,
            values=values,
            red=bool(error_message) and not marked,
        )
        for each in boxes
    ]
    about = {"class": css("govuk-date-input", classes), **more(attributes), "id": id or None}
    before, after = extra(form_group, "before_inputs"), extra(form_group, "after_inputs")
    content = join([top, element("div", about, before, *drawn, after)])
    return _around(content, fieldset, described, error_message, form_group)


def _around(content, given: Options | None, described: str, error, group) -> SafeString:
    if given:
        options = {key: given[key] for key in ("classes", "attributes", "legend") if key in given}
        content = fieldset(html=content, described_by=described, role="group", **options)
    return around(error=error, group=group, content=content)


def _named(day, month, year, values: Options) -> dict[str, Options]:
    widths = {"day": 2, "month": 2, "year": 4}
    return {
        part: {
            "name": part,
            "value": values.get(part),
            "classes": f"govuk-input--width-{widths[part]}",
        }
        if given is None
        else given
        for part, given in zip(_PARTS, (day, month, year), strict=True)
    }


def _has_error(item: Options) -> bool:
    return bool(item.get("error")) or "govuk-input--error" in (item.get("classes") or "")


def _part_of(item: Options, parts: dict[str, Options]) -> str:
    """Which of the three a box is, by itself or by its name."""
    for part, known in parts.items():
        named = (part, known.get("name")) if known else (part,)
        if item is known or (item.get("name") and item["name"] in named):
            return part
    return ""


def _box(item: Options, parts: dict[str, Options], *, prefix, ref, values, red) -> SafeString:
    part = _part_of(item, parts)
    name = item.get("name") or part
    value = item.get("value", parts[part].get("value") if part else None)
    whole = f"{prefix}-{name}" if prefix else name
    title = item.get("label") or name.capitalize()
    field = text_input(
        label={"text": title, "classes": "govuk-date-input__label"},
        id=item.get("id") or f"{ref}-{name}",
        classes=_look(item, wide=part == "year", red=red),
        name=whole,
        value=value if value is not None else values.get(whole),
        inputmode=item.get("inputmode") or "numeric",
        autocomplete=item.get("autocomplete") or "",
        pattern=item.get("pattern") or "",
        attributes=item.get("attributes"),
    )
    return element("div", {"class": "govuk-date-input__item"}, field)


def _look(item: Options, *, wide: bool, red: bool) -> str:
    given = item.get("classes") or ""
    wrong = _has_error(item) or (red and item.get("error") is not False)
    return css(
        "govuk-date-input__input",
        "govuk-input--error" if wrong and "govuk-input--error" not in given else "",
        "" if "govuk-input--width-" in given else f"govuk-input--width-{4 if wide else 2}",
        given,
    )
