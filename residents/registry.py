"""Places on a resident's page that higher apps fill in their ``AppConfig.ready``."""

from core.registry import Registry

resident_panels = Registry("resident panels")
"""Entry ``panel(request, resident) -> HTML or None``: referrals, cases, money of this resident."""
