"""Names that never change, for things the standard wants a UUID for and we have none."""

import uuid

# Made once for this product; the same in every installation, so that our needs and kinds of help
# are the same terms everywhere.
OURS = uuid.UUID("6c3f5d0e-6f0b-5b1e-9f43-0d8a5a2c7e11")


def named(kind: str, *parts) -> str:
    """The UUID that always belongs to `parts` of that kind (``named("need", "loneliness")``)."""
    return str(uuid.uuid5(OURS, "/".join([kind, *map(str, parts)])))


def as_uuid(text) -> uuid.UUID | None:
    """`text` as a UUID, or None when it is none."""
    try:
        return uuid.UUID(str(text).strip())
    except ValueError:
        return None


def uid_for(source: str, source_id: str) -> uuid.UUID:
    """The UUID under which we publish something of a feed: its own when it has a proper one."""
    return as_uuid(source_id) or uuid.UUID(named("from-feed", source, source_id))
