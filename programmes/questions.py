"""Questions about programmes that everyone who is signed in may ask."""

from programmes.models import Programme


def teams(on) -> list[Programme]:
    """All services that run on that day: whom they help and where to ring is no secret."""
    rows = Programme.objects.running(on).select_related("lead_provider")
    return list(rows.order_by("area", "name"))
