"""manage.py import_oruk URL_OR_FILE [--source NAME]"""

import csv
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from core import clock
from core.errors import DomainError
from core.exports import safe_cell
from providers.models import FeedImport
from providers.oruk import feeds
from providers.services import feeds as verbs

HEADINGS = ("entry", "service_id", "service", "field", "value", "reason")


class Command(BaseCommand):
    """Reads a file or feed in Open Referral UK, writes FILE.rejected.csv, prints the sum last."""

    help = "Import services from an Open Referral UK file or feed; safe to run again."

    def add_arguments(self, parser):
        parser.add_argument("target", help="address of a feed, or a JSON file")
        parser.add_argument(
            "--source",
            default="",
            help="the name under which its services are found again (default: from the target)",
        )

    def handle(self, *args, **options):
        target = options["target"]
        address = target if "://" in target else ""
        path = None if address else Path(target)
        try:
            given = options["source"] or (path.stem if path else verbs.source_of(address))
            source = verbs.source_from(given)
            whole = self._from_file(path) if path else self._from_feed(source, address)
            batch = self._store(whole, source=source, address=address, path=path)
        except DomainError as refusal:
            raise CommandError(str(refusal.message)) from None
        self._report(batch, path or Path(f"{source}.json"))
        self.stdout.write(verbs.summary(batch))

    def _from_file(self, path: Path) -> feeds.Whole:
        try:
            with path.open("rb") as content:
                return feeds.from_file(content.read(feeds.MOST_BYTES + 1))
        except OSError as problem:
            raise CommandError(f"{path}: {problem.strerror}.") from None

    def _from_feed(self, source: str, address: str) -> feeds.Whole:
        return verbs.fetch(source, address, progress=self._tell)

    @transaction.atomic
    def _store(self, whole, *, source: str, address: str, path: Path | None) -> FeedImport:
        at = clock.now()
        batch = FeedImport.objects.create(
            source=source,
            address=address[:500],
            file_name=path.name[-120:] if path else "",
            asked_at=at,
        )
        return verbs.take_in(batch, whole, at=at)

    def _tell(self, read: int) -> None:
        """Progress, on the error stream so that the output is the summary alone."""
        self.stderr.write(f"{read:,} services read", ending="\r" if self.stderr.isatty() else "\n")

    def _report(self, batch: FeedImport, path: Path) -> None:
        """Beside the file, so that whoever publishes it can put it right."""
        rows = batch.notes.order_by("row", "pk").values_list(
            "row", "service_id", "service", "field", "value", "reason"
        )
        if not rows:
            return
        target = path.with_name(f"{path.name}.rejected.csv")
        with target.open("w", encoding="utf-8", newline="") as out:
            writer = csv.writer(out)
            writer.writerow(HEADINGS)
            writer.writerows([safe_cell(each) for each in row] for row in rows.iterator())
        self.stderr.write(f"what was not taken, in whole or in part: {target}")
