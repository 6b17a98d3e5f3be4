"""Who someone is acting as, and that a second factor was used where it must be."""

from django.conf import settings
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from accounts import access, roles


class ActingRoleMiddleware:
    """Puts ``acting_role`` and ``other_roles`` on the request.

    Acting as a role changes which home and header are shown, nothing else: what someone may do is
    the union of their memberships.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.acting_role = SimpleLazyObject(lambda: acting_role(request))
        request.other_roles = SimpleLazyObject(
            lambda: [each for each in roles_held(request.user) if each != acting_role(request)]
        )
        return self.get_response(request)


def roles_held(user) -> list[type[roles.Role]]:
    """The roles a person holds now, in the order of the list of roles; emergency access first."""
    held = {each.role for each in access.memberships(user)}
    known: tuple[type[roles.Role], ...] = (roles.EmergencyReader, *roles.ALL)
    return [role for role in known if role.slug in held]


def acting_role(request) -> type[roles.Role] | None:
    """The role chosen in this session, if it is still held; else the first."""
    held = roles_held(request.user)
    chosen = roles.KNOWN.get(request.session.get("acting_role", ""))
    return chosen if chosen in held else next(iter(held), None)


class SecondFactorMiddleware:
    """Where a second factor is required, leads people to set one up before anything else."""

    _open = ("/accounts/", "/static/", "/session/", "/drafts/", "/help/", "/healthz", "/readyz")

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if settings.MFA_REQUIRED and request.user.is_authenticated and self._lacks_one(request):
            return HttpResponseRedirect(reverse("mfa_index"))
        return self.get_response(request)

    def _lacks_one(self, request) -> bool:
        if request.path.startswith(self._open) or request.session.get("second_factor"):
            return False
        from allauth.mfa.utils import is_mfa_enabled

        if is_mfa_enabled(request.user):
            request.session["second_factor"] = True
            return False
        return True
