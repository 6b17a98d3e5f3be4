"""Programmes with their rules, and the people and places around them."""

import datetime as dt
from itertools import count

import factory

from accounts.models import Membership, Organisation, Site, User, Ward
from programmes.models import BarrierReason, NeedDomain, Policy, Programme
from programmes.presets import BARRIERS, NEEDS, RULES

_number = count(1)
LONG_AGO = dt.date(2024, 1, 1)


class NeedDomainFactory(factory.django.DjangoModelFactory):
    """A need of the shipped list."""

    class Meta:
        model = NeedDomain
        django_get_or_create = ("code",)

    code = "warmth"
    name = factory.LazyAttribute(lambda o: next(n.name for n in NEEDS if n.code == o.code))


class BarrierReasonFactory(factory.django.DjangoModelFactory):
    """A barrier reason of the shipped list."""

    class Meta:
        model = BarrierReason
        django_get_or_create = ("code",)

    code = "cold_home"
    name = factory.LazyAttribute(lambda o: _shipped(o.code).name)
    hint = factory.LazyAttribute(lambda o: _shipped(o.code).hint)
    icon = factory.LazyAttribute(lambda o: _shipped(o.code).icon)
    money_helps = factory.LazyAttribute(lambda o: _shipped(o.code).money_helps)
    order = factory.LazyAttribute(lambda o: _shipped(o.code).order)
    need = factory.LazyAttribute(lambda o: NeedDomainFactory(code=_shipped(o.code).need))


def _shipped(code):
    return next(each for each in BARRIERS if each.code == code)


class BodyFactory(factory.django.DjangoModelFactory):
    """An organisation."""

    class Meta:
        model = Organisation

    slug = factory.LazyFunction(lambda: f"body-{next(_number)}")
    name = factory.LazyAttribute(lambda o: o.slug.replace("-", " ").title())
    kind = Organisation.Kind.COUNCIL


class HospitalFactory(factory.django.DjangoModelFactory):
    """A hospital of a trust."""

    class Meta:
        model = Site

    slug = factory.LazyFunction(lambda: f"hospital-{next(_number)}")
    name = factory.LazyAttribute(lambda o: o.slug.replace("-", " ").title())
    organisation = factory.SubFactory(BodyFactory, kind=Organisation.Kind.TRUST)


class PlaceFactory(factory.django.DjangoModelFactory):
    """A ward, emergency department, clinic or crew."""

    class Meta:
        model = Ward

    site = factory.SubFactory(HospitalFactory)
    name = factory.LazyFunction(lambda: f"Ward {next(_number)}")


class ProgrammeFactory(factory.django.DjangoModelFactory):
    """A programme without rules; see programme_with_policy."""

    class Meta:
        model = Programme

    slug = factory.LazyFunction(lambda: f"programme-{next(_number)}")
    name = factory.LazyAttribute(lambda o: o.slug.replace("-", " ").title())
    area = "Dudley"
    commissioner = factory.SubFactory(BodyFactory)
    lead_provider = factory.SubFactory(BodyFactory, kind=Organisation.Kind.CVS)
    starts_on = LONG_AGO


class PolicyFactory(factory.django.DjangoModelFactory):
    """The rules of Community Bridge, unless others are given."""

    class Meta:
        model = Policy

    programme = factory.SubFactory(ProgrammeFactory)
    effective_from = factory.SelfAttribute("programme.starts_on")

    @classmethod
    def _create(cls, model_class, *args, **given):
        return super()._create(model_class, *args, **{**RULES["community-bridge"], **given})


def coded_lists():
    """All needs and barrier reasons that ship."""
    for each in NEEDS:
        NeedDomainFactory(code=each.code)
    for each in BARRIERS:
        BarrierReasonFactory(code=each.code)


def programme_with_policy(*, sites=(), policy=None, **fields):
    """A programme with rules in force since long ago, taking referrals from `sites`.

    `policy` overrides single rules: programme_with_policy(policy={"plan_weeks": 6}).
    """
    if not BarrierReason.objects.exists():
        coded_lists()
    programme = ProgrammeFactory(**fields)
    PolicyFactory(programme=programme, **(policy or {}))
    programme.referral_sites.set(sites)
    return programme


def someone(role, *, programme=None, organisation=None, site=None, ward=None, **fields):
    """A person who signs in with one membership in `role`."""
    number = next(_number)
    site = site or (ward.site if ward else None)
    if organisation is None:
        organisation = _body_for(programme, site)
    user = User.objects.create_user(
        fields.pop("email", f"{role.replace('_', '-')}-{number}@example.org"),
        name=fields.pop("name", f"{role.replace('_', ' ').capitalize()} {number}"),
        password=fields.pop("password", "a-long-enough-password"),
    )
    Membership.objects.create(
        user=user,
        organisation=organisation,
        role=role,
        programme=programme,
        site=site,
        ward=ward,
        starts_on=LONG_AGO,
        **fields,
    )
    return user


def _body_for(programme, site):
    if site is not None:
        return site.organisation
    return programme.lead_provider if programme is not None else BodyFactory()
