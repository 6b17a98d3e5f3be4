"""manage.py import_activity --programme SLUG --source NAME FILE.csv"""

from outcomes.management.commands._files import ImportCommand
from outcomes.services.activity import import_activity


class Command(ImportCommand):
    help = "Import hospital activity from a CSV file; safe to run again with the same file."

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.add_argument("--source", required=True, help="who sent the file")

    def store(self, programme, options, **given):
        return import_activity(programme, source=options["source"], **given)
