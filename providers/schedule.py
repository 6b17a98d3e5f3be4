"""What beat starts by itself."""

from celery.schedules import crontab

BEAT = {
    "remind-papers": {
        "task": "providers.tasks.remind_papers",
        "schedule": crontab(minute="40", hour="6-18"),
        "options": {"expires": 3000},
    },
    "mark-unchecked-listings": {
        "task": "providers.tasks.mark_unchecked",
        "schedule": crontab(hour="4", minute="20"),
        "options": {"expires": 3000},
    },
}
