"""GOV.UK's components that say something."""

from collections.abc import Sequence
from typing import Any

from django.utils.safestring import SafeString

from core.components.govuk.base import Options, css, more, told, words
from core.components.html import EMPTY, element, join


def tag(
    *, text: Any = "", html: Any = "", classes: str = "", attributes: Options | None = None
) -> SafeString:
    """A status."""
    about = {"class": css("govuk-tag", classes), **more(attributes)}
    return element("strong", about, html or text)


def back_link(
    *,
    text: Any = "Back",
    html: Any = "",
    href: str = "#",
    classes: str = "",
    attributes: Options | None = None,
) -> SafeString:
    """To the page before."""
    about = {"href": href or "#", "class": css("govuk-back-link", classes), **more(attributes)}
    return element("a", about, html or text or "Back")


def breadcrumbs(
    *,
    items: Sequence[Options],
    classes: str = "",
    collapse_on_mobile: bool = False,
    attributes: Options | None = None,
    label_text: str = "Breadcrumb",
) -> SafeString:
    """Where one is."""
    collapse = "govuk-breadcrumbs--collapse-on-mobile" if collapse_on_mobile else ""
    about = {
        "class": css("govuk-breadcrumbs", classes, collapse),
        **more(attributes),
        "aria-label": label_text,
    }
    listed = element("ol", {"class": "govuk-breadcrumbs__list"}, *map(_crumb, items))
    return element("nav", about, listed)


def _crumb(item: Options) -> SafeString:
    name = {"class": "govuk-breadcrumbs__list-item"}
    if not item.get("href"):
        return element("li", {**name, "aria-current": "page"}, words(item))
    link = {"class": "govuk-breadcrumbs__link", "href": item["href"]}
    return element("li", name, element("a", {**link, **more(item.get("attributes"))}, words(item)))


def details(
    *,
    summary_text: Any = "",
    summary_html: Any = "",
    text: Any = "",
    html: Any = "",
    id: str = "",
    open: bool = False,
    classes: str = "",
    attributes: Options | None = None,
) -> SafeString:
    """More, for those who want it."""
    about = {"id": id or None, "class": css("govuk-details", classes), **more(attributes)}
    name = element("span", {"class": "govuk-details__summary-text"}, summary_html or summary_text)
    summary = element("summary", {"class": "govuk-details__summary"}, name)
    body = element("div", {"class": "govuk-details__text"}, html or text)
    return element("details", {**about, "open": bool(open)}, summary, body)


def inset_text(
    *,
    text: Any = "",
    html: Any = "",
    id: str = "",
    classes: str = "",
    attributes: Options | None = None,
) -> SafeString:
    """Words set apart."""
    about = {"id": id or None, "class": css("govuk-inset-text", classes), **more(attributes)}
    return element("div", about, html or text)


def skip_link(
    *,
    text: Any = "",
    html: Any = "",
    href: str = "#content",
    classes: str = "",
    attributes: Options | None = None,
) -> SafeString:
    """Past the header."""
    about = {"href": href or "#content", "class": css("govuk-skip-link", classes)}
    about |= {**more(attributes), "data-module": "govuk-skip-link"}
    return element("a", about, html or text)


def warning_text(
    *,
    text: Any = "",
    html: Any = "",
    icon_fallback_text: str = "Warning",
    classes: str = "",
    attributes: Options | None = None,
) -> SafeString:
    """What could go wrong."""
    icon = {"class": "govuk-warning-text__icon", "aria-hidden": "true"}
    fallback = element("span", {"class": "govuk-visually-hidden"}, icon_fallback_text or "Warning")
    said = element("strong", {"class": "govuk-warning-text__text"}, fallback, " ", html or text)
    about = {"class": css("govuk-warning-text", classes), **more(attributes)}
    return element("div", about, element("span", icon, "!"), said)


def panel(
    *,
    title_text: Any = "",
    title_html: Any = "",
    text: Any = "",
    html: Any = "",
    heading_level: int = 1,
    classes: str = "",
    attributes: Options | None = None,
) -> SafeString:
    """It is done."""
    about = {"class": css("govuk-panel", "govuk-panel--confirmation", classes), **more(attributes)}
    title = {"class": "govuk-panel__title"}
    head = element(f"h{heading_level or 1}", title, title_html or title_text)
    body = element("div", {"class": "govuk-panel__body"}, html or text) if html or text else EMPTY
    return element("div", about, head, body)


def notification_banner(
    *,
    text: Any = "",
    html: Any = "",
    title_text: Any = "",
    title_html: Any = "",
    title_heading_level: int = 2,
    type: str = "",
    role: str = "",
    title_id: str = "govuk-notification-banner-title",
    disable_auto_focus: bool | None = None,
    classes: str = "",
    attributes: Options | None = None,
) -> SafeString:
    """News at the top of a page."""
    good = type == "success"
    ref = title_id or "govuk-notification-banner-title"
    about = {
        "class": css(
            "govuk-notification-banner",
            "govuk-notification-banner--success" if good else "",
            classes,
        ),
        "role": role or ("alert" if good else "region"),
        "aria-labelledby": ref,
        "data-module": "govuk-notification-banner",
        "data-disable-auto-focus": None if disable_auto_focus is None else told(disable_auto_focus),
        **more(attributes),
    }
    title = title_html or title_text or ("Success" if good else "Important")
    name = {"class": "govuk-notification-banner__title", "id": ref}
    heading = element(f"h{title_heading_level or 2}", name, title)
    head = element("div", {"class": "govuk-notification-banner__header"}, heading)
    body = html
    if not html and text:
        body = element("p", {"class": "govuk-notification-banner__heading"}, text)
    content = {"class": "govuk-notification-banner__content"}
    return element("div", about, head, element("div", content, body))


def error_summary(
    *,
    title_text: Any = "",
    title_html: Any = "",
    description_text: Any = "",
    description_html: Any = "",
    error_list: Sequence[Options] = (),
    disable_auto_focus: bool | None = None,
    classes: str = "",
    attributes: Options | None = None,
) -> SafeString:
    """What is to be put right on this page."""
    about = {
        "class": css("govuk-error-summary", classes),
        "data-disable-auto-focus": None if disable_auto_focus is None else told(disable_auto_focus),
        **more(attributes),
        "data-module": "govuk-error-summary",
    }
    title = element("h2", {"class": "govuk-error-summary__title"}, title_html or title_text)
    said = description_html or description_text
    listed = EMPTY
    if error_list:
        name = {"class": "govuk-list govuk-error-summary__list"}
        listed = element("ul", name, *map(_error, error_list))
    body = join([element("p", None, said) if said else EMPTY, listed])
    inner = join([title, element("div", {"class": "govuk-error-summary__body"}, body)])
    return element("div", about, element("div", {"role": "alert"}, inner))


def _error(item: Options) -> SafeString:
    if not item.get("href"):
        return element("li", None, words(item))
    link = {"href": item["href"], **more(item.get("attributes"))}
    return element("li", None, element("a", link, words(item)))
