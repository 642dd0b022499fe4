"""Diaries of 90 days for tests of patterns: entries are placed by how many days ago they were."""

import datetime as dt

from tests.analysis.diaries import MONDAY, Entry, at, days, make_diary
from tracker.analysis.patterns.registry import NEEDED_DAYS

PERIOD = days(NEEDED_DAYS)
TODAY = PERIOD.last


def ago(days_ago: int, hour: int = 12, minute: int = 0, **said) -> Entry:
    """An entry that many days before today."""
    return Entry(at(NEEDED_DAYS - 1 - days_ago, hour, minute), **said)


def each(days_ago, **said) -> list[Entry]:
    """An entry on each of these days, all of which say the same."""
    return [ago(day, **said) for day in days_ago]


def log(*entries: Entry, answers=None, limited=None, factors_said=None, **options):
    """A diary of these, the earliest first and with the key 1; check-ins, limits and factors by days ago."""
    by_days_ago = (answers, limited, factors_said)
    turned = [{NEEDED_DAYS - 1 - day: said for day, said in (given or {}).items()} for given in by_days_ago]
    in_order = sorted(entries, key=lambda entry: entry.at)
    said = {"answers": turned[0], "limited": turned[1], "factors_said": turned[2]}
    return make_diary(*in_order, period=PERIOD, **said, **options)


def pattern_of(rule, *entries: Entry, **options):
    """What the rule finds today."""
    return rule(log(*entries, **options), TODAY)


def ordinal(days_ago: int) -> int:
    """The day that many days before today."""
    return (MONDAY + dt.timedelta(NEEDED_DAYS - 1 - days_ago)).toordinal()
