"""Today: what needs an answer first, what runs, the recent days, the newest entries, what the log shows."""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tracker.formatting import MONTHS, WEEKDAYS, night_words, time_words
from tracker.pages.cards import ShownCard, all_shown
from tracker.pages.check_in import EVENING_HOUR
from tracker.pages.for_you import ForYouCards, for_you_cards, saved_entry
from tracker.pages.install import offers_home_screen
from tracker.pages.owner import diary_person
from tracker.pages.recent_days import Strip, strip
from tracker.pages.request import SignedInRequest
from tracker.pages.safety import beside, is_urgent, safety_profile
from tracker.pages.same_again import SameAgain, same_again
from tracker.pages.trial_night import TrialNightPart, trial_night_part
from tracker.selectors.entries import EntryLine, details_of, entry_lines, incomplete_count, newest_over
from tracker.selectors.person import Person
from tracker.services import guidance
from tracker.services.safety import FORGOTTEN_AFTER, Assessed, assessed_rows, entries_lately
from tracker.vocabulary.episodes import ONGOING
from tracker.vocabulary.lazy_text import LazyText

NEWEST_SHOWN = 5
ALARMS_SHOWN = 2
_NOON_HOUR, _NIGHT_HOUR = 12, 22


@dataclass(frozen=True, slots=True)
class TodayPage:
    """The first page of who is signed in."""

    today: dt.date
    person: Person
    start_uid: uuid.UUID
    """Of the entry that "Spasm now" starts, so that a button pressed twice starts one."""
    alarms: tuple[Assessed, ...]
    """Entries that warn or ask, the gravest first."""
    asking: Assessed | None
    """The one of them whose question is asked here."""
    urgent: tuple[ShownCard, ...]
    """Urgent cards that the log as a whole raises."""
    running: tuple[tuple[EntryLine, bool], ...]
    """(entry, true if it runs for so long that the person is asked whether it stopped)."""
    strip: Strip
    is_first: bool
    """Nothing was ever logged or answered: the page says how it begins."""
    night_words: str
    """After midnight, which day it still is; empty otherwise."""
    newest: tuple[EntryLine, ...]
    again: SameAgain | None
    """The newest once more, in one tap; None where there is none, or one runs."""
    incomplete: int
    """How many entries lack something."""
    for_you: ForYouCards
    is_for_you_current: bool
    """False while the cards wait for the part that computes them anew."""
    for_you_address: str
    offers_home_screen: bool
    """True where a device is better off with spasmlog on its Home Screen, and nothing here is more urgent."""

    trial_night: TrialNightPart | None
    """The line of a running trial."""
    part_of_day: str
    """The weekday, and which part of it: "Saturday evening"."""

    @property
    def month(self) -> LazyText:
        """The name of the month, beside the large number of the day."""
        return MONTHS[self.today.month - 1]

    @property
    def offers_check_in(self) -> bool:
        """It is evening, and today's check-in is not answered yet."""
        days = self.strip.recent_days
        return days.is_evening and not (days.has_check_in or days.is_paused_today)

    @property
    def time_zone(self) -> str:
        return self.person.time_zone


def today_page(request: SignedInRequest, now: dt.datetime) -> TodayPage:
    """All that Today shows. Reads stored results and the newest rows, never the whole diary."""
    person = diary_person(request)
    date, clock = person.today(now), person.wall_clock(now)
    stored = guidance.urgent_first(person, now)
    rows, over = entries_lately(person, now), newest_over(person.owner, NEWEST_SHOWN)
    details = details_of({row.pk for row in (*rows, *over)})
    running = entry_lines([row for row in rows if row.duration_basis == ONGOING], details)
    newest = entry_lines(over, details)
    lately = assessed_rows(safety_profile(request, now), rows, details, now)
    cards = beside(lately, stored.cards)
    alarms = alarms_shown(lately)
    days = strip(person, now)
    urgent = tuple(all_shown((card for card in cards if is_urgent(card)), stored.words))
    return TodayPage(
        today=date,
        person=person,
        start_uid=uuid.uuid4(),
        alarms=alarms,
        asking=_asking(lately),
        urgent=urgent,
        running=tuple((entry, now - entry.started_at >= FORGOTTEN_AFTER) for entry in running),
        strip=days,
        is_first=not (newest or running) and days.recent_days.is_empty,
        night_words=_night_words(person, date, clock),
        part_of_day=_part_of_day(date, clock),
        newest=tuple(newest),
        again=same_again(newest[0]) if newest and not running else None,
        incomplete=incomplete_count(person.owner, date),
        for_you=for_you_cards((card for card in cards if not is_urgent(card)), stored.words, back_to="today"),
        is_for_you_current=stored.is_current,
        for_you_address=_with_saved(reverse("guidance-for-you"), saved_entry(request)),
        trial_night=trial_night_part(
            person,
            safety_profile(request, now),
            now,
            is_urgent=bool(urgent) or any(each.assessment.takes_self_care_off for each in lately),
        ),
        offers_home_screen=not (running or alarms or urgent) and offers_home_screen(request),
    )


def _part_of_day(date: dt.date, clock: dt.datetime) -> str:
    if clock.date() != date or clock.hour >= _NIGHT_HOUR:
        return night_words(date)
    if clock.hour >= EVENING_HOUR:
        words = pgettext("part of a day", "%(weekday)s evening")
    elif clock.hour >= _NOON_HOUR:
        words = pgettext("part of a day", "%(weekday)s afternoon")
    else:
        words = pgettext("part of a day", "%(weekday)s morning")
    return words % {"weekday": WEEKDAYS[date.weekday()]}


def _night_words(person: Person, date: dt.date, clock: dt.datetime) -> str:
    """That a night counts to its evening, while that makes a difference."""
    if clock.date() == date:
        return ""
    ends = dt.time(person.starts.hour_on(clock.date()))
    return _("Counts as %(weekday)s until %(time)s.") % {
        "time": time_words(ends),
        "weekday": WEEKDAYS[date.weekday()],
    }


def today_after_saving(uid: uuid.UUID) -> str:
    """The address of Today that also looks for a card about the entry with this uid."""
    return _with_saved(reverse("today"), uid)


def _with_saved(address: str, uid: uuid.UUID | None) -> str:
    return f"{address}?saved={uid}" if uid else address


def alarms_shown(lately: Sequence[Assessed]) -> tuple[Assessed, ...]:
    """Of the entries that ask or warn, those that Today shows: the gravest few, and one question at a time."""
    with_cards = [each for each in lately if each.assessment.cards][:ALARMS_SHOWN]
    asking = _asking(lately)
    return tuple(each for each in lately if each in with_cards or each is asking)


def _asking(lately: Sequence[Assessed]) -> Assessed | None:
    return next((each for each in lately if each.assessment.asked), None)
