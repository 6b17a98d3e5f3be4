"""Who acts when an organisation answers by a signed link, without an account.

Every event, message and movement names who did it. An answer by link was given by someone of the
organisation whose name we only have from themselves: so the organisation has one stand-in, a user
who can never sign in (the database holds that), and what they called themselves stands beside it
in the event and in the log of the link. See docs/decisions/0014-signed-links.md.
"""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Organisation, User


@transaction.atomic
def stand_in_for(organisation: Organisation) -> User:
    """The one who acts for `organisation` when it answers by link; made the first time."""
    found = User.objects.filter(stands_for=organisation).first()
    if found is None:
        nobody = User(
            email=f"{organisation.slug}@by-link.invalid".lower(),
            name=(_("%(organisation)s, by link") % {"organisation": organisation.name})[:120],
            is_active=False,
            stands_for=organisation,
        )
        nobody.set_unusable_password()
        User.objects.bulk_create([nobody], ignore_conflicts=True)
        found = User.objects.get(stands_for=organisation)
    return found


def stands_for(user, organisation) -> bool:
    """Whether `user` is the stand-in of `organisation` (an object or its id)."""
    wanted = getattr(organisation, "pk", organisation)
    return wanted is not None and getattr(user, "stands_for_id", None) == wanted
