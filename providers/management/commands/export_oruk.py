"""manage.py export_oruk [--output FILE]"""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from providers.oruk.publishing import everything


class Command(BaseCommand):
    """Writes every published service in full, as one page of Open Referral UK."""

    help = "Export the published directory as one Open Referral UK page of full services."

    def add_arguments(self, parser):
        parser.add_argument("--output", type=Path, help="the file to write (default: the output)")

    def handle(self, *args, **options):
        path: Path | None = options["output"]
        try:
            if path is None:
                written = everything(self.stdout.write, progress=self._tell)
                self.stdout.flush()
            else:
                written = self._to_file(path)
        except OSError as problem:
            raise CommandError(f"{path or 'output'}: {problem.strerror}.") from None
        words = f"exported {written:,} services"
        (self.stderr if path is None else self.stdout).write(words)

    def _to_file(self, path: Path) -> int:
        """Whole or not at all: written beside it first."""
        part = path.with_name(f".{path.name}.part")
        try:
            with part.open("w", encoding="utf-8") as out:
                written = everything(out.write, progress=self._tell)
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)
        return written

    def _tell(self, done: int) -> None:
        self.stderr.write(
            f"{done:,} services written", ending="\r" if self.stderr.isatty() else "\n"
        )
