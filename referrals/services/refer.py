"""Refer somebody: all of it, or nothing of it."""

import datetime as dt
from collections.abc import Mapping, Sequence

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from core import clock, events
from core.errors import Conflict, RuleBroken
from core.services import lock, move
from programmes.models import BarrierReason, NeedDomain
from referrals.lifecycle import LIFE, Status
from referrals.models import Barrier, Referral, ReferralNeed, Source, Urgency
from referrals.questions import open_referral_of
from referrals.services.dates import check_dates
from referrals.services.telling import tell_team
from residents import services as residents
from residents.models import Consent, ConsentKind, RiskKind

HOMELESS = "nowhere"
GP = "GP"
_ONE_UNDECIDED = "referral_one_undecided_per_programme"


@transaction.atomic
def refer(
    *,
    by,
    at: dt.datetime,
    programme,
    source: str,
    organisation,
    resident=None,
    person: Mapping | None = None,
    consent_by: str | None = Consent.GivenBy.RESIDENT,
    consent_how: str = Consent.How.WORDS,
    risks: Sequence[tuple[str, str]] = ((RiskKind.NONE_KNOWN, ""),),
    barriers: Sequence[str] = (),
    needs: Mapping[str, int] | None = None,
    urgency: str = Urgency.ROUTINE,
    send: bool = True,
    **about,
) -> Referral:
    """Refer a resident to a programme: who they are, what they agreed to, risks, barriers.

    Give `resident` (known) or `person` (arguments of residents.register). `risks` are pairs of
    kind and words; "no known risks" is one. `barriers` and `needs` (domain: severity 1–3) are
    codes; needs follow from the barriers unless they are given. `about` are further fields of
    Referral (ward, site, bay, reason, ready_on …). With `consent_by` None no consent is recorded
    now: then one must stand already. `send` False leaves a draft.
    """
    policy = programme.policy_on(clock.day_of(at))
    if source not in policy.referral_sources:
        raise RuleBroken(
            _("%(programme)s does not take referrals from there.") % {"programme": programme.name},
            field="programme",
        )
    check_dates(at, **{name: about.get(name) for name in _DATES})
    resident = resident or residents.register(by=by, at=at, **(person or {}))
    _refuse_second(resident, programme)
    _record_consent(resident, by=by, at=at, given_by=consent_by, how=consent_how)
    for kind, words in risks:
        residents.state_risk(resident, by=by, at=at, kind=kind, words=words)
    referral = _create(
        programme=programme,
        policy=policy,
        resident=resident,
        source=source,
        organisation=organisation,
        urgency=urgency,
        made_at=at,
        made_by=by,
        is_homeless=about.pop("is_homeless", False) or HOMELESS in barriers,
        **about,
    )
    open_barriers(referral, barriers, at=at)
    _note_needs(referral, needs, barriers)
    return submit(referral, by=by, at=at) if send else referral


_DATES = ("admitted_on", "ready_on", "expected_home_on", "discharged_on")


def _create(**fields) -> Referral:
    return Referral.objects.create(status=Status.DRAFT, **fields)


def _refuse_second(resident, programme) -> None:
    known = open_referral_of(resident, programmes=[programme])
    if known is not None:
        raise _already(known.reference)


def _already(reference: str) -> Conflict:
    return Conflict(
        _("There is an open referral already, %(reference)s. Add what is new to it instead.")
        % {"reference": reference}
    )


def _record_consent(resident, *, by, at, given_by, how) -> None:
    if given_by is None:
        return
    told = {"by": by, "at": at, "given_by": given_by, "how": how}
    residents.record_consent(resident, kind=ConsentKind.REFERRAL, **told)
    if GP not in residents.shared_with(resident):
        residents.record_consent(resident, kind=ConsentKind.SHARING, recipient=GP, **told)


def open_barriers(referral, codes: Sequence[str], *, at) -> list[Barrier]:
    """Barriers of these codes on the referral; those that stand already are left as they are."""
    wanted = list(dict.fromkeys(codes))
    if not wanted:
        return []
    reasons = {each.code: each for each in BarrierReason.objects.filter(code__in=wanted)}
    missing = [code for code in wanted if code not in reasons]
    if missing:
        raise RuleBroken(_("Choose one of the reasons shown"), field="barriers")
    return Barrier.objects.bulk_create(
        [Barrier(referral=referral, reason=reasons[code], opened_at=at) for code in wanted],
        ignore_conflicts=True,
    )


def _note_needs(referral, needs, barriers) -> None:
    if needs is None:
        rows = NeedDomain.objects.filter(barrierreason__code__in=barriers).distinct()
        found = [(each, 2) for each in rows] if barriers else []
    else:
        rows = {each.code: each for each in NeedDomain.objects.filter(code__in=list(needs))}
        found = [(rows[code], severity) for code, severity in needs.items()]
    ReferralNeed.objects.bulk_create(
        [ReferralNeed(referral=referral, domain=row, severity=level) for row, level in found]
    )


@transaction.atomic
def submit(referral: Referral, *, by, at) -> Referral:
    """Send it to the team, who must answer by a moment that the policy and the urgency set.

    Consent to be referred comes first, and something is said about risk and about what holds
    them, be it that nobody knows yet (rule 4; PRSB: risks 1..*).
    """
    referral = lock(referral)
    LIFE.check(referral, "submit")
    _check_complete(referral)
    policy = referral.policy
    hours = policy.response_hours
    if referral.urgency != Urgency.ROUTINE:
        hours = policy.urgent_response_hours
    try:
        with transaction.atomic():
            move(
                referral,
                "submit",
                life=LIFE,
                by=by,
                at=at,
                submitted_at=at,
                respond_by=at + dt.timedelta(hours=hours),
            )
    except IntegrityError as error:
        if _ONE_UNDECIDED not in str(error):
            raise
        raise _already(_undecided_reference(referral)) from None
    tell_team(referral)
    return referral


def _undecided_reference(referral) -> str:
    rows = Referral.objects.awaiting_decision().filter(
        resident=referral.resident_id, programme=referral.programme_id
    )
    return rows.values_list("reference", flat=True).first() or ""


def _check_complete(referral) -> None:
    resident = referral.resident
    if not resident.consents.filter(kind=ConsentKind.REFERRAL).in_force().exists():
        raise RuleBroken(_("Say whether they agreed to be referred"), field="agreed")
    if not resident.risks.exists():
        raise RuleBroken(_("Say what the risk is, or choose “No known risks”"), field="risk")
    hospital = referral.source not in (Source.GP, Source.COHORT, Source.PARTNER, Source.SELF)
    said = referral.barriers_unknown or referral.reason or referral.barriers.exists()
    if hospital and not said:
        raise RuleBroken(
            _("Tick what stops them going home, or “I don’t know yet”"), field="barriers"
        )


def note(referral, verb: str, *, by, at, words: str = "", data=None) -> None:
    """Append an event that leaves the status as it is."""
    events.record(referral, verb, by=by, at=at, from_status=referral.status, words=words, data=data)
