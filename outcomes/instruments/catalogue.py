"""All instruments that ship. A new version is added beside the old one, never in its place."""

from outcomes.instruments.base import Definition
from outcomes.instruments.ons4 import ONS4
from outcomes.instruments.swemwbs import SWEMWBS
from outcomes.instruments.ucla3 import UCLA3

CATALOGUE: dict[tuple[str, str], Definition] = {
    (each.key, each.version): each for each in (SWEMWBS, ONS4, UCLA3)
}


def definition(key: str, version: str | None = None) -> Definition:
    """The instrument in one version, or the newest. Raises KeyError when there is none."""
    if version is not None:
        return CATALOGUE[key, version]
    found = [each for each in CATALOGUE.values() if each.key == key]
    if not found:
        raise KeyError(key)
    return max(found, key=lambda each: int(each.version))


def definitions() -> list[Definition]:
    """The newest version of each instrument, in the order in which they are offered."""
    return [definition(key) for key in dict.fromkeys(key for key, _version in CATALOGUE)]
