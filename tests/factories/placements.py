"""Placements in every state, each reached by calling services."""

import datetime as dt

import factory

from cases.lifecycle import PlacementStatus
from cases.models import (
    Case,
    Placement,
    PlacementAim,
    PlacementMessage,
    PlacementSession,
    Signpost,
)
from cases.services import placements as services
from cases.services import signposts
from core import clock
from residents.models import ConsentKind
from residents.services import record_consent
from tests.factories.programmes import programme_with_policy, someone
from tests.factories.providers import ServiceFactory
from tests.factories.residents import ResidentFactory


def case_of(programme=None, *, worker=None, resident=None, shares=True) -> Case:
    """A case that waits for its resident to come home; they agreed to share with who helps."""
    programme = programme or programme_with_policy()
    worker = worker or someone("link_worker", programme=programme)
    resident = resident or ResidentFactory(
        phone="+441134960123", address="4 Foundry Walk\nTipley", family_name="Haden"
    )
    at = clock.now() - dt.timedelta(days=60)
    for kind in (ConsentKind.REFERRAL, *([ConsentKind.SHARING] if shares else [])):
        record_consent(resident, by=worker, at=at, kind=kind)
    return Case.objects.create(
        programme=programme,
        policy=programme.policy_on(clock.today()),
        resident=resident,
        worker=worker,
        opened_at=at,
        opened_by=worker,
    )


class PlacementFactory(factory.Factory):
    """An offer; `status` takes it further. `case`, `service` can be shared."""

    class Meta:
        model = Placement

    case = factory.LazyFunction(case_of)
    service = factory.SubFactory(ServiceFactory)
    by = factory.LazyAttribute(lambda o: o.case.worker)
    at = factory.LazyFunction(clock.now)
    what_to_know = "Likes dominoes. Ring twice."
    status = PlacementStatus.OFFERED

    @classmethod
    def _create(cls, model_class, *args, case, status, **given):
        return reach(services.offer(case, **given), status, at=given["at"])


def reach(placement: Placement, status: str, *, at) -> Placement:
    """Take an offer to `status`."""
    by = someone("provider", organisation=placement.service.provider.organisation)
    told = {"by": by, "at": at}
    if status == PlacementStatus.OFFERED:
        return placement
    if status == PlacementStatus.DECLINED:
        return services.decline(placement, **told, reason="full")
    if status == PlacementStatus.EXPIRED:
        return services.expire(placement, at=placement.expires_at)
    if status == PlacementStatus.CANCELLED:
        return services.cancel(placement, by=placement.offered_by, at=at, words="Moved away")
    steps = {
        PlacementStatus.OPENED: lambda each: services.open_link(each, **told),
        PlacementStatus.ACCEPTED: lambda each: services.accept(each, **told),
        PlacementStatus.UNDER_WAY: lambda each: services.start(each, **told),
        PlacementStatus.ENDED: lambda each: services.end(
            each, **told, result="achieved", report="Six good visits."
        ),
    }
    for reached, step in steps.items():
        placement = step(placement)
        if reached == status:
            break
    return placement


class PlacementMessageFactory(factory.Factory):
    """A word from the link worker."""

    class Meta:
        model = PlacementMessage

    placement = factory.SubFactory(PlacementFactory)
    words = "Could you ring before noon?"

    @classmethod
    def _create(cls, model_class, *args, placement, **given):
        by = placement.offered_by
        return services.send_message(placement, by=by, at=clock.now(), **given)


class PlacementAimFactory(factory.Factory):
    """What an offer is to bring about."""

    class Meta:
        model = PlacementAim

    placement = factory.SubFactory(PlacementFactory)

    @classmethod
    def _create(cls, model_class, *args, placement, **given):
        return placement.aims.get(number=1)


class PlacementSessionFactory(factory.Factory):
    """A session that took place today."""

    class Meta:
        model = PlacementSession

    placement = factory.SubFactory(PlacementFactory, status=PlacementStatus.UNDER_WAY)
    by = factory.LazyAttribute(lambda o: o.placement.offered_by)
    at = factory.LazyFunction(clock.now)
    held_on = factory.LazyAttribute(lambda o: clock.day_of(o.at))
    attended = True

    @classmethod
    def _create(cls, model_class, *args, placement, **given):
        return services.record_session(placement, **given)


class SignpostFactory(factory.Factory):
    """Somebody was pointed on; no case."""

    class Meta:
        model = Signpost

    programme = factory.LazyFunction(programme_with_policy)
    by = factory.LazyAttribute(lambda o: someone("link_worker", programme=o.programme))
    at = factory.LazyFunction(clock.now)
    elsewhere = "Citizens Advice"

    @classmethod
    def _create(cls, model_class, *args, programme, **given):
        return signposts.point_on(programme, **given)
