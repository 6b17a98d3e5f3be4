"""Whoever prepares, looks and asks in the house that is hurt: a process of its own with that
house's settings. Reads one JSON line a question, writes one JSON line an answer.
"""

import json
import sys

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.db import connection  # noqa: E402
from django.test.utils import setup_test_environment  # noqa: E402

from config import celery  # noqa: E402, F401 (so that what is handed over goes to our broker)
from core import outbox  # noqa: E402
from core.models import OutboxMessage  # noqa: E402
from core.tasks import _hand_over  # noqa: E402
from funding.services import verify  # noqa: E402
from tests import money_forms  # noqa: E402

worlds: dict[str, tuple] = {}


def prepare(name: str) -> dict:
    """A world in which that form can be sent; what goes over the wire."""
    money = money_forms.world()
    sending = money_forms.FORMS[name](money)
    key = f"{name}-{len(worlds)}"
    worlds[key] = (money, sending)
    session = money_forms.client_of(sending.user).cookies[settings.SESSION_COOKIE_NAME].value
    body = {each: str(value) for each, value in sending.body().items() if each != "file"}
    return {"key": key, "path": sending.path, "body": body, "session": session,
            "file": sending.has_file}  # fmt: skip


def facts(key: str) -> dict:
    """All that money is about in that world, and how often its form was done."""
    money, sending = worlds[key]
    return {**money_forms.facts(money), "keys": money_forms.used_keys(sending)}


def recount() -> dict:
    """verify_ledger's answer."""
    found = verify.recount()
    return {"difference": found.difference}


def relay() -> dict:
    """Hand over what was promised, as beat would have done; what still waits."""
    outbox.relay(_hand_over)
    waits = OutboxMessage.objects.filter(done_at__isnull=True)
    return {"waits": waits.count(), "dead": waits.filter(dead_at__isnull=False).count(),
            "all": OutboxMessage.objects.count()}  # fmt: skip


def due() -> dict:
    """Let what was handed over and not heard of be due again, without waiting for it."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE core_outboxmessage SET available_at = now() WHERE done_at IS NULL")
    return {}


QUESTIONS = {each.__name__: each for each in (prepare, facts, recount, relay, due)}


def main() -> None:
    setup_test_environment()
    out = sys.stdout
    sys.stdout = sys.stderr
    print(json.dumps({"ready": True}), file=out, flush=True)
    for line in sys.stdin:
        name, *given = json.loads(line)
        try:
            connection.close_if_unusable_or_obsolete()
            answer = QUESTIONS[name](*given)
        except Exception as error:
            connection.close()
            answer = {"error": repr(error)}
        print(json.dumps(answer, default=str), file=out, flush=True)


if __name__ == "__main__":
    main()
