"""A self-trial: drawn and sealed at its start, told for tonight alone, looked at twice, and ended.

Its looks are taken, and it is ended where it must, by the first page about it or write to it after they are due
(`see_to`): what a page says is stored as it is said.
"""

import datetime as dt
import hashlib
import secrets
import uuid

from tracker.analysis.trial import END_LOOK, HALF_WAY_LOOK, MORE_WITH_IT, TrialNight, TrialResult, trial_result
from tracker.analysis.trial_power import TRIAL_LENGTHS
from tracker.days import ONE_DAY, settled_instant
from tracker.exchange.cells import write_instant
from tracker.exchange.trials_csv import TrialNightRecord
from tracker.models import Episode, Trial, TrialAnswer, TrialSeal
from tracker.selectors.entries import details_of
from tracker.selectors.person import Person
from tracker.selectors.trials import FIRST_HOUR_OF_A_NIGHT, Baseline, nights_with_entry, signs_noticed_since
from tracker.services.derived import whole_second
from tracker.services.safety import SafetyProfile, assessed_entries
from tracker.services.storage import kept_if_possible
from tracker.services.versions import diary_write, renew_data_version
from tracker.vocabulary.profile import MUSCLE_INJURY
from tracker.vocabulary.trials import (
    ALL_NIGHTS_OVER,
    BY_DIABETES,
    BY_FAINTING,
    BY_FALL,
    BY_HEART_FAILURE,
    BY_INJURY,
    BY_MORE_SPASMS,
    BY_NUMBNESS,
    BY_PERSON,
    BY_PREGNANCY,
    BY_URGENT_CARD,
    HABITS,
)

ASKED_FROM_HOUR, TOLD_FROM_HOUR = 4, FIRST_HOUR_OF_A_NIGHT
"""On the person's clock: a night is asked about from the early morning until the evening, when the next one is told.
So no page ever shows an arm beside an open question about a night."""
SIGNS_COUNT_FOR = dt.timedelta(days=365)
_SIGNS = {
    "numbness": BY_NUMBNESS,
    "blackout": BY_FAINTING,
    "sweating-faint-sick": BY_FAINTING,
    "fell-or-nearly": BY_FALL,
}
_CONDITIONS = {
    "diabetes": BY_DIABETES,
    "heart-failure": BY_HEART_FAILURE,
    "nerve-disorder": BY_NUMBNESS,
    "spinal-cord-injury": BY_NUMBNESS,
    "joint-replacement": BY_INJURY,
}


class TrialRunningError(ValueError):
    """There is a trial already: one at a time."""


class NightNotOpenError(ValueError):
    """The night is none of a running trial, or its morning is over."""


def night_asked(clock: dt.datetime) -> dt.date | None:
    """The evening of the night that is asked about at this wall clock; None while none is."""
    return clock.date() - ONE_DAY if ASKED_FROM_HOUR <= clock.hour < TOLD_FROM_HOUR else None


def night_told(clock: dt.datetime) -> dt.date | None:
    """The evening of the night whose arm is told at this wall clock; None during the day."""
    if clock.hour >= TOLD_FROM_HOUR:
        return clock.date()
    return clock.date() - ONE_DAY if clock.hour < ASKED_FROM_HOUR else None


def number_of(trial: Trial, night: dt.date) -> int | None:
    """Which night of the trial this is; None if it is none."""
    number = (night - trial.first_on).days
    return number if 0 <= number < trial.length else None


def drawn(length: int) -> str:
    """A coin for each pair: which of its two nights is the one with the habit. "1" with, "0" without."""
    return "".join(secrets.choice(("10", "01")) for _pair in range(length // 2))


def commitment_of(sequence: str, secret: str) -> str:
    """What is shown from the start on, and can be checked at the end."""
    return hashlib.sha256(f"{sequence} {secret}".encode()).hexdigest()


# Who it suits


def unsuited(profile: SafetyProfile, now: dt.datetime) -> frozenset[str]:
    """Codes of UNSUITED that the profile and the entries of the last year name. Two queries."""
    signs = signs_noticed_since(profile.person.owner, now - SIGNS_COUNT_FOR, frozenset(_SIGNS))
    codes = {_SIGNS[sign] for sign in signs}
    codes |= {code for condition, code in _CONDITIONS.items() if condition in profile.conditions}
    if profile.profile.now(MUSCLE_INJURY):
        codes.add(BY_INJURY)
    return frozenset(codes)


# Writes


def start_trial(
    person: Person, habit: str, length: int, baseline: Baseline, *, uid: uuid.UUID, now: dt.datetime
) -> Trial:
    """Draws the nights and seals them. Sent twice, it starts one trial. Raises TrialRunningError.

    The first night is tonight, unless bedtime is over.
    """
    if habit not in HABITS or length not in TRIAL_LENGTHS:
        raise ValueError(f"no trial of {habit!r} over {length} nights")
    owner, clock = person.owner, person.wall_clock(now)
    evening = clock.date()
    first_on = evening if now < person.deadline(evening) else evening + ONE_DAY
    with diary_write(owner):
        stored = Trial.objects.filter(owner=owner, uid=uid).first()
        if stored:
            return stored
        if TrialSeal.objects.filter(owner=owner, trial__ended_at=None).exists():
            raise TrialRunningError
        TrialSeal.objects.filter(owner=owner).delete()
        sequence, secret = drawn(length), secrets.token_hex(32)
        trial = Trial.objects.create(
            owner=owner,
            uid=uid,
            habit=habit,
            length=length,
            first_on=first_on,
            baseline_spasms=baseline.spasms,
            baseline_nights=baseline.nights,
            commitment=commitment_of(sequence, secret),
            started_at=whole_second(now),
        )
        TrialSeal.objects.create(owner=owner, trial=trial, sequence=sequence, secret=secret)
        renew_data_version(owner)
    return trial


def answer_night(person: Person, night: dt.date, had_spasm: bool | None, *, at: dt.datetime, now: dt.datetime) -> None:
    """Stores the answer to the morning question; None takes it back. Raises NightNotOpenError.

    `at`: when it was answered, by which the night has to be open; a device may send it later.
    """
    with diary_write(person.owner):
        seal, number = _open_night(person, night, at)
        rows = TrialAnswer.objects.filter(trial=seal.trial, number=number)
        if rows.filter(answered_at__gt=at).exists():
            # A device was slower than a later answer.
            return
        if had_spasm is None:
            rows.delete()
        else:
            values = {"had_spasm": had_spasm, "answered_at": whole_second(at), "is_with": _is_with(seal, number)}
            TrialAnswer.objects.update_or_create(trial=seal.trial, number=number, defaults=values)
        renew_data_version(person.owner)


def say_done(person: Person, night: dt.date, was_done: bool | None, *, now: dt.datetime) -> None:
    """Stores whether the habit was kept that night. Raises NightNotOpenError, also if the night is not answered yet."""
    with diary_write(person.owner):
        seal, number = _open_night(person, night, now)
        if not TrialAnswer.objects.filter(trial=seal.trial, number=number).update(was_done=was_done):
            raise NightNotOpenError
        renew_data_version(person.owner)


def _open_night(person: Person, night: dt.date, at: dt.datetime) -> tuple[TrialSeal, int]:
    seal = _stored_seal(person)
    number = number_of(seal.trial, night) if seal and seal.trial.ended_at is None else None
    if seal is None or number is None or night_asked(person.wall_clock(at)) != night:
        raise NightNotOpenError
    return seal, number


def _stored_seal(person: Person) -> TrialSeal | None:
    """By now: what came along with who is signed in may be out of date."""
    return TrialSeal.objects.filter(owner=person.owner).select_related("trial").first()


def _is_with(seal: TrialSeal, number: int) -> bool:
    return seal.sequence[number] == "1"


def is_with_tonight(seal: TrialSeal, night: dt.date) -> bool | None:
    """What was drawn for the night that is told; None if it is none of the trial's. For no other night is it asked."""
    number = number_of(seal.trial, night)
    return None if number is None else _is_with(seal, number)


def stop_trial(person: Person, *, now: dt.datetime) -> bool:
    """Ends the running trial at the person's wish. False if none runs."""
    with diary_write(person.owner):
        seal = _stored_seal(person)
        if seal is None or seal.trial.ended_at is not None:
            return False
        _end(person, seal, BY_PERSON, None, now)
    return True


def put_away(trial: Trial) -> None:
    """Its result was opened: Today no longer points to it. Call for a trial that is over."""
    with kept_if_possible():
        TrialSeal.objects.filter(owner=trial.owner_id, trial=trial, trial__ended_at__isnull=False).delete()


# Looks, and the end


def see_to(
    person: Person,
    seal: TrialSeal,
    profile: SafetyProfile,
    now: dt.datetime,
    *,
    is_urgent: bool,
    looks_back: bool = False,
) -> Trial:
    """Takes the looks that are due, and ends the trial where it has to; gives it as it stands then.

    `is_urgent`: an emergency or urgent card is shown to the person now. `looks_back`: see to cards of entries that no
    page shows any more, as each look does anyway. Two queries if nothing is due.
    """
    trial = seal.trial
    if trial.ended_at is not None:
        return trial
    is_over = now >= due_at(person, trial, END_LOOK)
    is_due = is_over or (not trial.half_way and now >= due_at(person, trial, HALF_WAY_LOOK))
    why = _why_it_ends(person, trial, profile, is_urgent=is_urgent and not is_over, is_over=is_over)
    if not why and (is_due or looks_back) and _had_urgent_entry(person, trial, profile, now):
        why = BY_URGENT_CARD
    if why or is_due:
        # Where nothing can be stored, the page says what it says anyway, and the next one stores it.
        with kept_if_possible(), diary_write(person.owner):
            stored = _stored_seal(person)
            if stored is None:
                return Trial.objects.get(owner=person.owner, pk=trial.pk)
            if stored.trial.ended_at is None:
                _look_and_end(person, stored, why, now)
            return stored.trial
    return trial


def _look_and_end(person: Person, seal: TrialSeal, why: str, now: dt.datetime) -> None:
    trial = seal.trial
    if not why and not trial.half_way:
        half_way = look_at(person, trial, seal.sequence, HALF_WAY_LOOK)
        trial.half_way = half_way.as_data()
        trial.save(update_fields=["half_way"])
        # Looked at late, when no night is left to be spared, it is all nights that count.
        is_over = now >= due_at(person, trial, END_LOOK)
        why = BY_MORE_SPASMS if half_way.verdict == MORE_WITH_IT and not is_over else ""
        renew_data_version(person.owner)
    if why:
        _end(person, seal, why, None, now)
    elif now >= due_at(person, trial, END_LOOK):
        _end(person, seal, ALL_NIGHTS_OVER, look_at(person, trial, seal.sequence, END_LOOK), now)


def due_at(person: Person, trial: Trial, look: str) -> dt.datetime:
    """When the look may be taken: once the last morning that it covers can no longer be answered."""
    nights = trial.length // 2 if look == HALF_WAY_LOOK else trial.length
    return settled_instant(
        dt.datetime.combine(trial.first_on + nights * ONE_DAY, dt.time(TOLD_FROM_HOUR)), person.time_zone
    )


def look_at(person: Person, trial: Trial, sequence: str, look: str) -> TrialResult:
    """What the look says, of the answers and entries as they stand. Two queries."""
    nights = trial.length // 2 if look == HALF_WAY_LOOK else trial.length
    return trial_result(nights_of(person, trial, sequence[:nights]), look)


def nights_of(person: Person, trial: Trial, sequence: str) -> list[TrialNight]:
    """The nights that the sequence covers. An entry that began in an answered night makes it one with a spasm."""
    answers = {row.number: row for row in trial.answers.all()}
    with_entry = nights_with_entry(person, trial.first_on, trial.first_on + (len(sequence) - 1) * ONE_DAY)
    nights = []
    for number, arm in enumerate(sequence):
        row = answers.get(number)
        has_entry = trial.first_on + number * ONE_DAY in with_entry
        if row is None:
            nights.append(TrialNight(arm == "1"))
            continue
        is_overridden = has_entry and not row.had_spasm
        nights.append(TrialNight(arm == "1", row.had_spasm or has_entry, row.was_done, is_overridden))
    return nights


def _why_it_ends(person: Person, trial: Trial, profile: SafetyProfile, *, is_urgent: bool, is_over: bool) -> str:
    """Code of ENDS; "" if it goes on. What came up after its last night ends it no more."""
    if is_urgent:
        return BY_URGENT_CARD
    signs = signs_noticed_since(person.owner, trial.started_at, frozenset(_SIGNS), due_at(person, trial, END_LOOK))
    new = {_SIGNS[sign] for sign in signs}
    if not is_over:
        if "pregnancy" in profile.conditions:
            return BY_PREGNANCY
        new |= {code for condition, code in _CONDITIONS.items() if condition in profile.conditions}
    # A fall ends every trial; the others only one that they do not suit.
    against = {BY_FALL} | (HABITS[trial.habit].unsuited if trial.habit in HABITS else frozenset())
    return min(new & against, default="")


def _had_urgent_entry(person: Person, trial: Trial, profile: SafetyProfile, now: dt.datetime) -> bool:
    """True if an entry of the trial's time raises an emergency or urgent card. One query if none could."""
    time = (trial.started_at, due_at(person, trial, END_LOOK))
    rows = list(Episode.objects.of(person.owner).filter(started_at__range=time, may_warn=True))
    if not rows:
        return False
    assessed = assessed_entries(profile, rows, details_of([row.pk for row in rows]), now)
    return any(each.assessment.takes_self_care_off for each in assessed)


def _end(person: Person, seal: TrialSeal, why: str, result: TrialResult | None, now: dt.datetime) -> None:
    """Reveals what was drawn. The seal stays until the result is opened, so that Today can point to it."""
    trial = seal.trial
    trial.sequence, trial.secret = seal.sequence, seal.secret
    trial.ended_at, trial.ended_why = whole_second(now), why
    trial.at_end = result.as_data() if result else {}
    trial.save(update_fields=["sequence", "secret", "ended_at", "ended_why", "at_end"])
    renew_data_version(person.owner)


# Out


def trial_records(person: Person) -> list[TrialNightRecord]:
    """The nights of all trials: of a running one those that were answered, of others all that had begun."""
    records = []
    for trial in Trial.objects.filter(owner=person.owner).prefetch_related("answers").order_by("started_at", "pk"):
        with_entry = nights_with_entry(person, trial.first_on, trial.last_on)
        answers = {row.number: row for row in trial.answers.all()}
        arms = {number: row.is_with for number, row in answers.items()}
        if trial.ended_at:
            begun = nights_begun(person, trial, trial.ended_at)
            arms |= dict(enumerate(arm == "1" for arm in trial.sequence[:begun]))
        for number in sorted(arms):
            row, date = answers.get(number), trial.first_on + number * ONE_DAY
            records.append(
                TrialNightRecord(
                    trial=trial.uid,
                    habit=trial.habit,
                    number=number + 1,
                    date=date,
                    is_with=arms[number],
                    had_spasm=row.had_spasm if row else None,
                    has_entry=date in with_entry,
                    was_done=row.was_done if row else None,
                    answered_at=write_instant(row.answered_at, person.time_zone) if row else "",
                    ended=trial.ended_why,
                )
            )
    return records


def nights_begun(person: Person, trial: Trial, at: dt.datetime) -> int:
    """How many nights of the trial had begun at the instant."""
    clock = person.wall_clock(at)
    last = night_told(clock) or clock.date() - ONE_DAY
    return min(max((last - trial.first_on).days + 1, 0), trial.length)
