"""What the log raises: computed, stored, read back. Only codes and numbers are stored; sentences are made later."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.contrib.auth.models import User

from tracker.analysis.factor_days import HARD_DAY
from tracker.analysis.factors import LINKED_EARLIER
from tracker.analysis.patterns.registry import NEEDED_DAYS, patterns
from tracker.analysis.patterns.thresholds import MISSED_ANSWER_DAYS
from tracker.analysis.results import TooLittle
from tracker.days import ONE_DAY, Period, last_days
from tracker.guidance.loader import load_library
from tracker.guidance.rules.choose import CardAnswer, for_today
from tracker.guidance.rules.facts import Facts, Medication, ProfileFacts
from tracker.guidance.rules.registry import explain, log_cards
from tracker.guidance.rules.rule import LogCard
from tracker.guidance.schema import TAKES_SELF_CARE_OFF
from tracker.guidance.thresholds import INJURY_DAYS
from tracker.models import GuidanceAnswer, GuidanceResult
from tracker.querysets import EpisodeFilter
from tracker.selectors.check_in import has_answered_yes
from tracker.selectors.diary import load_diary
from tracker.selectors.person import Person
from tracker.selectors.profile import Profile, ProfileLine, profile_of
from tracker.services.evidence import factor_findings
from tracker.services.safety import can_miss_spasm_medicine
from tracker.services.storage import kept_if_possible
from tracker.treatments import is_same_dose, is_same_treatment
from tracker.vocabulary.factors import MISSED_A_MEDICINE
from tracker.vocabulary.profile import MEDICATION, MUSCLE_INJURY
from tracker.vocabulary.terms import is_own_code


@dataclass(frozen=True, slots=True)
class ForToday:
    """What Today shows: at most three cards, and the person's own words that they name, by code."""

    cards: tuple[LogCard, ...]
    words: Mapping[str, str]
    is_current: bool
    """False if the diary or the date has changed since: then only the urgent ones, until all are computed anew."""


@dataclass(frozen=True, slots=True)
class Findings:
    """All cards that the log raises on a day, and the person's answers to them."""

    on: dt.date
    cards: tuple[LogCard, ...]
    answered: tuple[CardAnswer, ...]
    words: Mapping[str, str]

    @property
    def today(self) -> tuple[LogCard, ...]:
        """At most three, none of which is hidden by an answer."""
        return for_today(self.cards, self.answered, self.on)

    def card(self, key: str, about: str) -> LogCard | None:
        """The card with this key and this subject; None if the log does not raise it."""
        return next((each for each in self.cards if (each.key, each.about) == (key, about)), None)


def stored_for_today(person: Person, today: dt.date) -> ForToday:
    """What Today can show at once, without reading the diary. No query: it is loaded with the signed-in person."""
    try:
        result = person.owner.guidance_result
    except GuidanceResult.DoesNotExist:
        return ForToday((), {}, is_current=False)
    cards = _cards_of(result.shown)
    if cards is not None and _is_current(result, person, today):
        return ForToday(cards, result.words, is_current=True)
    # What is urgent stays in sight while the cards are computed anew.
    urgent = tuple(card for card in cards or () if card.care in TAKES_SELF_CARE_OFF)
    return ForToday(urgent, result.words, is_current=False)


def urgent_first(person: Person, now: dt.datetime) -> ForToday:
    """What Today can show at once. No query, unless the stored cards are out of date and one of them is urgent.

    Then they are computed anew: what was urgent may be over, and must not be shown in two places.
    """
    stored = stored_for_today(person, person.today(now))
    if stored.is_current or not stored.cards:
        return stored
    current = findings(person, now)
    return ForToday(current.today, current.words, is_current=True)


def look_for_missed_medicine(person: Person, now: dt.datetime) -> Findings | None:
    """After a write: all cards, computed anew, if a recent check-in says that a medicine was missed.

    With a spasm beside it that is urgent: the next page has to know, without scripts as well. None and one query where
    no check-in says so. Parameters: the person with the version that their diary has now; now.
    """
    days = last_days(person.today(now), MISSED_ANSWER_DAYS)
    return findings(person, now) if has_answered_yes(person.owner, MISSED_A_MEDICINE, days) else None


def findings(person: Person, now: dt.datetime) -> Findings:
    """All cards that the log raises: as stored, if nothing was written since; else computed anew, and stored."""
    today = person.today(now)
    result = GuidanceResult.objects.filter(owner=person.owner).first()
    cards = _cards_of(result.raised) if result and _is_current(result, person, today) else None
    if cards is None:
        return recompute(person, now)
    return Findings(today, cards, answered(person.owner), _words(person, today, cards))


def recompute(person: Person, now: dt.datetime) -> Findings:
    """Computes the cards from the log, the profile and the factors, and stores them.

    Nothing of the person's own is written, so the data version stays. If the diary is written to in the meantime, the
    result is out of date at once, as it should be.
    """
    today = person.today(now)
    cards = _compute_cards(person, now)
    current = Findings(today, cards, answered(person.owner), _words(person, today, cards))
    store(current, person.owner, person.data_version)
    return current


def _compute_cards(person: Person, now: dt.datetime) -> tuple[LogCard, ...]:
    today, library = person.today(now), load_library()
    diary = load_diary(person, EpisodeFilter(), _needed(today), today)
    facts = Facts(patterns(diary, today), profile_facts(person.owner, today))
    cards = log_cards(facts, library)
    if not any(card.values.get("factors") for card in cards):
        return cards
    # Only beside a factor that was ticked often is there anything to say of the check-ins.
    analysis = factor_findings(person, now)
    if isinstance(analysis, TooLittle):
        return cards
    # A link that its own counts no longer bear out is none that the check-ins show.
    verdicts = {result.code: LINKED_EARLIER if result.has_turned else result.state for result in analysis.results}
    directions = {result.code: result.direction for result in analysis.results}
    is_hard = analysis.outcome.kind == HARD_DAY
    return log_cards(replace(facts, verdicts=verdicts, directions=directions, are_of_hard_days=is_hard), library)


def profile_facts(owner: User, today: dt.date) -> ProfileFacts:
    """What the health profile says for this day, as rules need it. One query."""
    profile = profile_of(owner, today)
    return ProfileFacts(
        conditions=frozenset(profile.condition_codes),
        is_pregnant=bool(profile.is_pregnant),
        has_spine_injury=bool(profile.has_spine_injury),
        has_muscle_injury=any(_is_of_late(line, today) for line in profile.now(MUSCLE_INJURY)),
        medications=_medications(profile),
        can_miss_spasm_medicine=can_miss_spasm_medicine(profile),
        spasms_began=profile.began,
    )


def _is_of_late(line: ProfileLine, today: dt.date) -> bool:
    """True also without a date: then nothing says that it is long ago."""
    return line.since is None or (today - line.since.last).days <= INJURY_DAYS


def _medications(profile: Profile) -> tuple[Medication, ...]:
    """Those that are taken on the day."""
    return tuple(_medication(line, profile) for line in profile.now(MEDICATION))


def _medication(line: ProfileLine, profile: Profile) -> Medication:
    held = _held_before(line, profile)
    # What was taken alike before began with that; in another dose, or in one that was not noted, it is no new medicine.
    began = next((before.since for before in held if is_same_dose(before, line)), line.since)
    return Medication(
        name=line.text,
        from_on=began.first if began else None,
        precision=began.precision if began else "",
        for_spasms=line.text.casefold() in profile.spasm_medicines,
        is_new_dose=bool(held) and began is line.since,
    )


def _held_before(line: ProfileLine, profile: Profile) -> list[ProfileLine]:
    """The rows of the same medicine that were taken until it began, the earliest first: also one without a gap, and
    one whose end was not said."""
    if line.since is None:
        return []
    eve = line.since.first - ONE_DAY
    rows = [other for other in profile.of(MEDICATION) if other.uid != line.uid and is_same_treatment(other, line)]
    return [other for other in rows if other.holds_on(eve) and (other.since is None or other.since < line.since)]


def _needed(today: dt.date) -> Period:
    """The days that patterns look at."""
    return last_days(today, NEEDED_DAYS)


def _words(person: Person, today: dt.date, cards: Iterable[LogCard]) -> dict[str, str]:
    """The person's own words for the own codes that these cards name. Nothing is read if they name none."""
    codes = {code for card in cards for code in _texts([card.about, card.values]) if is_own_code(code)}
    if not codes:
        return {}
    own = load_diary(person, EpisodeFilter(), _needed(today), today).own_words
    labels = {**own.relief, **own.factors}
    return {code: labels[code] for code in sorted(codes) if code in labels}


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from _texts(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _texts(each)


def _is_current(result: GuidanceResult, person: Person, today: dt.date) -> bool:
    return result.data_version == person.data_version and result.for_on == today


def _cards_of(stored: list[dict[str, Any]]) -> tuple[LogCard, ...] | None:
    """Back from what is stored; None if another version of the app stored it, with other rules, entries or values."""
    entries = load_library().entries
    try:
        cards = tuple(LogCard.from_data(data) for data in stored)
        # Every sentence can be made: the rule is known, and finds the values that it names.
        can_be_said = all(card.key in entries and explain(card) for card in cards)
    except (KeyError, TypeError, ValueError):
        return None
    return cards if can_be_said else None


def store(current: Findings, owner: User, data_version: int) -> None:
    """Stores the cards for this version of the diary, and those of them that Today shows."""
    today = [replace(card, episodes=(), on=()) for card in current.today]
    named = set(_texts([[card.about, card.values] for card in today]))
    result = {
        "data_version": data_version,
        "for_on": current.on,
        "shown": [card.as_data() for card in today],
        "words": {code: words for code, words in current.words.items() if code in named},
        "raised": [card.as_data() for card in current.cards],
    }
    # What came along with who is signed in is out of date for the rest of this request.
    owner.guidance_result = GuidanceResult(owner=owner, **result)
    with kept_if_possible():
        owner.guidance_result, _is_new = GuidanceResult.objects.update_or_create(owner=owner, defaults=result)


def answered(owner: User) -> tuple[CardAnswer, ...]:
    """All answers that the person ever gave to cards, the earliest first. One query."""
    rows = GuidanceAnswer.objects.filter(owner=owner)
    return tuple(CardAnswer(row.key, row.about, row.answer, row.answered_on, row.n) for row in rows)
