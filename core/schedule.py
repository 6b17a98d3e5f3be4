"""What beat starts by itself. Each app may have such a module; config/celery.py gathers them."""

from celery.schedules import crontab

BEAT = {
    "relay-outbox": {
        "task": "core.tasks.relay_outbox",
        "schedule": 2.0,
        "options": {"expires": 10},
    },
    "seal-audit": {"task": "core.tasks.seal_audit", "schedule": 300.0, "options": {"expires": 290}},
    "purge": {"task": "core.tasks.purge", "schedule": crontab(hour="3", minute="17")},
}
