"""What a caller may ask of the published directory, read from the query of the address."""

import datetime as dt
import hashlib
import re
from dataclasses import dataclass, replace
from uuid import UUID

from django.utils.translation import gettext as _

from providers.models import Weekday
from providers.oruk.identifiers import as_uuid
from residents.identifiers import BadIdentifier, tidy_postcode

PER_PAGE, MOST_PER_PAGE, MOST_PAGES = 50, 100, 10_000
MOST_METRES = 100_000


class BadRequest(ValueError):  # noqa: N818 (reads as the sentence it is)
    """A parameter that cannot be understood: which one, and why."""

    def __init__(self, parameter: str, words: str):
        super().__init__(words)
        self.parameter, self.words = parameter, str(words)


@dataclass(frozen=True, slots=True)
class Asked:
    """A request for a list. None and "" mean that nothing was asked."""

    page: int = 1
    per_page: int = PER_PAGE
    full: bool = False
    search: str = ""
    taxonomy_term_id: UUID | None = None
    taxonomy_id: UUID | None = None
    minimum_age: int | None = None
    maximum_age: int | None = None
    start_time: dt.time | None = None
    end_time: dt.time | None = None
    day: str = ""
    postcode: str = ""
    proximity: int | None = None

    @property
    def mark(self) -> str:
        """The same for the same question, whatever page of it is read and in what fullness."""
        whole = replace(self, page=1, per_page=PER_PAGE, full=False)
        return hashlib.sha256(repr(whole).encode()).hexdigest()[:32]


def asked(query) -> Asked:
    """The request in `query` (a QueryDict); raises BadRequest. Unknown parameters are ignored."""
    ask = _Query(query)
    postcode, proximity = ask.postcode(), ask.whole("proximity", 1, MOST_METRES)
    if proximity is not None and not postcode:
        raise BadRequest("proximity", _("proximity needs a postcode to measure from."))
    return Asked(
        page=ask.whole("page", 1, MOST_PAGES) or 1,
        per_page=min(ask.whole("per_page", 1, 10**9) or PER_PAGE, MOST_PER_PAGE),
        full=ask.yes("full"),
        search=ask.words("search"),
        taxonomy_term_id=ask.uuid("taxonomy_term_id"),
        taxonomy_id=ask.uuid("taxonomy_id"),
        minimum_age=ask.whole("minimum_age", 0, 200),
        maximum_age=ask.whole("maximum_age", 0, 200),
        start_time=ask.time("start_time"),
        end_time=ask.time("end_time"),
        day=ask.day(),
        postcode=postcode,
        proximity=proximity,
    )


class _Query:
    """The parameters one by one, each with its own words when it is wrong."""

    def __init__(self, query):
        self.query = query

    def text(self, name: str) -> str:
        value = self.query.get(name, "").strip()
        if "\0" in value or len(value) > 200:
            raise BadRequest(
                name, _("%(name)s is too long or holds a stray byte.") % {"name": name}
            )
        return value

    def words(self, name: str) -> str:
        return self.text(name)

    def whole(self, name: str, least: int, most: int) -> int | None:
        value = self.text(name)
        if not value:
            return None
        number = int(value) if re.fullmatch(r"[0-9]{1,10}", value) else -1
        if not least <= number <= most:
            words = _("%(name)s must be a whole number from %(least)s to %(most)s.")
            raise BadRequest(name, words % {"name": name, "least": least, "most": most})
        return number

    def yes(self, name: str) -> bool:
        value = self.text(name).lower()
        if value not in ("", "true", "false", "1", "0"):
            raise BadRequest(name, _("%(name)s must be true or false.") % {"name": name})
        return value in ("true", "1")

    def uuid(self, name: str) -> UUID | None:
        value = self.text(name)
        found = as_uuid(value) if value else None
        if value and found is None:
            raise BadRequest(name, _("%(name)s must be a UUID.") % {"name": name})
        return found

    def time(self, name: str) -> dt.time | None:
        value = self.text(name)
        if not value:
            return None
        found = re.fullmatch(r"([01]\d|2[0-3]):([0-5]\d)(?::[0-5]\d)?(?:Z|[+-]\d\d:\d\d)?", value)
        if found is None:
            raise BadRequest(name, _("%(name)s must be a time such as 09:30.") % {"name": name})
        return dt.time(int(found.group(1)), int(found.group(2)))

    def day(self) -> str:
        value = self.text("day").upper()
        if not value:
            return ""
        for code in Weekday.values:
            if value == code or Weekday(code).name == value:
                return code
        raise BadRequest("day", _("day must be a day of the week, such as MO or Monday."))

    def postcode(self) -> str:
        value = self.text("postcode")
        try:
            return tidy_postcode(value) if value else ""
        except BadIdentifier:
            raise BadRequest(
                "postcode", _("postcode must be a full postcode, such as DY1 2HQ.")
            ) from None
