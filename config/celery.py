"""The Celery application: workers and beat find it as ``config.celery``."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.local")

app = Celery("bridge")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@app.on_after_configure.connect
def _add_heart(sender, **kwargs):
    from config.heart import Heart

    sender.steps["consumer"].add(Heart)
