"""Places that a lower app offers and a higher one fills in its ``AppConfig.ready``.

So a resident's page can show money and measures without cases importing funding or outcomes.
"""

from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True)
class Registry:
    """Named entries in a stated order."""

    name: str
    entries: dict[str, tuple[int, Any]] = field(default_factory=dict)

    def register(self, key: str, entry: Any, *, order: int = 100) -> None:
        """Fill the place `key`; a second entry under one key is a mistake."""
        if key in self.entries:
            raise ValueError(f"{self.name} has an entry {key!r} already")
        self.entries[key] = (order, entry)

    def __iter__(self):
        return iter(entry for _, entry in sorted(self.entries.values(), key=lambda pair: pair[0]))

    def items(self) -> list[tuple[str, Any]]:
        """Keys with their entries, in order."""
        pairs = sorted(self.entries.items(), key=lambda pair: pair[1][0])
        return [(key, entry) for key, (_, entry) in pairs]

    def get(self, key: str) -> Any:
        """The entry under `key`, or None."""
        found = self.entries.get(key)
        return found[1] if found else None
