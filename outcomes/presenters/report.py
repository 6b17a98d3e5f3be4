"""The whole report: cover, headline page, chapters. Paper and screen read the same."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core.presenters.figures import DotInterval, Grade
from core.presenters.words import Words
from outcomes.evaluation.cut import Cut
from outcomes.presenters.blocks import Chapter
from outcomes.presenters.checks import checks
from outcomes.presenters.compared import compared
from outcomes.presenters.equity import reach
from outcomes.presenters.method import method
from outcomes.presenters.money import money, sector
from outcomes.presenters.numbers import rule_in_words
from outcomes.presenters.people import helped, ready_to_home, twelve_weeks
from outcomes.presenters.series import months, places
from outcomes.presenters.use import dot, expected_words, hospital_use, readmissions, used_streams
from outcomes.presenters.wellbeing import wellbeing
from outcomes.presenters.worth import worth
from outcomes.words import (
    GRADE_TITLES,
    STREAMS,
    between,
    cover_claim,
    joined,
    may_not_say,
    may_say,
    next_grade,
    signed,
    too_few,
    words_to_use,
)

CHAPTERS = (
    helped,
    reach,
    ready_to_home,
    twelve_weeks,
    hospital_use,
    compared,
    readmissions,
    months,
    places,
    money,
    worth,
    checks,
    wellbeing,
    sector,
    method,
)


@dataclass(frozen=True, slots=True)
class Headline:
    """One headline figure with what it rests on."""

    figure: Words
    what: Words
    lines: tuple[Words, ...]
    people: Words
    baseline: Words
    interval: Words
    dot: DotInterval | None = None
    beside: Words = ""
    facts: tuple[tuple[Words, Words], ...] = ()
    """The same as label and value, for the page."""


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that a page or a PDF shows."""

    title: Words
    programme: Words
    subtitle: Words
    people_words: Words
    as_of: dt.date
    grade: Grade
    claim: Words
    carry: Words
    headlines: tuple[Headline, ...]
    chapters: tuple[Chapter, ...]
    words_to_use: Words
    next_grade: tuple[Words, Words] | None
    made_by: Words
    paid_by: Words
    fingerprint: str
    rule: Words


def day(text: str | None) -> str:
    """3 December 2026, from an ISO date."""
    return date_format(dt.date.fromisoformat(text), "j F Y") if text else "–"


def report(cut: Cut, found: dict[str, Any], numbers) -> Report:
    """The report of one run, with numbers written by `numbers` (Exact or Published)."""
    facts, design = cut.facts["programme"], found["design"]
    people = numbers.count(found["cohort"]["complete_follow_up"])
    return Report(
        title=_("Hospital use before and after coming home"),
        programme=facts["name"],
        subtitle=_subtitle(cut),
        people_words=_("%(people)s people, each followed for %(days)s days.")
        % {"people": people, "days": cut.parameters["window_days"]},
        as_of=dt.date.fromisoformat(cut.parameters["as_of"]),
        grade=Grade(design["grade"], GRADE_TITLES[design["grade"]], _grade_words(found)),
        claim=claim(found),
        carry=_carry(found),
        headlines=tuple(headlines(cut, found, numbers)),
        chapters=tuple(_chapters(cut, found, numbers)),
        words_to_use=words_to_use(cut.parameters, found, numbers=numbers),
        next_grade=next_grade(design, people),
        made_by=facts["lead_provider"],
        paid_by=", ".join(facts["funders"]) or facts["commissioner"],
        fingerprint=found["fingerprint"],
        rule=rule_in_words() if numbers.publishes else _("True figures: not for publication."),
    )


def claim(found: dict[str, Any]) -> str:
    """What may be claimed: nothing of a handful of people, else what the design allows."""
    few = too_few(found["cohort"]["complete_follow_up"])
    return few or cover_claim(found["design"])


SINCE_ENGINE_2 = (compared, worth, months, places, checks)


def _chapters(cut: Cut, found: dict[str, Any], numbers):
    """Those that the cut carries: an older one has fewer."""
    older = "checks" not in found
    for make in CHAPTERS:
        if older and make in SINCE_ENGINE_2:
            continue
        if make is not reach or cut.facts.get("reach"):
            yield make(cut, found, numbers)


def _subtitle(cut: Cut) -> str:
    period, area = cut.facts["period"], cut.facts["programme"]["area"]
    if not period.get("from"):
        return area
    months = [date_format(dt.date.fromisoformat(period[end]), "F Y") for end in ("from", "to")]
    return _("%(area)s, %(first)s to %(last)s.") % {
        "area": area, "first": months[0], "last": months[1],
    }  # fmt: skip


def _grade_words(found: dict[str, Any]) -> str:
    design, few = found["design"], too_few(found["cohort"]["complete_follow_up"])
    if few:
        return few
    said = may_say(design)
    if design["beyond"]:
        said = _("You may say that %(what)s") % {"what": _lowered(said)}
    return f"{said} {may_not_say(design)}"


def _lowered(sentence: str) -> str:
    return sentence if sentence[:2] in ("A&", "GP") else sentence[:1].lower() + sentence[1:]


def _carry(found: dict[str, Any]) -> str:
    left_out = sum(found["cohort"]["left_out"].values())
    few = too_few(found["cohort"]["complete_follow_up"])
    if few:
        return few
    parts = [may_say(found["design"])]
    named = [STREAMS[name] for name in found["design"]["cannot_tell"]]
    if found["design"]["beyond"] and named:
        parts.append(
            _("For %(streams)s the two cannot be told apart.")
            % {"streams": joined(_lowered(str(name)) for name in named)}
        )
    parts.append(may_not_say(found["design"]))
    if left_out:
        parts.append(_("People who have not been followed for the whole window, and those who did "
                       "not agree or took back their consent, are left out."))  # fmt: skip
    return " ".join(parts)


def headlines(cut: Cut, found: dict[str, Any], numbers) -> list[Headline]:
    """One page for the busy: the streams used most, readmissions, pounds for each person."""
    people = numbers.count(found["cohort"]["complete_follow_up"])
    rows = [_stream(each, people, numbers) for each in used_streams(found)[:3]]
    rows.append(_readmitted(found["readmission"], numbers))
    rows.append(_spent(found, people, numbers))
    return rows


def _stream(each: dict[str, Any], people: str, numbers) -> Headline:
    expected = each["expected"]["percent"]
    return Headline(
        figure=numbers.change(each["before"], each["after"], each["percent"]),
        what=STREAMS[each["event_type"]],
        lines=(
            _("%(after)s, against %(before)s before.")
            % {"after": numbers.count(each["after"]), "before": numbers.count(each["before"])},
            _("Expected anyway: %(percent)s.")
            % {"percent": _("not known") if expected is None else signed(expected)},
        ),
        people=people,
        baseline=numbers.count(each["before"]),
        interval=between(each["ci_low"], each["ci_high"]),
        dot=dot(each),
        facts=_stream_facts(each, people, numbers),
        beside="" if dot(each) else _("Expected: %(words)s") % {"words": expected_words(each)},
    )


def _stream_facts(each: dict[str, Any], people: str, numbers) -> tuple:
    expected = each["expected"]["percent"]
    both = f"{numbers.count(each['before'])}, {numbers.count(each['after'])}"
    return (
        (_("People"), people),
        (_("Before, after"), both),
        (_("95% interval"), between(each["ci_low"], each["ci_high"])),
        (_("Expected anyway"), _("not known") if expected is None else signed(expected)),
    )


def _readmitted(found: dict[str, Any], numbers) -> Headline:
    return Headline(
        figure=numbers.share(found["within_30_days"], found["index_discharges"]),
        what=_("Readmitted in 30 days"),
        lines=(
            _("%(part)s of %(whole)s people, from the day they left hospital.")
            % {"part": numbers.count(found["within_30_days"]),
               "whole": numbers.count(found["index_discharges"])},
        ),
        people=numbers.count(found["index_discharges"]),
        baseline=_("not known"),
        interval=between(found["ci_low"], found["ci_high"], signs=False),
        beside=_("Expected: not known"),
        facts=(
            (_("People"), numbers.count(found["index_discharges"])),
            (_("Readmitted"), numbers.count(found["within_30_days"])),
            (_("95% interval"), between(found["ci_low"], found["ci_high"], signs=False)),
            (_("Expected anyway"), _("not known")),
        ),
    )  # fmt: skip


def _spent(found: dict[str, Any], people: str, numbers) -> Headline:
    counted, sums = found["cohort"]["complete_follow_up"], found["money"]
    return Headline(
        figure=numbers.round_money(sums["spent_per_person"], counted),
        what=_("Spent for each person"),
        lines=(_("Staff and other costs, and things bought."),),
        people=people,
        baseline="–",
        interval=_("counted") if sums["spent_per_person"] else _("not on record"),
        beside=_("%(sum)s in all") % {"sum": numbers.round_money(sums["programme_cost"], counted)},
    )
