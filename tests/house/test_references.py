"""A reference's prefix says what kind of thing it is, so no two kinds share one."""

from collections import Counter

from core.references import ReferenceField
from tests.house.test_models import our_models


def prefixes() -> dict[str, str]:
    """Model → prefix of its reference."""
    return {
        model._meta.label: field.prefix
        for model in our_models()
        for field in model._meta.local_fields
        if isinstance(field, ReferenceField)
    }


def shared(found: dict[str, str]) -> list[str]:
    """Prefixes that more than one kind of thing has."""
    return [prefix for prefix, count in Counter(found.values()).items() if count > 1]


def test_every_kind_of_thing_has_a_prefix_of_its_own():
    found = prefixes()
    wrong = {label: prefix for label, prefix in found.items() if prefix in shared(found)}
    assert not wrong, wrong


def test_the_rule_about_prefixes_bites():
    assert shared({"funding.Purchase": "CBM", "accounts.Membership": "CBM"}) == ["CBM"]


def test_references_fit_their_column():
    assert all(len(prefix) + 7 <= 12 for prefix in prefixes().values())
