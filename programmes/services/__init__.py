"""What is done with programmes and their rules."""

from programmes.services.policies import write_policy
from programmes.services.presets import load_lists, load_presets

__all__ = ["load_lists", "load_presets", "write_policy"]
