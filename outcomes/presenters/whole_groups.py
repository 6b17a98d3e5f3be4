"""The comparison of whole groups, before any matching."""

from typing import Any

from django.utils.translation import gettext as _

from outcomes.presenters.blocks import Table
from outcomes.words import STREAMS


def whole_groups(found: dict[str, Any], numbers) -> Table:
    """Everybody supported beside everybody in the list, before any matching."""
    compared = found["comparison"]
    rows = []
    for mine, theirs in zip(found["streams"], compared["streams"], strict=True):
        if mine["before"] or theirs["before"]:
            ratio = theirs["ratio_of_rate_ratios"]
            rows.append(
                (
                    STREAMS[mine["event_type"]],
                    numbers.change(mine["before"], mine["after"], mine["percent"]),
                    numbers.change(theirs["before"], theirs["after"], theirs["change_percent"]),
                    "–" if ratio["ratio"] is None else f"{ratio['ratio']:.2f}",
                    "–" if ratio["ratio"] is None
                    else f"{ratio['ci_low']:.2f}–{ratio['ci_high']:.2f}",
                )
            )  # fmt: skip
    return Table(
        caption=_("Beside people who were not supported, whole groups"),
        head=(_("Stream"), _("Supported"), _("Not supported"), _("Ratio"), _("95% interval")),
        rows=tuple(rows),
        note=_("%(people)s people were compared. A ratio below 1 means a larger fall among people "
               "who were supported.") % {"people": numbers.count(compared["complete_follow_up"])},
    )  # fmt: skip


def balance(compared: dict[str, Any]) -> Table:
    """How alike the whole groups were."""
    names = {"age": _("Age")} | {f"{key}_before": name for key, name in STREAMS.items()}
    return Table(
        caption=_("How alike the two groups were before"),
        head=(_("Measure"), _("Standardised difference"), _("Alike")),
        rows=tuple(
            (
                names[row["what"]],
                "–" if row["difference"] is None else f"{row['difference']:.2f}".replace("-", "−"),
                _("yes") if row["alike"] else _("no"),
            )
            for row in compared["balance"]
        ),
        note=_("Alike means within 0.1 standard deviations."),
    )
