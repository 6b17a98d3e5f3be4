"""The twelve weeks at home, for one case or for a whole caseload in four queries."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.models import Case, Contact, HospitalStay, PlannedContact, PlanPeriod, Review
from core.presenters import Strip, Week

WEEK = dt.timedelta(days=7)
DAY = dt.timedelta(days=1)


@dataclass(slots=True)
class Facts:
    """What a case's weeks are made of."""

    planned: list = field(default_factory=list)
    made_on: list = field(default_factory=list)
    reviews: list = field(default_factory=list)
    stays: list = field(default_factory=list)
    pauses: list = field(default_factory=list)


def strips(cases: Iterable[Case], today: dt.date) -> dict[int, Strip]:
    """Case primary key to its strip, for all `cases` together. Needs `policy` on each."""
    cases = list(cases)
    facts = gather([each.pk for each in cases])
    return {each.pk: strip(each, facts[each.pk], today) for each in cases}


def gather(keys: list[int]) -> dict[int, Facts]:
    """What stands in the weeks of these cases: five queries whatever their number."""
    found: dict[int, Facts] = defaultdict(Facts)
    chosen = {"case__in": keys}
    for row in (
        PlannedContact.objects.filter(**chosen)
        .exclude(status=PlannedContact.Status.DROPPED)
        .values_list("case_id", "due_on", "status", "contact_id")
    ):
        found[row[0]].planned.append(row[1:])
    made = Contact.objects.filter(outcome=Contact.Outcome.MADE, **chosen)
    for key, at, pk in made.values_list("case_id", "at__date", "pk"):
        found[key].made_on.append((at, pk))
    for review in Review.objects.filter(held_at__isnull=True, **chosen):
        found[review.case_id].reviews.append(review)
    for stay in HospitalStay.objects.filter(**chosen):
        found[stay.case_id].stays.append(stay)
    for period in PlanPeriod.objects.filter(kind=PlanPeriod.Kind.PAUSED, **chosen):
        found[period.case_id].pauses.append(period)
    return found


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
    planned = [each for each in facts.planned if first <= each[0] <= last]
    made, total = _counts(facts, planned, first, last)
    stay = _overlapping(_stay_spans(facts, today), first, last)
    if stay:
        return "readmitted", _nights(stay, today)
    if any(status == PlannedContact.Status.MISSED for _day, status, _pk in planned):
        return "missed", _("%(made)d of %(total)d") % {"made": made, "total": total}
    # Day 42 opens week 7: the review belongs to the week that it closes.
    review = next((each for each in facts.reviews if first <= each.due_on - DAY <= last), None)
    if review and review.due_on - WEEK <= today:
        return "review", _by(review.due_on, today)
    pause = _overlapping(_pause_spans(facts, today), first, last)
    if pause:
        return "paused", _("since %(day)s") % {"day": short_day(pause.starts_on)}
    if made:
        return "made", _("%(made)d of %(total)d") % {"made": made, "total": total}
    days = sorted(day for day, status, _pk in planned if status == PlannedContact.Status.PLANNED)
    return "planned", short_day(days[0]) if days else ""


def _counts(facts, planned, first, last) -> tuple[int, int]:
    """Contacts made in the week, and made or planned in it; one that meets a plan counts once."""
    met = {pk for _day, status, pk in planned if status == PlannedContact.Status.MADE}
    extra = [pk for day, pk in facts.made_on if first <= day <= last and pk not in met]
    elsewhere = {pk for _day, status, pk in facts.planned if status == "made"} - met
    extra = [pk for pk in extra if pk not in elsewhere]
    return len(met) + len(extra), len(planned) + len(extra)


def _overlapping(spans, first, last):
    """The first row whose (start, end, row) touches the week."""
    return next((row for start, end, row in spans if start <= last and end >= first), None)


def _stay_spans(facts, today):
    return [(each.admitted_on, each.left_on or today, each) for each in facts.stays]


def _pause_spans(facts, today):
    return [(each.starts_on, each.ends_on or today, each) for each in facts.pauses]


def _nights(stay, today) -> str:
    count = max(1, ((stay.left_on or today) - stay.admitted_on).days)
    return ngettext("%(count)d night", "%(count)d nights", count) % {"count": count}


def _by(day, today) -> str:
    if day < today:
        return _("was due %(day)s") % {"day": short_day(day)}
    if day - today < WEEK:
        return _("by %(day)s") % {"day": formats.date_format(day, "l")}
    return _("by %(day)s") % {"day": short_day(day)}


def _sentence(facts, today) -> str:
    made = len(facts.made_on)
    missed = sum(status == PlannedContact.Status.MISSED for _day, status, _pk in facts.planned)
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
    due = [each for each in facts.reviews if each.due_on - WEEK <= today]
    if due:
        words += " " + _("Review due by %(day)s.") % {"day": short_day(due[0].due_on)}
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
