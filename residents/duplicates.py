"""Records that may be one person: same birth date and a like name, or a like name and postcode."""

from django.db import connection

from residents.models import Resident

_PAIRS = """
SELECT a.id, b.id FROM residents_resident a
JOIN residents_resident b ON a.id < b.id AND a.date_of_birth = b.date_of_birth
WHERE a.merged_into_id IS NULL AND b.merged_into_id IS NULL
  AND (a.nhs_number IS NULL OR b.nhs_number IS NULL)
  AND (a.id = ANY(%(seen)s) AND b.id = ANY(%(seen)s))
  AND similarity(a.search_name, b.search_name) > 0.4
ORDER BY a.id, b.id LIMIT %(most)s
"""


def of(resident, *, user) -> list[Resident]:
    """Others whom the person sees and who may be the same as `resident`."""
    like = Resident.objects.visible_to(user).may_be_same(
        given_name=resident.given_name,
        family_name=resident.family_name,
        date_of_birth=resident.date_of_birth,
        postcode=resident.postcode,
    )
    return [
        each
        for each in like.exclude(pk=resident.pk).order_by("pk")[:10]
        if not (each.nhs_number and resident.nhs_number)
    ]


def pairs(*, user, most: int = 50) -> list[tuple[Resident, Resident]]:
    """Pairs among the residents whom the person sees. Two NHS numbers are two people."""
    without = Resident.objects.visible_to(user).filter(nhs_number__isnull=True)
    births = without.exclude(date_of_birth=None).values("date_of_birth")
    seen = Resident.objects.visible_to(user).filter(date_of_birth__in=births)
    found = {each.pk: each for each in seen[:5000]}
    with connection.cursor() as cursor:
        cursor.execute(_PAIRS, {"seen": list(found), "most": most})
        return [(found[one], found[other]) for one, other in cursor.fetchall()]
