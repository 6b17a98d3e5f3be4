"""``manage.py make_scale_data``: a hundred thousand residents, for measuring."""

import time

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from demo.scale.county import Sizes
from demo.scale.making import make
from programmes.models import Programme
from residents.models import Resident


class Command(BaseCommand):
    """Fills an empty database by COPY, as the service's role, with every trigger on."""

    help = "Fill an empty database with many residents, referrals, cases, contacts and activity."

    def add_arguments(self, parser):
        parser.add_argument("--residents", type=int, default=100_000)
        parser.add_argument("--events", type=int, default=1_000_000, help="hospital events")
        parser.add_argument("--seed", type=int, default=1)

    def handle(self, *args, **options):
        if not settings.DEMO:
            raise CommandError("Scale data is for measuring: these settings are not a demo's.")
        if Programme.objects.exists() or Resident.objects.exists():
            raise CommandError(
                "There is data here already, so nothing was changed. Name an empty database."
            )
        if options["residents"] < 1 or options["events"] < 0:
            raise CommandError("Name at least one resident, and no fewer than 0 events.")
        started = time.monotonic()
        sizes = Sizes(options["residents"], options["events"], options["seed"])
        counts = make(sizes, say=self._say)
        told = ", ".join(f"{count:,} {name}s" for name, count in counts.items())
        self.stdout.write(f"made {told}, in {time.monotonic() - started:.0f} s")

    def _say(self, words: str) -> None:
        self.stdout.write(f"  {words}")
        self.stdout.flush()
