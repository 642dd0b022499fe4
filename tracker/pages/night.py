"""Whether it is night for the person: what they look at in the dark is dim then."""

import datetime as dt

from tracker.selectors.person import Person
from tracker.vocabulary.look import LIGHT

NIGHT_UNTIL_HOUR = 6


def night_class(person: Person, now: dt.datetime) -> str:
    """The class of a page that is dim from their bedtime until the morning; "" by day, and for who asked for light."""
    is_past_bedtime = person.wall_clock(now).hour < NIGHT_UNTIL_HOUR or now >= person.deadline(person.today(now))
    return "is-night" if is_past_bedtime and person.theme != LIGHT else ""
