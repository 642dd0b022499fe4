"""Today: what runs, the recent days, one tap for a clear day, the newest entries, what to do next."""

import datetime as dt
import uuid
from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tracker import days
from tracker.formatting import day_words
from tracker.models import Episode
from tracker.pages.cards import all_shown
from tracker.pages.owner import diary_person
from tracker.pages.recent_days import recent_days_of
from tracker.pages.request import Request, SignedInRequest, is_signed_in
from tracker.pages.safety import beside, is_urgent, safety_profile
from tracker.selectors.entries import details_of, entry_lines, newest_over
from tracker.services import days as service
from tracker.services import guidance
from tracker.services.safety import FORGOTTEN_AFTER, Assessed, assessed_rows, entries_lately
from tracker.views.access import post_action
from tracker.views.check_in import is_evening
from tracker.views.undo import with_undo
from tracker.vocabulary.episodes import ONGOING

RECENT_DAYS = 14
NEWEST_SHOWN = 5
ALARMS_SHOWN = 2


@require_safe
def today(request: Request) -> HttpResponse:
    """The first page: of the diary for who is signed in, of spasmlog for everybody else."""
    if not is_signed_in(request):
        return render(request, "tracker/welcome.html")
    person, now = diary_person(request), timezone.now()
    date = person.today(now)
    stored = guidance.urgent_first(person, now)
    rows, over = entries_lately(person, now), newest_over(person.owner, NEWEST_SHOWN)
    details = details_of({row.pk for row in (*rows, *over)})
    running = entry_lines([row for row in rows if row.duration_basis == ONGOING], details)
    newest = entry_lines(over, details)
    lately = assessed_rows(safety_profile(request, timezone.now()), rows, details, now)
    cards = beside(lately, stored.cards)
    context = {
        "alarms": alarms_shown(lately),
        "urgent": all_shown((card for card in cards if is_urgent(card)), stored.words),
        "asking": next((each for each in lately if each.assessment.asked), None),
        "today": date,
        "clock": person.wall_clock(now),
        "person": person,
        "time_zone": person.time_zone,
        "start_uid": uuid.uuid4(),
        "running": [(entry, now - entry.started_at >= FORGOTTEN_AFTER) for entry in running],
        "recent_days": recent_days_of(person, date, days.last_days(date, RECENT_DAYS)),
        "is_evening": is_evening(person, now),
        "newest": newest,
        "left_open": Episode.objects.of(person.owner).incomplete(date).count(),
        "for_you": stored,
        "cards": all_shown((card for card in cards if not is_urgent(card)), stored.words),
        "for_you_address": reverse("guidance-for-you") + _saved_query(request),
        "back_to": "today",
    }
    return render(request, "tracker/today.html", context)


def alarms_shown(lately: Sequence[Assessed]) -> list[Assessed]:
    """Of the entries that ask or warn, those that Today shows: the gravest few, and one question at a time."""
    with_cards = [each for each in lately if each.assessment.cards][:ALARMS_SHOWN]
    asking = next((each for each in lately if each.assessment.asked), None)
    return [each for each in lately if each in with_cards or each is asking]


def _saved_query(request: SignedInRequest) -> str:
    """The entry that was saved just now, as the address names it, to be handed on."""
    try:
        return f"?saved={uuid.UUID(request.GET.get('saved', ''))}"
    except ValueError:
        return ""


@post_action
def day_clear(request: SignedInRequest, date: dt.date) -> HttpResponse:
    """One tap: no spasm on that day. `undo` takes it back."""
    person, now = diary_person(request), timezone.now()
    if "undo" in request.POST:
        if service.withdraw_clear(person, date, now=now):
            messages.success(request, _("Undone. That day is unanswered again."))
        return redirect("today")
    try:
        service.confirm_clear(person, date, now=now)
    except service.DayNotOpenError:
        messages.error(request, _("You can only answer for today and the seven days before it."))
    except service.DayHasEntriesError:
        messages.error(request, _("That day has entries, so it counts as a spasm day."))
    else:
        words = _("%(day)s marked clear.") % {"day": capfirst(day_words(date, person.today(now)))}
        messages.success(request, with_undo(request, words, reverse("day-clear", args=[date]), undo="1"))
    return redirect("today")
