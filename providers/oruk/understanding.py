"""What the terms of a feed mean to us: our own by their UUID, others by what a manager said."""

from collections.abc import Iterable

from programmes.models import NeedDomain
from providers.models import Access, Service, Suits, TaxonomyTerm
from providers.oruk.identifiers import Identities
from providers.oruk.reading import ReadService, ReadTerm
from providers.oruk.writing.terms import ACCESS, KINDS, NEEDS, SUITS, term_id


class Terms:
    """The terms of one feed, read once and added to as new ones come."""

    def __init__(self, source: str, identities: Identities):
        self.source, self.identities = source, identities
        known = TaxonomyTerm.objects.filter(source=source)
        self.known = {each.source_id: each for each in known}
        self.needs = {term_id(NEEDS, each.code): each.pk for each in NeedDomain.objects.all()}
        self.codes = {
            term_id(which, code): (which, code)
            for which, codes in (
                (KINDS, Service.Kind.values),
                (ACCESS, Access.values),
                (SUITS, Suits.values),
            )
            for code in codes
        }

    def is_own(self, read: ReadTerm) -> bool:
        """Whether it is a term of ours, come back from another installation."""
        return read.source_id in self.needs or read.source_id in self.codes

    def own_codes(self, read: ReadService) -> dict[str, list[str]]:
        """The codes of our own lists that a service carries, by list."""
        found: dict[str, list[str]] = {KINDS: [], ACCESS: [], SUITS: []}
        for each in read.terms:
            which, code = self.codes.get(each.source_id, ("", ""))
            if which:
                found[which].append(code)
        return found

    def rows(self, read: ReadService) -> list[TaxonomyTerm]:
        """The others as rows, entered when they are new."""
        return [self._row(each) for each in read.terms if not self.is_own(each)]

    def needs_of(self, read: ReadService, rows: Iterable[TaxonomyTerm]) -> set[int]:
        """The needs that a service meets by what its terms mean."""
        own = {self.needs[each.source_id] for each in read.terms if each.source_id in self.needs}
        return own | {each.need_id for each in rows if each.need_id}

    def _row(self, read: ReadTerm) -> TaxonomyTerm:
        term = self.known.get(read.source_id)
        told = {
            "name": read.name,
            "description": read.description,
            "taxonomy": read.taxonomy,
            "code": read.uri[:120],
        }
        if term is None:
            uid = self.identities.free(TaxonomyTerm, self.source, read.source_id)
            term = TaxonomyTerm(uid=uid, source=self.source, source_id=read.source_id)
        elif all(getattr(term, name) == value for name, value in told.items()):
            return term
        for name, value in told.items():
            setattr(term, name, value)
        term.save()
        self.known[read.source_id] = term
        return term
