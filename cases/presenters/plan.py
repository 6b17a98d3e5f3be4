"""The plan and the people: goals, what is planned, reviews, tasks, consent, risks."""

import datetime as dt
from dataclasses import dataclass

from django.urls import reverse
from django.utils import formats
from django.utils.translation import gettext as _

from cases.models import Case, Goal, PlannedContact, Review
from cases.models.contact import Mode
from cases.presenters.case import sharing_tag
from cases.presenters.strip import weeks_of
from core import clock
from core.phones import read_out
from core.presenters import Action, Fact, Tag, Task
from residents.models import ConsentKind, KeyContact, RiskKind

RESULT_COLOURS = {"open": "wash", "achieved": "good", "partly": "amber", "not": "stone"}
PLANNED_COLOURS = {"planned": "wash", "made": "good", "missed": "danger", "dropped": "stone"}


@dataclass(frozen=True, slots=True)
class GoalCard:
    """One goal as the page shows it."""

    words: str
    tag: Tag
    facts: tuple[Fact, ...]
    steps: tuple[str, ...]
    actions: tuple[Action, ...]


@dataclass(frozen=True, slots=True)
class NextStep:
    """What comes next, beside the timeline."""

    title: str
    words: str
    action: Action | None = None


def day(value) -> str:
    """Wednesday 19 November."""
    return formats.date_format(value, "l j F")


def next_step(case: Case) -> NextStep | None:
    """The next planned contact or review, whichever is sooner."""
    if case.status in ("closed", "waiting_for_home"):
        return None
    facts = weeks_of(case)
    review = min(facts.reviews, key=_on, default=None)
    planned = min((each for each in facts.planned if each.word == "planned"), key=_on, default=None)
    if review and (planned is None or review.on <= planned.on):
        url = reverse("cases:write_review", args=[case.reference, review.word])
        return NextStep(
            Review.Kind(review.word).label,
            day(review.on),
            Action(_("Write the review"), url, "link"),
        )
    if planned is None:
        return None
    url = reverse("cases:add_contact", args=[case.reference])
    return NextStep(
        Mode(planned.mode).label,
        f"{day(planned.on)}, {planned.words}",
        Action(_("Write it up"), url, "link"),
    )


def _on(mark) -> dt.date:
    return mark.on


def plan(case: Case, *, user) -> dict:
    """What the Plan tab shows."""
    may = {
        verb: case.status != "closed" and user.has_perm(f"cases.{verb}", case)
        for verb in (
            "set_goal",
            "review_goal",
            "add_task",
            "finish_task",
            "write_review",
            "pause",
            "drop_planned",
        )
    }
    goals = case.goals.prefetch_related("actions").select_related("need").order_by("-set_at")
    return {
        "goals": [goal_card(each, may=may["review_goal"]) for each in goals],
        "set_goal": _link(case, "set_goal", _("Set a goal"), allowed=may["set_goal"]),
        "planned": [
            planned_task(case, each, may=may["drop_planned"])
            for each in case.planned.order_by("due_on").exclude(status="dropped")
        ],
        "reviews": [review_task(case, each, may=may) for each in case.reviews.order_by("due_on")],
        "tasks": [
            task_row(each, may=may["finish_task"])
            for each in case.tasks.select_related("owner").order_by("done_at", "due_on", "pk")
        ],
        "add_task": _link(case, "add_task", _("Add a task"), allowed=may["add_task"]),
        "stay": _link(case, "record_stay", _("Record a hospital stay"), allowed=may["pause"]),
        "fall": _link(case, "record_fall", _("Record a fall"), allowed=may["add_task"]),
        "happened": _happened(case, may),
        "exit_plan": case.exit_plan,
    }


def _happened(case, may) -> list[Action]:
    """What may befall them: a stay, a fall."""
    found = (
        _link(case, "record_stay", _("Record a hospital stay"), allowed=may["pause"]),
        _link(case, "record_fall", _("Record a fall"), allowed=may["add_task"]),
    )
    return [each for each in found if each]


def _link(case, name, words, *, allowed) -> Action | None:
    return Action(words, reverse(f"cases:{name}", args=[case.reference])) if allowed else None


def goal_card(goal: Goal, *, may: bool) -> GoalCard:
    """One goal."""
    actions = ()
    if may and goal.result in ("open", "partly"):
        hidden = _("of “%(goal)s”") % {"goal": goal.words[:40]}
        actions = (
            Action(
                _("Review this goal"),
                reverse("cases:review_goal", args=[goal.reference]),
                hidden=hidden,
            ),
            Action(
                _("Add a step"),
                reverse("cases:add_step", args=[goal.reference]),
                "link",
                hidden=hidden,
            ),
        )
    facts = [Fact(_("Matters"), _("%(number)d of 10") % {"number": goal.importance})]
    if goal.confidence is not None:
        facts.append(Fact(_("Feels sure"), _("%(number)d of 10") % {"number": goal.confidence}))
    if goal.need:
        facts.append(Fact(_("About"), goal.need.name))
    return GoalCard(
        goal.words,
        Tag(Goal.Result(goal.result).label, RESULT_COLOURS[goal.result]),
        tuple(facts),
        tuple(_step(each) for each in goal.actions.all()),
        actions,
    )


def _step(step) -> str:
    told = {"what": step.what, "who": step.who}
    if step.done_on:
        told["day"] = formats.date_format(step.done_on, "j F")
        return _("%(what)s – %(who)s, done %(day)s") % told
    if step.by_when:
        told["day"] = formats.date_format(step.by_when, "j F")
        return _("%(what)s – %(who)s, by %(day)s") % told
    return f"{step.what} – {step.who}"


def planned_task(case: Case, planned: PlannedContact, *, may: bool) -> Task:
    """One planned contact."""
    action = None
    if may and planned.status == PlannedContact.Status.PLANNED:
        url = reverse("cases:drop_planned", args=[case.reference, planned.due_on.isoformat()])
        hidden = formats.date_format(planned.due_on, "j F")
        action = Action(_("Not needed"), url, "link", hidden=hidden)
    tag = Tag(PlannedContact.Status(planned.status).label, PLANNED_COLOURS[planned.status])
    return Task(
        f"{Mode(planned.mode).label}, {planned.purpose}",
        "",
        when=formats.date_format(planned.due_on, "j M"),
        icon="phone" if planned.mode == Mode.CALL else "home",
        action=action,
        tags=(tag,),
    )


def review_task(case: Case, review: Review, *, may) -> Task:
    """One review: due, or written."""
    action = None
    if review.held_at is None and may["write_review"]:
        url = reverse("cases:write_review", args=[case.reference, review.kind])
        action = Action(_("Write it"), url, hidden=str(Review.Kind(review.kind).label))
    tag = Tag(_("Written"), "good") if review.held_at else Tag(_("Due"), "amber", "calendar")
    return Task(
        Review.Kind(review.kind).label,
        "",
        when=formats.date_format(review.due_on, "j M"),
        words=review.what_changed[:160],
        icon="document",
        overdue=review.held_at is None and review.due_on < clock.today(),
        action=action,
        tags=(tag,),
    )


def task_row(task, *, may: bool) -> Task:
    """One task."""
    action = None
    if task.done_at is None and may:
        url = reverse("cases:finish_task", args=[task.reference])
        action = Action(_("Done"), url, hidden=task.what[:60], post=False)
    tags = []
    if task.done_at:
        tags.append(Tag(_("Done"), "good"))
    elif task.is_urgent:
        tags.append(Tag(_("Urgent"), "danger"))
    return Task(
        task.what,
        "",
        when=formats.date_format(task.due_on, "j M") if task.due_on else "",
        words=task.owner.name if task.owner else _("For the team"),
        icon="tick" if task.done_at else "list",
        overdue=task.done_at is None and task.due_on is not None and task.due_on < clock.today(),
        action=action,
        tags=tuple(tags),
    )


def people(case: Case, *, user) -> dict:
    """What the People and consent tab shows."""
    resident = case.resident
    consents = list(
        resident.consents.select_related("organisation", "recorded_by").order_by("given_at")
    )
    return {
        "resident": resident,
        "facts": _resident_facts(resident),
        "sharing": sharing_tag(consents),
        "consents": [consent_fact(each) for each in reversed(consents)],
        "risks": [
            Fact(RiskKind(each.kind).label, each.words or "–")
            for each in resident.risks.standing(clock.today()).order_by("-stated_at")
        ],
        "contacts": [_contact_fact(each) for each in resident.key_contacts.order_by("name")],
        "record": Action(
            _("Open their record"), reverse("residents:detail", args=[resident.reference])
        )
        if user.has_perm("residents.view", resident)
        else None,
        "concerns": [
            Action(
                _("Safeguarding concern %(reference)s") % {"reference": each.reference},
                reverse("cases:concern", args=[each.reference]),
                "link",
            )
            for each in case.concerns.visible_to(user).order_by("-raised_at")
        ],
    }


def _resident_facts(resident) -> list[Fact]:
    yes_no = {True: _("Yes"), False: _("No"), None: _("Not asked")}
    pairs = [
        (_("Address"), ", ".join(filter(None, [resident.address, resident.postcode]))),
        (_("GP practice"), resident.gp_practice_code),
        (_("Language"), resident.language),
        (_("How to communicate"), resident.communication_needs),
        (_("Safe contact"), resident.safe_contact),
        (_("Lives alone"), yes_no[resident.lives_alone]),
        (_("Cares for somebody"), yes_no[resident.is_carer]),
        (_("Veteran"), yes_no[resident.is_veteran]),
    ]
    return [Fact(label, value) for label, value in pairs if value]


def consent_fact(consent) -> Fact:
    """What was agreed to, by whom, how, when; and whether it was taken back."""
    what = str(ConsentKind(consent.kind).label)
    who = consent.recipient or (consent.organisation.name if consent.organisation else "")
    label = f"{what} {who}".strip()
    told = {
        "decision": consent.get_decision_display(),
        "by": consent.get_given_by_display(),
        "how": str(consent.get_how_display()).lower(),
        "day": formats.date_format(clock.day_of(consent.given_at), "j F Y"),
    }
    value = _("%(decision)s: %(by)s, %(how)s, %(day)s") % told
    if consent.withdrawn_at:
        back = formats.date_format(clock.day_of(consent.withdrawn_at), "j F Y")
        value += ". " + _("Taken back on %(day)s") % {"day": back}
    return Fact(label, value)


def _contact_fact(contact: KeyContact) -> Fact:
    parts = [contact.relation, read_out(contact.phone), str(contact.get_may_share_display())]
    if contact.holds_key:
        parts.append(_("holds a key"))
    return Fact(contact.name, ", ".join(filter(None, parts)))
