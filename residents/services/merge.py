"""Make one record of two that are the same person, and undo it."""

from django.apps import apps
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from core.errors import NotAllowedNow, RuleBroken
from core.services import lock, lock_all
from residents.events import residents_merged
from residents.models import Merge, Resident

_LEARNED = (
    *("nhs_number", "preferred_name", "date_of_birth", "address", "postcode", "uprn"),
    *("electoral_ward", "district", "phone", "email", "gp_practice_code", "language"),
    *("communication_needs", "safe_contact", "lives_alone", "is_veteran", "is_carer"),
)


@transaction.atomic
def merge(kept: Resident, *, by, at, gone: Resident, reason: str) -> Merge:
    """Everything of `gone` belongs to `kept` from now on; its own row stays, pointing there.

    Refused where both have an open case or referral in one programme: one of them has to be
    closed first, by someone who knows which. Two different NHS numbers are two people.
    """
    if kept.pk == gone.pk:
        raise RuleBroken(_("Choose another record, not this one."), field="gone")
    rows = {each.pk: each for each in lock_all(Resident.objects.filter(pk__in=(kept.pk, gone.pk)))}
    kept, gone = rows[kept.pk], rows[gone.pk]
    _refuse(kept, gone)
    filled = _learn(kept, gone)
    try:
        with transaction.atomic():
            moved = _move_rows(gone, kept)
    except IntegrityError:
        raise RuleBroken(
            _("Both records have open work in one programme. Close or withdraw one of them first.")
        ) from None
    gone.merged_into = kept
    gone.save(update_fields=["merged_into"])
    done = Merge.objects.create(
        kept=kept,
        gone=gone,
        merged_at=at,
        merged_by=by,
        reason=reason,
        moved=moved,
        filled=filled,
    )
    residents_merged.send(Resident, kept=kept, gone=gone, by=by, at=at)
    return done


def _refuse(kept, gone) -> None:
    if kept.merged_into_id or gone.merged_into_id:
        raise NotAllowedNow(_("One of these records was merged already."))
    if kept.nhs_number and gone.nhs_number:
        raise RuleBroken(
            _("These two have different NHS numbers, so they are two people."), field="gone"
        )


def _learn(kept, gone) -> dict:
    """What the kept record did not know; a number moves, since it is unique."""
    learned = {
        name: getattr(gone, name)
        for name in _LEARNED
        if getattr(kept, name) in (None, "") and getattr(gone, name) not in (None, "")
    }
    if "nhs_number" in learned:
        gone.nhs_number = None
        gone.save(update_fields=["nhs_number"])
    for name, value in learned.items():
        setattr(kept, name, value)
    if learned:
        kept.save(update_fields=list(learned))
    return {
        name: str(value) if name == "date_of_birth" else value for name, value in learned.items()
    }


def _relations():
    """Every relation to a resident, also from apps above; history rows and merges stay."""
    for relation in Resident._meta.get_fields(include_hidden=True):
        if not (relation.auto_created and relation.concrete is False and relation.is_relation):
            continue
        model = relation.related_model
        if hasattr(model, "pgh_tracked_model") or model in (Resident, Merge):
            continue
        if relation.many_to_many or getattr(model, "append_only", False):
            continue
        yield model, relation.field.name


def _move_rows(gone, kept) -> dict[str, list[int]]:
    moved = {}
    for model, name in _relations():
        rows = model._base_manager.filter(**{name: gone})
        keys = list(rows.values_list("pk", flat=True))
        if keys:
            rows.update(**{name: kept})
            moved[f"{model._meta.label}.{name}"] = keys
    return moved


@transaction.atomic
def undo_merge(done: Merge, *, by, at) -> Merge:
    """They were two people after all: each row goes back to where it was."""
    done = lock(done)
    if done.undone_at is not None:
        raise NotAllowedNow(_("This was undone already."))
    rows = lock_all(Resident.objects.filter(pk__in=(done.kept_id, done.gone_id)))
    people = {each.pk: each for each in rows}
    kept, gone = people[done.kept_id], people[done.gone_id]
    _give_back(done, kept, gone)
    for path, keys in done.moved.items():
        label, name = path.rsplit(".", 1)
        apps.get_model(label)._base_manager.filter(pk__in=keys).update(**{name: gone})
    done.undone_at, done.undone_by = at, by
    done.save(update_fields=["undone_at", "undone_by"])
    return done


def _give_back(done, kept, gone) -> None:
    """The kept record forgets what it learned, unless someone has changed it since."""
    for name, value in done.filled.items():
        now = getattr(kept, name)
        if (str(now) if name == "date_of_birth" else now) == value:
            empty = None if Resident._meta.get_field(name).null else ""
            setattr(kept, name, empty)
    kept.save()
    gone.merged_into = None
    if "nhs_number" in done.filled and kept.nhs_number is None:
        gone.nhs_number = done.filled["nhs_number"]
    gone.save()
