"""For the type checker: settings without looking for a server."""

from config import servers
from config.settings.base import *  # noqa: F403

SECRET_KEY = "types-only"  # nosec B105
globals().update(
    servers.settings(
        database_url="postgresql://types@localhost/types",
        migration_database_url="",
        redis_url="redis://localhost",
    )
)
