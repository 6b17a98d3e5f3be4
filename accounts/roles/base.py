"""What a role is."""


class Role:
    """What someone is here for. `reach` says what a membership of this role names."""

    slug: str
    name: str
    sentence: str
    reach: str  # "site", "organisation", "programme" or "service"
    permissions: frozenset[str] = frozenset()
