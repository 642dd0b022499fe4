"""Time zones by the names of places, as people type them and devices report them; by tzdata's own tables. Pure.

A zone is named after a city (Europe/Zurich). Old names (Asia/Calcutta) are links to another zone, countries have zones
(zone.tab), and some comments there name a city that has none of its own (Beijing).
"""

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from tracker.countries import table_lines, table_rows
from tracker.days import offset_seconds, zone_names
from tracker.vocabulary.emergency_numbers import COUNTRIES

UTC = "UTC"
HIDING_ZONES = frozenset({UTC, "Etc/UTC", "Etc/GMT", "GMT", "Atlantic/Reykjavik"})
"""What browsers report that tell no page where they are."""
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th"})
"""Letters that are no letter with an accent to Unicode."""
_OFFSET = re.compile(r"(?:utc|gmt|z)?\s*(?P<sign>[+\-\u2212\u2013])\s*(?P<hours>\d{1,2})(?::?(?P<minutes>\d{2}))?")
_PLACES_OFFERED = 4
_KNOWN_BEST = (
    *("America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles", "America/Toronto"),
    *("Europe/London", "Europe/Paris", "Europe/Athens", "Europe/Istanbul", "Africa/Lagos", "Africa/Johannesburg"),
    *("Asia/Kolkata", "Asia/Dubai", "Asia/Shanghai", "Asia/Tokyo", "Asia/Jakarta", "Asia/Dhaka", "Australia/Sydney"),
    *("Pacific/Auckland", "America/Sao_Paulo", "America/Mexico_City", "America/Lima", "America/Havana"),
    *("America/Halifax", "America/Anchorage", "Europe/Moscow", "Asia/Karachi", "America/Argentina/Buenos_Aires"),
)
"""Zones whose cities most people know: named first where several fit."""
_SHORT_NAMES = {"usa": "US", "u s a": "US", "america": "US", "uk": "GB", "england": "GB", "uae": "AE"}
"""What people call a country for short; two letters such as "US" are in the tables."""


def place_words(zone_name: str) -> str:
    """The place that a zone is named after: "Lisbon" for Europe/Lisbon, "Buenos Aires" for America/Argentina/…"""
    return zone_name.rpartition("/")[2].replace("_", " ")


def zone_choices() -> tuple[str, ...]:
    """The zones to choose from: one a place, without old names, and without Etc/GMT-5, which is five hours *ahead*."""
    return _choices()


def zone_named(words: str) -> str:
    """The zone that was meant by its name, a city's, or the name of a country with one zone. Empty: none, or several.

    Case, accents, hyphens and old names make no difference: "zürich", "Kiev", "Sao Paulo", "Asia/Calcutta".
    """
    words = words.strip()
    if words in zone_names():
        return words
    zones = zones_named(words)
    return zones[0] if len(zones) == 1 else ""


def zones_named(words: str) -> tuple[str, ...]:
    """All zones that may be meant."""
    if _OFFSET.fullmatch(words.strip().casefold()):
        # A number is no place: "GMT-5" is five hours behind, and a zone of POSIX's with that name is ahead.
        return ()
    asked = _folded(words)
    for spelling in dict.fromkeys((asked, _folded(words.partition(",")[0]), asked.removesuffix(" city"))):
        for names in _tables_of_names():
            if spelling in names:
                return names[spelling]
    return ()


def places_offered(words: str, now: dt.datetime) -> tuple[str, ...]:
    """Some zones whose clocks are as far from UTC now as "GMT-5" or "+5:30" says. Empty for anything else."""
    offset = _OFFSET.fullmatch(words.strip().casefold())
    if not offset:
        return ()
    seconds = 3600 * int(offset["hours"]) + 60 * int(offset["minutes"] or 0)
    seconds *= 1 if offset["sign"] == "+" else -1
    rows = (row[2] for row in table_rows("zonenow.tab") if len(row) > 2)
    known = [name for name in rows if name in zone_names() and offset_seconds(now, name) == seconds]
    return tuple(sorted(known, key=_rank)[:_PLACES_OFFERED])


def _rank(name: str) -> tuple[int, str]:
    """For the order in which zones are offered: those that most people know first."""
    return (_KNOWN_BEST.index(name) if name in _KNOWN_BEST else len(_KNOWN_BEST), name)


def zone_of_device(name: str) -> str:
    """The known zone that a device's name for it stands for: itself, or what an old name links to. Empty: unknown."""
    if name in zone_names():
        return name
    target = _links().get(name, "")
    return target if target in zone_names() else ""


def _folded(words: str) -> str:
    """Words for comparing: no case, accents or points; hyphens, underscores and spaces alike."""
    plain = unicodedata.normalize("NFKD", words.casefold())
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign)).translate(_LETTERS)
    return " ".join(re.sub(r"[.'’ʻ`]", "", plain).replace("_", " ").replace("-", " ").split())


@cache
def _choices() -> tuple[str, ...]:
    named = {row[2] for row in table_rows("zone.tab")} & zone_names()
    # Without the tables everything is offered that is named after a place.
    named = named or {name for name in zone_names() if not name.startswith("Etc/")}
    return tuple(sorted(named | {UTC}))


@cache
def _links() -> Mapping[str, str]:
    """Old name to the zone that it links to."""
    words = (line.split() for line in table_lines("tzdata.zi"))
    return {word[2]: word[1] for word in words if len(word) == 3 and word[0] == "L"}


def _today_name(name: str) -> str:
    """The zone that is offered for a name: itself, or what an old name links to."""
    if name in _choices():
        return name
    target = _links().get(name, name)
    return target if target in zone_names() else name


@cache
def _tables_of_names() -> tuple[Mapping[str, tuple[str, ...]], ...]:
    """Folded names to zones, the surest first: whole names, cities, countries, old names of countries, comments."""
    names = [name for name in zone_names() if not name.startswith("Etc/")]
    utc = ((word, UTC) for word in ("utc", "gmt", "z", "etc/utc", "etc/gmt", "greenwich mean time"))
    return (
        _table([*((_folded(name), _today_name(name)) for name in names), *utc]),
        _table((_folded(place_words(name)), _today_name(name)) for name in names),
        _table(_of_countries()),
        # Not abbreviations such as EST: who types one may mean another zone.
        _table((_folded(name), _today_name(name)) for name in _links() if "/" not in name and not name.isupper()),
        _table(_of_comments()),
    )


def _table(pairs: Iterable[tuple[str, str]]) -> Mapping[str, tuple[str, ...]]:
    names_by_words: dict[str, set[str]] = {}
    for words, name in pairs:
        if name in zone_names():
            names_by_words.setdefault(words, set()).add(name)
    return {words: tuple(sorted(names, key=_rank)) for words, names in names_by_words.items()}


def _of_countries() -> Iterator[tuple[str, str]]:
    labels = {code: str(term.label) for code, term in COUNTRIES.items()}
    labels = {row[0]: row[1] for row in table_rows("iso3166.tab") if len(row) > 1} | labels
    for row in table_rows("zone.tab"):
        yield _folded(labels.get(row[0], row[0])), row[2]
        for short in (row[0].casefold(), *(short for short, code in _SHORT_NAMES.items() if code == row[0])):
            yield short, row[2]


def _of_comments() -> Iterator[tuple[str, str]]:
    """What comments say beside the zones, a piece at a time: "Beijing Time" names Beijing."""
    for row in table_rows("zone.tab"):
        for piece in re.split(r"[,;:()]", row[3] if len(row) > 3 else ""):
            yield _folded(piece).removesuffix(" time"), row[2]
