"""The Celery application: workers and beat find it as ``config.celery``."""

import os
from importlib import import_module
from importlib.util import find_spec

from celery import Celery
from celery.signals import worker_init

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.local")

app = Celery("bridge", task_cls="core.jobs:OutboxTask")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@worker_init.connect
def _refuse(**kwargs):
    from django.core.exceptions import ImproperlyConfigured

    from config.refusals import refuse_demo_people

    try:
        refuse_demo_people()
    except ImproperlyConfigured as reason:
        raise SystemExit(str(reason)) from None


@app.on_after_configure.connect
def _add_heart(sender, **kwargs):
    from config.heart import Heart

    sender.steps["consumer"].add(Heart)


@app.on_after_configure.connect
def _gather_schedules(sender, **kwargs):
    """Add what each app's ``schedule.py`` wants started by itself."""
    from django.conf import settings

    for name in settings.OUR_APPS:
        if find_spec(f"{name}.schedule"):
            sender.conf.beat_schedule.update(import_module(f"{name}.schedule").BEAT)
