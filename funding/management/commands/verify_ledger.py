"""manage.py verify_ledger"""

from django.core.management.base import BaseCommand, CommandError

from funding.services import verify


class Command(BaseCommand):
    help = "Recount the whole ledger from its movements; fails with the first difference."

    def handle(self, *args, **options):
        found = verify.recount_and_keep()
        if found.difference:
            raise CommandError(f"The ledger does not add up: {found.difference}.")
        self.stdout.write(found.summary)
