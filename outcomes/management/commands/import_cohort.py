"""manage.py import_cohort --programme SLUG --name NAME [--comparison] FILE.csv"""

from outcomes.management.commands._files import ImportCommand
from outcomes.services.cohorts import import_cohort


class Command(ImportCommand):
    help = "Import a list of people who were supported, or who are compared with them."

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.add_argument("--name", required=True, help="the name of the list")
        parser.add_argument(
            "--comparison", action="store_true", help="people who were not supported"
        )

    def store(self, programme, options, **given):
        return import_cohort(
            programme, name=options["name"], comparison=options["comparison"], **given
        )
