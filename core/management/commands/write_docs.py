"""``manage.py write_docs``: write docs/lifecycles.md and docs/access.md from the code."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from core import documents


class Command(BaseCommand):
    """Writes the generated documents, or with --check says whether they are fresh."""

    help = "Write docs/lifecycles.md and docs/access.md from the code."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument(
            "--check", action="store_true", help="write nothing; fail when one is out of date"
        )

    def handle(self, *args, **options):
        stale = [path for path, text in documents.pages().items() if _read(path) != text]
        if options["check"]:
            if stale:
                raise CommandError(f"out of date: {', '.join(stale)}; run manage.py write_docs")
            self.stdout.write(f"{len(documents.PAGES)} generated documents are up to date")
            return
        for path, text in documents.pages().items():
            target = settings.BASE_DIR / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8")
        self.stdout.write(f"wrote {len(documents.PAGES)} documents, {len(stale)} changed")


def _read(path: str) -> str:
    target = settings.BASE_DIR / path
    return target.read_text(encoding="utf-8") if target.exists() else ""
