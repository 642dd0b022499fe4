"""Who the diary belongs to and what holds for them: zone, day start, version of the data. One read a request."""

import datetime as dt
from dataclasses import dataclass, field, replace
from typing import Any

from django.contrib.auth.models import User

from tracker.countries import number_to_call, weekend_from
from tracker.days import (
    DEFAULT_DEADLINE,
    NIGHT_START_HOUR,
    ONE_DAY,
    DatedValue,
    DayStarts,
    deadline_of,
    local_day,
    wall_clock,
    zone_names,
)
from tracker.diary import OwnWords
from tracker.models import DatedSetting, OwnTerm, Preferences
from tracker.models.person import NOTHING_WRITTEN
from tracker.selectors.written import date_of, written_rows

MORNING_HOUR = 7
"""From here on nobody is asked to be in bed."""


@dataclass(frozen=True, slots=True)
class Person:
    """The owner of a diary and their settings."""

    owner: User
    time_zone: str
    """UTC where the one they chose is not known on this machine (any more)."""
    starts: DayStarts
    data_version: int
    theme: str = "system"
    text_size: str = "normal"
    deadlines: DatedValue[dt.time] = field(default=DatedValue(DEFAULT_DEADLINE))
    """Their bedtime: the check-in of a day is on time until then."""
    factors: DatedValue[tuple[str, ...]] = field(default=DatedValue(()))
    """Codes that the check-in asks for."""
    emergency_number: str = ""
    """What to call for an ambulance; empty if that is unknown."""
    emergency_country: str = ""
    own_emergency_number: str = ""
    """How they chose it, see tracker.countries.number_to_call."""
    unknown_time_zone: str = ""
    """The zone they chose, if this machine does not know it."""
    device_zones: dict[str, str] = field(default_factory=dict, compare=False)
    """A device's name for its zone to the zone of entries made on it; "" for the person's own."""
    changes_due_on: dt.date | None = field(default=None, compare=False)
    """Before this day, no look at change is due; None: not known."""
    report_choice: dict[str, Any] = field(default_factory=dict, compare=False)
    """What was last ticked for the doctor's page; no part of who the person is: nothing else depends on it."""
    logged_by: str = field(default="", compare=False)
    """The name of the account that logs for them; "" where they do so themselves."""
    leaves_private_out: bool = False
    """Somebody else reads: nothing private is there, in no count either, and nothing that was computed with it."""
    shows_notes: bool = True
    """False where somebody else reads who was not given the notes."""

    @property
    def weekend_from(self) -> int:
        """The weekday (0 is Monday) before the first day of the weekend where they live."""
        return weekend_from(self.time_zone)

    def today(self, now: dt.datetime) -> dt.date:
        """The person's day at the instant."""
        return local_day(now, self.time_zone, self.starts)

    def wall_clock(self, now: dt.datetime) -> dt.datetime:
        """What their clocks show at the instant, naive."""
        return wall_clock(now, self.time_zone)

    def zone_on_device(self, device_zone: str) -> str:
        """The zone of an entry made on a device: the person's own, unless they confirmed the device's."""
        confirmed = self.device_zones.get(device_zone, "")
        return confirmed if confirmed in zone_names() else self.time_zone

    def deadline(self, day: dt.date, time_zone: str = "") -> dt.datetime:
        """Until when an answer of the day is on time, in the zone where it was given."""
        return deadline_of(day, time_zone or self.time_zone, self.deadlines)

    def is_past_bedtime(self, now: dt.datetime) -> bool:
        """True from their bedtime until the morning."""
        clock = self.wall_clock(now)
        evening = clock.date() if clock.hour >= NIGHT_START_HOUR else clock.date() - ONE_DAY
        is_night = clock.hour >= NIGHT_START_HOUR or clock.hour < MORNING_HOUR
        return is_night and now >= self.deadline(evening)


def person_of(owner: User) -> Person:
    """The person's settings as they stand; someone without a row yet gets the defaults.

    One query: the preferences come along with who is signed in (see spasmlog.backend)."""
    try:
        return _person(owner, owner.preferences)
    except Preferences.DoesNotExist:
        return _person(owner, None)


def person_by_now(owner: User) -> Person:
    """The same as it is stored by now, for the transaction that writes. Two queries."""
    return _person(owner, Preferences.objects.filter(owner=owner).first())


def _person(owner: User, preferences: Preferences | None) -> Person:
    preferences = preferences or Preferences(owner_id=owner.pk, data_version=NOTHING_WRITTEN)
    dated = dated_settings(owner)
    is_known = preferences.time_zone in zone_names()
    return Person(
        owner=owner,
        time_zone=preferences.time_zone if is_known else "UTC",
        unknown_time_zone="" if is_known else preferences.time_zone,
        starts=DayStarts(tuple((on, int(value)) for on, value in dated.get(DatedSetting.DAY_START_HOUR, ()))),
        deadlines=DatedValue(
            DEFAULT_DEADLINE,
            tuple((on, dt.time.fromisoformat(value)) for on, value in dated.get(DatedSetting.DEADLINE, ())),
        ),
        factors=DatedValue((), tuple((on, tuple(value.split())) for on, value in dated.get(DatedSetting.FACTORS, ()))),
        data_version=preferences.data_version,
        theme=preferences.theme,
        text_size=preferences.text_size,
        emergency_number=number_to_call(
            preferences.emergency_country, preferences.emergency_number, preferences.time_zone
        ),
        emergency_country=preferences.emergency_country,
        own_emergency_number=preferences.emergency_number,
        device_zones=preferences.device_zones,
        changes_due_on=preferences.changes_due_on,
        report_choice=preferences.report_choice,
    )


def after_writing(person: Person) -> Person:
    """The person with the version that their diary has now: for reading in the request that wrote. One query."""
    version = Preferences.objects.filter(owner=person.owner).values_list("data_version", flat=True).first()
    return replace(person, data_version=version or person.data_version)


def dated_settings(owner: User) -> dict[str, list[tuple[dt.date, str]]]:
    """(from, value) of the person's dated settings, ascending, by name. One query."""
    by_name: dict[str, list[tuple[dt.date, str]]] = {}
    for name, from_on, value in written_rows(_DATED_SETTINGS, [owner.pk]):
        by_name.setdefault(name, []).append((date_of(from_on), value))
    return by_name


_DATED_SETTINGS = "SELECT name, from_on, value FROM tracker_datedsetting WHERE owner_id = %s ORDER BY from_on"


def day_starts(owner: User) -> DayStarts:
    """The person's day-start hours as dated settings."""
    rows = DatedSetting.objects.filter(owner=owner, name=DatedSetting.DAY_START_HOUR).order_by("from_on")
    return DayStarts(tuple((from_on, int(value)) for from_on, value in rows.values_list("from_on", "value")))


def own_words(owner: User) -> OwnWords:
    """The person's own words for factors and remedies. One query."""
    labels: dict[str, dict[str, str]] = {OwnTerm.FACTOR: {}, OwnTerm.RELIEF: {}}
    for vocabulary, code, label in written_rows(_OWN_WORDS, [owner.pk]):
        labels.setdefault(vocabulary, {})[code] = label
    return OwnWords(factors=labels[OwnTerm.FACTOR], relief=labels[OwnTerm.RELIEF])


_OWN_WORDS = "SELECT vocabulary, code, label FROM tracker_ownterm WHERE owner_id = %s ORDER BY label"


def own_terms(owner: User, vocabulary: str) -> list[tuple[str, str]]:
    """(code, label) of the person's own words in a vocabulary ("factor" or "relief")."""
    return list(OwnTerm.objects.filter(owner=owner, vocabulary=vocabulary).values_list("code", "label"))
