"""Breaking the glass: records opened in an emergency, for an hour, with everyone watching."""

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.access import forget_memberships, holds
from accounts.models import BreakGlass, Membership
from core import clock, mail
from core.errors import NotAllowedNow, RuleBroken

OPEN_FOR = timedelta(hours=1)


@transaction.atomic
def break_glass(*, by, at=None, programme, reason):
    """Let an administrator read one programme's records for an hour; tell governance at once."""
    now = at or clock.now()
    if not holds(by, "accounts.break_glass"):
        raise RuleBroken(_("Only an administrator can take emergency access"))
    if len(reason.strip()) < 10:
        raise RuleBroken(_("Say what has happened, in a sentence"), field="reason")
    if by.glasses_broken.open(now).filter(programme=programme).exists():
        raise NotAllowedNow(_("You have emergency access to this programme already."))
    watchers = governance_addresses(now)
    if not watchers:
        raise RuleBroken(_("There is no governance officer to tell, so this cannot be opened"))
    glass = BreakGlass.objects.create(
        broken_at=now,
        broken_by=by,
        programme=programme,
        reason=reason.strip(),
        ends_at=now + OPEN_FOR,
    )
    forget_memberships(by)
    mail.send(to=watchers, template="accounts_glass_broken", context={"glass": glass})
    return glass


def governance_addresses(now) -> list[str]:
    """Where the governance officers are reached."""
    current = Membership.objects.current(on=clock.day_of(now)).filter(role="governance")
    return sorted(set(current.values_list("user__email", flat=True)))
