"""What each side is told about a placement, and the links by which a provider answers.

A mail says the reference, the service and where to read the rest; never who it is about.
"""

from accounts.services import stands_for
from cases.lifecycle import AWAITING_ANSWER, PlacementStatus
from cases.models import Placement
from core import clock, links, mail

ANSWER, REPORT = "placement-answer", "placement-report"
WITH_THEM = (PlacementStatus.ACCEPTED, PlacementStatus.UNDER_WAY)


def behind_link(reference: str) -> Placement | None:
    """The placement that a signed link names, with what its pages show."""
    return Placement.objects.behind_link(reference)


def address_of(placement: Placement) -> str:
    """Where the provider reads its mail: the service's own address, else the organisation's."""
    service = placement.service
    return service.email or service.provider.organisation.email


def tell_provider(placement: Placement, template: str, *, link=None, **more) -> None:
    """A mail to the provider, with the link by which it can act if there is one."""
    to = address_of(placement)
    if to:
        url = links.url(link) if link else ""
        mail.send(to=to, template=template, context={**told(placement), "by_link": url, **more})


def tell_worker(placement: Placement, template: str) -> None:
    """A mail to the link worker, or to whoever made the offer."""
    worker = placement.case.worker or placement.offered_by
    mail.send(to=worker.email, template=template, context=told(placement))


def told(placement: Placement) -> dict:
    """What a mail may say."""
    hours = (placement.expires_at - placement.offered_at).total_seconds() / 3600
    return {
        "reference": placement.reference,
        "service": placement.service.name,
        "expires_at": clock.local(placement.expires_at),
        "soon": hours <= 48,
    }


def ask_to_answer(placement: Placement, *, by, at) -> None:
    """The mail that offers, with a link good until the offer runs out."""
    to = address_of(placement)
    if to:
        link = links.issue(
            ANSWER, placement.reference, to=to, by=by, at=at, expires_at=placement.expires_at
        )
        tell_provider(placement, "placement_offered", link=link)


def ask_to_report(placement: Placement, *, by, at) -> None:
    """The mail with the page on which one starts, notes each session and ends."""
    to = address_of(placement)
    if to:
        link = links.issue(REPORT, placement.reference, to=to, by=by, at=at)
        tell_provider(placement, "placement_taken", link=link)


def answers_by_link(placement: Placement, by) -> bool:
    """Whether it was done by link, so that the provider needs a link for what comes next."""
    return stands_for(by, placement.service.provider.organisation_id)


def standing_link(placement: Placement, *, at):
    """The link by which the provider can act now, if one is out."""
    purpose = ANSWER if placement.status in AWAITING_ANSWER else REPORT
    found = links.standing(purpose, placement.reference, at=at)
    return found[-1] if found else None


def take_links_back(placement: Placement, *, by, at) -> None:
    """Nothing more can be read or done by link."""
    for purpose in (ANSWER, REPORT):
        links.revoke(purpose, placement.reference, by=by, at=at)
