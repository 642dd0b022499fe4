"""From a stored entry to what safety asks of the screen: its facts, what is known beyond it, the assessment."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from django.utils.functional import cached_property
from django.utils.translation import get_language

from tracker.analysis.patterns.thresholds import ACTIVITY_WINDOW_DAYS, WALKING_DAYS, WALKING_DAYS_WITH_NARROWED_VESSELS
from tracker.days import ONE_DAY, PartialDate
from tracker.guidance.assess import Assessment, assess, depends_on
from tracker.guidance.entry_facts import (
    BELLY_TWICE,
    ENDED_LATELY,
    FIRST_CHEST,
    KNOWN_NERVE_DISEASE,
    NEW_MEDICINE,
    PREGNANT,
    PROFILE_FLAGS,
    SPASM_MEDICINE,
    SPINAL_CORD_INJURY,
    WALKING_OFTEN,
    EntryFacts,
)
from tracker.guidance.loader import library_in
from tracker.guidance.places import BELLY_PLACES, CHEST_PLACES, LEG_PLACES, NEAR_THE_HEART
from tracker.guidance.schema import CARE_RANK, URGENT
from tracker.guidance.thresholds import (
    ASKED_FOR_HOURS,
    BELLY_ENTRIES,
    BELLY_HOURS,
    FORGOTTEN_FROM_HOURS,
    MEDICINE_DAYS,
    MISSED_FOR_DAYS,
    NEW_MEDICINE_DAYS,
    USUAL_AFTER_ANSWERS,
    WRITTEN_LATER_DAYS,
)
from tracker.models import Episode
from tracker.selectors.entries import Details, details_of
from tracker.selectors.person import Person
from tracker.selectors.profile import Profile, ProfileLine, profile_of
from tracker.selectors.safety import OtherEntries, entries_to_look_at
from tracker.vocabulary.episodes import ONGOING
from tracker.vocabulary.profile import MEDICATION

KNOWN_NERVE_DISEASES = frozenset(
    {
        "stroke",
        "multiple-sclerosis",
        "als",
        "parkinsons",
        "spinal-cord-injury",
        "sciatica",
        "herniated-disc",
        "nerve-disorder",
    }
)
"""With one of these a question about weakness says "new, or worse than you know it?"."""
MID_PREGNANCY = dt.timedelta(weeks=20)

LOOKED_AT_MOST = 200
"""Entries that other pages than their own look at: running ones first, then the newest. More than a day holds."""

FORGOTTEN_AFTER = dt.timedelta(hours=FORGOTTEN_FROM_HOURS)
_ASKED_FOR = dt.timedelta(hours=ASKED_FOR_HOURS)
_WRITTEN_LATER = dt.timedelta(days=WRITTEN_LATER_DAYS)


@dataclass(frozen=True)
class SafetyProfile:
    """What the health profile says, as far as safety and the steps need it."""

    person: Person
    on: dt.date
    """The day for which it is asked."""

    @cached_property
    def profile(self) -> Profile:
        """Read when it is first needed: what most entries say does not depend on it. One query."""
        return profile_of(self.person.owner, self.on)

    @cached_property
    def conditions(self) -> frozenset[str]:
        """Codes of the conditions that hold, pregnancy among them."""
        codes = frozenset(self.profile.condition_codes)
        return codes | {"pregnancy"} if self.profile.is_pregnant else codes

    @cached_property
    def is_late_pregnancy(self) -> bool:
        """True from mid-pregnancy on, and where the profile does not say when it began or is due."""
        for line in self.profile.now("pregnancy"):
            if line.until is not None:
                return line.until.last - self.on <= MID_PREGNANCY
            if line.since is not None:
                return self.on - line.since.first >= MID_PREGNANCY
            return True
        return False

    @cached_property
    def has_begun_medicine(self) -> bool:
        """True if a medicine or a dose was begun in the last weeks (`thresholds.MEDICINE_DAYS`)."""
        since = self.on - dt.timedelta(days=MEDICINE_DAYS)
        taken = self.profile.of(MEDICATION)
        return any(line.since is not None and since <= line.since.last <= self.on for line in taken)

    @cached_property
    def flags(self) -> frozenset[str]:
        """What the profile tells the safety rules."""
        newest = self.on - dt.timedelta(days=NEW_MEDICINE_DAYS)
        taken = self.profile.of(MEDICATION)
        # What was stopped lately still works.
        new = [line for line in taken if line.holds_on(self.on) or _ended_since(line, self.on, NEW_MEDICINE_DAYS)]
        flags = {
            PREGNANT: "pregnancy" in self.conditions,
            SPINAL_CORD_INJURY: "spinal-cord-injury" in self.conditions,
            KNOWN_NERVE_DISEASE: not KNOWN_NERVE_DISEASES.isdisjoint(self.conditions),
            SPASM_MEDICINE: can_miss_spasm_medicine(self.profile),
            NEW_MEDICINE: any(_is_known_to_be_since(line, newest) for line in new),
        }
        return frozenset(flag for flag, holds in flags.items() if holds)


def can_miss_spasm_medicine(profile: Profile) -> bool:
    """True if a medicine for the spasms is taken on the profile's day, or ran out or was stopped shortly before."""
    return any(
        line.text.casefold() in profile.spasm_medicines
        for line in profile.of(MEDICATION)
        if line.holds_on(profile.on) or _ended_since(line, profile.on, MISSED_FOR_DAYS)
    )


def _is_known_to_be_since(line: ProfileLine, day: dt.date) -> bool:
    """True if it began on that day or later; a year alone does not say so."""
    return line.since is not None and line.since.precision != PartialDate.YEAR and line.since.last >= day


def _ended_since(line: ProfileLine, on: dt.date, days: int) -> bool:
    return line.until is not None and on - dt.timedelta(days=days) <= line.until.last < on


@dataclass(frozen=True, slots=True)
class Assessed:
    """An entry with what safety says of it."""

    episode: Episode
    details: Details
    assessment: Assessment
    profile: SafetyProfile

    @property
    def regions(self) -> tuple[str, ...]:
        """The region codes it names."""
        return tuple(region for region, _side, _text in self.details.regions)


def safety_profile(person: Person, now: dt.datetime) -> SafetyProfile:
    """The person's profile on their day."""
    return SafetyProfile(person, person.today(now))


def assessed(profile: SafetyProfile, episode: Episode, now: dt.datetime) -> Assessed:
    """What safety says of this entry now. Two queries, and one for each thing that other entries have to tell."""
    others, details = OtherEntries(profile.person.owner, [episode]), details_of([episode.pk])
    return _assessed(others, episode, details[episode.pk], profile, now)


def entries_lately(person: Person, now: dt.datetime) -> list[Episode]:
    """The person's entries that may ask or warn now: running ones, then those of the last day, the newest first.

    One query."""
    # What was written down a week later is asked for a day more; its own day may be one earlier: it began before.
    since = person.today(now - _WRITTEN_LATER - _ASKED_FOR) - ONE_DAY
    rows = entries_to_look_at(person.owner, since, now - _ASKED_FOR)
    return [row for row in rows if row.duration_basis == ONGOING or is_recent(row, now)][:LOOKED_AT_MOST]


def assessed_rows(
    profile: SafetyProfile, rows: Iterable[Episode], details: Mapping[int, Details], now: dt.datetime
) -> list[Assessed]:
    """Those of the entries that ask or warn now: the gravest first, then in the order of the rows.

    One query where the health profile matters, and one for each thing that other entries have to tell.
    """
    rated = assessed_entries(profile, [row for row in rows if is_recent(row, now)], details, now)
    return sorted((each for each in rated if each.assessment), key=_gravest_first)


def assessed_entries(
    profile: SafetyProfile, rows: Collection[Episode], details: Mapping[int, Details], now: dt.datetime
) -> list[Assessed]:
    """Each of the entries with what safety says of it, however long ago it was."""
    others = OtherEntries(profile.person.owner, rows)
    return [_assessed(others, row, details[row.pk], profile, now) for row in rows]


def assessed_lately(profile: SafetyProfile, now: dt.datetime, but: Episode | None = None) -> list[Assessed]:
    """The same for the entries of the last day, without `but`.

    One query if there are none; else one more, and those of `assessed_rows`.
    """
    rows = [row for row in entries_lately(profile.person, now) if but is None or row.pk != but.pk]
    return assessed_rows(profile, rows, details_of([row.pk for row in rows]), now) if rows else []


def _gravest_first(each: Assessed) -> int:
    """A question that is open comes after emergencies, before what can wait until later today."""
    cards = each.assessment.cards
    return CARE_RANK[cards[0].entry.care] if cards else CARE_RANK[URGENT]


def is_recent(episode: Episode, now: dt.datetime) -> bool:
    """True while an entry may ask, and stands on other pages than its own: a day from its end, or from what was said.

    What is said more than a week after it was over is history.
    """
    said_at = max(episode.logged_at, episode.safety_said_at or episode.logged_at)
    if episode.duration_basis == ONGOING:
        return now - max(episode.started_at, said_at) <= _ASKED_FOR
    ended_at = episode.ended_at or episode.started_at
    return now - max(ended_at, said_at) <= _ASKED_FOR and said_at - ended_at <= _WRITTEN_LATER


def is_forgotten(episode: Episode, now: dt.datetime) -> bool:
    """True for one that has run so long that "Did it stop?" comes first."""
    return episode.duration_basis == ONGOING and now - episode.started_at >= FORGOTTEN_AFTER


def _assessed(
    others: OtherEntries, episode: Episode, details: Details, profile: SafetyProfile, now: dt.datetime
) -> Assessed:
    facts, library = facts_of(episode, details, now), library_in(get_language())
    if depends_on(facts, PROFILE_FLAGS):
        facts = replace(facts, flags=facts.flags | profile.flags)
    facts = replace(facts, flags=facts.flags | _flags_of_log(others, episode, facts, profile))
    asking = NEAR_THE_HEART & frozenset(facts.regions) if not facts.chest_signs else frozenset()
    usual = others.answered_no(asking, USUAL_AFTER_ANSWERS)
    assessment = assess(facts, library, may_ask=is_recent(episode, now), usual_places=usual)
    return Assessed(episode, details, assessment, profile)


def facts_of(episode: Episode, details: Details, now: dt.datetime) -> EntryFacts:
    """What the entry says. The length of one that was forgotten is not known."""
    is_running = episode.duration_basis == ONGOING
    until = now if is_running else episode.ended_at
    minutes = (until - episode.started_at).total_seconds() / 60 if until and not is_forgotten(episode, now) else None
    has_ended_lately = is_running or (episode.ended_at is not None and now - episode.ended_at <= _ASKED_FOR)
    follow_up: dict[str, frozenset[str]] = {}
    for question, answer in details.follow_up:
        follow_up[question] = follow_up.get(question, frozenset()) | {answer}
    return EntryFacts(
        regions=tuple((region, side) for region, side, _text in details.regions),
        kind=episode.kind,
        intensity=episode.intensity,
        duration_minutes=minutes,
        is_running=is_running,
        noticed=frozenset(details.noticed),
        chest_signs=episode.chest_signs,
        factors=frozenset(details.factors),
        at_onset=episode.at_onset,
        impact=episode.impact,
        soreness=episode.soreness,
        count=episode.count,
        follow_up=follow_up,
        flags=frozenset({ENDED_LATELY}) if has_ended_lately else frozenset(),
    )


def _flags_of_log(others: OtherEntries, episode: Episode, facts: EntryFacts, profile: SafetyProfile) -> set[str]:
    """What other entries add; each is asked for only where it could matter."""
    flags, places = set(), frozenset(facts.regions)
    if not CHEST_PLACES.isdisjoint(places) and not others.has_chest_before(episode):
        flags.add(FIRST_CHEST)
    if PREGNANT in facts.flags and not BELLY_PLACES.isdisjoint(places):
        hours, regions = dt.timedelta(hours=BELLY_HOURS), frozenset(region for region, _side in BELLY_PLACES)
        if others.began_around(episode.started_at, hours, regions) >= BELLY_ENTRIES:
            flags.add(BELLY_TWICE)
    if episode.at_onset == "walking" and not LEG_PLACES.isdisjoint(places):
        least = WALKING_DAYS_WITH_NARROWED_VESSELS if "atherosclerosis" in profile.conditions else WALKING_DAYS
        since = episode.day - (ACTIVITY_WINDOW_DAYS - 1) * ONE_DAY
        if others.days_on_walking({region for region, _side in LEG_PLACES}, since) >= least:
            flags.add(WALKING_OFTEN)
    return flags
