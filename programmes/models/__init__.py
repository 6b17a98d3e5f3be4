"""What is being run, where, and by which rules."""

from programmes.models.lists import BarrierReason, NeedDomain
from programmes.models.policy import Policy
from programmes.models.programme import Programme

__all__ = ["BarrierReason", "NeedDomain", "Policy", "Programme"]
