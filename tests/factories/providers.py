"""Providers with their papers, services with places, gaps, prices, volunteers: by services."""

import datetime as dt
from decimal import Decimal
from itertools import count

import factory
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.models import Organisation
from core import clock
from programmes.models import NeedDomain
from providers import services
from providers.models import (
    BankDetails,
    CallForOffers,
    CallOffer,
    CatalogueItem,
    Gap,
    Paper,
    Provider,
    Schedule,
    Service,
    ServiceLocation,
    Tip,
    Volunteer,
)
from providers.services import calls as call_services
from providers.services import papers as paper_services
from tests.factories.programmes import (
    BodyFactory,
    NeedDomainFactory,
    programme_with_policy,
    someone,
)

_number = count(1)
PAPERS = services.assurance.PAPERS


def papers(until: dt.date | None = None) -> dict:
    """All papers valid until that day; half a year from today unless given."""
    day = until or clock.today() + dt.timedelta(days=180)
    return dict.fromkeys(PAPERS, day)


class ProviderFactory(factory.Factory):
    """Approved, with valid papers. `approved` False leaves it waiting."""

    class Meta:
        model = Provider

    organisation = factory.SubFactory(
        BodyFactory,
        kind=Organisation.Kind.PROVIDER,
        name=factory.LazyFunction(lambda: f"Stourbeck Helpers {next(_number)}"),
        email=factory.LazyFunction(lambda: f"desk{next(_number)}@example.org"),
    )
    description = "Neighbours who help neighbours."
    approved = True

    @classmethod
    def _create(cls, model_class, *args, organisation, approved, **about):
        at = clock.now() - dt.timedelta(days=400)
        manager = someone("administrator")
        provider = services.register(organisation, by=manager, at=at, **about)
        if not approved:
            return provider
        services.record_papers(provider, by=manager, at=at, **papers())
        return services.approve(provider, by=manager, at=at)


class ServiceFactory(factory.Factory):
    """Befriending with three places."""

    class Meta:
        model = Service

    provider = factory.SubFactory(ProviderFactory)
    name = factory.LazyFunction(lambda: f"Tea and company {next(_number)}")
    kind = Service.Kind.BEFRIENDING
    description = "A volunteer calls every week."
    needs = ("loneliness",)
    places = 3

    @classmethod
    def _create(cls, model_class, *args, provider, needs, **given):
        for code in needs:
            NeedDomainFactory(code=code)
        rows = NeedDomain.objects.filter(code__in=needs)
        return services.add_service(
            provider, by=someone("administrator"), at=clock.now(), needs=rows, **given
        )


class LocationFactory(factory.Factory):
    """A hall in Netherton."""

    class Meta:
        model = ServiceLocation

    service = factory.SubFactory(ServiceFactory)
    name = "Savoy Hall"
    postcode = "DY2 9PZ"

    @classmethod
    def _create(cls, model_class, *args, service, **given):
        return services.add_place(service, by=someone("administrator"), at=clock.now(), **given)


class ScheduleFactory(factory.Factory):
    """Tuesday mornings."""

    class Meta:
        model = Schedule

    service = factory.SubFactory(ServiceFactory)
    weekdays = ("TU",)
    opens_at = dt.time(10)
    closes_at = dt.time(12)

    @classmethod
    def _create(cls, model_class, *args, service, **given):
        return services.add_time(service, by=someone("administrator"), at=clock.now(), **given)


class TipFactory(factory.Factory):
    """Whom to ask for."""

    class Meta:
        model = Tip

    service = factory.SubFactory(ServiceFactory)
    programme = factory.LazyFunction(programme_with_policy)
    by = factory.LazyAttribute(lambda o: someone("link_worker", programme=o.programme))
    words = "Ask for Sandra"

    @classmethod
    def _create(cls, model_class, *args, service, **given):
        return services.add_tip(service, at=clock.now(), **given)


class PaperFactory(factory.Factory):
    """An insurance certificate that waits to be checked."""

    class Meta:
        model = Paper

    provider = factory.SubFactory(ProviderFactory)
    kind = "insurance"
    expires_on = factory.LazyFunction(lambda: clock.today() + dt.timedelta(days=300))
    file = factory.LazyFunction(
        lambda: SimpleUploadedFile("paper.pdf", b"%PDF-1.4\n%%EOF\n", "application/pdf")
    )

    @classmethod
    def _create(cls, model_class, *args, provider, **given):
        by = someone("provider", organisation=provider.organisation)
        return paper_services.submit(provider, by=by, at=clock.now(), **given)


class CallFactory(factory.Factory):
    """Offers wanted for befriending in Coseley, for a month."""

    class Meta:
        model = CallForOffers

    programme = factory.LazyFunction(programme_with_policy)
    by = factory.LazyAttribute(lambda o: someone("manager", programme=o.programme))
    need = factory.LazyFunction(lambda: NeedDomainFactory(code="loneliness"))
    area = "Coseley"
    wanted = "Somebody to talk to at weekends"
    closes_on = factory.LazyFunction(lambda: clock.today() + dt.timedelta(days=30))

    @classmethod
    def _create(cls, model_class, *args, **given):
        return call_services.invite(at=clock.now(), **given)


class CallOfferFactory(factory.Factory):
    """Twelve places for £600."""

    class Meta:
        model = CallOffer

    call = factory.SubFactory(CallFactory)
    provider = factory.SubFactory(ProviderFactory)
    at = factory.LazyFunction(clock.now)
    words = "A visit each Saturday"
    places = 12
    price = Decimal("600.00")

    @classmethod
    def _create(cls, model_class, *args, call, provider, at, **given):
        by = someone("provider", organisation=provider.organisation)
        return call_services.make(call, by=by, at=at, provider=provider, **given)


class BankDetailsFactory(factory.Factory):
    """Where a provider is paid."""

    class Meta:
        model = BankDetails

    provider = factory.SubFactory(ProviderFactory)
    account_name = "Stourbeck Helpers"
    sort_code = "309626"
    account_number = "12345678"

    @classmethod
    def _create(cls, model_class, *args, provider, **given):
        by = someone("provider", organisation=provider.organisation)
        return services.set_bank_details(provider, by=by, at=clock.now(), **given)


class CatalogueItemFactory(factory.Factory):
    """A key safe, fitted."""

    class Meta:
        model = CatalogueItem

    name = factory.LazyFunction(lambda: f"Key safe {next(_number)}")
    category = "Aids"
    price = Decimal("45.00")
    lead_days = 2
    provider = factory.SubFactory(ProviderFactory)

    @classmethod
    def _create(cls, model_class, *args, **given):
        return services.add_item(by=someone("administrator"), at=clock.now(), **given)


class GapFactory(factory.Factory):
    """No befriender at weekends."""

    class Meta:
        model = Gap

    programme = factory.LazyFunction(programme_with_policy)
    by = factory.LazyAttribute(lambda o: someone("link_worker", programme=o.programme))
    need = factory.LazyFunction(lambda: NeedDomainFactory(code="loneliness"))
    area = "Coseley"
    words = "No befriender at weekends"
    people_affected = 4

    @classmethod
    def _create(cls, model_class, *args, **given):
        return services.raise_gap(at=clock.now(), **given)


class VolunteerFactory(factory.django.DjangoModelFactory):
    """A driver with every paper valid."""

    class Meta:
        model = Volunteer

    organisation = factory.LazyFunction(lambda: ProviderFactory().organisation)
    user = factory.LazyAttribute(lambda o: someone("volunteer", organisation=o.organisation))
    is_driver = True
    dbs_expires_on = factory.LazyFunction(lambda: clock.today() + dt.timedelta(days=200))
    licence_expires_on = factory.LazyFunction(lambda: clock.today() + dt.timedelta(days=200))
    insurance_expires_on = factory.LazyFunction(lambda: clock.today() + dt.timedelta(days=200))
