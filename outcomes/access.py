"""Who may import, run, read, publish and export evaluations, and record measures."""

import rules

from accounts.access import holds
from cases.access import sees_case
from programmes.models import Programme


def in_programme(permission: str):
    """Holds `permission` in the programme of the run, import or cohort."""

    @rules.predicate(name=permission)
    def predicate(user, thing=None):
        programme = thing if isinstance(thing, Programme) else getattr(thing, "programme_id", None)
        return holds(user, permission, programme=programme)

    return predicate


def on_case(permission: str):
    """Holds `permission` in the case's programme, and sees the case."""

    @rules.predicate(name=permission)
    def predicate(user, thing=None):
        if thing is None:
            return holds(user, permission)
        case = getattr(thing, "case", thing)
        return holds(user, permission, programme=case.programme_id) and sees_case(user, case)

    return predicate


@rules.predicate
def may_view(user, run=None):
    """Works with evaluations in the programme, or reads published ones as its funder."""
    if run is None:
        return holds(user, "evaluations.view") or holds(user, "evaluations.view_published")
    return type(run).objects.visible_to(user).filter(pk=run.pk).exists()


@rules.predicate
def reads_published(user, run=None):
    """Pays for the programme, and the run is published."""
    if not holds(user, "evaluations.view_published"):
        return False
    return run is None or (run.status == "published" and may_view(user, run))


rules.add_perm("evaluations.view", may_view)
rules.add_perm("evaluations.view_published", reads_published)
for _verb in ("import", "match", "queue", "cancel"):
    rules.add_perm(f"activity.{_verb}", in_programme(f"activity.{_verb}"))
for _verb in ("change", "withdraw"):
    rules.add_perm(f"layouts.{_verb}", in_programme(f"layouts.{_verb}"))
for _verb in ("queue", "cancel", "publish", "export", "name_people"):
    rules.add_perm(f"evaluations.{_verb}", in_programme(f"evaluations.{_verb}"))
for _verb in ("record", "view"):
    rules.add_perm(f"measures.{_verb}", on_case(f"measures.{_verb}"))
rules.add_perm("judgements.judge", on_case("judgements.judge"))
for _verb in ("view", "register", "choose"):
    rules.add_perm(f"instruments.{_verb}", in_programme(f"instruments.{_verb}"))
rules.add_perm("measures.completeness", in_programme("measures.completeness"))
