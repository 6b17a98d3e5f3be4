"""Write down who opened whose record."""

from core import clock
from core.models import AccessEntry


def note(request, *, resident=None, kind=AccessEntry.Kind.OPENED, rows=0, reason="") -> AccessEntry:
    """Append one entry for this request: the resident by reference, the page by its name."""
    match = request.resolver_match
    return AccessEntry.objects.create(
        at=clock.now(),
        by=request.user,
        kind=kind,
        resident_reference=getattr(resident, "reference", "") or "",
        page=match.view_name if match else "",
        request_id=getattr(request, "id", ""),
        rows=rows,
        reason=reason,
    )
