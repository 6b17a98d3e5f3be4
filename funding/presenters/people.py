"""For whom a purchase is: by name to those who see the case, by reference to everyone else."""

from collections.abc import Iterable

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from cases.models import Case
from core.phones import read_out
from core.presenters import Cell
from funding.models import Purchase
from residents.services.consents import may_share


def cases_seen(user, purchases: Iterable[Purchase]) -> set[int]:
    """Of the purchases' cases, those that the person sees; asked once for a whole page."""
    wanted = {each.case_id for each in purchases} - {None}
    return cases_seen_by_id(user, wanted) if wanted else set()


def cases_seen_by_id(user, wanted: set[int]) -> set[int]:
    """Of these cases, those that the person sees."""
    return set(Case.objects.visible_to(user).filter(pk__in=wanted).values_list("pk", flat=True))


def all_seen(user) -> set[int]:
    """Every case that the person sees and for which something was asked, for a list's page."""
    rows = Case.objects.visible_to(user).filter(purchases__isnull=False)
    return set(rows.values_list("pk", flat=True))


def deliver_to(purchase: Purchase, *, at) -> tuple[str, bool]:
    """What a provider must know to deliver: name, address and telephone, if that may be shared.

    Without the resident's consent the link worker's name and number stand there instead. Second:
    whether the resident is named.
    """
    case, organisation = purchase.case, purchase.provider.organisation
    if may_share(case.resident, organisation=organisation, at=at):
        resident = case.resident
        parts = [
            f"{resident.given_name} {resident.family_name}",
            *filter(None, (resident.address, resident.postcode, read_out(resident.phone))),
        ]
        return ", ".join(parts), True
    worker = case.worker or purchase.requested_by
    told = {"name": worker, "phone": read_out(worker.phone) or worker.email}
    return _("Arrange it with %(name)s, %(phone)s") % told, False


def whom(purchase: Purchase, seen: set[int]) -> str:
    """The name, the case's reference, or the group."""
    if purchase.case_id is None:
        return purchase.group_name or _("For a group")
    if purchase.case_id in seen:
        resident = purchase.case.resident
        return f"{resident.given_name} {resident.family_name}"
    return purchase.case.reference


def whom_cell(purchase: Purchase, seen: set[int]) -> Cell:
    """The same as a cell of a list; a link to the case for those who see it."""
    url = case_url(purchase.case) if purchase.case_id in seen else ""
    return Cell(whom(purchase, seen), url=url, quiet=not url)


def case_url(case) -> str:
    """The case's page."""
    try:
        return reverse("cases:detail", args=[case.reference])
    except NoReverseMatch:
        return ""
