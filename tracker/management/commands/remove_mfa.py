"""manage.py remove_mfa NAME: for somebody who lost their phone and their recovery codes."""

import logging

from allauth.mfa.models import Authenticator
from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError, CommandParser

from tracker.forms.accounts import account_named, normalized_name

log = logging.getLogger("spasmlog.events")


class Command(BaseCommand):
    help = "Takes the second step off an account: apps, passkeys and recovery codes. The password stays."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", help="the name that they log in with")

    def handle(self, *args: object, name: str, **options: object) -> None:
        stored = account_named(normalized_name(name))
        if not stored:
            raise CommandError(f"Nobody is called {name}.")
        owner = get_user_model().objects.get(username=stored)
        gone, _by_model = Authenticator.objects.filter(user=owner).delete()
        if gone:
            log.warning("Person %s: second step removed by a command.", owner.pk)
        self.stdout.write(f"{stored} now logs in with the password alone." if gone else f"{stored} had no second step.")
