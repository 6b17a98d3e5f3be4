"""Refusals. Their words are fit for the screen; a view puts them on the form."""


class DomainError(Exception):
    """A rule of the service says no. `field` names the answer that is wrong, where one is."""

    def __init__(self, message: str, *, field: str | None = None):
        super().__init__(str(message))
        self.message = message
        self.field = field


class NotAllowedNow(DomainError):  # noqa: N818 (a refusal, no fault)
    """The thing is in a state in which this cannot be done (a stale page, a second click)."""


class RuleBroken(DomainError):  # noqa: N818 (a refusal, no fault)
    """A named rule of the domain forbids it (no places left, cap reached, own request)."""


class Conflict(DomainError):  # noqa: N818 (a refusal, no fault)
    """Someone else changed the same thing meanwhile."""
