"""The self-trials of the demo account: one that is over, before the visit, and one half way.

All of it is invented, here alone also what was "drawn": no coin was tossed for anybody.
"""

import datetime as dt
import hashlib
import random

from tracker.analysis.trial import END_LOOK, HALF_WAY_LOOK
from tracker.days import ONE_DAY, settled_instant
from tracker.management.demo_diary import BETTER_SINCE_DAYS
from tracker.models import Trial, TrialAnswer, TrialSeal
from tracker.selectors.person import Person
from tracker.selectors.trials import nights_with_entry
from tracker.services.trials import commitment_of, due_at, look_at
from tracker.vocabulary.trials import ALL_NIGHTS_OVER

_LENGTH = 84
_BEFORE_THE_VISIT, _HALF_WAY = BETTER_SINCE_DAYS + 10 + _LENGTH, _LENGTH // 2 + 4
"""Days ago on which they began."""


def make_demo_trials(person: Person, now: dt.datetime) -> None:
    """Both trials, with what each look said when it was due."""
    today = person.wall_clock(now).date()
    helps = _make(person, "stretch-before-bed", today - _BEFORE_THE_VISIT * ONE_DAY, now, chances=(0.2, 0.6))
    _end(person, helps)
    _make(person, "pillow-under-knees", today - _HALF_WAY * ONE_DAY, now, chances=(0.35, 0.4))


def _make(person: Person, habit: str, first_on: dt.date, now: dt.datetime, *, chances: tuple[float, float]) -> Trial:
    """A trial with its answers until now. `chances`: of a spasm on a night with the habit, and without."""
    rng = random.Random(habit)
    entries = nights_with_entry(person, first_on, first_on + _LENGTH * ONE_DAY)
    sequence = "".join(_pair(rng, first_on + at * ONE_DAY, entries) for at in range(0, _LENGTH, 2))
    secret = hashlib.sha256(habit.encode()).hexdigest()
    trial = Trial.objects.create(
        owner=person.owner,
        habit=habit,
        length=_LENGTH,
        first_on=first_on,
        baseline_spasms=11,
        baseline_nights=24,
        commitment=commitment_of(sequence, secret),
        started_at=settled_instant(dt.datetime.combine(first_on, dt.time(11)), person.time_zone),
    )
    TrialSeal.objects.create(owner=person.owner, trial=trial, sequence=sequence, secret=secret)
    answers = []
    unanswered = _unanswered(sequence)
    for number, arm in enumerate(sequence):
        morning = dt.datetime.combine(first_on + (number + 1) * ONE_DAY, dt.time(7, 30))
        answered_at = settled_instant(morning, person.time_zone)
        had_spasm = rng.random() < chances[arm == "0"] or first_on + number * ONE_DAY in entries
        if number not in unanswered and answered_at <= now:
            was_done = (arm == "1") is not (rng.random() < 0.06)
            answers.append(
                TrialAnswer(
                    trial=trial,
                    number=number,
                    is_with=arm == "1",
                    had_spasm=had_spasm,
                    answered_at=answered_at,
                    was_done=was_done,
                )
            )
    TrialAnswer.objects.bulk_create(answers)
    trial.half_way = look_at(person, trial, sequence, HALF_WAY_LOOK).as_data()
    trial.save(update_fields=["half_way"])
    return trial


def _unanswered(sequence: str) -> set[int]:
    """One night of every seventh pair, with the habit and without by turns: many more of one kind would be told."""
    return {sequence.index("10"[turn % 2], at) for turn, at in enumerate(range(8, _LENGTH, 14))}


def _pair(rng: random.Random, evening: dt.date, entries: dict[dt.date, dt.datetime]) -> str:
    """Where just one of the two nights has an entry, mostly that is the one without."""
    first, second = evening in entries, evening + ONE_DAY in entries
    if first != second and rng.random() < 0.8:
        return "01" if first else "10"
    return rng.choice(("10", "01"))


def _end(person: Person, trial: Trial) -> None:
    seal = TrialSeal.objects.get(owner=person.owner)
    trial.sequence, trial.secret = seal.sequence, seal.secret
    trial.at_end = look_at(person, trial, seal.sequence, END_LOOK).as_data()
    trial.ended_at, trial.ended_why = due_at(person, trial, END_LOOK), ALL_NIGHTS_OVER
    trial.save()
    seal.delete()
