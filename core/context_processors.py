"""What the layout needs on every page."""

from django.conf import settings

from core import navigation


def house(request):
    """Who is signed in, in which role, where they may go, and how long the session lasts.

    Which role someone acts in is answered by accounts, which puts ``acting_role`` on the request
    (core knows no roles). Worked out once a request, however many parts a page is rendered from.
    """
    if not hasattr(request, "_house_told"):
        request._house_told = _told(request)
    return request._house_told


def _told(request) -> dict:
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {
            "signed_in": False,
            "danger_number": settings.DANGER_NUMBER,
            "demo": settings.DEMO,
        }
    role = getattr(request, "acting_role", None)
    slug = role.slug if role else ""
    return {
        "signed_in": True,
        "person_name": str(user),
        "person_role": role.name if role else "",
        "other_roles": getattr(request, "other_roles", []),
        "navigation": navigation.items_for(user, slug, path=request.path) if slug else [],
        "danger_number": settings.DANGER_NUMBER,
        "session_idle_seconds": settings.SESSION_IDLE_SECONDS,
        "demo": settings.DEMO,
    }
