"""Organisations, their sites and wards."""

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from accounts.models import Organisation, Site, Ward
from core.errors import RuleBroken
from core.services import lock


@transaction.atomic
def add_organisation(*, by, at=None, name, kind, ods_code="", email="", phone=""):
    """A body that takes part from now on."""
    if Organisation.objects.filter(name__iexact=name.strip()).exists():
        raise RuleBroken(_("There is an organisation of this name already"), field="name")
    return Organisation.objects.create(
        slug=free_slug(Organisation, name),
        name=name.strip(),
        kind=kind,
        ods_code=ods_code.upper(),
        email=email,
        phone=phone,
    )


@transaction.atomic
def change_organisation(
    organisation, *, by, at=None, name, kind, ods_code="", email="", phone="", is_active=True
):
    """Change what is known of an organisation. Its address (slug) stays as it is."""
    organisation = lock(organisation)
    others = Organisation.objects.exclude(pk=organisation.pk)
    if others.filter(name__iexact=name.strip()).exists():
        raise RuleBroken(_("There is an organisation of this name already"), field="name")
    organisation.name, organisation.kind = name.strip(), kind
    organisation.ods_code, organisation.email = ods_code.upper(), email
    organisation.phone, organisation.is_active = phone, is_active
    organisation.save()
    return organisation


@transaction.atomic
def add_site(organisation, *, by, at=None, name, ods_code=""):
    """A hospital or station of an organisation."""
    if organisation.sites.filter(name__iexact=name.strip()).exists():
        raise RuleBroken(_("This organisation has a site of this name already"), field="name")
    return Site.objects.create(
        organisation=organisation,
        slug=free_slug(Site, name),
        name=name.strip(),
        ods_code=ods_code.upper(),
    )


@transaction.atomic
def add_ward(site, *, by, at=None, name, kind, phone=""):
    """A ward, emergency department, clinic or crew of a site."""
    if site.wards.filter(name__iexact=name.strip()).exists():
        raise RuleBroken(_("This site has a ward of this name already"), field="name")
    return Ward.objects.create(site=site, name=name.strip(), kind=kind, phone=phone)


@transaction.atomic
def change_ward(ward, *, by, at=None, name, kind, phone="", is_active=True):
    """Change what is known of a ward."""
    ward = lock(ward)
    others = ward.site.wards.exclude(pk=ward.pk)
    if others.filter(name__iexact=name.strip()).exists():
        raise RuleBroken(_("This site has a ward of this name already"), field="name")
    ward.name, ward.kind, ward.phone, ward.is_active = name.strip(), kind, phone, is_active
    ward.save()
    return ward


def free_slug(model, name: str) -> str:
    """A slug of `name` that no row of `model` has: with a number behind it if need be."""
    stem = slugify(name)[:40] or "place"
    taken = set(model.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    number, slug = 2, stem
    while slug in taken:
        slug, number = f"{stem}-{number}", number + 1
    return slug
