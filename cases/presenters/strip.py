"""The twelve weeks at home, for one case or for a whole caseload in four queries."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field
from typing import NamedTuple

from django.db.models import CharField, DateField, F, IntegerField, TextField, TimeField, Value
from django.db.models.functions import Cast
from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.models import Case, Contact, HospitalStay, PlannedContact, PlanPeriod, Review
from core.presenters import Strip, Week

WEEK = dt.timedelta(days=7)
DAY = dt.timedelta(days=1)


class Mark(NamedTuple):
    """One thing that stands in the weeks: a planned or made contact, a review, a stay, a pause.

    `word` is a planned contact's status or a review's kind, `mode` how a contact is planned, `at`
    at what hour, `words` its purpose or a stay's cause, `key` the contact that was made.
    """

    on: dt.date
    until: dt.date | None
    at: dt.time | None
    word: str
    mode: str
    words: str
    key: int | None


@dataclass(slots=True)
class Facts:
    """What a case's weeks are made of."""

    planned: list[Mark] = field(default_factory=list)
    made: list[Mark] = field(default_factory=list)
    reviews: list[Mark] = field(default_factory=list)
    stays: list[Mark] = field(default_factory=list)
    pauses: list[Mark] = field(default_factory=list)


def weeks_of(case: Case) -> Facts:
    """What stands in one case's weeks, asked once for a page."""
    told = vars(case).get("_weeks_told")
    if told is None:
        told = vars(case)["_weeks_told"] = gather([case.pk])[case.pk]
    return told


def gather(keys: list[int]) -> dict[int, Facts]:
    """What stands in the weeks of these cases: one statement whatever their number."""
    found: dict[int, Facts] = defaultdict(Facts)
    chosen = {"case__in": keys}
    planned = PlannedContact.objects.filter(**chosen).exclude(status=PlannedContact.Status.DROPPED)
    made = Contact.objects.filter(outcome=Contact.Outcome.MADE, **chosen)
    reviews = Review.objects.filter(held_at__isnull=True, **chosen)
    stays = HospitalStay.objects.filter(**chosen)
    pauses = PlanPeriod.objects.filter(kind=PlanPeriod.Kind.PAUSED, **chosen)
    for key, heap, *mark in _marks(
        planned, "planned", on="due_on", at="due_time", word="status", mode="mode",
        words="purpose", key="contact_id",
    ).union(
        _marks(made, "made", on="at__date", key="pk"),
        _marks(reviews, "reviews", on="due_on", word="kind"),
        _marks(stays, "stays", on="admitted_on", until="left_on", words="cause"),
        _marks(pauses, "pauses", on="starts_on", until="ends_on"),
        all=True,
    ):  # fmt: skip
        getattr(found[key], heap).append(Mark(*mark))
    return found


def _marks(rows, heap: str, *, on: str, until="", at="", word="", mode="", words="", key=""):
    """`rows` in the columns that all five heaps share: case, heap, and those of a `Mark`."""
    return rows.order_by().values_list(
        "case_id",
        Value(heap, output_field=CharField()),
        Cast(on, DateField()),
        Cast(F(until) if until else Value(None), DateField()),
        Cast(F(at) if at else Value(None), TimeField()),
        *(Cast(F(each) if each else Value(""), TextField()) for each in (word, mode, words)),
        Cast(F(key) if key else Value(None), IntegerField()),
    )


def strip(case: Case, facts: Facts, today: dt.date) -> Strip:
    """The strip of one case; before home there is none to show but twelve planned weeks."""
    numbers = range(1, case.policy.plan_weeks + 1)
    if case.home_on is None:
        return Strip(
            tuple(Week(number, "planned") for number in numbers),
            sentence=_("The weeks begin on the day they come home."),
            about=_before_home(case),
        )
    closed_on = case.closed_at.date() if case.closed_at else None
    weeks = tuple(_week(case, facts, number, today, closed_on) for number in numbers)
    return Strip(weeks, sentence=_sentence(facts, today), about=_about(case, today))


def _week(case, facts, number, today, closed_on) -> Week:
    first = case.home_on + WEEK * (number - 1)
    last = first + WEEK - DAY
    state, small = _worst(facts, first, last, today)
    this = first <= today <= last and closed_on is None
    return Week(number, state, small=small, is_this_week=this)


def _worst(facts, first, last, today) -> tuple[str, str]:
    """The worst that is true of a week wins: readmitted, missed, review, paused, made, planned."""
    planned = [each for each in facts.planned if first <= each.on <= last]
    made, total = _counts(facts, planned, first, last)
    stay = _overlapping(facts.stays, first, last, today)
    if stay:
        return "readmitted", _nights(stay, today)
    if any(each.word == PlannedContact.Status.MISSED for each in planned):
        return "missed", _("%(made)d of %(total)d") % {"made": made, "total": total}
    # Day 42 opens week 7: the review belongs to the week that it closes.
    review = next((each for each in facts.reviews if first <= each.on - DAY <= last), None)
    if review and review.on - WEEK <= today:
        return "review", _by(review.on, today)
    pause = _overlapping(facts.pauses, first, last, today)
    if pause:
        return "paused", _("since %(day)s") % {"day": short_day(pause.on)}
    if made:
        return "made", _("%(made)d of %(total)d") % {"made": made, "total": total}
    days = sorted(each.on for each in planned if each.word == PlannedContact.Status.PLANNED)
    return "planned", short_day(days[0]) if days else ""


def _counts(facts, planned, first, last) -> tuple[int, int]:
    """Contacts made in the week, and made or planned in it; one that meets a plan counts once."""
    made = PlannedContact.Status.MADE
    met = {each.key for each in facts.planned if each.word == made}
    here = sum(each.word == made for each in planned)
    extra = sum(first <= each.on <= last and each.key not in met for each in facts.made)
    return here + extra, len(planned) + extra


def _overlapping(marks, first, last, today) -> Mark | None:
    """The first mark that touches the week; one without an end goes on today."""
    return next(
        (each for each in marks if each.on <= last and (each.until or today) >= first), None
    )


def _nights(stay, today) -> str:
    count = max(1, ((stay.until or today) - stay.on).days)
    return ngettext("%(count)d night", "%(count)d nights", count) % {"count": count}


def _by(day, today) -> str:
    if day < today:
        return _("was due %(day)s") % {"day": short_day(day)}
    if day - today < WEEK:
        return _("by %(day)s") % {"day": formats.date_format(day, "l")}
    return _("by %(day)s") % {"day": short_day(day)}


def _sentence(facts, today) -> str:
    made = len(facts.made)
    missed = sum(each.word == PlannedContact.Status.MISSED for each in facts.planned)
    parts = [_("No contact yet")]
    if made:
        words = ngettext("%(count)d contact made", "%(count)d contacts made", made)
        parts = [words % {"count": made}]
    if missed:
        parts.append(_("%(count)d missed") % {"count": missed})
    if facts.stays:
        parts.append(
            _("readmitted once")
            if len(facts.stays) == 1
            else _("readmitted %(count)d times") % {"count": len(facts.stays)}
        )
    words = ", ".join(parts) + "."
    due = [each for each in facts.reviews if each.on - WEEK <= today]
    if due:
        words += " " + _("Review due by %(day)s.") % {
            "day": short_day(min(each.on for each in due))
        }
    return words


def _about(case, today) -> str:
    told = {
        "day": formats.date_format(case.home_on, "j F"),
        "end": formats.date_format(case.plan_ends_on, "j F"),
        "week": case.week_number(today),
        "weeks": case.policy.plan_weeks,
    }
    if case.status == "closed":
        return _("Home since %(day)s. Closed.") % told
    if told["week"] and told["week"] <= told["weeks"]:
        return _("Home since %(day)s. Week %(week)d of %(weeks)d, ends %(end)s") % told
    return _("Home since %(day)s. The plan ended on %(end)s") % told


def _before_home(case) -> str:
    if case.expected_home_on:
        return _("Expected home on %(day)s") % {
            "day": formats.date_format(case.expected_home_on, "j F")
        }
    return _("Not home yet")


def short_day(day: dt.date) -> str:
    """24 Nov."""
    return formats.date_format(day, "j M")
