"""GOV.UK Frontend's components as functions and tags, held to its own fixtures.

Each takes GOV.UK's options in our spelling (``prevent_double_click=True``); options with parts are
dictionaries. In a template::

    {% govuk_button text="Continue" %}
    {% govuk_inset_text text=words %}
    {% govuk_details_block summary_text="What is this?" %}…{% endgovuk_details_block %}

Tags: govuk_button, govuk_tag, govuk_back_link, govuk_breadcrumbs, govuk_details, govuk_inset_text,
govuk_skip_link, govuk_warning_text, govuk_panel, govuk_notification_banner, govuk_error_summary,
govuk_error_message, govuk_hint, govuk_label, govuk_fieldset, govuk_input, govuk_textarea,
govuk_select, govuk_radios, govuk_checkboxes, govuk_date_input, govuk_summary_list, govuk_table,
govuk_tabs, govuk_pagination. Blocks: govuk_details_block, govuk_inset_block.
"""

from core.components.govuk import base, button, choices, dates, fields, lists, says

COMPONENTS = {
    "back-link": says.back_link,
    "breadcrumbs": says.breadcrumbs,
    "button": button.button,
    "checkboxes": choices.checkboxes,
    "date-input": dates.date_input,
    "details": says.details,
    "error-message": base.error_message,
    "error-summary": says.error_summary,
    "fieldset": base.fieldset,
    "hint": base.hint,
    "input": fields.text_input,
    "inset-text": says.inset_text,
    "label": base.label,
    "notification-banner": says.notification_banner,
    "pagination": lists.pagination,
    "panel": says.panel,
    "radios": choices.radios,
    "select": fields.select,
    "skip-link": says.skip_link,
    "summary-list": lists.summary_list,
    "table": lists.table,
    "tabs": lists.tabs,
    "tag": says.tag,
    "textarea": fields.textarea,
    "warning-text": says.warning_text,
}
"""GOV.UK's name of a component and the function that draws it."""


def details_block(content, *, summary_text, open=False, classes=""):
    """More, for those who want it, around a part of a template."""
    return says.details(html=content, summary_text=summary_text, open=open, classes=classes)


def inset_block(content, *, classes=""):
    """Words set apart, around a part of a template."""
    return says.inset_text(html=content, classes=classes)


PLAIN = {f"govuk_{name.replace('-', '_')}": draw for name, draw in COMPONENTS.items()}
AROUND = {"govuk_details_block": details_block, "govuk_inset_block": inset_block}
