"""What the log shows for the person: the cards of Today, what each rests on, and what is answered to them."""

import datetime as dt
import uuid
import uuid as uuid_module

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tracker.guidance.about import title_words
from tracker.guidance.loader import library_in
from tracker.guidance.rules.raised import Raised
from tracker.guidance.rules.registry import RULES
from tracker.guidance.schema import SELF_CARE
from tracker.guidance.thresholds import REST_DAYS
from tracker.models import Episode
from tracker.pages.cards import ANSWERED_WORDS, SAID_WORDS, all_shown, shown, why_address
from tracker.pages.owner import diary_owner, diary_person
from tracker.pages.request import SignedInRequest
from tracker.pages.safety import alarm, assessed, assessed_lately, beside
from tracker.selectors.guidance import ENTRIES_SHOWN, days_without_entry, entries_behind
from tracker.selectors.person import Person, own_words
from tracker.services import guidance as service
from tracker.services import guidance_answers as answers
from tracker.services.guidance import Findings
from tracker.views.access import guidance_answer_or_404, post_action
from tracker.views.undo import with_undo


@login_required
@require_safe
def guidance_for_you(request: SignedInRequest) -> HttpResponse:
    """What Today shows, looked at anew if need be: a part of Today, or a page of its own without JavaScript."""
    person, now = diary_person(request), timezone.now()
    found = service.findings(person, now)
    fitting, cards = None, beside(assessed_lately(request, timezone.now()), found.today)
    # Beside what comes first stands nothing about the entry.
    if not alarm(request, timezone.now()) and (fitting := _fitting(request, person, found)):
        # Three in all; the gravest come first, so that none of them is left out.
        cards = [card for card in cards if card != fitting][:2]
    context = {
        "fitting": fitting and shown(fitting, found.words),
        "cards": all_shown(cards, found.words),
        "back_to": "today" if request.htmx else "guidance-for-you",
    }
    return render(request, "tracker/parts/for_you.html" if request.htmx else "tracker/for_you.html", context)


def _fitting(request: SignedInRequest, person: Person, found: Findings) -> Raised | None:
    """The card that fits the entry just saved, which the address names; none where its own safety cards are up."""
    try:
        uid = uuid_module.UUID(request.GET.get("saved", ""))
    except ValueError:
        return None
    row = Episode.objects.of(person.owner).filter(uid=uid).first()
    if row is None or assessed(request, row, timezone.now()).assessment:
        return None
    return answers.fitting(person, found, row.pk)


@login_required
@require_safe
def guidance_why(request: SignedInRequest, key: str) -> HttpResponse:
    """One card: when it is shown, and the entries and days that it rests on."""
    person, now = diary_person(request), timezone.now()
    entry = library_in(get_language()).entries.get(key)
    if entry is None:
        raise Http404("no such entry")
    about = request.GET.get("about", "")
    found = service.findings(person, now)
    raised = found.card(key, about)
    said = [row for row in answers.latest_answers(person.owner) if (row.key, row.about) == (key, about)]
    context = {"entry": entry, "said": [(row, SAID_WORDS[row.answer]) for row in said], "today": found.on}
    if raised is not None and entry.care == SELF_CARE and alarm(request, timezone.now()):
        context["alarm"] = alarm(request, timezone.now())
    elif raised is not None:
        page = _page(request, len(raised.episodes))
        context |= {
            "card": shown(raised, found.words),
            "says": RULES[raised.rule].says,
            "entries": entries_behind(person.owner, raised.episodes, page),
            "count": len(raised.episodes),
            "days": days_without_entry(person.owner, raised.on, raised.episodes),
            "page": page,
            "has_more": page * ENTRIES_SHOWN < len(raised.episodes),
            "time_zone": person.time_zone,
            "back_to": "guidance-why",
        }
    return render(request, "tracker/guidance_why.html", context)


def _page(request: SignedInRequest, count: int) -> int:
    """The page that the address asks for, within those that there are."""
    asked = request.GET.get("page", "")
    last = max(1, -(-count // ENTRIES_SHOWN))
    return min(max(1, int(asked)), last) if asked.isascii() and asked.isdigit() and len(asked) < 9 else 1


@post_action
def guidance_answer(request: SignedInRequest) -> HttpResponse:
    """One tap: put aside, my doctor knows, or keep as a question. The message takes it back."""
    key, about, said = (request.POST.get(name, "") for name in ("key", "about", "answer"))
    try:
        row = answers.answer(diary_person(request), key, about, said, now=timezone.now())
    except answers.NotRaisedError:
        messages.info(request, _("Your log no longer shows this, so there is nothing to answer."))
    except answers.NoSuchAnswerError:
        messages.error(request, _("That answer doesn’t fit this card. Nothing was saved."))
    else:
        back_to = request.POST.get("back_to", "")
        undo = reverse("guidance-take-back", args=[row.uid])
        messages.success(request, with_undo(request, ANSWERED_WORDS[row.answer], undo, back_to=back_to))
    return _back(request, key, about)


@post_action
def guidance_take_back(request: SignedInRequest, uid: uuid.UUID) -> HttpResponse:
    """The answer was never given."""
    row = guidance_answer_or_404(request, uid)
    if answers.take_back(diary_person(request), row, now=timezone.now()):
        messages.success(request, _("Undone."))
    return _back(request, row.key, row.about)


def _back(request: SignedInRequest, key: str, about: str) -> HttpResponse:
    """To the page that the tap came from."""
    back_to = request.POST.get("back_to", "")
    if back_to == "guidance-why" and key in library_in(get_language()).entries:
        return redirect(why_address(key, about))
    return redirect(back_to if back_to in {"guidance-for-you", "guidance-answers"} else "today")


@login_required
@require_safe
def guidance_answers(request: SignedInRequest) -> HttpResponse:
    """What was answered to cards in the time that an answer rests, to be taken back."""
    owner = diary_owner(request)
    since = diary_person(request).today(timezone.now()) - dt.timedelta(days=REST_DAYS)
    own = own_words(owner)
    labels, entries = {**own.relief, **own.factors}, library_in(get_language()).entries
    said = [
        (
            row,
            title_words(entries[row.key], row.about, labels),
            SAID_WORDS[row.answer],
            why_address(row.key, row.about),
        )
        for row in answers.latest_answers(owner)
        if row.answered_on > since and row.key in entries
    ]
    return render(request, "tracker/guidance_answers.html", {"said": said, "rest_days": REST_DAYS})
