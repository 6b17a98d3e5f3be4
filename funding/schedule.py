"""What beat starts by itself."""

from celery.schedules import crontab

BEAT = {
    "verify-ledger": {
        "task": "funding.tasks.verify_ledger",
        "schedule": crontab(hour="2", minute="40"),
    },
    "terms-in-force": {
        "task": "funding.tasks.terms_in_force",
        "schedule": crontab(hour="0", minute="10"),
    },
    "remind-of-money": {
        "task": "funding.tasks.remind",
        "schedule": crontab(hour="7", minute="15"),
    },
    "expire-quotes": {
        "task": "funding.tasks.expire_quotes",
        "schedule": crontab(minute="5"),
    },
    "sweep-receipts": {
        "task": "funding.tasks.sweep_receipts",
        "schedule": crontab(hour="3", minute="20"),
    },
}
