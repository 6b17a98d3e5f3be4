"""The desk somebody refers from: their ward, crew, practice or, for a worker, the telephone."""

from dataclasses import dataclass

from accounts.access import granting
from accounts.models import Organisation, Ward
from programmes.models import BarrierReason, Policy, Programme
from referrals.models import Referral, Source

CREW, WARD, PRACTICE, CALLER = "crew", "ward", "practice", "caller"
_SOURCES = {
    Ward.Kind.WARD: Source.WARD,
    Ward.Kind.EMERGENCY: Source.EMERGENCY,
    Ward.Kind.CLINIC: Source.CLINIC,
    Ward.Kind.CREW: Source.CREW,
}


@dataclass(frozen=True, slots=True)
class Choice:
    """A programme that takes referrals from this desk, with its rules of today."""

    programme: Programme
    policy: Policy


@dataclass(frozen=True, slots=True)
class Desk:
    """Who refers, from where, to which programmes. `mode` decides which questions are asked."""

    mode: str
    membership: object
    wards: tuple[Ward, ...]
    choices: tuple[Choice, ...]
    last_ward: str = ""

    @property
    def organisation(self):
        """Whose referral it is."""
        return self.membership.organisation

    @property
    def policy(self):
        """The rules that the page tells: those of the first programme."""
        return self.choices[0].policy if self.choices else None

    def choice(self, slug: str) -> Choice | None:
        """The programme named, or the only one."""
        if len(self.choices) == 1:
            return self.choices[0]
        return next((each for each in self.choices if each.programme.slug == slug), None)

    def ward(self, reference: str) -> Ward | None:
        """The ward named."""
        return next((each for each in self.wards if each.reference == reference), None)

    def source(self, ward: Ward | None) -> str:
        """Where the referral comes from, by ward or by kind of organisation."""
        if ward is not None:
            return _SOURCES[ward.kind]
        if self.mode == CREW:
            return Source.CREW
        kind = self.organisation.kind
        return Source.GP if kind == Organisation.Kind.GP else Source.PARTNER

    def barriers(self) -> list[BarrierReason]:
        """What may hold somebody, over all programmes of the desk."""
        codes = {code for each in self.choices for code in each.policy.barrier_codes}
        rows = BarrierReason.objects.filter(code__in=codes, is_active=True)
        return list(rows.order_by("order"))


def desk_of(user, *, acting: str = "", today) -> Desk | None:
    """The desk at which the person sits in the role they act in; None when they refer nowhere."""
    held = granting(user, "referrals.refer")
    if not held:
        return None
    held.sort(key=lambda each: (each.role != acting, each.pk))
    membership = held[0]
    same = [each for each in held if each.role == membership.role]
    wards = _wards(same)
    return Desk(
        mode=_mode(membership, wards),
        membership=membership,
        wards=wards,
        choices=_choices(user, membership, today),
        last_ward=_remembered(user, membership, wards),
    )


def _mode(membership, wards) -> str:
    if membership.programme_id is not None:
        return CALLER
    crew = membership.organisation.kind == Organisation.Kind.AMBULANCE
    if crew or (membership.ward and membership.ward.kind == Ward.Kind.CREW):
        return CREW
    return WARD if wards else PRACTICE


def _wards(memberships) -> tuple[Ward, ...]:
    sites = {each.site_id for each in memberships} - {None}
    if memberships[0].programme_id is not None:
        wanted = Ward.objects.filter(site__programmes=memberships[0].programme_id)
    else:
        wanted = Ward.objects.filter(site__in=sites)
    rows = wanted.filter(is_active=True).select_related("site")
    return tuple(rows.order_by("site__name", "name"))


def _choices(user, membership, today) -> tuple[Choice, ...]:
    rows = Programme.objects.visible_to(user).running(today)
    if membership.programme_id is not None:
        rows = rows.filter(pk=membership.programme_id)
    elif membership.site_id is not None:
        here = rows.filter(referral_sites=membership.site_id)
        rows = here if here.exists() else rows
    programmes = {each.pk: each for each in rows}
    policies = Policy.objects.filter(programme__in=programmes, effective_from__lte=today)
    newest = policies.order_by("programme", "-effective_from").distinct("programme")
    found = [Choice(programmes[each.programme_id], each) for each in newest]
    return tuple(sorted(found, key=lambda each: each.programme.name))


def _remembered(user, membership, wards) -> str:
    """The ward of their last referral, else the one they belong to, else the only one."""
    last = (
        Referral.objects.filter(made_by=user, ward__in=wards)
        .order_by("-made_at")
        .values_list("ward__reference", flat=True)
        .first()
    )
    if last:
        return last
    if membership.ward_id is not None:
        return membership.ward.reference
    return wards[0].reference if len(wards) == 1 else ""
