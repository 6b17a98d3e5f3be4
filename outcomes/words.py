"""The words of an evaluation: names of streams, grades, and sentences that may be said."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.utils.translation import pgettext as _p

STREAMS = {
    "ae_attendance": gettext_lazy("A&E attendances"),
    "emergency_admission": gettext_lazy("Emergency admissions"),
    "ambulance_incident": gettext_lazy("Ambulance call-outs"),
    "elective_admission": gettext_lazy("Planned admissions"),
    "gp_contact": gettext_lazy("GP contacts"),
}

GRADE_TITLES = {
    "A": gettext_lazy("Design grade A: chance or a waiting list decided who was helped first"),
    "B": gettext_lazy("Design grade B: beside people who were alike and not supported"),
    "C": gettext_lazy("Design grade C: beside a group of people who were not supported"),
    "D": gettext_lazy("Design grade D: before and after, with the expected fall shown"),
    "E": gettext_lazy("Design grade E: before and after alone. Not evidence of impact"),
}

LEFT_OUT = {
    "not_long_enough": gettext_lazy("have not yet been followed for the whole window"),
    "died": gettext_lazy("died before the window ended"),
    "moved": gettext_lazy("moved away before the window ended"),
    "withdrew": gettext_lazy("took back their consent"),
    "refused": gettext_lazy("said no to being counted"),
    "not_asked": gettext_lazy("have not been asked whether they may be counted"),
    "opted_out": gettext_lazy("opted out nationally"),
    "no_number": gettext_lazy("have no NHS number, so hospital activity cannot be found"),
}

METHODS = {
    "earlier_window": gettext_lazy(
        "The expected fall is read from the window before the one before, in the same people: "
        "nobody was chosen for what happened in it. It holds when the group’s level is steady, "
        "and is wrong when the group was getting steadily better or worse."
    ),
    "steady_rates": gettext_lazy(
        "The records do not reach back far enough, so the expected fall comes from a model in "
        "which each person keeps a rate of their own for ever. That is a lower bound: the true "
        "fall without help is larger."
    ),
    "unknown": gettext_lazy(
        "The records do not reach back far enough to tell how far figures would have fallen "
        "without help."
    ),
}


def joined(parts: Iterable[str]) -> str:
    """a · a and b · a, b and c."""
    words = [str(part) for part in parts]
    if len(words) < 2:
        return "".join(words)
    return _("%(first)s and %(last)s") % {"first": ", ".join(words[:-1]), "last": words[-1]}


def in_sentence(stream: str) -> str:
    """The stream's name within a sentence: capitals kept for A&E and GP only."""
    name = str(STREAMS[stream])
    return name if name[:2] in ("A&", "GP") else name[:1].lower() + name[1:]


def opened(text: str) -> str:
    """The same sentence with a capital at its start."""
    return text[:1].upper() + text[1:]


def _named(streams: list[str]) -> str:
    return joined(in_sentence(stream) for stream in streams)


def may_say(design: dict[str, Any]) -> str:
    """What may be said, in one sentence."""
    if not design["beyond"]:
        return _nothing_stands_out(design)
    named = {"streams": opened(_named(design["beyond"]))}
    if design["grade"] in ("A", "B", "C"):
        return _("%(streams)s fell by more than among people who were not supported.") % named
    return _("%(streams)s fell by more than was expected without help.") % named


def _nothing_stands_out(design: dict[str, Any]) -> str:
    if design["grade"] == "E":
        return _("Hospital use was counted before and after. How much would have changed without "
                 "help is not known.")  # fmt: skip
    if design["short"]:
        named = {"streams": opened(_named(design["short"]))}
        if design["grade"] in ("A", "B", "C"):
            return _("%(streams)s fell by less than among people who were not supported.") % named
        return _("%(streams)s fell by less than was expected without help.") % named
    if design["grade"] in ("A", "B", "C"):
        return _("The change cannot be told apart from that of people who were not supported.")
    return _("The change cannot be told apart from what was expected without help.")


def may_not_say(design: dict[str, Any]) -> str:
    """What may not be said, and why."""
    return {
        "A": _("You may say that the service made the difference, within the interval given."),
        "B": _("You may not say that the service alone caused it: the people compared were alike "
               "in what was measured, not in everything."),
        "C": _("You may not say that the service caused it: the people compared were not alike "
               "from the start."),
        "D": _("You may not say that the service caused it: nobody without the service was "
               "compared."),
        "E": _("You may not say that the service caused it, nor call it impact: the fall that such "
               "a group shows without help is not known."),
    }[design["grade"]]  # fmt: skip


def cover_claim(design: dict[str, Any]) -> str:
    """The sentence on the cover of the report."""
    if design["grade"] == "A":
        return may_say(design)
    reason = {
        "B": _("The people compared were alike in what was measured, not in everything, so this "
               "report does not claim that the service alone caused the difference."),
        "C": _("The people compared were not alike from the start, so this report does not claim "
               "that the service caused the difference."),
        "D": _("Nobody without the service was compared, so this report does not claim that the "
               "service caused the change."),
        "E": _("Nobody without the service was compared, so this report is not evidence of "
               "impact."),
    }[design["grade"]]  # fmt: skip
    return f"{may_say(design)} {reason}"


FEW = 8


def too_few(people: int) -> str:
    """What is said of a handful, whatever the design; nothing of more."""
    if people >= FEW:
        return ""
    if not people:
        return _("Nobody is counted, so nothing can be said.")
    return _("Fewer than 8 people are counted: too few to say anything about the service.")


def next_grade(design: dict[str, Any], people: str) -> tuple[str, str] | None:
    """Title and words of what would make the evaluation stronger."""
    letter = design["grade"]
    if letter in ("D", "E"):
        return _("To reach grade B or C"), _(
            "Import a list of people who were eligible and not supported. %(people)s or more "
            "would do; the more alike they were before, the better the grade."
        ) % {"people": people}
    if letter == "C":
        return _("To reach grade B"), _(
            "Import a comparison list of at least %(people)s people who were alike in age and in "
            "hospital use before."
        ) % {"people": people}
    return None


def fewer(before: int, after: int) -> str:
    """“68 fewer”, “3 more” or “no change”."""
    gap = before - after
    if gap == 0:
        return _("no change")
    if gap > 0:
        return ngettext("%(n)s fewer", "%(n)s fewer", gap) % {"n": f"{gap:,}"}
    return ngettext("%(n)s more", "%(n)s more", -gap) % {"n": f"{-gap:,}"}


def chart_title(stream: dict[str, Any]) -> str:
    """A title that says what the chart shows."""
    name = {"stream": STREAMS[stream["event_type"]]}
    if stream["after"] > stream["before"]:
        return _("%(stream)s rose") % name
    return {
        "beyond": _("%(stream)s fell further than expected"),
        "short": _("%(stream)s fell less than expected"),
        "cannot_tell": _("%(stream)s fell about as much as expected")
        if stream["expected"]["low"] is not None
        else _("%(stream)s, before and after"),
    }[stream["apart"]] % name


def signed(value: float | None, *, places: int = 0) -> str:
    """A percentage with a true minus sign: −48%, +3%, 0%."""
    if value is None:
        return _p("no figure", "–")
    shown = round(value, places) + 0.0
    sign = "−" if shown < 0 else "+" if shown > 0 else ""
    return f"{sign}{abs(shown):.{places}f}%"


def between(low: float | None, high: float | None, *, signs: bool = True, places: int = 0) -> str:
    """An interval in words: −57% to −38%."""
    if low is None or high is None:
        return _("not known")
    if signs:
        ends = {"low": signed(low, places=places), "high": signed(high, places=places)}
    else:
        ends = {"low": f"{low:.{places}f}%", "high": f"{high:.{places}f}%"}
    return _("%(low)s to %(high)s") % ends


def left_out_sentence(left_out: dict[str, int], *, count) -> str:
    """“5 have not yet been followed … and 2 took back their consent.”"""
    parts = [f"{count(number)} {LEFT_OUT[why]}" for why, number in left_out.items() if number]
    return opened(joined(parts)) + "." if parts else ""


def words_to_use(cut_parameters: dict, found: dict, *, numbers) -> str:
    """A paragraph that may be copied as it stands."""
    used = [each for each in found["streams"] if each["before"] or each["after"]]
    if not used:
        return _("No hospital activity of the people counted is on record.")
    few = too_few(found["cohort"]["complete_follow_up"])
    if few:
        return few
    first = used[0]
    people = numbers.count(found["cohort"]["complete_follow_up"])
    text = _(
        "In the %(days)s days from the first day of support, %(people)s people had %(after)s "
        "%(stream)s, against %(before)s in the %(days)s days before."
    ) % {
        "days": cut_parameters["window_days"],
        "people": people,
        "after": numbers.count(first["after"]),
        "before": numbers.count(first["before"]),
        "stream": in_sentence(first["event_type"]),
    }
    return " ".join(filter(None, (text, _expected_words(first, numbers), _disclaimer(found))))


def _expected_words(stream: dict, numbers) -> str:
    percent = stream["expected"]["percent"]
    if percent is None:
        return _("How many there would have been without help is not known.")
    expected = numbers.roughly(stream["before"] * (1 + percent / 100))
    return _("About %(n)s were expected without any help.") % {"n": expected}


def _disclaimer(found: dict) -> str:
    if found["design"]["grade"] == "A":
        return ""
    if found["comparison"]:
        return _("A group that was not supported is shown beside it; we do not claim that the "
                 "service alone caused the difference.")  # fmt: skip
    return _("No group without the service was compared, so we do not claim that the service "
             "caused the difference.")  # fmt: skip
