"""Make a resident known, or recognise one who is known already."""

import datetime as dt

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from core import clock
from core.errors import RuleBroken
from core.services import lock
from residents import identifiers
from residents.models import Resident

EDITABLE = (
    *("given_name", "family_name", "preferred_name", "date_of_birth", "sex", "pronouns"),
    *("ethnicity", "address", "postcode", "uprn", "electoral_ward", "district", "is_rural"),
    *("deprivation_decile", "phone", "email", "gp_practice_code", "language"),
    *("needs_interpreter", "communication_needs", "lives_alone", "is_veteran", "is_carer"),
    *("safe_contact", "died_on", "national_opt_out_on"),
)
_EMPTY = (None, "")


@transaction.atomic
def register(
    *,
    by,
    at,
    given_name: str = "",
    family_name: str = "",
    date_of_birth: dt.date | None = None,
    nhs_number: str = "",
    **known,
) -> Resident:
    """The resident with this NHS number, made known now unless they are already.

    Never two residents with one NHS number, also when two wards ask at the same moment: the
    unique index decides, and the second gets the row of the first. Of someone who is known, only
    what was empty is filled; a birth date that differs is refused, since then it is another
    person's number.
    """
    digits = _digits(nhs_number)
    told = {"given_name": given_name.strip(), "family_name": family_name.strip()}
    told |= {"date_of_birth": date_of_birth, **known}
    _check(told, at)
    if digits:
        found = _with_number(digits)
        if found is not None:
            return _fill(found, told)
    _require_name(told)
    try:
        with transaction.atomic():
            return Resident.objects.create(nhs_number=digits or None, **told)
    except IntegrityError:
        found = _with_number(digits) if digits else None
        if found is None:
            raise
        return _fill(found, told)


@transaction.atomic
def edit(resident: Resident, *, by, at, nhs_number: str | None = None, **changes) -> Resident:
    """Put right what is known of a resident. An NHS number may be added, never two with one."""
    unknown = set(changes) - set(EDITABLE)
    if unknown:
        raise TypeError(f"a resident has no editable {sorted(unknown)}")
    resident = lock(resident)
    _check(changes, at)
    if nhs_number is not None:
        resident.nhs_number = _digits(nhs_number) or None
        _refuse_taken(resident)
    for name, value in changes.items():
        setattr(resident, name, value)
    resident.save()
    return resident


def _digits(typed: str) -> str:
    try:
        return identifiers.tidy_nhs_number(typed) if typed else ""
    except identifiers.BadIdentifier as problem:
        raise RuleBroken(str(problem), field="nhs_number") from None


def _with_number(digits: str) -> Resident | None:
    found = Resident.objects.with_nhs_number(digits).select_related("merged_into").first()
    return found.merged_into or found if found else None


def _refuse_taken(resident: Resident) -> None:
    if not resident.nhs_number:
        return
    taken = Resident.objects.with_nhs_number(resident.nhs_number).exclude(pk=resident.pk)
    if taken.exists():
        raise RuleBroken(
            _("Another record has this NHS number. Look at possible duplicates."),
            field="nhs_number",
        )


def _check(told: dict, at) -> None:
    born, today = told.get("date_of_birth"), clock.day_of(at)
    if born is not None and born > today:
        raise RuleBroken(
            _("The date of birth is in the future. Check the year."), field="date_of_birth"
        )
    died = told.get("died_on")
    if died is not None and (died > today or (born is not None and died < born)):
        raise RuleBroken(_("Check the date of death."), field="died_on")


def _require_name(told: dict) -> None:
    for field, words in (
        ("given_name", _("Enter their given name")),
        ("family_name", _("Enter their family name")),
    ):
        if not told[field]:
            raise RuleBroken(words, field=field)


def _fill(resident: Resident, told: dict) -> Resident:
    born = told.get("date_of_birth")
    if born and resident.date_of_birth and born != resident.date_of_birth:
        raise RuleBroken(
            _(
                "This NHS number belongs to somebody with another date of birth. "
                "Check each digit, or leave the number out."
            ),
            field="nhs_number",
        )
    missing = {
        name: value
        for name, value in told.items()
        if value not in _EMPTY and getattr(resident, name) in _EMPTY
    }
    if not missing:
        return resident
    resident = lock(resident)
    for name, value in missing.items():
        setattr(resident, name, value)
    resident.save(update_fields=list(missing))
    return resident
