"""The house's own rows."""

import factory
from django.http import QueryDict

from core import clock, drafts, links
from core.links import services as link_services
from core.models import Draft, PartnerLink, PartnerLinkUse
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


class PartnerLinkFactory(factory.Factory):
    """A link to answer something, sent to a partner."""

    class Meta:
        model = PartnerLink

    purpose = "placement-answer"
    target = "CBP-000000"
    to = "office@befrienders.example"
    by = factory.SubFactory(UserFactory)
    at = factory.LazyFunction(clock.now)
    expires_at = None

    @classmethod
    def _create(cls, model_class, *args, purpose, target, **given):
        return links.issue(purpose, target, **given)


class PartnerLinkUseFactory(factory.Factory):
    """A link whose page was shown."""

    class Meta:
        model = PartnerLinkUse

    link = factory.SubFactory(PartnerLinkFactory)
    what = PartnerLinkUse.What.OPENED
    at = factory.LazyFunction(clock.now)

    @classmethod
    def _create(cls, model_class, *args, link, what, **given):
        return link_services.note(link, what, **given)
