"""Residents and what hangs on them, made by calling services."""

import datetime as dt
from itertools import count

import factory

from core import clock, nhs
from residents import services
from residents.models import (
    Alert,
    Consent,
    ConsentKind,
    KeyContact,
    Merge,
    Resident,
    Risk,
    RiskKind,
)
from tests.factories.programmes import programme_with_policy, someone

_number = count(1)


def nhs_number(n=None):
    """A synthetic NHS number (999 …), valid, a different one each time."""
    while True:
        nine = f"999{(n if n is not None else next(_number)):06d}"
        check = nhs.check_digit(nine)
        if check is not None:
            return f"{nine}{check}"
        if n is not None:
            n += 1


class _ByService(factory.Factory):
    """Calls a service in place of writing a row."""

    class Meta:
        abstract = True

    at = factory.LazyFunction(clock.now)
    by = factory.LazyFunction(lambda: someone("link_worker", programme=programme_with_policy()))


class ResidentFactory(_ByService):
    """Someone with an NHS number, a name, a birth date and a home."""

    class Meta:
        model = Resident

    by = None
    nhs_number = factory.LazyFunction(nhs_number)
    given_name = "Doreen"
    family_name = factory.LazyFunction(lambda: f"Fellowes{next(_number)}")
    date_of_birth = dt.date(1944, 3, 4)
    postcode = "DY1 2HQ"
    district = "Dudley"

    @classmethod
    def _create(cls, model_class, *args, **given):
        return services.register(**given)


class ConsentFactory(_ByService):
    """They agreed to be referred."""

    class Meta:
        model = Consent

    resident = factory.SubFactory(ResidentFactory)
    kind = ConsentKind.REFERRAL

    @classmethod
    def _create(cls, model_class, *args, resident, **given):
        return services.record_consent(resident, **given)


class RiskFactory(_ByService):
    """No known risks."""

    class Meta:
        model = Risk

    resident = factory.SubFactory(ResidentFactory)
    kind = RiskKind.NONE_KNOWN

    @classmethod
    def _create(cls, model_class, *args, resident, **given):
        return services.state_risk(resident, **given)


class KeyContactFactory(_ByService):
    """A daughter."""

    class Meta:
        model = KeyContact

    resident = factory.SubFactory(ResidentFactory)
    name = "Pat Fellowes"
    relation = "Daughter"

    @classmethod
    def _create(cls, model_class, *args, resident, **given):
        return services.add_key_contact(resident, **given)


class AlertFactory(factory.Factory):
    """Nobody has reached them."""

    class Meta:
        model = Alert

    at = factory.LazyFunction(clock.now)
    resident = factory.SubFactory(ResidentFactory)
    programme = factory.LazyFunction(programme_with_policy)
    kind = Alert.Kind.NOT_REACHED
    key = factory.LazyFunction(lambda: f"alert-{next(_number)}")
    words = "Home since Friday and nobody has reached her."

    @classmethod
    def _create(cls, model_class, *args, resident, **given):
        return services.raise_alert(resident, **given)


class MergeFactory(_ByService):
    """Two records of one person, merged."""

    class Meta:
        model = Merge

    kept = factory.SubFactory(ResidentFactory)
    gone = factory.SubFactory(ResidentFactory, nhs_number="")
    reason = "Same birth date and address"

    @classmethod
    def _create(cls, model_class, *args, kept, **given):
        return services.merge(kept, **given)


def resident(**known):
    """A resident."""
    return ResidentFactory(**known)
