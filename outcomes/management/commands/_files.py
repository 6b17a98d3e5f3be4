"""What the two import commands share."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from core import clock
from core.errors import DomainError
from outcomes.activity.files import opened
from outcomes.models import ActivityImport
from outcomes.services.activity import summary
from programmes.models import Programme


class ImportCommand(BaseCommand):
    """Reads one file for one programme, writes FILE.rejected.csv, prints the summary last."""

    def add_arguments(self, parser):
        parser.add_argument("--programme", required=True, help="the programme's slug")
        parser.add_argument("file", type=Path, help="UTF-8 CSV with a header")

    def handle(self, *args, **options):
        path: Path = options["file"]
        try:
            with opened(path) as stream:
                batch = self.store(
                    programme_called(options["programme"]),
                    options,
                    stream=stream,
                    file_name=path.name,
                    by=None,
                    at=clock.now(),
                    today=clock.today(),
                    progress=self.tell,
                )
        except DomainError as refusal:
            raise CommandError(str(refusal.message)) from None
        self.keep_rejects(batch, path)
        self.stdout.write(summary(batch))

    def store(self, programme, options, **given) -> ActivityImport:
        """Call the service."""
        raise NotImplementedError

    def tell(self, read: int) -> None:
        """Progress, on the error stream so that the output is the summary alone."""
        self.stderr.write(f"{read:,} rows read", ending="\r" if self.stderr.isatty() else "\n")

    def keep_rejects(self, batch: ActivityImport, path: Path) -> None:
        """Beside the file, so that whoever sent it can put the rows right."""
        if batch.rejected:
            target = path.with_name(f"{path.name}.rejected.csv")
            with batch.rejects.open("rb") as rejects:
                target.write_bytes(rejects.read())
            self.stderr.write(f"rejected rows: {target}")


def programme_called(slug: str) -> Programme:
    """The programme, or one clear sentence that names those there are."""
    programme = Programme.objects.filter(slug=slug).first()
    if programme is None:
        known = ", ".join(Programme.objects.order_by("slug").values_list("slug", flat=True))
        raise CommandError(f"There is no programme “{slug}”. There are: {known or 'none yet'}.")
    return programme
