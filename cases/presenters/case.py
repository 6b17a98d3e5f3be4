"""Who this is, and what stands at the top of their record."""

from django.urls import reverse
from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.lifecycle import CASE_LIFE, Status
from cases.models import Case
from core import nhs
from core.phones import dial, read_out
from core.presenters import Action, Fact, IdentityBar, OwnWords, Tag
from residents.models import ConsentKind, RiskKind

STATUS_TAGS = {
    Status.WAITING_FOR_HOME: ("amber", "clock"),
    Status.ACTIVE: ("wash", ""),
    Status.PAUSED: ("stone", "pause"),
    Status.CLOSED: ("stone", ""),
}
NOT_A_RISK = (RiskKind.NONE_KNOWN, RiskKind.NOT_ASKED)

BUTTONS = {
    "came_home": gettext_lazy("They are home"),
    "pause": gettext_lazy("Pause the plan"),
    "resume": gettext_lazy("Resume the plan"),
    "extend": gettext_lazy("Extend the plan"),
    "close": gettext_lazy("Close the case"),
    "reopen": gettext_lazy("Reopen the case"),
}


def status_tag(case: Case) -> Tag:
    """The status of a case, in its word and colour."""
    colour, icon = STATUS_TAGS[case.status]
    return Tag(Status(case.status).label, colour, icon)


def identity(case: Case, *, user, today) -> IdentityBar:
    """The bar under the header, of a case loaded `with_standing`."""
    resident = case.resident
    is_open = case.status != Status.CLOSED
    main = quiet = None
    if is_open and user.has_perm("cases.add_contact", case):
        url = reverse("cases:add_contact", args=[case.reference])
        main = Action(_("Add a contact"), url, "main", icon="plus")
        concern = reverse("cases:raise_safeguarding", args=[case.reference])
        quiet = Action(_("Raise a safeguarding concern"), concern, "link")
    return IdentityBar(
        resident.full_name, tuple(_facts(resident, today)), tuple(_tags(case)), main, quiet
    )


def _facts(resident, today):
    if resident.date_of_birth:
        born = formats.date_format(resident.date_of_birth, "j F Y")
        age = str(resident.age_on(today))
        yield Fact(_("born %(day)s") % {"day": born}, age, value_first=True)
    if resident.nhs_number:
        yield Fact(_("NHS"), nhs.shown(resident.nhs_number))
    if resident.phone:
        yield Fact(_("Phone"), read_out(resident.phone), url=dial(resident.phone))
    if resident.preferred_name:
        yield Fact(_("Likes to be called"), resident.preferred_name)


def _tags(case):
    """In this order: safeguarding, risk, sharing, needs, circumstances."""
    resident = case.resident
    if case.open_concern:
        yield Tag(_("Safeguarding concern open"), "plum", "shield")
    real = [kind for kind in case.risk_kinds if kind not in NOT_A_RISK]
    for kind in real[:3]:
        yield Tag(RiskKind(kind).label, "danger", "alert")
    if not real:
        known = RiskKind.NONE_KNOWN in case.risk_kinds
        yield (
            Tag(_("No known risks"), "good", "tick")
            if known
            else Tag(_("Risks not known yet"), "amber", "alert")
        )
    yield sharing_tag(_about_sharing(resident))
    if resident.communication_needs:
        yield Tag(resident.communication_needs)
    if resident.needs_interpreter:
        yield Tag(_("Interpreter: %(language)s") % {"language": resident.language})
    if resident.lives_alone:
        yield Tag(_("Lives alone"))
    if resident.is_carer:
        yield Tag(_("Cares for somebody"))
    if case.status != Status.ACTIVE:
        yield status_tag(case)


def _about_sharing(resident) -> list:
    """Their answers about being referred and about sharing, oldest first."""
    kinds = (ConsentKind.SHARING, ConsentKind.REFERRAL)
    return sorted(
        (each for each in resident.consents.all() if each.kind in kinds),
        key=lambda each: each.given_at,
    )


def sharing_tag(consents) -> Tag:
    """With whom we may share, or that they took it back: shown to all who hold the record."""
    current = [each for each in consents if each.withdrawn_at is None and each.decision == "given"]
    withdrawn = [each for each in consents if each.withdrawn_at is not None]
    names = [
        each.recipient or (each.organisation.name if each.organisation else "")
        for each in current
        if each.kind == ConsentKind.SHARING
    ]
    if not current and withdrawn:
        return Tag(_("Sharing taken back: share nothing new"), "danger", "lock")
    if names:
        shown = ", ".join(name for name in names[-3:] if name)
        return Tag(_("Sharing: %(names)s") % {"names": shown}, "good", "tick")
    if withdrawn and not names:
        return Tag(_("Some sharing was taken back"), "amber", "lock")
    return Tag(_("Agreed to be referred; sharing not asked"), "amber", "lock")


def own_words(case: Case, *, user) -> OwnWords:
    """What matters to me; asked for when nobody has written it down."""
    change = None
    if case.status != Status.CLOSED and user.has_perm("cases.what_matters", case):
        url = reverse("cases:what_matters", args=[case.reference])
        change = Action(_("Change or add"), url, "link")
    if not case.what_matters:
        return OwnWords(_("Nobody has asked yet."), "", change, theirs=False)
    when = formats.date_format(case.what_matters_on, "j F") if case.what_matters_on else ""
    return OwnWords(case.what_matters, _("In their own words, %(day)s.") % {"day": when}, change)


def verb_actions(case: Case, *, user) -> list[Action]:
    """The verbs that the table opens and the person holds; never one the service refuses."""
    actions = []
    for verb in CASE_LIFE.verbs_from(case.status):
        if user.has_perm(f"cases.{verb}", case):
            kind = "second" if verb in ("came_home", "resume") else "link"
            actions.append(
                Action(BUTTONS[verb], reverse(f"cases:{verb}", args=[case.reference]), kind)
            )
    return actions
