"""All instruments that ship. A new version is added beside the old one, never in its place."""

from outcomes.instruments.ability import BARTHEL, FRAILTY
from outcomes.instruments.base import Definition
from outcomes.instruments.dudley import SEVEN_AREAS
from outcomes.instruments.entered import EQ5D, MYCAW, PAM, STAR
from outcomes.instruments.lsns6 import LSNS6
from outcomes.instruments.mood import GAD7, PHQ9
from outcomes.instruments.ons4 import ONS4
from outcomes.instruments.swemwbs import SWEMWBS
from outcomes.instruments.ucla3 import UCLA3

SHIPPED = (
    *(SWEMWBS, ONS4, UCLA3, LSNS6, SEVEN_AREAS, PHQ9, GAD7, BARTHEL, FRAILTY),
    *(MYCAW, EQ5D, PAM, STAR),
)
CATALOGUE: dict[tuple[str, str], Definition] = {(each.key, each.version): each for each in SHIPPED}


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


def all_limits() -> dict[str, dict]:
    """For the database: which answers and scores each version of each instrument can have."""
    return {f"{key}/{version}": each.limits() for (key, version), each in CATALOGUE.items()}
