"""Who sees whose rows: every role, as the owner, as a colleague, as a stranger.

    def make(world, owner):
        return ReferralFactory(programme=world.programme, ward=world.ward, by=owner)

    def test_scope_of_referrals():
        assert_scope(make, {
            "ward_referrer": {OWN, SAME},
            "team_lead": {OWN, SAME},
        })

For each role a world is made (an organisation with a hospital and a ward, and a programme that it
leads), an owner in that role and the thing. Asked is whether the owner, a colleague (same role,
organisation, programme, site and ward) and a stranger (same role elsewhere) see it through
``visible_to``. A role that is not named sees nothing. Nobody without a role, nobody disabled and
nobody signed out may ever see it; that is asked too.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from django.contrib.auth.models import AnonymousUser

from accounts import roles
from tests.factories.accounts import UserFactory
from tests.factories.programmes import (
    BodyFactory,
    HospitalFactory,
    PlaceFactory,
    programme_with_policy,
    someone,
)

OWN, SAME, OTHER = "own", "same organisation", "other organisation"
POSITIONS = (OWN, SAME, OTHER)


@dataclass
class World:
    """One organisation with a hospital, a ward and a programme."""

    organisation: object = field(default_factory=BodyFactory)

    def __post_init__(self):
        self.site = HospitalFactory(organisation=self.organisation)
        self.ward = PlaceFactory(site=self.site)
        self.programme = programme_with_policy(
            sites=[self.site], lead_provider=self.organisation, commissioner=self.organisation
        )

    def person(self, role: str):
        """Someone who holds `role` here, as its reach asks."""
        reach = roles.BY_SLUG[role].reach
        where = {
            "site": {"site": self.site, "ward": self.ward},
            "programme": {"programme": self.programme},
            "organisation": {},
            "service": {},
        }[reach]
        return someone(role, organisation=self.organisation, **where)


def sees(user, thing) -> bool:
    """Whether `thing` is within what `user` sees."""
    return type(thing).objects.visible_to(user).filter(pk=thing.pk).exists()


def seen(make: Callable, role: str, *, prepare: Callable | None = None) -> set[str]:
    """From which positions `role` sees what `make(world, owner)` made."""
    world, elsewhere = World(), World()
    owner = world.person(role)
    thing = make(world, owner)
    viewers = {OWN: owner, SAME: world.person(role), OTHER: elsewhere.person(role)}
    assert not sees(AnonymousUser(), thing), "somebody who is not signed in sees it"
    assert not sees(UserFactory(), thing), "somebody without any role sees it"
    found = {position for position, viewer in viewers.items() if sees(_fresh(viewer), thing)}
    owner.is_active = False
    owner.save()
    assert not sees(_fresh(owner), thing), f"a disabled {role} sees it"
    return found


def _fresh(user):
    """The user as a new request loads them, with no memberships remembered."""
    return type(user).objects.get(pk=user.pk)


def assert_scope(
    make: Callable, expected: dict[str, Iterable[str]], *, roles_asked: Iterable[str] | None = None
) -> None:
    """Every role × position sees exactly what `expected` says."""
    wrong = []
    for role in roles_asked or roles.BY_SLUG:
        wanted, found = set(expected.get(role, ())), seen(make, role)
        wrong += [f"{role} ({each}) sees it and should not" for each in sorted(found - wanted)]
        wrong += [f"{role} ({each}) does not see it" for each in sorted(wanted - found)]
    assert not wrong, "\n" + "\n".join(wrong)
