"""A resident on screen."""

import datetime as dt
from dataclasses import dataclass

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core import clock, nhs
from core.presenters import Action, Cell, Fact, IdentityBar, Row, Tag
from residents.models import RiskKind
from residents.services.consents import shared_with


@dataclass(frozen=True, slots=True)
class Line:
    """One consent, risk or person: what it is, a second line, tags."""

    title: str
    words: str = ""
    tags: tuple[Tag, ...] = ()


def about(resident, today: dt.date) -> str:
    """81, born 4 March 1944."""
    age = resident.age_on(today)
    if age is None:
        return _("date of birth not known")
    born = date_format(resident.date_of_birth, "j F Y")
    return _("%(age)d, born %(born)s") % {"age": age, "born": born}


def identity(resident, *, today, risks) -> IdentityBar:
    """Whose page it is: age, NHS number, telephone, name they like; risk, sharing, needs."""
    facts = [Fact(_("Age"), about(resident, today))]
    if resident.nhs_number:
        facts.append(Fact(_("NHS"), nhs.shown(resident.nhs_number)))
    if resident.phone:
        facts.append(Fact(_("Phone"), resident.phone, f"tel:{resident.phone}"))
    if resident.preferred_name:
        facts.append(Fact(_("Likes to be called"), resident.preferred_name))
    return IdentityBar(resident.full_name, tuple(facts), tuple(_tags(resident, risks)))


def _tags(resident, risks):
    for risk in risks:
        if risk.kind not in (RiskKind.NONE_KNOWN, RiskKind.NOT_ASKED):
            yield Tag(risk.words or risk.get_kind_display(), "danger", "alert")
    names = shared_with(resident)
    if names:
        yield Tag(_("Sharing: %(names)s") % {"names": ", ".join(names)}, "good", "tick")
    if resident.needs_interpreter:
        yield Tag(_("Needs an interpreter"), "wash")
    if resident.communication_needs:
        yield Tag(resident.communication_needs, "wash")
    if resident.lives_alone:
        yield Tag(_("Lives alone"), "wash")


def facts_of(resident) -> tuple[Fact, ...]:
    """What is known, leaving out what is not."""
    yes_no = {True: _("Yes"), False: _("No")}
    told = (
        (_("Address"), ", ".join(resident.address.splitlines())),
        (_("Postcode"), resident.postcode),
        (_("District"), resident.district),
        (_("E-mail address"), resident.email),
        (_("GP practice"), resident.gp_practice_code),
        (_("Language"), resident.language),
        (_("Rules for safe contact"), resident.safe_contact),
        (_("Ethnicity"), resident.get_ethnicity_display()),
        (_("Lives alone"), yes_no.get(resident.lives_alone)),
        (_("Cares for somebody"), yes_no.get(resident.is_carer)),
        (_("Served in the armed forces"), yes_no.get(resident.is_veteran)),
        (_("Reference"), resident.reference),
    )
    return tuple(Fact(label, value) for label, value in told if value)


def _day(moment) -> str:
    return date_format(clock.day_of(moment), "j F Y")


def consent_lines(consents) -> list[Line]:
    """What they agreed to, what they took back, and when: shown to all who hold the record."""
    return [_consent(each) for each in consents]


def _consent(consent) -> Line:
    to = consent.recipient or (consent.organisation.name if consent.organisation else "")
    title = " ".join(each for each in (consent.get_kind_display(), to) if each)
    words = _("%(who)s, %(how)s, %(day)s") % {
        "who": consent.get_given_by_display(),
        "how": consent.get_how_display().lower(),
        "day": _day(consent.given_at),
    }
    if consent.withdrawn_at:
        gone = _("Withdrawn on %(day)s") % {"day": _day(consent.withdrawn_at)}
        return Line(title, words, (Tag(gone, "danger", "cross"),))
    if consent.decision == "refused":
        return Line(title, words, (Tag(_("Said no"), "danger", "cross"),))
    return Line(title, words, (Tag(_("Agreed"), "good", "tick"),))


def risk_lines(risks) -> list[Line]:
    """Each risk with who said it and when."""
    return [_risk(each) for each in risks]


def _risk(risk) -> Line:
    told = {
        "kind": risk.get_kind_display(),
        "who": risk.stated_by.name if risk.stated_by else _("the service"),
        "day": _day(risk.stated_at),
    }
    if risk.words:
        return Line(risk.words, _("%(kind)s, said by %(who)s on %(day)s") % told)
    return Line(told["kind"], _("Said by %(who)s on %(day)s") % told)


def contact_lines(contacts) -> list[Line]:
    """Family, neighbours and friends, and what we may tell them."""
    found = []
    for each in contacts:
        tags = [Tag(each.get_may_share_display(), "good" if each.may_share == "yes" else "stone")]
        if each.is_carer:
            tags.append(Tag(_("Cares for them"), "wash"))
        if each.holds_key:
            tags.append(Tag(_("Holds a key"), "wash", "key"))
        words = ", ".join(part for part in (each.relation, each.phone, each.notes) if part)
        found.append(Line(each.name, words, tuple(tags)))
    return found


def acts_of(resident, user) -> list[Action]:
    """What this person may do with the record."""
    verbs = (
        ("edit", _("Change what is known")),
        ("record_consent", _("Write down what they agreed to")),
        ("withdraw_consent", _("They take back an agreement")),
        ("state_risk", _("Say something about risk")),
        ("add_key_contact", _("Add someone around them")),
        ("merge", _("It is the same person as another record")),
    )
    permissions = {"add_key_contact": "residents.edit"}
    return [
        Action(words, reverse(f"residents:{verb}", args=[resident.reference]), "link")
        for verb, words in verbs
        if user.has_perm(permissions.get(verb, f"residents.{verb}"))
    ]


def found_row(resident, today) -> Row:
    """One person found."""
    url = reverse("residents:detail", args=[resident.reference])
    number = nhs.shown(resident.nhs_number) if resident.nhs_number else _("not known")
    home = ", ".join(each for each in (resident.district, resident.postcode) if each)
    return Row(
        (
            Cell(resident.full_name, url, sub=about(resident, today), strong=True),
            Cell(number),
            Cell(home),
            Cell(resident.reference, quiet=True),
        ),
        key=resident.reference,
    )
