"""The chapter about people like them: who was matched, how alike they were, how they fared."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from outcomes.presenters.blocks import Chapter, Table, Text
from outcomes.presenters.plotting import Intervals, LovePlot, Plot
from outcomes.presenters.whole_groups import whole_groups
from outcomes.words import STREAMS, joined

Found = dict[str, Any]
ALIKE_WITHIN = 0.1
WAYS = {
    "propensity": gettext_lazy(
        "Each supported person stands beside the one whose chance of having been supported, by "
        "what was known before, was nearest; nobody further away than the caliper (0.2 of the "
        "standard deviation of the logit)."
    ),
    "coarsened": gettext_lazy(
        "People are compared within the same bands of age and of hospital use before; bands with "
        "people of one kind only are left out."
    ),
    "exact": gettext_lazy(
        "People are compared only with those who had the same numbers before and are of the same "
        "band of age."
    ),
}


def two(value: float | None) -> str:
    """To two places."""
    return "–" if value is None else f"{value:.2f}"


def ends(each: Found) -> str:
    """An interval in words."""
    if each["ci_low"] is None:
        return "–"
    return _("%(low)s to %(high)s") % {"low": two(each["ci_low"]), "high": two(each["ci_high"])}


def compared(cut, found: Found, numbers) -> Chapter:
    """The comparison group: who was matched, how alike they then were, and how they fared."""
    title, told = _("Beside people like them"), (found["comparison"] or {}).get("matched")
    if told is None:
        words = _("Nobody who was not supported was compared.")
        return Chapter("compared", title, words, ())
    if not told["possible"]:
        words = _("Nobody in the comparison list was like the people supported in what was known "
                  "before, so no fair comparison can be made.")  # fmt: skip
        return Chapter("compared", title, words, (whole_groups(found, numbers),))
    blocks: list = [_matched_table(told, numbers), *_love(told, numbers), *_effects(told)]
    blocks.append(whole_groups(found, numbers))
    return Chapter("compared", title, str(WAYS[told["method"]]), tuple(blocks))


def _matched_table(told: Found, numbers) -> Table:
    rows = (
        (_("Supported and followed"), numbers.count(told["supported"])),
        (_("Matched"), numbers.count(told["kept"])),
        (_("Without anybody like them, left out"), numbers.count(told["left_out"])),
        (_("People beside them"), numbers.count(told["others"])),
    )
    note = _("Figures below are about the people matched.")
    if told["asked"] != told["method"]:
        note = _("There were too many people to look for neighbours one by one, so bands were "
                 "compared.") + " " + note  # fmt: skip
    return Table(_("Who was matched"), (_("People"), _("Number")), rows, note=note)


def what_was(name: str) -> str:
    """A column that was matched on, in words."""
    if name in ("age", "female"):
        return {"age": _("Age"), "female": _("Women")}[name]
    what, _sep, window = name.rpartition("_")
    stream = _("Bed days") if what == "bed_days" else str(STREAMS[what])
    return (
        _("%(what)s, earlier") % {"what": stream}
        if window == "earlier"
        else _("%(what)s, before") % {"what": stream}
    )


def _love(told: Found, numbers) -> list:
    known = [each for each in told["balance"] if None not in (each["before"], each["after"])]
    if not known:
        return []
    rows = sorted(
        ((what_was(each["what"]), abs(each["before"]), abs(each["after"])) for each in known),
        key=lambda row: -row[1],
    )
    off = sum(abs(each["after"]) > ALIKE_WITHIN for each in known)
    title = (
        _("Once matched, the two groups were alike before")
        if told["alike"]
        else _("Once matched, the two groups still differed before")
    )
    words = "; ".join(f"{name}: {two(before)}, {two(after)}" for name, before, after in rows)
    alternative = _("Size of the difference before matching and after. %(words)s.") % {
        "words": words
    }
    drawn = LovePlot(tuple(rows), ALIKE_WITHIN, _("Before matching"), _("After matching"))
    note = _("Dashed line: 0.1 standard deviations. %(off)s of %(of)s lie beyond it.") % {
        "off": off, "of": len(known),
    }  # fmt: skip
    return [Plot(title, alternative, drawn, _balance_table(told, numbers), note)]


def _balance_table(told: Found, numbers) -> Table:
    return Table(
        caption=_("How alike they were before, in standard deviations"),
        head=(_("Known before"), _("Supported"), _("Others"), _("Before matching"),
              _("After matching"), _("Alike")),
        rows=tuple(
            (
                what_was(each["what"]),
                numbers.about(each["supported"], told["kept"], places=2),
                numbers.about(each["others_after"], told["others"], places=2),
                _signed_two(each["before"]),
                _signed_two(each["after"]),
                _("yes") if each["alike"] else _("no"),
            )
            for each in told["balance"]
        ),
        note=_("Means after matching. Alike: within 0.1 standard deviations of the supported, and "
               "a ratio of variances between 0.5 and 2."),
    )  # fmt: skip


def _signed_two(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}".replace("-", "−")


def _effects(told: Found) -> list:
    known = [each for each in told["streams"] if each["ratio"] is not None]
    if not known:
        return [Text(_("Too little happened among the people matched to compare it."))]
    rows = tuple(
        (STREAMS[each["event_type"]], each["ratio"], each["ci_low"], each["ci_high"],
         f"{two(each['ratio'])} ({ends(each)})")
        for each in known
    )  # fmt: skip
    table = Table(
        caption=_("Ratio of the two changes, people matched"),
        head=(_("Stream"), _("Ratio"), _("95% interval")),
        rows=tuple((row[0], two(row[1]), ends(each))
                   for row, each in zip(rows, known, strict=True)),
        note=_("(After over before) of the supported, over the same of the others: a difference "
               "in differences for counts."),
    )  # fmt: skip
    alternative = "; ".join(f"{row[0]}: {row[4]}" for row in rows) + "."
    drawn = Intervals(rows, 1.0, _("no difference"), ratios=True)
    note = _("Left of the line: a larger fall among people who were supported.")
    return [Plot(_effect_title(known), alternative, drawn, table, note)]


def _effect_title(known: list[Found]) -> str:
    less = [each["event_type"] for each in known if each["ci_high"] < 1]
    more = [each["event_type"] for each in known if each["ci_low"] > 1]
    if less:
        return _("%(streams)s fell further among people who were supported") % {
            "streams": joined(str(STREAMS[name]) for name in less)
        }
    if more:
        return _("%(streams)s fell less among people who were supported") % {
            "streams": joined(str(STREAMS[name]) for name in more)
        }
    return _("No difference from people like them can be told from chance")
