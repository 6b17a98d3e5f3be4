"""What a provider reads of a resident, and nothing else."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _

from cases.models import Placement
from cases.presenters.placements.words import is_taken, who_words
from core.phones import dial, read_out
from core.presenters import Fact, Tag
from residents.models import RiskKind

# Of what is known, the risks that whoever goes there must know of; nothing about health.
FOR_VISITORS = (
    RiskKind.FALLS,
    RiskKind.VIOLENCE,
    RiskKind.ANIMALS,
    RiskKind.OXYGEN,
    RiskKind.INFECTION,
)


@dataclass(frozen=True, slots=True)
class NeedToKnow:
    """What a provider reads of a resident, and nothing else."""

    name: str
    facts: tuple[Fact, ...]
    risks: tuple[Tag, ...]
    words: str


def need_to_know(placement: Placement, *, risks, on: dt.date) -> NeedToKnow:
    """The resident as far as this provider needs to know them.

    Opened: first name, age, district, how to communicate, what a visitor must know. Taken: the
    full name too, and the telephone and address as far as they are shared. Never: NHS number,
    date of birth, diagnosis, case notes, other services. `risks` are those standing.
    """
    resident = placement.case.resident
    age = resident.age_on(on)
    facts = [
        Fact(_("Likes to be called"), resident.called),
        Fact(_("Age"), str(age) if age is not None else ""),
        Fact(_("Lives in"), resident.district),
        Fact(_("For"), placement.need.name if placement.need else ""),
        *(_contact(placement) if is_taken(placement) else ()),
        Fact(_("Language"), _language(resident)),
        Fact(_("How to communicate"), resident.communication_needs),
    ]
    return NeedToKnow(
        name=who_words(placement),
        facts=tuple(each for each in facts if each.value),
        risks=tuple(_risk(each) for each in risks if each.kind in FOR_VISITORS),
        words=placement.what_to_know,
    )


def _contact(placement: Placement) -> list[Fact]:
    resident = placement.case.resident
    facts = []
    if placement.share_phone and resident.phone:
        facts.append(Fact(_("Telephone"), read_out(resident.phone), url=dial(resident.phone)))
    if placement.share_address and resident.address:
        address = ", ".join(filter(None, [*resident.address.splitlines(), resident.postcode]))
        facts.append(Fact(_("Address"), address))
    return [*facts, Fact(_("Before you ring or call"), resident.safe_contact)]


def _risk(risk) -> Tag:
    words = risk.get_kind_display()
    return Tag(f"{words}: {risk.words}" if risk.words else words, "amber", "alert")


def _language(resident) -> str:
    if resident.needs_interpreter:
        return _("%(language)s, with an interpreter") % {"language": resident.language or "?"}
    return resident.language
