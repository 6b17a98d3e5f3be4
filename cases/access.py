"""Who may do what with a case, a placement and a journey home."""

import rules
from django.db.models import Q

from accounts.access import holds, somewhere
from cases.models import Case
from residents.querysets import scopes

CASE_VERBS = (
    "view",
    "view_all",
    "allocate",
    "cover",
    "came_home",
    "pause",
    "resume",
    "extend",
    "close",
    "reopen",
    "add_contact",
    "set_goal",
    "review_goal",
    "add_task",
    "finish_task",
    "drop_planned",
    "see_to_alert",
    "write_review",
    "raise_safeguarding",
    "safeguarding",
    "what_matters",
    "export",
)


def _case_of(thing):
    return getattr(thing, "case", thing)


def sees_case(user, case) -> bool:
    """Whether the case is one that they see, asked without a query for one's own cases."""
    if holds(user, "cases.view_all", programme=case.programme_id):
        return True
    if not holds(user, "cases.view", programme=case.programme_id):
        return False
    return case.worker_id == user.pk or Case.objects.visible_to(user).filter(pk=case.pk).exists()


def _on_case(permission: str):
    """Holds `permission` in the case's programme, and the case is one that they see."""

    @rules.predicate(name=permission)
    def predicate(user, thing=None):
        if thing is None:
            return holds(user, permission)
        case = _case_of(thing)
        return holds(user, permission, programme=case.programme_id) and sees_case(user, case)

    return predicate


def _as_provider(permission: str):
    """Holds `permission` for the organisation that was asked."""

    @rules.predicate(name=f"{permission}:provider")
    def predicate(user, placement=None):
        if placement is None:
            return holds(user, permission)
        return holds(user, permission, organisation=placement.service.provider.organisation_id)

    return predicate


@rules.predicate
def is_driver(user, journey=None):
    """The journey is theirs to drive."""
    return journey is None or (journey.driver_id is not None and journey.driver.user_id == user.pk)


for _verb in CASE_VERBS:
    rules.add_perm(f"cases.{_verb}", _on_case(f"cases.{_verb}"))

for _verb in ("offer", "cancel", "send_link", "give_feedback", "thread_done"):
    rules.add_perm(f"placements.{_verb}", _on_case(f"placements.{_verb}"))
for _verb in ("open_link", "accept", "decline"):
    rules.add_perm(f"placements.{_verb}", _as_provider(f"placements.{_verb}"))
for _verb in ("view", "start", "record_session", "end"):
    _name = f"placements.{_verb}"
    rules.add_perm(_name, _on_case(_name) | _as_provider(_name))

for _verb in ("view", "record"):
    rules.add_perm(f"signposts.{_verb}", somewhere(f"signposts.{_verb}"))

for _verb in ("request", "cancel", "offer"):
    rules.add_perm(f"journeys.{_verb}", _on_case(f"journeys.{_verb}"))


def _as_driver(permission: str):
    """Holds `permission` and drives this journey."""

    @rules.predicate(name=f"{permission}:driver")
    def predicate(user, journey=None):
        return holds(user, permission) and is_driver(user, journey)

    return predicate


for _verb in ("collect", "arrive"):
    rules.add_perm(f"journeys.{_verb}", _as_driver(f"journeys.{_verb}"))
for _verb in ("view", "accept", "settle", "raise_concern"):
    _name = f"journeys.{_verb}"
    rules.add_perm(_name, _on_case(_name) | _as_driver(_name))


def residents_of_cases(user):
    """Residents of the cases that a person sees (for residents.scopes)."""
    if not holds(user, "cases.view"):
        return None
    return Q(pk__in=Case.objects.visible_to(user).values("resident"))


scopes.register("cases", residents_of_cases, order=20)
