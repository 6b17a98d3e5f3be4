"""Inviting people. Nobody signs up alone: an administrator names who, where and as what."""

from datetime import timedelta

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts import links
from accounts.models import Invitation, Membership, User
from accounts.services.scope import check_scope
from core import clock, mail
from core.errors import NotAllowedNow, RuleBroken
from core.services import lock

OPEN_FOR = timedelta(days=7)


@transaction.atomic
def invite(*, by, at=None, email, name, organisation, role, programme=None, site=None):
    """Invite someone to a role at an organisation; the link in the mail is good for seven days."""
    now = at or clock.now()
    check_scope(role=role, organisation=organisation, programme=programme, site=site)
    address = email.strip().lower()
    same = {"email": address, "role": role, "organisation": organisation}
    if Invitation.objects.open(now).filter(**same, programme=programme, site=site).exists():
        raise RuleBroken(
            _("This person has an invitation to this role already, which is still open"),
            field="email",
        )
    invitation = Invitation.objects.create(
        **same,
        name=name.strip(),
        programme=programme,
        site=site,
        invited_at=now,
        invited_by=by,
        expires_at=now + OPEN_FOR,
    )
    _send(invitation)
    return invitation


@transaction.atomic
def send_again(invitation, *, by, at=None):
    """Send the mail once more, with another seven days."""
    now = at or clock.now()
    invitation = lock(invitation)
    _check_unused(invitation)
    invitation.expires_at = now + OPEN_FOR
    invitation.save(update_fields=["expires_at"])
    _send(invitation)
    return invitation


@transaction.atomic
def withdraw_invitation(invitation, *, by, at=None):
    """Take an invitation back; its link leads nowhere from now on."""
    invitation = lock(invitation)
    _check_unused(invitation)
    invitation.withdrawn_at = at or clock.now()
    invitation.save(update_fields=["withdrawn_at"])
    return invitation


@transaction.atomic
def accept_invitation(invitation, *, at=None, by=None, name="", password="") -> User:
    """Take up an invitation: make the user (or find the one who signs in) and the membership.

    `by` is the person signed in, if somebody is; an invitation is for one address only.
    """
    now = at or clock.now()
    invitation = lock(invitation)
    _check_open(invitation, now)
    user = User.objects.filter(email=invitation.email).first()
    if user is not None and (by is None or by.pk != user.pk):
        raise NotAllowedNow(_("Sign in as the person who was invited, then open the link again."))
    if user is None:
        user = _new_user(invitation, name=name, password=password)
    Membership.objects.get_or_create(
        user=user,
        organisation=invitation.organisation,
        role=invitation.role,
        programme=invitation.programme,
        site=invitation.site,
        defaults={"starts_on": clock.day_of(now)},
    )
    invitation.accepted_at, invitation.accepted_by = now, user
    invitation.save(update_fields=["accepted_at", "accepted_by"])
    return user


def _new_user(invitation, *, name, password) -> User:
    named = name.strip() or invitation.name
    try:
        validate_password(password, User(email=invitation.email, name=named))
    except ValidationError as error:
        raise RuleBroken(" ".join(error.messages), field="password") from None
    return User.objects.create_user(invitation.email, name=named, password=password)


def _check_unused(invitation) -> None:
    if invitation.accepted_at:
        raise NotAllowedNow(_("This invitation was accepted already."))
    if invitation.withdrawn_at:
        raise NotAllowedNow(_("This invitation was taken back."))


def _check_open(invitation, now) -> None:
    _check_unused(invitation)
    if invitation.expires_at <= now:
        raise NotAllowedNow(
            _("This invitation has run out. Ask whoever invited you to send it again.")
        )


def _send(invitation) -> None:
    link = mail.site_url() + reverse("accounts:join", args=[links.sign(invitation)])
    mail.send(
        to=invitation.email,
        template="accounts_invitation",
        context={
            "name": invitation.name,
            "link": link,
            "role": invitation.get_role_display(),
            "organisation": invitation.organisation.name,
            "inviter": invitation.invited_by.name,
            "expires_at": invitation.expires_at,
        },
    )
