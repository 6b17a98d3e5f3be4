"""The chapter on wellbeing and loneliness."""

from typing import Any

from django.utils.translation import gettext as _

from outcomes.instruments import definition
from outcomes.models import Occasion
from outcomes.presenters.blocks import Chapter, Panel, Table, Text


def wellbeing(cut, found: dict[str, Any], numbers) -> Chapter:
    """Paired change per scale, how many improved, and how many answered both times."""
    title = _("Wellbeing and loneliness")
    measured = [each for each in found["wellbeing"] if each["pairs"]]
    if not measured:
        words = _("Nobody has answered a scale both at the start and at the end.")
        return Chapter("wellbeing", title, words, ())
    blocks: list = [_changes(measured, numbers), _improved(measured, numbers)]
    blocks += [_at_points(found["points"], numbers)] if found.get("points") else []
    blocks.append(
        Panel(
            _("Who is missing"),
            _("People who did best or worst are the least likely to answer twice, so those who "
              "answered may not stand for all."),
        )
    )  # fmt: skip
    lines = dict.fromkeys(_instrument(each).licence.copyright_line for each in measured)
    blocks += [Text(line) for line in lines]
    lead = _("The same people, at the start and at the end. Scales are never added together.")
    return Chapter("wellbeing", title, lead, tuple(blocks))


def _instrument(each):
    key, version, _scale = each["scale"].split("/")
    return definition(key, version)


def _scale(each):
    return _instrument(each).scale(each["scale"].rpartition("/")[2])


def _changes(measured, numbers) -> Table:
    return Table(
        caption=_("Change from the first answer to the last"),
        head=(_("Scale"), _("Answered both"), _("First"), _("Last"), _("Change"),
              _("95% interval"), _("p (t test)")),
        rows=tuple(_row(each, numbers) for each in measured),
        note=_("For anxiety and loneliness a fall is better; for the others a rise."),
    )  # fmt: skip


def _row(each, numbers) -> tuple:
    pairs = each["pairs"]
    hidden = numbers.hides(pairs)
    interval = "–"
    if each["ci_low"] is not None:
        interval = f"{each['ci_low']:.2f} to {each['ci_high']:.2f}".replace("-", "−")
    return (
        _scale(each).name,
        _("%(pairs)s of %(asked)s")
        % {"pairs": numbers.count(pairs), "asked": numbers.count(each["asked"])},
        numbers.about(each["mean_first"], pairs, places=2),
        numbers.about(each["mean_last"], pairs, places=2),
        numbers.about(each["change"], pairs, places=2),
        "*" if hidden else interval,
        "*" if hidden else _p_value(each["p"]),
    )


def _at_points(points, numbers) -> Table:
    """Each scale at each point: how many were due, how many answered, and the change by then."""
    order = {str(each): number for number, each in enumerate(Occasion.values)}
    rows = sorted(points, key=lambda each: (each["scale"], order[each["occasion"]]))
    return Table(
        caption=_("Point by point, beside the first answer"),
        head=(_("Scale"), _("When"), _("Due"), _("Answered"), _("Declined"), _("Both answers"),
              _("Change"), _("95% interval")),
        rows=tuple(_point_row(each, numbers) for each in rows),
        note=_("Due: cases whose day had come. Declined: said they would rather not, which is not "
               "the same as skipped."),
    )  # fmt: skip


def _point_row(each, numbers) -> tuple:
    name, _both, _first, _last, change, interval, _chance = _row(each, numbers)
    return (
        name,
        Occasion(each["occasion"]).label,
        numbers.count(each["due"]),
        numbers.share(each["answered"], each["due"]),
        numbers.share(each["declined"], each["due"]),
        numbers.count(each["pairs"]),
        change,
        interval,
    )


def _p_value(p: float | None) -> str:
    if p is None:
        return "–"
    return "< 0.001" if p < 0.001 else f"{p:.3f}"


def _improved(measured, numbers) -> Table:
    rows = []
    for each in measured:
        for threshold, share in zip(_scale(each).thresholds, each["improved"], strict=True):
            rows.append(
                (
                    _scale(each).name,
                    threshold.words,
                    numbers.count(share["count"]),
                    numbers.share(share["count"], share["of"]),
                    threshold.source,
                )
            )
    return Table(
        caption=_("How many improved by enough to mean something"),
        head=(_("Scale"), _("Improved by"), _("People"), _("Share"), _("Rests on")),
        rows=tuple(rows),
    )
