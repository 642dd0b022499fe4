"""manage.py demo: an account with two years of an invented diary, to look around in."""

import datetime as dt
import uuid
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import get_random_string

from tracker.management.demo_diary import DemoDiary, demo_diary
from tracker.management.demo_profile import NONE_OF, demo_profile
from tracker.management.demo_trials import make_demo_trials
from tracker.management.demo_visits import DEMO_QUESTIONS, SAID, demo_last_visit, demo_next_visit
from tracker.models import (
    ChangeRecord,
    DatedSetting,
    Day,
    Episode,
    Evidence,
    FactorRecord,
    GuidanceAnswer,
    GuidanceResult,
    OwnTerm,
    Pause,
    Preferences,
    ProfileItem,
    Question,
    Revision,
    ShownAfterSaving,
    Trial,
    Visit,
)
from tracker.selectors.person import person_of
from tracker.services.bulk import Inserted, insert_records
from tracker.services.change_looks import store_due_changes
from tracker.services.profile import save_item, say_none
from tracker.services.questions import keep_question
from tracker.services.visits import note_after, put_question, save_visit
from tracker.vocabulary.factors import FACTORS

_MARK = "demo@spasmlog.invalid"
"""The e-mail address of accounts that this command made; no real person can have one that ends in .invalid."""
_EASY_TO_TYPE = "abcdefghijkmnpqrstuvwxyz23456789"


class Command(BaseCommand):
    help = "Makes a demo account with an invented diary of two years, or replaces its diary."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--user", default="demo", help="name of the account (default: demo)")
        parser.add_argument("--password", help="its password (default: a new one, printed)")

    def handle(self, *args: object, **options: Any) -> None:
        name, password = options["user"], options["password"] or get_random_string(10, _EASY_TO_TYPE)
        diary = demo_diary(timezone.now())
        with transaction.atomic():
            user = _account(name, password)
            inserted = _replace_diary(user, diary)
            _tell_profile(user)
            _plan_visits(user)
            # As the first write of somebody who logs would do.
            store_due_changes(person_of(user), timezone.now())
            make_demo_trials(person_of(user), timezone.now())
        self.stdout.write(
            f"A demo diary with {inserted.episodes} entries and {inserted.days} answered days is ready. Log in with\n"
            f"  user      {name}\n"
            f"  password  {password}"
        )


def _account(name: str, password: str) -> User:
    """The demo account of that name with that password. An account that is somebody's own is left alone."""
    user_model = get_user_model()
    user = user_model.objects.filter(username=name).first()
    if user is None:
        return user_model.objects.create_user(name, email=_MARK, password=password)
    if user.email != _MARK:
        raise CommandError(f"The account “{name}” exists and is not a demo. Choose another name with --user NAME.")
    user.set_password(password)
    user.save(update_fields=["password"])
    return user


def _replace_diary(user: User, diary: DemoDiary) -> Inserted:
    # What was stored of it too, and what was said to cards: they are of a diary that is gone.
    of_the_diary = (Episode, Day, Pause, Revision, OwnTerm, DatedSetting, ProfileItem)
    stored = (Evidence, FactorRecord, ChangeRecord, Trial, GuidanceResult, GuidanceAnswer, ShownAfterSaving)
    for model in (*of_the_diary, *stored, Question, Visit):
        model.objects.filter(owner=user).delete()
    none_due = {"evidence_due_on": None, "changes_due_on": None}
    Preferences.objects.update_or_create(owner=user, defaults={"time_zone": diary.time_zone, **none_due})
    OwnTerm.objects.bulk_create(
        OwnTerm(owner=user, vocabulary=vocabulary, code=code, label=label)
        for vocabulary, words in diary.own_words.items()
        for code, label in words.items()
    )
    DatedSetting.objects.bulk_create(
        DatedSetting(owner=user, name=DatedSetting.FACTORS, from_on=from_on, value=" ".join(codes))
        for from_on, codes in _asked(diary)
    )
    return insert_records(user, diary.episodes, diary.days, now=timezone.now())


def _tell_profile(user: User) -> None:
    now = timezone.now()
    today = person_of(user).today(now)
    for kind, data in demo_profile(today):
        save_item(user, kind, uuid.uuid4(), data, now=now)
    for kind in NONE_OF:
        say_none(user, kind, today)


def _plan_visits(user: User) -> None:
    now = timezone.now()
    today = person_of(user).today(now)
    plan, exercise = demo_last_visit(today)
    last = save_visit(user, uuid.uuid4(), plan, now=now)
    note_after(user, last, said=SAID, tests="", now=now)
    save_item(user, "exercise", uuid.uuid4(), exercise, now=now)
    ahead = save_visit(user, uuid.uuid4(), demo_next_visit(today), now=now)
    for text in DEMO_QUESTIONS:
        put_question(user, keep_question(user, text, today), ahead)


def _asked(diary: DemoDiary) -> list[tuple[dt.date, list[str]]]:
    """(first date, codes) of what the check-in asked for: a factor from the first day that answered it on."""
    first_on: dict[str, dt.date] = {}
    for day in sorted(diary.days, key=lambda day: day.date):
        for code, _is_yes in day.factors:
            first_on.setdefault(code, day.date)
    codes = sorted(first_on, key=FACTORS.sort_key)
    return [(on, [code for code in codes if first_on[code] <= on]) for on in sorted(set(first_on.values()))]
