"""``manage.py set_up --email … --name …``: the first steps of a new, empty live service."""

import getpass
import sys

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from accounts.models import Membership, Organisation, User
from accounts.roles import Administrator
from accounts.services.people import add_membership
from accounts.services.places import add_organisation
from core import clock
from programmes.services import load_presets


class Command(BaseCommand):
    """Nobody signs up alone and only an administrator invites, so the first one is made here."""

    help = "Load the coded lists and the preset programmes, and make the first administrator."

    def add_arguments(self, parser):
        parser.add_argument("--email", required=True)
        parser.add_argument("--name", required=True)
        parser.add_argument("--organisation", required=True, help="the body that runs the service")
        parser.add_argument(
            "--kind", choices=Organisation.Kind.values, default=Organisation.Kind.COUNCIL
        )

    def handle(self, *, email, name, organisation, kind, **options):
        if Membership.objects.filter(role=Administrator.slug).exists():
            raise CommandError("There is an administrator already: people are invited on screen.")
        user = User(email=email.strip().lower(), name=name)
        password = self._password(user)
        with transaction.atomic():
            programmes = load_presets(today=clock.today())
            user = User.objects.create_user(user.email, name=name, password=password)
            body = Organisation.objects.filter(name__iexact=organisation.strip()).first()
            body = body or add_organisation(by=user, name=organisation, kind=kind)
            add_membership(user, by=user, organisation=body, role=Administrator.slug)
        self.stdout.write(f"programmes {len(programmes)}, administrator {user.email}")

    def _password(self, user):
        """Asked for twice at a terminal; read from the first line when piped in."""
        if not sys.stdin.isatty():
            password = sys.stdin.readline().rstrip("\n")
        else:
            password = getpass.getpass("Password for the administrator: ")
            if password != getpass.getpass("Once more: "):
                raise CommandError("The two passwords differ.")
        try:
            validate_password(password, user)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from None
        return password
