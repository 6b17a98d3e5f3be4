"""People and places as the pages show them. Words and colour of a state stand here once."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import roles
from core import clock
from core.presenters import Action, Cell, Fact, Row, Tag


def user_tag(user) -> Tag:
    """Whether somebody may sign in."""
    return Tag(_("May sign in"), "good") if user.is_active else Tag(_("Disabled"), "stone")


def user_row(user) -> Row:
    """One person in the list of people; memberships were fetched before."""
    held = [each for each in user.memberships.all() if is_current(each)]
    names = sorted({str(each.role_class.name) for each in held})
    places = sorted({each.organisation.name for each in held})
    return Row(
        (
            Cell(user.name, url=reverse("accounts:person", args=[user.reference]), sub=user.email),
            Cell(", ".join(names) or _("No role"), quiet=not names),
            Cell(", ".join(places)),
            Cell(moment(user.last_login) if user.last_login else _("Never")),
            Cell(tags=(user_tag(user),)),
        )
    )


def is_current(membership) -> bool:
    """Whether a membership is in force today."""
    today = clock.today()
    return membership.starts_on <= today and (
        membership.ends_on is None or membership.ends_on >= today
    )


def membership_row(membership, *, may_change: bool) -> Row:
    """One role of a person."""
    where = [membership.programme, membership.site, membership.ward]
    until = day(membership.ends_on) if membership.ends_on else ""
    ends = reverse("accounts:end_membership", args=[membership.reference])
    current = is_current(membership)
    change = Cell(
        _("End this role"), url=ends, hidden=f"{membership.role_class.name} {membership.reference}"
    )
    return Row(
        (
            Cell(membership.role_class.name, sub=membership.organisation.name),
            Cell(", ".join(str(each) for each in where if each) or _("Everywhere there")),
            Cell(day(membership.starts_on)),
            Cell(until or _("Open")),
            change if may_change and current else Cell(""),
        )
    )


def invitation_tag(invitation, *, at) -> Tag:
    """Where an invitation stands."""
    if invitation.accepted_at:
        return Tag(_("Accepted"), "good")
    if invitation.withdrawn_at:
        return Tag(_("Taken back"), "stone")
    if invitation.expires_at <= at:
        return Tag(_("Run out"), "amber")
    return Tag(_("Open"), "wash")


def invitation_row(invitation, *, at) -> Row:
    """One invitation in the list."""
    unused = not invitation.accepted_at and not invitation.withdrawn_at
    again = reverse("accounts:send_invitation_again", args=[invitation.reference])
    back = reverse("accounts:withdraw_invitation", args=[invitation.reference])
    return Row(
        (
            Cell(invitation.name, sub=invitation.email),
            Cell(invitation.get_role_display(), sub=invitation.organisation.name),
            Cell(moment(invitation.invited_at), sub=str(invitation.invited_by)),
            Cell(tags=(invitation_tag(invitation, at=at),)),
            Cell(_("Send again"), url=again, hidden=invitation.name) if unused else Cell(""),
            Cell(_("Take back"), url=back, hidden=invitation.name) if unused else Cell(""),
        )
    )


def organisation_row(organisation) -> Row:
    """One organisation in the list; counts were annotated."""
    state = Tag(_("Takes part"), "good") if organisation.is_active else Tag(_("Ended"), "stone")
    return Row(
        (
            Cell(
                organisation.name,
                url=reverse("accounts:organisation", args=[organisation.slug]),
                sub=organisation.ods_code,
            ),
            Cell(organisation.get_kind_display()),
            Cell(str(organisation.people)),
            Cell(str(organisation.places)),
            Cell(tags=(state,)),
        )
    )


def ward_row(ward) -> Row:
    """One ward of a site."""
    state = Tag(_("Open"), "good") if ward.is_active else Tag(_("Closed"), "stone")
    change = reverse("accounts:change_ward", args=[ward.reference])
    return Row(
        (
            Cell(ward.name),
            Cell(ward.get_kind_display()),
            Cell(ward.phone),
            Cell(tags=(state,)),
            Cell(_("Change"), url=change, hidden=ward.name),
        )
    )


def person_facts(user) -> list[Fact]:
    """What is known of a person who signs in."""
    return [
        Fact(_("E-mail address"), user.email),
        Fact(_("Telephone"), user.phone or _("not given")),
        Fact(_("Reference"), user.reference),
        Fact(_("Last signed in"), moment(user.last_login) if user.last_login else _("never")),
    ]


def person_actions(user, *, viewer) -> list[Action]:
    """What an administrator may do with a person."""
    found = []
    if viewer.has_perm("accounts.invite"):
        add = reverse("accounts:add_membership", args=[user.reference])
        found.append(Action(_("Give another role"), add))
    if viewer.has_perm("accounts.disable") and user.pk != viewer.pk:
        if user.is_active:
            found.append(Action(_("Disable"), reverse("accounts:disable", args=[user.reference])))
        else:
            enable = reverse("accounts:enable", args=[user.reference])
            found.append(Action(_("Let sign in again"), enable))
    return found


def role_row(role) -> Row:
    """One role as it describes itself."""
    return Row((Cell(role.name), Cell(role.sentence), Cell(str(len(role.permissions)))))


def all_roles() -> list[Row]:
    """Every role there is."""
    return [role_row(role) for role in roles.ALL]


def glass_row(glass, *, at) -> Row:
    """One breaking of the glass."""
    state = Tag(_("Open"), "danger") if glass.ends_at > at else Tag(_("Over"), "stone")
    return Row(
        (
            Cell(moment(glass.broken_at)),
            Cell(str(glass.broken_by), sub=glass.broken_by.email),
            Cell(str(glass.programme)),
            Cell(glass.reason),
            Cell(tags=(state,)),
        )
    )


def moment(at) -> str:
    """A moment as people read it."""
    return f"{timezone.localtime(at):%-d %B %Y, %H:%M}"


def day(on) -> str:
    """A day as people read it."""
    return f"{on:%-d %B %Y}"
