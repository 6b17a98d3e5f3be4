"""Where the residents of a programme live, counted by postcode district; nobody is named."""

from django.db.models import CharField, Count, F, Func, Value
from django.db.models.functions import Upper

from accounts.access import programmes_where
from cases.models import Case
from programmes.models import Programme


def programmes(user):
    """Programmes whose residents the person may count: those whose cases are theirs to see."""
    return Programme.objects.filter(pk__in=programmes_where(user, "cases.view")).order_by("name")


def people(user, programme) -> dict[str, int]:
    """Postcode district → residents with an open case of the programme, the most first."""
    district = Upper(
        Func(
            F("resident__postcode"),
            Value(" "),
            Value(1),
            function="split_part",
            output_field=CharField(),
        )
    )
    rows = (
        Case.objects.visible_to(user)
        .open()
        .filter(programme=programme)
        .exclude(resident__postcode="")
        .order_by()
        .values(district=district)
        .annotate(people=Count("resident", distinct=True))
        .order_by("-people", "district")
    )
    return {each["district"]: each["people"] for each in rows}
