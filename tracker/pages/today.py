"""Today: what needs an answer first, what runs, the recent days, the newest entries, what the log shows."""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from tracker.days import last_days
from tracker.pages.cards import ShownCard, all_shown
from tracker.pages.check_in import is_evening
from tracker.pages.for_you import ForYouCards, for_you_cards, saved_entry
from tracker.pages.install import offers_home_screen
from tracker.pages.owner import diary_person
from tracker.pages.recent_days import RecentDays, recent_days_of
from tracker.pages.request import SignedInRequest
from tracker.pages.safety import beside, is_urgent, safety_profile
from tracker.pages.same_again import SameAgain, same_again
from tracker.selectors.entries import EntryLine, details_of, entry_lines, incomplete_count, newest_over
from tracker.selectors.person import Person
from tracker.services import guidance
from tracker.services.safety import FORGOTTEN_AFTER, Assessed, assessed_rows, entries_lately
from tracker.vocabulary.episodes import ONGOING

RECENT_DAYS = 14
NEWEST_SHOWN = 5
ALARMS_SHOWN = 2


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
    recent_days: RecentDays
    is_evening: bool
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

    @property
    def time_zone(self) -> str:
        return self.person.time_zone


def today_page(request: SignedInRequest, now: dt.datetime) -> TodayPage:
    """All that Today shows. Reads stored results and the newest rows, never the whole diary."""
    person = diary_person(request)
    date = person.today(now)
    stored = guidance.urgent_first(person, now)
    rows, over = entries_lately(person, now), newest_over(person.owner, NEWEST_SHOWN)
    details = details_of({row.pk for row in (*rows, *over)})
    running = entry_lines([row for row in rows if row.duration_basis == ONGOING], details)
    newest = entry_lines(over, details)
    lately = assessed_rows(safety_profile(request, now), rows, details, now)
    cards = beside(lately, stored.cards)
    alarms = alarms_shown(lately)
    urgent = tuple(all_shown((card for card in cards if is_urgent(card)), stored.words))
    return TodayPage(
        today=date,
        person=person,
        start_uid=uuid.uuid4(),
        alarms=alarms,
        asking=_asking(lately),
        urgent=urgent,
        running=tuple((entry, now - entry.started_at >= FORGOTTEN_AFTER) for entry in running),
        recent_days=recent_days_of(person, date, last_days(date, RECENT_DAYS)),
        is_evening=is_evening(person, now),
        newest=tuple(newest),
        again=same_again(newest[0]) if newest and not running else None,
        incomplete=incomplete_count(person.owner, date),
        for_you=for_you_cards((card for card in cards if not is_urgent(card)), stored.words, back_to="today"),
        is_for_you_current=stored.is_current,
        for_you_address=_with_saved(reverse("guidance-for-you"), saved_entry(request)),
        offers_home_screen=not (running or alarms or urgent) and offers_home_screen(request),
    )


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
