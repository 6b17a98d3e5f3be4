"""Entries of a feed before they are read: turned round, put together, in short or in full."""

# What stands in a service given in full; a page of the standard may leave all of it out.
IN_FULL = {"schedules", "service_areas", "attributes", "cost_options", "languages"}
_PLACES = "service_at_locations"


def is_short(service: dict) -> bool:
    """Whether a service says nothing of its times, areas and terms. Its places may be there: a
    list of services at locations names them and gives the services in short."""
    told = IN_FULL & set(service)
    return not told and ("_turned" in service or _PLACES not in service)


def is_at_location(entry) -> bool:
    """Whether this is a service at a location instead of a service."""
    return (
        isinstance(entry, dict) and isinstance(entry.get("service"), dict) and "name" not in entry
    )


def turned_round(entry: dict) -> dict:
    """A service at a location as a service with that location among its own."""
    if not is_at_location(entry):
        return entry
    inner, others = entry["service"], entry["service"].get(_PLACES)
    here = {name: entry[name] for name in ("id", "location", "schedules") if name in entry}
    listed = others if isinstance(others, list) else []
    return {**inner, _PLACES: [here, *listed], "_turned": True}


def together(entry: dict, more: dict) -> dict:
    """The same service at one more location."""
    return {**entry, _PLACES: [*entry[_PLACES], *more[_PLACES]]}
