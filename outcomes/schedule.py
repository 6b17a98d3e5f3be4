"""What beat starts by itself."""

BEAT = {
    "take-up-stale-evaluations": {
        "task": "outcomes.tasks.take_up_stale_evaluations",
        "schedule": 300.0,
        "options": {"expires": 290},
    },
    "open-due-reports": {
        "task": "outcomes.tasks.open_due_reports",
        "schedule": 900.0,
        "options": {"expires": 890},
    },
    "deliver-reports": {
        "task": "outcomes.tasks.deliver_reports",
        "schedule": 60.0,
        "options": {"expires": 55},
    },
    "end-extracts": {
        "task": "outcomes.tasks.end_extracts",
        "schedule": 3600.0,
        "options": {"expires": 3500},
    },
    "look-after-activity-files": {
        "task": "outcomes.tasks.look_after_activity_files",
        "schedule": 120.0,
        "options": {"expires": 110},
    },
}
