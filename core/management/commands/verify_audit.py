"""``manage.py verify_audit``: is the audit as it was written?"""

from django.core.management.base import BaseCommand, CommandError

from core import verifying


class Command(BaseCommand):
    """Checks the seals, the triggers that keep rows, and the rights of the service's role."""

    help = (
        "Recompute every seal over the append-only tables, check that the triggers that keep "
        "their rows are there and enabled, and that the service's role could not lift them."
    )

    def handle(self, *args, **options):
        report = verifying.verify()
        if report.problems:
            raise CommandError(report.problems[0])
        self.stdout.write(
            f"audit verified: {report.rows} rows in {report.seals} seals over {report.tables} "
            f"tables, {report.unsealed} rows not yet sealed, {report.triggers} triggers in force"
        )
