"""What beat starts by itself."""

from celery.schedules import crontab

BEAT = {
    "expire-placements": {
        "task": "cases.tasks.placements.expire_placements",
        "schedule": crontab(minute="*/15"),
        "options": {"expires": 800},
    },
}
