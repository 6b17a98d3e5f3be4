"""Settings that follow from the three addresses: service role, owner role, Redis."""

from config import environment


def settings(*, database_url, migration_database_url, redis_url):
    """The settings of database, roles, cache and broker, for ``globals().update``."""
    service = environment.database(database_url)
    owner = environment.database(
        migration_database_url or database_url, name="MIGRATION_DATABASE_URL"
    )
    pool = environment.number("DATABASE_POOL_SIZE", 0)
    if pool:
        service["OPTIONS"]["pool"] = {
            "min_size": 1,
            "max_size": pool,
            "timeout": 4,
            # Give up an attempt soon and try anew when asked, so that the pool is back at
            # once when the server is, instead of after ever longer pauses.
            "reconnect_timeout": 1,
        }
    service["CONN_MAX_AGE"] = 0 if pool else 60
    service["CONN_HEALTH_CHECKS"] = True
    return {
        "DATABASES": {"default": service},
        "OWNER_DATABASE": owner,
        "SERVICE_ROLE": service["USER"],
        "CACHES": {"default": cache(redis_url)},
        "REDIS_URL": redis_url,
        "CELERY_BROKER_URL": environment.broker(redis_url),
    }


def cache(redis_url):
    return {
        "BACKEND": "config.cache.ForgivingRedisCache",
        "LOCATION": redis_url,
        "KEY_PREFIX": "bridge",
        "OPTIONS": {
            "socket_timeout": 1,
            "socket_connect_timeout": 0.5,
            "health_check_interval": 10,
        },
    }
