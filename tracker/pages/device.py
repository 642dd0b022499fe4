"""What a device may know of who is signed in, and what pages say of what it keeps."""

import datetime as dt
import json
from dataclasses import asdict, dataclass
from functools import lru_cache

from django.utils.translation import ngettext

from tracker.forms.region_values import mark_value
from tracker.guidance.emergency import dial_address
from tracker.models import Episode
from tracker.records.regions import RegionMark
from tracker.selectors.person import Person
from tracker.selectors.recent import recent_regions

_RUNNING_KEPT = 5
_SAMPLES = {"one": 1, "two": 2, "few": 3, "many": 11, "other": 100}
"""A number for each plural form that a language may have, by the names that browsers give them."""


@dataclass(frozen=True, slots=True)
class DeviceFacts:
    """What a device keeps beside its outbox, to be of use without a network. Erased there at log-out."""

    number: str
    """The emergency number; empty if it is unknown."""
    dial: str
    places: tuple[str, ...]
    """The last places, as codes."""
    day_start: int
    """The hour at which their day starts."""
    theme: str
    text_size: str
    running: tuple[tuple[str, str, tuple[str, ...]], ...]
    """(uid, when it began, its places as codes) of what runs."""
    now: str
    """The server's clock: the device's own may be wrong."""

    def as_data(self) -> dict[str, object]:
        """As it is sent."""
        return asdict(self)


def device_facts(person: Person, now: dt.datetime) -> DeviceFacts:
    """What the person's own device may know. Three queries."""
    rows = Episode.objects.of(person.owner).ongoing().in_order().prefetch_related("regions")[:_RUNNING_KEPT]
    return DeviceFacts(
        number=person.emergency_number,
        dial=dial_address(person.emergency_number),
        places=tuple(mark_value(RegionMark(*mark)) for mark in recent_regions(person.owner)),
        day_start=person.starts.hour_on(person.today(now)),
        theme=person.theme,
        text_size=person.text_size,
        running=tuple((str(row.uid), row.started_at.isoformat(), _places(row)) for row in rows),
        now=now.isoformat(),
    )


def _places(row: Episode) -> tuple[str, ...]:
    return tuple(mark_value(RegionMark(each.region, each.side, each.text)) for each in row.regions.all())


@lru_cache(maxsize=32)
def device_sentences(language: str | None, names: tuple[str, ...] = ()) -> str:
    """Sentences with a number that only the device knows, COUNT in it: by name, then by plural form. As JSON.

    `names`: of those that are wanted, if not all. `language` only keys the cache.
    """
    sentences: dict[str, dict[str, str]] = {}
    for form, n in _SAMPLES.items():
        for name, words in _sentences(n).items():
            sentences.setdefault(name, {})[form] = words % {"count": "COUNT"}
    # The script takes "other" for a form that has no sentence of its own.
    return json.dumps({name: _without_repeats(sentences[name]) for name in names or sentences})


def _without_repeats(forms: dict[str, str]) -> dict[str, str]:
    other = forms["other"]
    return {form: words for form, words in forms.items() if form == "other" or words != other}


def _sentences(n: int) -> dict[str, str]:
    return {
        "saved": ngettext(
            "%(count)s entry is saved on this device. It’ll be sent when the server is back.",
            "%(count)s entries are saved on this device. They’ll be sent when the server is back.",
            n,
        ),
        "asks": ngettext(
            "%(count)s entry on this device needs your answer.",
            "%(count)s entries on this device need your answer.",
            n,
        ),
        "waiting": ngettext(
            "%(count)s entry is waiting on this device. Log in to send it.",
            "%(count)s entries are waiting on this device. Log in to send them.",
            n,
        ),
        "unsent": ngettext(
            "%(count)s entry is only on this device. It isn’t in your diary yet.",
            "%(count)s entries are only on this device. They aren’t in your diary yet.",
            n,
        ),
        "others": ngettext(
            "%(count)s entry on this device belongs to someone else. Only they can see and send it.",
            "%(count)s entries on this device belong to someone else. Only they can see and send them.",
            n,
        ),
    }
