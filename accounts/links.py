"""Signed links to invitations. The link says which; whether it is still open, the row says."""

from django.core import signing

from accounts.models import Invitation, User

_SALT = "accounts.invitation"


def sign(invitation) -> str:
    """A link's last part: cannot be guessed, and names the moment of sending."""
    return signing.dumps(
        {"i": invitation.reference, "e": int(invitation.expires_at.timestamp())}, salt=_SALT
    )


def invitation_for(token: str) -> Invitation | None:
    """The invitation behind a link; None when it is forged or was sent again since."""
    try:
        told = signing.loads(token, salt=_SALT)
    except signing.BadSignature:
        return None
    found = (
        Invitation.objects.select_related("organisation", "programme", "site")
        .filter(reference=told["i"])
        .first()
    )
    if found is None or int(found.expires_at.timestamp()) != told["e"]:
        return None
    return found


def is_known(invitation) -> bool:
    """Whether the invited person has an account already."""
    return User.objects.filter(email=invitation.email).exists()
