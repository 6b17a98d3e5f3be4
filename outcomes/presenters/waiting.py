"""Time until the first emergency readmission: curves, who was still followed, deaths first."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from outcomes.presenters.blocks import Table
from outcomes.presenters.plotting import Curves, Plot

Found = dict[str, Any]


def small(waiting: Found) -> bool:
    """Whether a curve would be about 1 to 7 people."""
    return any(0 < each["people"] < 8 for each in waiting["groups"])


GROUPS = {"cohort": gettext_lazy("Supported"), "comparison": gettext_lazy("Not supported")}


def curves(waiting: Found, numbers) -> Plot:
    """Both groups' time to the first emergency readmission, and who was still followed."""
    lines = tuple(
        (GROUPS[each["group"]], tuple((step[0], step[1]) for step in each["steps"]))
        for each in waiting["groups"]
    )
    marks = waiting["marks"]
    drawn = Curves(lines, marks[-1], tuple(float(day) for day in marks),
                   _("Days since leaving hospital"))  # fmt: skip
    words = "; ".join(
        f"{GROUPS[each['group']]}: " + ", ".join(f"{share:.0%}" for share in each["without"])
        for each in waiting["groups"]
    )
    days = ", ".join(str(day) for day in marks)
    alternative = _("Not readmitted after %(days)s days. %(words)s.") % {
        "days": days, "words": words,
    }  # fmt: skip
    return Plot(_curve_title(waiting), alternative, drawn, risk_table(waiting, numbers))


def _curve_title(waiting: Found) -> str:
    apart = waiting["logrank"]
    if not apart or apart["p"] >= 0.05:
        return _("Not readmitted: the two groups cannot be told apart")
    mine, theirs = (each["without"][-1] for each in waiting["groups"])
    return (
        _("Supported people went longer without a readmission")
        if mine > theirs
        else _("Supported people were readmitted sooner")
    )


def risk_table(waiting: Found, numbers) -> Table:
    """At each mark: still followed, not readmitted, readmitted, died first."""
    rows = []
    for each in waiting["groups"]:
        for place, day in enumerate(waiting["marks"]):
            rows.append(
                (_("%(group)s, %(n)s days") % {"group": GROUPS[each["group"]], "n": day},
                 numbers.count(each["at_risk"][place]), f"{each['without'][place]:.0%}",
                 f"{each['readmitted_by'][place]:.0%}", f"{each['died_by'][place]:.0%}")
            )  # fmt: skip
    return Table(
        caption=_("Who was still followed, and what had come first"),
        head=(_("After leaving hospital"), _("Still followed"), _("Not readmitted"),
              _("Readmitted"), _("Died first")),
        rows=tuple(rows),
        note=_("Not readmitted: Kaplan–Meier, people followed for less long allowed for. "
               "Readmitted and died first: shares that count a death as what came first "
               "(Aalen–Johansen); with deaths, one minus the first would say too much.")
        + " " + " ".join(median_words(each) for each in waiting["groups"]),
    )  # fmt: skip


def median_words(group: Found) -> str:
    """When half had been readmitted, or that it never came to that."""
    told = {"group": GROUPS[group["group"]]}
    if group["median"] is None:
        return _("%(group)s: fewer than half were readmitted while they were followed.") % told
    return _("%(group)s: half were readmitted by day %(day)s.") % {
        **told, "day": f"{group['median']:g}",
    }  # fmt: skip


def logrank_words(waiting: Found) -> str:
    """Whether the curves differ by more than chance."""
    apart = waiting["logrank"]
    if apart is None:
        return _("Too few were readmitted to compare the two curves.")
    p = _("below 0.001") if apart["p"] < 0.001 else f"{apart['p']:.3f}"
    return _("Log-rank test over the whole groups: chi-squared %(x)s, p %(p)s.") % {
        "x": f"{apart['chi_squared']:.2f}", "p": p,
    }  # fmt: skip


def hazard_words(waiting: Found) -> str:
    """How many times as likely a readmission was at any moment; nothing in older runs."""
    found = waiting.get("hazard_ratio")
    if not found:
        return ""
    return _("At any time, a readmission was %(ratio)s times as likely among the supported "
             "(95%% interval %(low)s to %(high)s; Cox’s regression, which takes it that this "
             "ratio stays the same throughout).") % {
        "ratio": f"{found['ratio']:.2f}", "low": f"{found['ci_low']:.2f}",
        "high": f"{found['ci_high']:.2f}",
    }  # fmt: skip
