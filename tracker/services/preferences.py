"""Writes of what a person has set: zone, look, emergency number, the hour at which their day starts, their bedtime."""

import datetime as dt

from django.contrib.auth.models import User
from django.db.models import QuerySet

from tracker.days import ONE_DAY, local_day, zone
from tracker.models import AccountName, DatedSetting, Episode, Preferences
from tracker.places import zone_of_device
from tracker.selectors.person import Person, day_starts
from tracker.services.versions import diary_write, renew_data_version
from tracker.vocabulary.folding import folded_text

FALLBACK_ZONE = "UTC"
ZONE_NAME_LENGTH, DEVICE_ZONES_KEPT = 64, 50


def ensure_preferences(owner: User, time_zone: str) -> bool:
    """Gives a new person their row. False if the zone is not a known one, so that UTC stands until they choose."""
    known = zone_of_device(time_zone)
    Preferences.objects.get_or_create(owner=owner, defaults={"time_zone": known or FALLBACK_ZONE})
    return bool(known)


def keep_account_name(owner: User) -> None:
    """Holds the name of a new account for it alone, however it is cased. Raises IntegrityError if it is taken."""
    AccountName.objects.create(owner=owner, folded=folded_text(owner.get_username()))


def note_download(owner: User, *, now: dt.datetime) -> None:
    """Notes that everything is being downloaded. Nothing of the diary changes by it."""
    Preferences.objects.filter(owner=owner).update(downloaded_at=now)


def save_preferences(owner: User, *, time_zone: str, theme: str, text_size: str) -> None:
    """Stores the zone and the look. Entries keep the zone they were logged in. Raises UnknownZoneError."""
    zone(time_zone)
    with diary_write(owner):
        Preferences.objects.update_or_create(
            owner=owner, defaults={"time_zone": time_zone, "theme": theme, "text_size": text_size}
        )
        renew_data_version(owner)


def answer_device_zone(person: Person, device_zone: str, *, use: bool) -> str:
    """Stores whether entries from a device that reports this zone use it. Returns the zone to use, "" for their own.

    A zone that is not known here cannot be used; the answer is kept, so that it is not asked for again.
    """
    name = device_zone.strip()[:ZONE_NAME_LENGTH]
    if not name or "\0" in name:
        return ""
    chosen = zone_of_device(name) if use else ""
    with diary_write(person.owner):
        row, _made = Preferences.objects.get_or_create(owner=person.owner, defaults={"time_zone": person.time_zone})
        others = [(key, value) for key, value in row.device_zones.items() if key != name]
        row.device_zones = dict([*others, (name, chosen)][-DEVICE_ZONES_KEPT:])
        row.save(update_fields=["device_zones"])
        renew_data_version(person.owner)
    return chosen


def set_emergency_number(person: Person, country: str, own_number: str) -> None:
    """Stores how the person chose their emergency number, see tracker.countries.number_to_call."""
    if (person.emergency_country, person.own_emergency_number) == (country, own_number):
        return
    with diary_write(person.owner):
        Preferences.objects.update_or_create(
            owner=person.owner, defaults={"emergency_country": country, "emergency_number": own_number}
        )
        renew_data_version(person.owner)


def _later(owner: User, name: str, today: dt.date) -> QuerySet[DatedSetting]:
    """Settings from a day that lies ahead: made further east, where it was that day already."""
    return DatedSetting.objects.filter(owner=owner, name=name, from_on__gt=today)


def _hold_from(owner: User, name: str, today: dt.date, value: str) -> None:
    """Sets the value from `today` on, and drops what was set for a later day."""
    _later(owner, name, today).delete()
    DatedSetting.objects.update_or_create(owner=owner, name=name, from_on=today, defaults={"value": value})


def set_deadline(person: Person, bedtime: dt.time, today: dt.date) -> None:
    """Lets the check-in be on time until `bedtime` from `today` on; earlier days keep theirs."""
    if person.deadlines.on(today) == bedtime and not _later(person.owner, DatedSetting.DEADLINE, today).exists():
        return
    with diary_write(person.owner):
        _hold_from(person.owner, DatedSetting.DEADLINE, today, f"{bedtime:%H:%M}")
        renew_data_version(person.owner)


def set_day_start(owner: User, hour: int, today: dt.date) -> int:
    """Lets the person's days start at `hour` (0 to 11) from `today` on; earlier days keep theirs.

    Returns how many entries changed their day. A second change on the same day replaces the first.
    """
    with diary_write(owner):
        later = _later(owner, DatedSetting.DAY_START_HOUR, today)
        if day_starts(owner).hour_on(today) == hour and not later.exists():
            return 0
        _hold_from(owner, DatedSetting.DAY_START_HOUR, today, str(hour))
        starts = day_starts(owner)
        # An entry after midnight of `today` may so far count on the day before; nothing older can move.
        recent = Episode.objects.of(owner).filter(day__gte=today - ONE_DAY).only("started_at", "time_zone", "day")
        moved = []
        for episode in recent:
            day = local_day(episode.started_at, episode.time_zone, starts)
            if day != episode.day:
                episode.day = day
                moved.append(episode)
        Episode.objects.bulk_update(moved, ["day"])
        renew_data_version(owner)
        return len(moved)
