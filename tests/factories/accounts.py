"""People who sign in, and what belongs to them, made by calling services."""

from itertools import count

import factory

from accounts import services
from accounts.models import BreakGlass, Invitation, Membership, Organisation, User
from core import clock
from tests.factories.programmes import BodyFactory, ProgrammeFactory, someone

_number = count(1)


class OrganisationFactory(BodyFactory):
    """An organisation."""

    class Meta:
        model = Organisation


class UserFactory(factory.Factory):
    """Someone who can sign in and holds no role."""

    class Meta:
        model = User

    email = factory.LazyFunction(lambda: f"user-{next(_number)}@example.org")
    name = factory.LazyFunction(lambda: f"Sam Someone {next(_number)}")
    password = "a-long-enough-password"

    @classmethod
    def _create(cls, model_class, *args, email, **given):
        return User.objects.create_user(email, **given)


class MembershipFactory(factory.Factory):
    """A provider's worker."""

    class Meta:
        model = Membership

    user = factory.SubFactory(UserFactory)
    by = None
    at = factory.LazyFunction(clock.now)
    organisation = factory.SubFactory(OrganisationFactory)
    role = "provider"

    @classmethod
    def _create(cls, model_class, *args, user, **given):
        return services.add_membership(user, **given)


class InvitationFactory(factory.Factory):
    """An open invitation to be a provider's worker."""

    class Meta:
        model = Invitation

    by = factory.LazyFunction(lambda: someone("administrator"))
    at = factory.LazyFunction(clock.now)
    email = factory.LazyFunction(lambda: f"invited-{next(_number)}@example.org")
    name = "Ida Invited"
    organisation = factory.SubFactory(OrganisationFactory)
    role = "provider"

    @classmethod
    def _create(cls, model_class, *args, **given):
        return services.invite(**given)


class BreakGlassFactory(factory.Factory):
    """An administrator with emergency access to a programme, and a governance officer told."""

    class Meta:
        model = BreakGlass

    by = factory.LazyFunction(lambda: someone("administrator"))
    at = factory.LazyFunction(clock.now)
    programme = factory.SubFactory(ProgrammeFactory)
    reason = "The team lead cannot be reached and a crew asks."

    @classmethod
    def _create(cls, model_class, *args, **given):
        someone("governance")
        return services.break_glass(**given)
