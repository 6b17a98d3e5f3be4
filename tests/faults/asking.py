"""Whoever asks for evaluations and imports in the house that is hurt: a process of its own with
that house's settings. Reads one JSON line a question, writes one JSON line an answer.
"""

import json
import sys

import django

django.setup()

from django.db import connection, transaction  # noqa: E402

from config import celery  # noqa: E402, F401 (so that what is handed over goes to our broker)
from core import clock, outbox  # noqa: E402
from core.models import OutboxMessage  # noqa: E402
from core.tasks import _hand_over  # noqa: E402
from outcomes.activity.rows import COLUMNS  # noqa: E402
from outcomes.models import ActivityFile, Cohort, EvaluationRun, HospitalEvent  # noqa: E402
from outcomes.services import evaluating, runs  # noqa: E402
from tests.factories.outcomes import (  # noqa: E402
    INDEX,
    activity,
    cohort,
    csv_file,
    event,
    person,
    run,
    sent_file,
)
from tests.factories.programmes import programme_with_policy  # noqa: E402
from tests.factories.residents import nhs_number  # noqa: E402
from tests.faults.counting import hold  # noqa: E402
from tests.faults.pieces import EVENTS_SENT  # noqa: E402

NAME = "Held"


def people() -> dict:
    """Eleven people with something in hospital each month."""
    programme = programme_with_policy(slug="community-bridge")
    numbers = [nhs_number() for _each in range(11)]
    cohort(programme, [person(number) for number in numbers], name=NAME)
    activity(programme, [event(number, "ae_attendance", f"2025-0{1 + n % 9}-03")
                         for number in numbers for n in range(14)])  # fmt: skip
    return {}


def ask() -> dict:
    """A run, promised to whichever worker."""
    named = Cohort.objects.get(name=NAME)
    asked = run(named.programme, cohort=named, evaluated=False)
    with transaction.atomic():
        outbox.enqueue(runs.TASK, reference=asked.reference)
    return {"reference": asked.reference}


def alone() -> dict:
    """The same in one process."""
    named = Cohort.objects.get(name=NAME)
    return told(evaluating.evaluate(run(named.programme, cohort=named, evaluated=False)).reference)


def told(reference: str) -> dict:
    """How far a run is and what came out."""
    this = EvaluationRun.objects.get(reference=reference)
    return {"status": this.status, "fingerprint": this.fingerprint, "results": this.results,
            "parts": this.parts.count(), "rosters": this.parts.exclude(roster=None).count(),
            "finished": this.events.filter(verb="finish").count(),
            "reason": this.fail_reason}  # fmt: skip


def send() -> dict:
    """A file of events of one of the people, promised to whichever worker."""
    named = Cohort.objects.get(name=NAME)
    number = named.people.values_list("nhs_number", flat=True).order_by("pk")[0]
    source = f"Sent {clock.now().isoformat()}"
    rows = [event(number, "gp_contact", INDEX, event_id=f"S{n}") for n in range(EVENTS_SENT)]
    content = csv_file(COLUMNS, rows).read()
    return {"reference": sent_file(named.programme, content, source=source).sent.reference}


def told_of(reference: str) -> dict:
    """How far a file is, and how many events of its source there are."""
    sent = ActivityFile.objects.get(reference=reference)
    return {"status": sent.status, "reason": sent.fail_reason,
            "finished": sent.events.filter(verb="finish").count(),
            "stored": HospitalEvent.objects.filter(source=sent.source).count(),
            "promised": OutboxMessage.objects.filter(done_at__isnull=True).count()}  # fmt: skip


def relay() -> dict:
    """Hand over what was promised, as beat would, without waiting until it is due again."""
    OutboxMessage.objects.filter(done_at__isnull=True, handed_over__gt=0).update(
        available_at=evaluating.clock.now()
    )
    return {"handed": outbox.relay(_hand_over)}


QUESTIONS = {each.__name__: each for each in (people, ask, alone, told, send, told_of, relay)}


def main() -> None:
    out = sys.stdout
    sys.stdout = sys.stderr
    hold()
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
