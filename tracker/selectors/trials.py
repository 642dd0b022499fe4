"""What the diary knows of nights, as a self-trial needs it: in which an entry began, and those before the trial."""

import datetime as dt
from dataclasses import dataclass

from django.contrib.auth.models import User

from tracker.days import ONE_DAY, night_of, wall_clock
from tracker.models import Day, Episode, EpisodeNoticed, Trial, TrialSeal
from tracker.selectors.person import MORNING_HOUR, Person
from tracker.vocabulary.day import UNLISTED

BASELINE_WINDOW = 42
"""Nights before today that are looked at for the rate before a trial."""
FIRST_HOUR_OF_A_NIGHT = 17
"""On the person's clock: no night of a trial begins before, and from then on its arm is told."""
_OF_A_NIGHT = frozenset({"asleep", "waking-up"})
_OUT_OF_BED = frozenset({"sitting", "computer", "driving", "standing", "walking", "exercising", "lifting"})
"""Whoever says so was not between going to bed and getting up. Other answers, such as stretching, may be in bed."""


@dataclass(frozen=True, slots=True)
class Baseline:
    """Nights of late, of which the diary knows whether there was a spasm."""

    spasms: int
    nights: int


def trial_seal(owner: User) -> TrialSeal | None:
    """What belongs to the running trial, or to one that ended and whose result was not opened yet. No query where the
    person comes along with who is signed in."""
    try:
        return owner.trial_seal
    except TrialSeal.DoesNotExist:
        return None


def trials_of(owner: User) -> list[Trial]:
    """All trials of the person, the latest first, stopped ones too."""
    return list(Trial.objects.filter(owner=owner).prefetch_related("answers"))


def nights_with_entry(person: Person, first: dt.date, last: dt.date) -> dict[dt.date, dt.datetime]:
    """By the evening of each of these nights in which an entry began, when that was on the person's clock. One query.

    It began between bedtime and seven in the morning, or woke the person, or in sleep; in the evening then, or before
    noon: an afternoon's nap is before the night, and before its arm is told. Where it says that the person was up, and
    not that it woke them, it is none of the night: the morning asks about the time from going to bed to getting up.
    """
    rows = Episode.objects.of(person.owner).filter(day__range=(first - ONE_DAY, last + 2 * ONE_DAY))
    nights: dict[dt.date, dt.datetime] = {}
    for started_at, time_zone, at_onset, woke in rows.order_by("-started_at").values_list(
        "started_at", "time_zone", "at_onset", "woke"
    ):
        night, clock = night_of(started_at, time_zone), wall_clock(started_at, time_zone)
        is_in_bed = person.deadline(night, time_zone) <= started_at and (
            clock.date() == night or clock.hour < MORNING_HOUR
        )
        is_asleep = (at_onset in _OF_A_NIGHT or woke == "yes") and (
            clock.date() > night or clock.hour >= FIRST_HOUR_OF_A_NIGHT
        )
        was_up = at_onset in _OUT_OF_BED and woke != "yes"
        if first <= night <= last and (is_in_bed or is_asleep) and not was_up:
            nights[night] = clock
    return nights


def baseline_of(person: Person, today: dt.date) -> Baseline:
    """The nights of the last weeks whose evening before and evening after were both answered. Two queries.

    Only these: entries alone would make every known night one with a spasm.
    """
    first, last = today - BASELINE_WINDOW * ONE_DAY, today - ONE_DAY
    answered = Day.objects.of(person.owner).filter(date__range=(first, today)).exclude(answer="")
    answers = dict(answered.values_list("date", "answer"))
    with_entry = nights_with_entry(person, first, last)
    spasms = nights = 0
    for date in (first + n * ONE_DAY for n in range(BASELINE_WINDOW)):
        if date not in answers or date + ONE_DAY not in answers:
            continue
        if date in with_entry:
            spasms += 1
        elif answers[date + ONE_DAY] == UNLISTED:
            # There were spasms, and nobody knows whether they came in the night.
            continue
        nights += 1
    return Baseline(spasms, nights)


def signs_noticed_since(
    owner: User, since: dt.datetime, codes: frozenset[str], until: dt.datetime | None = None
) -> frozenset[str]:
    """Those of these signs that an entry notes which began since then, and before `until`. One query."""
    rows = EpisodeNoticed.objects.filter(episode__owner=owner, episode__started_at__gte=since, code__in=codes)
    if until is not None:
        rows = rows.filter(episode__started_at__lt=until)
    return frozenset(rows.values_list("code", flat=True))
