"""The terms of an agreement, dated: each change is a new version, history stays as it was."""

import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Organisation
from accounts.services.places import change_organisation
from core import clock, services
from core.errors import RuleBroken
from core.money import pounds
from funding.models import AgreementVersion, FunderName, FundingAgreement
from funding.services import instalments

DISTRICT = re.compile(r"[A-Z]{1,2}[0-9][0-9A-Z]?")
FIELDS = ("amount", "ends_on", "purposes", "only_needs", "only_districts", "spend_ahead")


def tidy_districts(typed: Sequence[str]) -> list[str]:
    """Postcode districts in capitals, each once. RuleBroken for what is none."""
    found = sorted({each.strip().upper() for each in typed} - {""})
    wrong = [each for each in found if not DISTRICT.fullmatch(each)]
    if wrong:
        raise RuleBroken(
            _("%(what)s is not a postcode district: write DY1, not DY1 2HQ.")
            % {"what": ", ".join(wrong)},
            field="only_districts",
        )
    return found


def write_first(agreement: FundingAgreement, *, by, at: datetime) -> AgreementVersion:
    """The terms with which the agreement began."""
    return AgreementVersion.objects.create(
        agreement=agreement,
        effective_from=agreement.starts_on,
        made_at=at,
        made_by=by,
        **{name: getattr(agreement, name) for name in FIELDS},
    )


@transaction.atomic
def change_agreement(
    agreement: FundingAgreement, *, by, at: datetime, effective_from: date, reason: str, **changes
) -> AgreementVersion:
    """New terms from today or a later day on. What was spent under the old ones stays so.

    The amount is never below what the funder has paid in, the end never before the day it counts
    from. Terms for a later day come into force by themselves on it.
    """
    agreement = services.lock(agreement)
    today = clock.day_of(at)
    if not agreement.terms.exists():
        write_first(agreement, by=None, at=at)
    told = {name: changes.get(name, getattr(agreement, name)) for name in FIELDS}
    told["only_needs"] = list(told["only_needs"])
    told["only_districts"] = tidy_districts(told["only_districts"])
    _refuse_terms(agreement, told, effective_from=effective_from, today=today)
    made = AgreementVersion.objects.create(
        agreement=agreement,
        effective_from=effective_from,
        reason=reason,
        made_at=at,
        made_by=by,
        **told,
    )
    put_in_force(on=today, only=agreement)
    return made


def _refuse_terms(agreement, told: dict, *, effective_from: date, today: date) -> None:
    if effective_from < today:
        raise RuleBroken(
            _("New terms count from today or a later day. The past stays as it was."),
            field="effective_from",
        )
    if told["ends_on"] < effective_from:
        raise RuleBroken(_("The last day cannot be before the new terms begin."), field="ends_on")
    came = instalments.received(agreement)
    if told["amount"] < came:
        raise RuleBroken(
            _("%(came)s has been paid in already, so the amount cannot be less.")
            % {"came": pounds(came)},
            field="amount",
        )
    if all(getattr(agreement, name) == told[name] for name in FIELDS):
        raise RuleBroken(_("Nothing would change."))


def terms_on(agreement: FundingAgreement, on: date) -> AgreementVersion | None:
    """The version that counts on a day: the latest begun, of two of one day the later written."""
    begun = agreement.terms.filter(effective_from__lte=on)
    return begun.order_by("-effective_from", "-pk").first()


@transaction.atomic
def put_in_force(*, on: date, only: FundingAgreement | None = None) -> int:
    """Let terms whose day has come be those of their agreement; returns how many changed."""
    newest = AgreementVersion.objects.filter(effective_from__lte=on)
    if only is not None:
        newest = newest.filter(agreement=only)
    newest = newest.order_by("agreement", "-effective_from", "-pk").distinct("agreement")
    changed = 0
    for version in newest.exclude(reason="").select_related("agreement"):
        agreement = version.agreement
        if all(getattr(agreement, name) == getattr(version, name) for name in FIELDS):
            continue
        agreement = services.lock(agreement)
        for name in FIELDS:
            setattr(agreement, name, getattr(version, name))
        agreement.save()
        changed += 1
    return changed


# -- names ----------------------------------------------------------------------------------


@transaction.atomic
def rename_funder(funder: Organisation, *, by, at: datetime, name: str, from_on: date) -> None:
    """The funder goes by another name from a day on; what is older keeps the old one."""
    funder = services.lock(funder)
    if name.strip() == funder.name:
        raise RuleBroken(_("That is its name already."), field="name")
    if from_on > clock.day_of(at):
        raise RuleBroken(_("Enter a day that has come."), field="from_on")
    until = from_on - timedelta(days=1)
    if funder.former_names.filter(until_on__gte=until).exists():
        raise RuleBroken(_("It had a name for that time already."), field="from_on")
    FunderName.objects.create(
        funder=funder, name=funder.name, until_on=until, made_at=at, made_by=by
    )
    kept = ("kind", "ods_code", "email", "phone", "is_active")
    as_it_is = {each: getattr(funder, each) for each in kept}
    change_organisation(funder, by=by, at=at, name=name.strip(), **as_it_is)


def name_on(funder: Organisation, on: date) -> str:
    """What the funder was called on a day."""
    former = funder.former_names.filter(until_on__gte=on).order_by("until_on").first()
    return former.name if former else funder.name
