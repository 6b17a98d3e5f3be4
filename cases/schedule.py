"""What beat starts by itself."""

from celery.schedules import crontab

BEAT = {
    "expire-placements": {
        "task": "cases.tasks.placements.expire_placements",
        "schedule": crontab(minute="*/15"),
        "options": {"expires": 800},
    },
    "remind-providers": {
        "task": "cases.tasks.placements.remind_providers",
        "schedule": crontab(minute="7,22,37,52"),
        "options": {"expires": 800},
    },
    "watch-first-weeks": {
        "task": "cases.tasks.watch.watch_first_weeks",
        "schedule": crontab(minute="5,35"),
        "options": {"expires": 1700},
    },
    "escalate-journeys": {
        "task": "cases.tasks.watch.escalate_journeys",
        "schedule": crontab(minute="*/5"),
        "options": {"expires": 290},
    },
}
