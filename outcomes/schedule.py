"""What beat starts by itself."""

BEAT = {
    "take-up-stale-evaluations": {
        "task": "outcomes.tasks.take_up_stale_evaluations",
        "schedule": 300.0,
        "options": {"expires": 290},
    },
}
