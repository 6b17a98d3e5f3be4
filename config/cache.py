"""The cache: Redis, and quietly nothing while Redis is away."""

import functools
import logging

from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)


def _forgive(name, missed):
    """A method that answers ``missed(default)`` instead of raising when Redis is away."""
    method = getattr(RedisCache, name)

    @functools.wraps(method)
    def forgiving(self, *args, **kwargs):
        try:
            return method(self, *args, **kwargs)
        except (RedisError, OSError) as error:
            logger.warning("Cache unavailable (%s): %s", name, error)
            return missed(args, kwargs)

    return forgiving


def _nothing(args, kwargs):
    return None


def _no(args, kwargs):
    return False


def _yes(args, kwargs):
    return True


def _empty(args, kwargs):
    return {}


def _default(args, kwargs):
    return kwargs.get("default", args[1] if len(args) > 1 else None)


def _failed_keys(args, kwargs):
    return list(args[0] if args else kwargs["data"])


def _delta(args, kwargs):
    return kwargs.get("delta", args[1] if len(args) > 1 else 1)


class ForgivingRedisCache(RedisCache):
    """A Redis cache that behaves as an empty one while Redis cannot be reached.

    A page must never fail because something could not be remembered: sessions fall back
    to their table, rate limits stand open for a moment (lock-outs are in the database).
    """

    # "Added", as an empty cache would say: a rate limit then lets the request pass.
    add = _forgive("add", _yes)
    get = _forgive("get", _default)
    set = _forgive("set", _nothing)
    touch = _forgive("touch", _no)
    delete = _forgive("delete", _no)
    get_many = _forgive("get_many", _empty)
    has_key = _forgive("has_key", _no)
    incr = _forgive("incr", _delta)
    set_many = _forgive("set_many", _failed_keys)
    delete_many = _forgive("delete_many", _nothing)
    clear = _forgive("clear", _no)
