"""GOV.UK's button."""

from typing import Any

from django.utils.safestring import SafeString

from core.components.govuk.base import Options, css, more, told
from core.components.html import EMPTY, element

_ARROW = SafeString(
    '<svg class="govuk-button__start-icon" xmlns="http://www.w3.org/2000/svg" width="17.5" '
    'height="19" viewBox="0 0 33 40" aria-hidden="true" focusable="false">'
    '<path fill="currentColor" d="M0 0h13l20 20-20 20H0l20-20z"/></svg>'
)


def button(
    *,
    text: Any = "",
    html: Any = "",
    type: str = "submit",
    name: str = "",
    value: Any = "",
    href: str = "",
    id: str = "",
    disabled: bool = False,
    prevent_double_click: bool | None = None,
    is_start_button: bool = False,
    classes: str = "",
    attributes: Options | None = None,
) -> SafeString:
    """Something is done, or (with `href`) somewhere is gone to as if something were done."""
    start = "govuk-button--start" if is_start_button else ""
    about = {
        "class": css("govuk-button", classes, start),
        "data-module": "govuk-button",
        **more(attributes),
        "id": id or None,
    }
    inner = element("span", None, html) if html and is_start_button else html or text
    arrow = _ARROW if is_start_button else EMPTY
    if href:
        link = {"href": href, "role": "button", "draggable": "false", **about}
        return element("a", link, inner, arrow)
    control = {
        "type": type or "submit",
        "value": value or None,
        "name": name or None,
        "disabled": bool(disabled),
        "aria-disabled": "true" if disabled else None,
    }
    if prevent_double_click is not None:
        control["data-prevent-double-click"] = told(prevent_double_click)
    return element("button", {**control, **about}, inner, arrow)
