"""Our needs, kinds of help, ways in and circumstances as taxonomies; and those of other feeds.

Our own terms have the same UUID in every installation (made from their codes), so that a feed of
one is understood by another without anybody mapping anything.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache

from django.utils.translation import gettext as _

from providers.models import Access, Service, Suits
from providers.oruk.identifiers import named
from providers.oruk.writing.envelope import told

NEEDS, KINDS, ACCESS, SUITS = "needs", "kinds", "access", "suits"
OURS = (NEEDS, KINDS, ACCESS, SUITS)


@cache
def taxonomy_id(which: str) -> str:
    """The UUID of one of our own taxonomies."""
    return named("taxonomy", which)


@cache
def term_id(which: str, code: str) -> str:
    """The UUID of a term of one of our own taxonomies."""
    return named("term", which, code)


def other_taxonomy_id(source: str, name: str) -> str:
    """The UUID of a taxonomy that came with a feed, of which we know the name only."""
    return named("taxonomy-of", source, name)


def taxonomies() -> dict[str, tuple[str, str]]:
    """Our own: (name, what it says)."""
    return {
        NEEDS: (_("Needs"), _("What a service helps with.")),
        KINDS: (_("Kinds of help"), _("What a service does.")),
        ACCESS: (_("Access"), _("What makes it possible to get in and take part.")),
        SUITS: (_("Who it suits"), _("Circumstances that a service was made for or copes with.")),
    }


@dataclass
class TermBook:
    """Every taxonomy and term, ready to be written. `needs` and `others` are read beforehand."""

    needs: Iterable = ()
    others: Iterable = ()
    terms: dict[str, dict] = field(default_factory=dict)
    lists: dict[str, dict] = field(default_factory=dict)

    def __post_init__(self):
        ours = taxonomies()
        for which, (name, words) in ours.items():
            self._list(taxonomy_id(which), name, words)
        for need in self.needs:
            self._own(NEEDS, ours, need.code, need.name)
        for which, choices in ((KINDS, Service.Kind), (ACCESS, Access), (SUITS, Suits)):
            for code, words in choices.choices:
                self._own(which, ours, code, str(words))
        for term in self.others:
            self._other(term)

    def _list(self, uid: str, name: str, words: str) -> None:
        self.lists.setdefault(uid, {"id": uid, "name": name, "description": words})

    def _own(self, which: str, ours: dict, code: str, words: str) -> None:
        name, _about = ours[which]
        uid = term_id(which, code)
        self.terms[uid] = told(
            id=uid,
            name=words,
            description=f"{name}: {words}",
            taxonomy=f"Community Bridge: {name}",
            taxonomy_id=taxonomy_id(which),
            term=code,
        )

    def _other(self, term) -> None:
        name = term.taxonomy or _("Other terms")
        where = other_taxonomy_id(term.source, term.taxonomy)
        self._list(where, name, _("Came with the feed “%(source)s”.") % {"source": term.source})
        self.terms[str(term.uid)] = told(
            id=str(term.uid),
            name=term.name,
            description=term.description or term.name,
            taxonomy=term.taxonomy,
            taxonomy_id=where,
            term=term.name,
            term_uri=term.code if term.code.startswith(("http://", "https://")) else "",
        )

    def of(self, service) -> list[dict]:
        """The terms of one service (needs and terms read beforehand), ours first."""
        found = [term_id(NEEDS, need.code) for need in service.its_needs]
        found.append(term_id(KINDS, service.kind))
        found += [term_id(ACCESS, code) for code in service.access]
        found += [term_id(SUITS, code) for code in service.suits]
        found += [str(term.uid) for term in service.its_terms]
        return [self.terms[uid] for uid in found if uid in self.terms]

    def in_list(self, uid: str) -> list[dict]:
        """The terms of one taxonomy."""
        return [each for each in self.terms.values() if each["taxonomy_id"] == uid]
