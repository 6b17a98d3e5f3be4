"""What every test stands on: the database, made by the owner, used as the service."""

import pytest
from django.conf import settings
from django.db.backends.signals import connection_created

from config import database_roles
from tests import template_database
from tests.skips import pytest_sessionfinish, pytest_terminal_summary  # noqa: F401 (hooks)


def pytest_configure(config):
    """Local servers before anything asks for a connection."""
    from config import local_services

    if local_services.needed():
        local_services.ensure()


def give_up_owner_rights(sender, connection, **kwargs):
    """Each new connection acts as the service role at once, unless it is there to migrate."""
    if connection.alias != "default" or database_roles.acting_as_owner():
        return
    if database_roles.separate():
        with connection.cursor() as cursor:
            cursor.execute(f"SET ROLE {connection.ops.quote_name(settings.SERVICE_ROLE)}")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix):
    """A copy of the migrated database, and every connection to it the service's."""
    test = settings.DATABASES["default"]["TEST"]
    test.update(TEMPLATE=template_database.name(), MIGRATE=False)
    connection_created.connect(give_up_owner_rights, dispatch_uid="give-up-owner-rights")


@pytest.fixture(autouse=True, scope="session")
def undefined_variables_fail():
    """A template of ours that names a variable nobody gives fails the test that renders it."""
    from django.template import engines

    from tests.undefined import UndefinedVariable

    engines["django"].engine.string_if_invalid = UndefinedVariable()


@pytest.fixture
def max_queries(django_assert_max_num_queries):
    """``with max_queries(8):`` a page asks the database at most that often, whatever its rows."""
    return django_assert_max_num_queries
