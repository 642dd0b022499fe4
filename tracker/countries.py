"""In which country a time zone lies, by tzdata's own tables, and which emergency number that makes. Pure.

A zone of zone.tab lies in one country. An old name (US/Eastern, Asia/Calcutta) is a link to another zone; that zone may
serve several countries today, and then no table says which of them the old name meant.
"""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from tracker.vocabulary.emergency_numbers import EMERGENCY_NUMBERS

BY_TIME_ZONE, OWN_NUMBER = "", "other"
"""What a person may choose instead of a country's code: as the time zone says, or a number of their own."""


def countries_of(time_zone: str) -> tuple[str, ...]:
    """The codes of the countries that the zone may lie in. Empty: no country (UTC, Etc/GMT-5), or no tables here.

    Example: "Europe/London" gives ("GB",), "US/Arizona" gives ("US", "CA").
    """
    own, shared, links = _tables()
    if time_zone in own:
        return own[time_zone]
    return shared.get(links.get(time_zone, time_zone), ())


def number_in(time_zone: str) -> str:
    """The emergency number where the zone lies. Empty if that is unknown, or differs between its countries."""
    numbers = {EMERGENCY_NUMBERS.get(country, "") for country in countries_of(time_zone)}
    return numbers.pop() if len(numbers) == 1 else ""


def number_to_call(country: str, own_number: str, time_zone: str) -> str:
    """The emergency number of a person: what they chose (a code, BY_TIME_ZONE or OWN_NUMBER). Empty: unknown."""
    if country == OWN_NUMBER:
        return own_number
    return number_in(time_zone) if country == BY_TIME_ZONE else EMERGENCY_NUMBERS.get(country, "")


_THURSDAY, _FRIDAY = 3, 4
_WEEKEND_ON_FRIDAY = frozenset(
    ["AF", "BD", "BH", "DZ", "EG", "IL", "IQ", "IR", "JO", "KW", "LY", "MV", "OM", "PS", "QA", "SA", "SD", "SY", "YE"]
)
"""Where Friday is the first day of the weekend."""


def weekend_from(time_zone: str) -> int:
    """The weekday (0 is Monday) before the first day of the weekend where the zone lies.

    Example: Friday for "Europe/Berlin", whose weekend begins on Saturday; Thursday for "Asia/Riyadh".
    """
    countries = countries_of(time_zone)
    return _THURSDAY if countries and _WEEKEND_ON_FRIDAY.issuperset(countries) else _FRIDAY


@cache
def _tables() -> tuple[Mapping[str, tuple[str, ...]], Mapping[str, tuple[str, ...]], Mapping[str, str]]:
    """Zone to its one country (zone.tab), zone to all countries that it serves (zone1970.tab), old name to zone."""
    own = {row[2]: (row[0],) for row in table_rows("zone.tab")}
    shared = {row[2]: tuple(row[0].split(",")) for row in table_rows("zone1970.tab")}
    words = (line.split() for line in table_lines("tzdata.zi"))
    links = {word[2]: word[1] for word in words if len(word) == 3 and word[0] == "L"}
    return own, shared, links


def table_rows(name: str) -> list[list[str]]:
    """The rows of one of tzdata's tables, comments left out."""
    return [line.split("\t") for line in table_lines(name) if line and not line.startswith("#")]


def table_lines(name: str) -> list[str]:
    """The lines of one of tzdata's files; none if it is missing: then nothing is known, which is no error."""
    try:
        return (files("tzdata") / "zoneinfo" / name).read_text(encoding="utf-8").splitlines()
    except (ModuleNotFoundError, OSError):
        return []
