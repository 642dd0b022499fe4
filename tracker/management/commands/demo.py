"""manage.py demo: an account with 18 months of an invented diary, to look around in."""

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import get_random_string

from tracker.management.demo_diary import DemoDiary, demo_diary
from tracker.models import DatedSetting, Day, Episode, OwnTerm, Pause, Preferences, Revision
from tracker.services.bulk import Inserted, insert_records
from tracker.vocabulary.factors import FACTORS

_MARK = "demo@spasmlog.invalid"
"""The e-mail address of accounts that this command made; no real person can have one that ends in .invalid."""
_EASY_TO_TYPE = "abcdefghijkmnpqrstuvwxyz23456789"


class Command(BaseCommand):
    help = "Makes a demo account with an invented diary of 18 months, or makes its diary anew."

    def add_arguments(self, parser):
        parser.add_argument("--user", default="demo", help="name of the account (default: demo)")
        parser.add_argument("--password", help="its password (default: a new one, printed)")

    def handle(self, *args, **options):
        name, password = options["user"], options["password"] or get_random_string(10, _EASY_TO_TYPE)
        diary = demo_diary(timezone.now())
        with transaction.atomic():
            user = _account(name, password)
            inserted = _replace_diary(user, diary)
        self.stdout.write(
            f"A demo diary with {inserted.episodes} entries and {inserted.days} answered days is ready. Log in with\n"
            f"  user      {name}\n"
            f"  password  {password}"
        )


def _account(name: str, password: str):
    """The demo account of that name with that password. An account that is somebody's own is left alone."""
    user_model = get_user_model()
    user = user_model.objects.filter(username=name).first()
    if user is None:
        return user_model.objects.create_user(name, email=_MARK, password=password)
    if user.email != _MARK:
        raise CommandError(f"There is an account “{name}” that is not a demo. Choose another name: --user NAME")
    user.set_password(password)
    user.save(update_fields=["password"])
    return user


def _replace_diary(user, diary: DemoDiary) -> Inserted:
    for model in (Episode, Day, Pause, Revision, OwnTerm, DatedSetting):
        model.objects.filter(owner=user).delete()
    Preferences.objects.update_or_create(owner=user, defaults={"time_zone": diary.time_zone})
    OwnTerm.objects.bulk_create(
        OwnTerm(owner=user, vocabulary=vocabulary, code=code, label=label)
        for vocabulary, words in diary.own_words.items()
        for code, label in words.items()
    )
    asked = {code for day in diary.days for code, _ in day.factors}
    DatedSetting.objects.create(
        owner=user,
        name=DatedSetting.FACTORS,
        from_on=min(day.date for day in diary.days),
        value=" ".join(sorted(asked, key=FACTORS.sort_key)),
    )
    return insert_records(user, diary.episodes, diary.days, now=timezone.now())
