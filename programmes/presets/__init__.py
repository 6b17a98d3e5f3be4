"""What a new installation starts with: coded lists and five programmes, one per document.

Everything here is a starting point. A programme changes its rules by a new policy in the browser;
loading the presets again adds what is missing and never touches what is there.
"""

from programmes.presets.lists import BARRIERS, NEEDS, Barrier, Need
from programmes.presets.programmes import PROGRAMMES, Preset
from programmes.presets.rules import RULES

__all__ = ["BARRIERS", "NEEDS", "PROGRAMMES", "RULES", "Barrier", "Need", "Preset"]
