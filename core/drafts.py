"""Keep, find and drop what someone was typing."""

from datetime import timedelta

from django.contrib.auth import get_user_model
from django.core import signing
from django.http import QueryDict

from core import clock
from core.models import Draft

KEPT_FOR = timedelta(days=7)
MAX_BYTES = 100_000
_SALT = "core.drafts.owner"
_NEVER_KEPT = {"csrfmiddlewaretoken", "_owner", "_once", "_version", "_draft"}


def owner_token(user) -> str:
    """A signed note of whose form this is, so that a form sent after sign-out can be kept."""
    return signing.dumps(user.pk, salt=_SALT)


def owner_of(token: str) -> int | None:
    """The key of the person in `token`, or None when it is forged or older than a day."""
    try:
        return signing.loads(token, salt=_SALT, max_age=86_400)
    except signing.BadSignature:
        return None


def answers(post: QueryDict) -> dict[str, list[str]]:
    """What may be kept of a form: its answers, no tokens and no passwords."""
    return {
        name: values
        for name, values in post.lists()
        if name not in _NEVER_KEPT and "password" not in name.lower()
    }


def keep(*, user_id: int, key: str, post: QueryDict) -> Draft | None:
    """Keep these answers as that person's draft of that form; None when there is too much."""
    data = answers(post)
    if sum(len(each) for values in data.values() for each in values) > MAX_BYTES:
        return None
    draft, _made = Draft.objects.update_or_create(
        user_id=user_id, key=key[:200], defaults={"data": data, "saved_at": clock.now()}
    )
    return draft


def find(*, user, key: str) -> Draft | None:
    """That person's draft of that form, if one is kept."""
    oldest = clock.now() - KEPT_FOR
    return Draft.objects.filter(user=user, key=key[:200], saved_at__gte=oldest).first()


def drop(*, user, key: str) -> None:
    """Forget the draft: the form was sent, or thrown away."""
    Draft.objects.filter(user=user, key=key[:200]).delete()


def as_post(draft: Draft) -> QueryDict:
    """The draft as if it had just been sent, to fill a form with."""
    post = QueryDict(mutable=True)
    for name, values in draft.data.items():
        post.setlist(name, values)
    return post


def keep_for(*, user_id: int, key: str, post: QueryDict) -> bool:
    """Keep answers for someone who is no longer signed in; False when there is no such person."""
    person = get_user_model()._default_manager.filter(pk=user_id, is_active=True).exists()
    return bool(person and keep(user_id=user_id, key=key, post=post))
