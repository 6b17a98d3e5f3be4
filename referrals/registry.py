"""Places on referral pages that higher apps fill in their ``AppConfig.ready``."""

from dataclasses import dataclass

from core.registry import Registry

triage_panels = Registry("triage panels")
"""Entry ``panel(request, referral) -> HTML or None``: beside the chosen referral, who could take
it and the button that accepts."""

case_lines = Registry("case lines")
"""Entry ``lines(referrals) -> {referral primary key: CaseLine}`` for accepted referrals: what has
become of them, in so many queries whatever their number."""

acceptance = Registry("acceptance")
"""Entry ``accept(referral, *, by, at, words) -> anything``: what accepting means above (a case is
opened, and it calls referrals.services.accept); without one, the referral alone is accepted."""


@dataclass(frozen=True, slots=True)
class CaseLine:
    """What has become of an accepted referral, fit for the referrer: no case notes.

    `who` has the next move ("Kath Priddy"), `what` they do ("visits Tuesday 18 November at
    10:30"); `worker` is told when there is news. `url` leads those who may to the case.
    """

    is_open: bool
    who: str = ""
    what: str = ""
    worker: object = None
    url: str = ""


def lines_of(referrals) -> dict[int, CaseLine]:
    """All that the entries say about these referrals."""
    found: dict[int, CaseLine] = {}
    for entry in case_lines:
        found |= entry(list(referrals))
    return found
