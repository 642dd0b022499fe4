"""What is shown of a button that was pressed long before it arrived, on a page that stayed open: then, or now?"""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tracker.formatting import date_words, time_words
from tracker.forms.running import BY_OUR_CLOCK, ENDED_AT, LONG_AGO_OK, SENT_AT, STARTED_AT
from tracker.forms.sent import Sent
from tracker.selectors.person import Person

_TIME_FIELDS = frozenset({STARTED_AT, ENDED_AT, SENT_AT, BY_OUR_CLOCK})


@dataclass(frozen=True, slots=True)
class LongAgoPage:
    """A button that was pressed long before it arrived: the person says whether it counts from then, or from now."""

    sent: Sent
    address: str
    question: str
    then_words: str
    then_fields: list[tuple[str, str]]
    """What was sent, with the time of the tap by our clock."""
    now_words: str
    now_fields: list[tuple[str, str]]
    """What was sent, without when the button was pressed."""


def long_ago_page(person: Person, sent: Sent, address: str, at: dt.datetime, *, is_end: bool) -> LongAgoPage:
    """The question about a button that was pressed at that instant. `is_end`: it was Stop, else Spasm now."""
    wall = person.wall_clock(at)
    words = _("You pressed “Spasm now” on %(day)s at %(time)s, more than 90 days ago. Did it start then, or just now?")
    then_words, now_words = _("It started then"), _("It started just now")
    if is_end:
        words = _("You pressed “Stop” on %(day)s at %(time)s, more than 90 days ago. Did it stop then, or just now?")
        then_words, now_words = _("It stopped then"), _("It stopped just now")
    return LongAgoPage(
        sent=sent,
        address=address,
        question=words % {"day": date_words(wall.date()), "time": time_words(wall.time())},
        then_words=then_words,
        then_fields=[*sent.fields, (LONG_AGO_OK, "1")],
        now_words=now_words,
        now_fields=[pair for pair in sent.fields if pair[0] not in _TIME_FIELDS],
    )
