"""Add or replace the middles of postcode districts."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from core.errors import DomainError
from providers.services.finding import load_districts


class Command(BaseCommand):
    """`manage.py load_postcode_districts FILE.csv`: district, latitude, longitude, town."""

    help = "Read the middle of each postcode district from a CSV file. All of it or nothing."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="district,latitude,longitude[,town]")

    def handle(self, *args, **options):
        try:
            with options["file"].open(encoding="utf-8-sig", newline="") as lines:
                count = load_districts(lines)
        except (OSError, UnicodeDecodeError) as error:
            raise CommandError(f"{options['file']} cannot be read: {error}") from error
        except DomainError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"stored {count} postcode districts")
