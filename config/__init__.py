"""Wiring only: settings, addresses, Celery, the local servers. No domain lives here."""
