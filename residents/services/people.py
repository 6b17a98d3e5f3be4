"""The people around a resident."""

from django.db import transaction
from django.utils.translation import gettext as _

from core.errors import RuleBroken
from core.services import lock
from residents.models import KeyContact, Resident

FIELDS = ("name", "relation", "phone", "may_share", "is_carer", "holds_key", "notes")


@transaction.atomic
def add_key_contact(resident: Resident, *, by, at, name: str, relation: str, **known) -> KeyContact:
    """Family, neighbour or friend. Nothing may be shared unless it is said that it may."""
    if not name.strip():
        raise RuleBroken(_("Enter their name"), field="name")
    return KeyContact.objects.create(
        resident=resident, name=name.strip(), relation=relation.strip(), **known
    )


@transaction.atomic
def edit_key_contact(contact: KeyContact, *, by, at, **changes) -> KeyContact:
    """Put right what is known of someone around the resident."""
    unknown = set(changes) - set(FIELDS)
    if unknown:
        raise TypeError(f"a key contact has no {sorted(unknown)}")
    contact = lock(contact)
    for name, value in changes.items():
        setattr(contact, name, value)
    contact.save()
    return contact
