"""Names that never change, for things the standard wants a UUID for and we have none."""

import uuid
from hashlib import sha1

# Made once for this product; the same in every installation, so that our needs and kinds of help
# are the same terms everywhere.
OURS = uuid.UUID("6c3f5d0e-6f0b-5b1e-9f43-0d8a5a2c7e11")
_OURS = OURS.bytes


def named(kind: str, *parts) -> str:
    """The UUID that always belongs to `parts` of that kind (``named("need", "loneliness")``).

    What `str(uuid.uuid5(OURS, …))` says, without an object for each: a page of a hundred services
    in full holds some fifteen hundred.
    """
    told = "/".join([kind, *map(str, parts)]).encode()
    found = sha1(_OURS + told, usedforsecurity=False).hexdigest()
    variant = "89ab"[int(found[16], 16) & 3]
    return f"{found[:8]}-{found[8:12]}-5{found[13:16]}-{variant}{found[17:20]}-{found[20:32]}"


def as_uuid(text) -> uuid.UUID | None:
    """`text` as a UUID, or None when it is none."""
    try:
        return uuid.UUID(str(text).strip())
    except ValueError:
        return None


class Identities:
    """Which public identities are given, so that no feed can claim one that is somebody else's."""

    def __init__(self):
        self._given: dict[type, set[uuid.UUID]] = {}

    def free(self, model, source: str, source_id: str, *more: str) -> uuid.UUID:
        """The publisher's own UUID when it is proper and free, else one made from all parts."""
        if model not in self._given:
            self._given[model] = set(model.objects.values_list("uid", flat=True))
        given = self._given[model]
        tried = as_uuid(source_id)
        number = 0
        while tried is None or tried in given:
            tried = uuid.UUID(named("from-feed", source, source_id, *more, number))
            number += 1
        given.add(tried)
        return tried
