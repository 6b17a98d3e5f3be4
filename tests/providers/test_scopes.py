"""Who sees which part of the directory."""

import pytest

from accounts import roles
from tests.factories.providers import (
    CatalogueItemFactory,
    GapFactory,
    ProviderFactory,
    ServiceFactory,
    VolunteerFactory,
)
from tests.strangers import OTHER, OWN, SAME, assert_scope

pytestmark = pytest.mark.django_db

EVERYWHERE = {OWN, SAME, OTHER}
OF_PROGRAMMES = {role.slug: EVERYWHERE for role in roles.ALL if role.reach == "programme"}


def of(organisation):
    """The provider that this organisation is."""
    return ProviderFactory(organisation=organisation)


def test_scope_of_providers__programmes_see_all_and_a_provider_itself():
    assert_scope(
        lambda world, owner: of(world.organisation), {**OF_PROGRAMMES, "provider": {OWN, SAME}}
    )


def test_scope_of_services__as_their_providers():
    assert_scope(
        lambda world, owner: ServiceFactory(provider=of(world.organisation)),
        {**OF_PROGRAMMES, "provider": {OWN, SAME}},
    )


def test_scope_of_gaps__open_to_whoever_may_raise_one():
    raisers = [each.slug for each in roles.ALL if "providers.raise_gap" in each.permissions]
    assert_scope(
        lambda world, owner: GapFactory(programme=world.programme),
        dict.fromkeys(raisers, EVERYWHERE),
    )


def test_scope_of_prices__whoever_looks_in_the_directory_or_buys():
    readers = [
        each.slug
        for each in roles.ALL
        if {"providers.view", "purchases.request"} & set(each.permissions)
    ]
    assert_scope(lambda world, owner: CatalogueItemFactory(), dict.fromkeys(readers, EVERYWHERE))


def test_scope_of_volunteers__themselves_their_organisation_and_who_sends_them():
    dispatchers = [each.slug for each in roles.ALL if "journeys.offer" in each.permissions]
    assert_scope(
        lambda world, owner: VolunteerFactory(organisation=world.organisation, user=owner),
        {
            **{role: {OWN} for role in roles.BY_SLUG},
            **dict.fromkeys(dispatchers, EVERYWHERE),
            "provider": {OWN, SAME},
        },
    )
