"""What the stories about money begin with."""

import pytest

from tests.factories.funding import Money


@pytest.fixture
def money(db):
    """A programme with its people, four funders who paid in £120,000, a case and a provider."""
    return Money()
