"""Numbers of the dashboards in words; a dash when there is nothing to count."""

from django.utils.translation import gettext as _

NONE = "–"


def number(value: float | None) -> str:
    """One decimal."""
    return NONE if value is None else f"{value:.1f}"


def percent(value: float | None) -> str:
    """A whole percentage."""
    return NONE if value is None else _("%(n).0f%%") % {"n": value}
