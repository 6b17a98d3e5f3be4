"""``manage.py seed_demo``: fill an empty service with invented people and their stories."""

import time

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from core import clock
from demo.seed import tell
from programmes.models import Programme
from providers.services.finding import load_shipped_districts


class Command(BaseCommand):
    """Fills the demo once; says so and changes nothing when it is there already."""

    help = "Fill an empty database with the demo: five programmes, 400 residents, two years."

    def add_arguments(self, parser):
        parser.add_argument("--residents", type=int, default=tell.RESIDENTS, help="how many")
        parser.add_argument("--seed", type=int, default=tell.SEED, help="another throw of the dice")
        parser.add_argument("--jobs", type=int, default=0, help="processes (0: one per core, ≤ 4)")

    def handle(self, *args, **options):
        if not settings.DEMO:
            raise CommandError("Demo data is for demonstrations: these settings are not a demo's.")
        if Programme.objects.exists():
            raise CommandError(
                "There is data here already, so nothing was changed. "
                "`make reset` throws the local data away."
            )
        started = time.monotonic()
        story = tell.Story(
            today=clock.today(),
            seed=options["seed"],
            residents=options["residents"],
            jobs=options["jobs"],
            say=self._say,
        )
        try:
            summary = story.tell()
        except BaseException:
            self.stderr.write("It failed: putting the database back as it was …")
            call_command("flush", interactive=False, verbosity=0)
            load_shipped_districts()  # which migrations had brought
            raise
        self.stdout.write(f"{summary}, in {time.monotonic() - started:.0f} s")

    def _say(self, words: str) -> None:
        self.stdout.write(f"  {words}")
        self.stdout.flush()
