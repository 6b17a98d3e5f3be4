"""The house's own rows."""

import factory
from django.http import QueryDict

from core import drafts
from core.models import Draft
from tests.factories.accounts import UserFactory


class DraftFactory(factory.Factory):
    """Half a referral, kept."""

    class Meta:
        model = Draft

    user = factory.SubFactory(UserFactory)
    key = "/referrals/new/"
    post = factory.LazyFunction(lambda: QueryDict("given_name=Doreen&barriers=keys&barriers=cold"))

    @classmethod
    def _create(cls, model_class, *args, user, **given):
        return drafts.keep(user_id=user.pk, **given)
