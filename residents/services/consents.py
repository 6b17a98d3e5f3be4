"""What a resident agreed to, and whether something may be shared."""

from django.db import transaction
from django.utils.translation import gettext as _

from core.errors import NotAllowedNow, RuleBroken
from core.services import lock
from residents.events import consent_withdrawn
from residents.models import Consent, ConsentKind, Resident

GIVEN = Consent.Decision.GIVEN


@transaction.atomic
def record_consent(
    resident: Resident,
    *,
    by,
    at,
    kind: str,
    decision: str = GIVEN,
    recipient: str = "",
    organisation=None,
    reach: str = "",
    given_by: str = Consent.GivenBy.RESIDENT,
    how: str = Consent.How.WORDS,
    notes: str = "",
) -> Consent:
    """Write down an answer. A new "no" to something ends the "yes" that stood before it."""
    if kind == ConsentKind.STORY and decision == GIVEN and not reach:
        raise RuleBroken(_("Say how widely the story may be told"), field="reach")
    consent = Consent(
        resident=resident,
        kind=kind,
        decision=decision,
        recipient=recipient.strip(),
        organisation=organisation,
        reach=reach if kind == ConsentKind.STORY else "",
        given_by=given_by,
        how=how,
        given_at=at,
        recorded_by=by,
        notes=notes,
    )
    if decision != GIVEN:
        for standing in _same_thing(consent):
            _withdraw(standing, by=by, at=at)
    consent.save()
    return consent


@transaction.atomic
def withdraw_consent(consent: Consent, *, by, at) -> Consent:
    """Take back what was agreed. New sharing stops at once, and everyone who holds the record
    sees that it was withdrawn and when."""
    consent = lock(consent)
    if consent.withdrawn_at is not None or consent.decision != GIVEN:
        raise NotAllowedNow(_("This was withdrawn already."))
    return _withdraw(consent, by=by, at=at)


def _withdraw(consent: Consent, *, by, at) -> Consent:
    consent.withdrawn_at, consent.withdrawn_by = at, by
    consent.save(update_fields=["withdrawn_at", "withdrawn_by"])
    consent_withdrawn.send(Resident, consent=consent, by=by, at=at)
    return consent


def _same_thing(consent: Consent):
    """Standing agreements to the same thing (for sharing: with the same recipient, or anyone)."""
    standing = Consent.objects.filter(resident=consent.resident, kind=consent.kind).in_force()
    if consent.kind != ConsentKind.SHARING or _is_general(consent):
        return list(standing)
    return [each for each in standing if _names(each, consent.organisation, consent.recipient)]


def may_share(resident: Resident, *, organisation=None, recipient: str = "", at=None) -> bool:
    """Whether the resident's record may be shared outside the direct team now (rule 4).

    `organisation` (an object) or `recipient` ("GP") names with whom. It may when they agreed to
    share with that recipient, or with everyone who helps, after any "no" to the same; and the
    consent to be referred has not been withdrawn.
    """
    answers = list(
        Consent.objects.filter(
            resident=resident, kind__in=(ConsentKind.SHARING, ConsentKind.REFERRAL)
        ).order_by("given_at", "pk")
    )
    stopped = [each for each in answers if each.kind == ConsentKind.REFERRAL][-1:]
    if stopped and not _stands(stopped[0], at):
        return False
    about = [
        each
        for each in answers
        if each.kind == ConsentKind.SHARING
        and (_is_general(each) or _names(each, organisation, recipient))
    ]
    exact = [each for each in about if not _is_general(each)]
    if exact and not _stands(exact[-1], at):
        return False
    if about and about[-1].decision != GIVEN:
        return False
    return any(_stands(each, at) for each in about)


def shared_with(resident: Resident) -> list[str]:
    """With whom the resident agreed that we share, for the identity bar: GP, ward, daughter."""
    standing = resident.consents.filter(kind=ConsentKind.SHARING).in_force()
    names = (
        each.recipient or (each.organisation.name if each.organisation else _("all who help"))
        for each in standing.select_related("organisation").order_by("given_at")
    )
    return list(dict.fromkeys(names))


def _is_general(consent: Consent) -> bool:
    return consent.organisation_id is None and not consent.recipient


def _names(consent: Consent, organisation, recipient: str) -> bool:
    if organisation is not None and consent.organisation_id == organisation.pk:
        return True
    wanted = {recipient.casefold().strip(), getattr(organisation, "name", "").casefold()} - {""}
    return bool(consent.recipient) and consent.recipient.casefold() in wanted


def _stands(consent: Consent, at) -> bool:
    if consent.decision != GIVEN:
        return False
    return consent.withdrawn_at is None or (at is not None and consent.withdrawn_at > at)
