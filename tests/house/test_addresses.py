"""Every address declares who may open it, with a permission that exists."""

import pytest
from django.urls import path
from django.views import View

from core import documents
from core.access import PUBLIC, Everyone, _walk, addresses, declare
from core.views import HouseView


def undeclared(found) -> list[str]:
    return [f"/{each.route}" for each in found if each.access is None]


def test_every_address_declares_its_access():
    assert not undeclared(addresses())


def test_every_declared_permission_exists():
    known = documents.known_permissions()
    wrong = [
        (each.name, each.access)
        for each in addresses()
        if not isinstance(each.access, Everyone) and each.access not in known
    ]
    assert not wrong, wrong


def test_an_address_that_is_open_says_so_to_the_login_wall():
    """A view of ours that declares PUBLIC must not be stopped by the wall, and no other passes."""
    for each in addresses():
        view = each.view
        if not hasattr(getattr(view, "view_class", view), "access"):
            continue
        assert getattr(view, "login_required", True) is (each.access is not PUBLIC), each.route


def test_every_permission_of_a_role_has_a_predicate():
    from accounts import roles

    known = documents.known_permissions()
    missing = {
        permission
        for role in roles.ALL
        for permission in role.permissions
        if permission not in known
    }
    assert not missing, sorted(missing)


def test_the_rule_about_addresses_bites():
    class Silent(View):
        """Declares nothing."""

    assert undeclared(_walk([path("silent/", Silent.as_view())], "", ""))


def test_a_page_that_declares_nothing_cannot_be_mounted():
    class Silent(HouseView):
        """Declares nothing."""

    with pytest.raises(Exception, match="declares no access"):
        Silent.as_view()


def test_a_function_can_declare():
    @declare(PUBLIC)
    def open_page(request):
        """Open."""

    (found,) = _walk([path("open/", open_page)], "", "")
    assert found.access is PUBLIC
    assert open_page.login_required is False
