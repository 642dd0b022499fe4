"""Whether it is night for the person: what they look at in the dark is dim then."""

import datetime as dt

from tracker.selectors.person import Person
from tracker.vocabulary.look import LIGHT


def is_night(person: Person, now: dt.datetime) -> bool:
    """True from their bedtime until the morning. Never for who asked for light pages."""
    return person.is_past_bedtime(now) and person.theme != LIGHT
