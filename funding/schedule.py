"""What beat starts by itself."""

from celery.schedules import crontab

BEAT = {
    "verify-ledger": {
        "task": "funding.tasks.verify_ledger",
        "schedule": crontab(hour="2", minute="40"),
    },
}
