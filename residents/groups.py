"""Groups of residents, as questions to the database: by home, age, sex, ethnicity, deprivation.

For asking whether help reaches all alike. A group is told by two words, "age:75-84"; what the
record lacks is a group of its own, so that nobody drops out of the count.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.db.models import Case, F, Func, IntegerField, Q, Value, When
from django.db.models.expressions import Combinable
from django.db.models.lookups import IsNull, LessThan
from django.utils.translation import gettext_lazy as _

from residents.models import Resident

NOT_KNOWN = "not_known"


@dataclass(frozen=True, slots=True)
class Grouping:
    """One way to tell people apart.

    `of(path, on)` is the group of the resident at the end of `path`, on the day or moment `on`.
    `names` of the groups in their order; none where the groups name themselves.
    """

    key: str
    name: str
    of: Callable[[str, Combinable], Combinable]
    names: Mapping[str, str]

    def called(self, group: str) -> str:
        """The group in words."""
        return str(_("Not known") if group == NOT_KNOWN else self.names.get(group, group))


def _by_home(path: str, _on: Combinable) -> Case:
    return Case(
        When(**{f"{path}electoral_ward": ""}, then=Value(NOT_KNOWN)),
        default=F(f"{path}electoral_ward"),
    )


def _by_age(path: str, on: Combinable) -> Case:
    whole_years = Func(
        on,
        F(f"{path}date_of_birth"),
        template="date_part('year', age(%(expressions)s))",
        output_field=IntegerField(),
    )
    born = Q(**{f"{path}date_of_birth__isnull": False})
    return Case(
        When(~born | IsNull(on, True), then=Value(NOT_KNOWN)),
        *(When(LessThan(whole_years, limit), then=Value(code)) for code, limit in _AGES),
        default=Value(OLDEST),
    )


def _by_sex(path: str, _on: Combinable) -> Case:
    unsaid = Q(**{f"{path}sex": Resident.Sex.NOT_STATED})
    return Case(When(unsaid, then=Value(NOT_KNOWN)), default=F(f"{path}sex"))


def _by_ethnicity(path: str, _on: Combinable) -> Case:
    groups = (
        When(**{f"{path}ethnicity__in": list(codes)}, then=Value(key))
        for key, codes in _ETHNICITIES.items()
    )
    return Case(*groups, default=Value(NOT_KNOWN))


def _by_deprivation(path: str, _on: Combinable) -> Case:
    fifths = (
        When(
            **{f"{path}deprivation_decile__in": (2 * fifth - 1, 2 * fifth)}, then=Value(str(fifth))
        )
        for fifth in range(1, 6)
    )
    return Case(*fifths, default=Value(NOT_KNOWN))


OLDEST = "85"
_AGES = (("0-64", 65), ("65-74", 75), ("75-84", 85))
_ETHNICITIES = {"white": "ABC", "mixed": "DEFG", "asian": "HJKL", "black": "MNP", "other": "RS"}

GROUPINGS = {
    each.key: each
    for each in (
        Grouping("home", _("Neighbourhood"), _by_home, {}),
        Grouping(
            "age",
            _("Age when referred"),
            _by_age,
            {
                "0-64": _("Under 65"),
                "65-74": _("65 to 74"),
                "75-84": _("75 to 84"),
                OLDEST: _("85 and over"),
            },
        ),
        Grouping("sex", _("Sex"), _by_sex, dict(Resident.Sex.choices)),
        Grouping(
            "ethnicity",
            _("Ethnic group"),
            _by_ethnicity,
            {
                "white": _("White"),
                "mixed": _("Mixed"),
                "asian": _("Asian"),
                "black": _("Black"),
                "other": _("Chinese or other"),
            },
        ),
        Grouping(
            "deprivation",
            _("Deprivation of where they live"),
            _by_deprivation,
            {
                "1": _("Most deprived fifth"),
                "2": _("Second fifth"),
                "3": _("Third fifth"),
                "4": _("Fourth fifth"),
                "5": _("Least deprived fifth"),
            },
        ),
    )
}


def in_group(rows, told: str, *, path: str, on: Combinable):
    """Those `rows` whose resident is of the group `told`, "age:75-84"."""
    key, _colon, group = told.partition(":")
    return rows.alias(of_group=GROUPINGS[key].of(path, on)).filter(of_group=group)
