"""Share links as the person sees them: the list with every opening, making one, taking one back in one tap."""

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_safe

from tracker.days import Period
from tracker.formatting import period_words
from tracker.forms.share import ShareForm
from tracker.models import ShareLink
from tracker.report.choice import FURTHER, PAGE_ONE, Choice, choice_of
from tracker.selectors.diary import first_day
from tracker.selectors.person import Person
from tracker.selectors.share import LinkLine, links_of
from tracker.services import share as service
from tracker.views.access import diary_owner, diary_person, post_action, share_link_or_404
from tracker.views.report_request import ReportRequest
from tracker.views.request import SignedInRequest
from tracker.vocabulary.lazy_text import LazyText

THIS_DEVICE = {"localhost", "127.0.0.1", "::1"}
"""Hosts that lead nobody here but who sits at this very device."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One link as a line of the list: in words, its times on the person's clocks."""

    link: ShareLink
    is_open: bool
    state: str
    made: dt.datetime
    until: dt.datetime
    period: str
    ticked: list[LazyText]
    opened: int
    openings: list[dt.datetime]
    unlisted: int


@login_required
@require_safe
def share_links(request: SignedInRequest) -> HttpResponse:
    """The person's links: what each shows, until when, and when it was opened."""
    person, now = diary_person(request), timezone.now()
    lines = [_shown(line, person) for line in links_of(diary_owner(request), now)]
    context = {
        "open": [line for line in lines if line.is_open],
        "over": [line for line in lines if not line.is_open],
    }
    return render(request, "tracker/share_links.html", context)


def _shown(line: LinkLine, person: Person) -> Shown:
    link = line.link
    return Shown(
        link=link,
        is_open=line.is_open,
        state=_state_words(line),
        made=person.wall_clock(link.made_at),
        until=person.wall_clock(link.revoked_at or link.expires_at),
        period=period_words(link.first_on, link.last_on),
        ticked=ticked_words(choice_of(link.choice)),
        opened=line.opened,
        openings=[person.wall_clock(at) for at in line.openings],
        unlisted=line.unlisted,
    )


def _state_words(line: LinkLine) -> str:
    if line.is_open:
        return pgettext("state of a link", "open")
    return pgettext("state of a link", "turned off") if line.link.revoked_at else pgettext("state of a link", "expired")


def ticked_words(chosen: Choice) -> list[LazyText]:
    """What is ticked, in the words and the order in which it is offered."""
    words = [PAGE_ONE.label(code) for code in PAGE_ONE if code in chosen.parts]
    words += [FURTHER.label(code) for code in FURTHER if code in chosen.sections]
    words += [_("Your name")] if chosen.with_name else []
    return words + ([_("Your notes on entries")] if chosen.with_notes else [])


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def share_new(request: SignedInRequest) -> HttpResponse:
    """A link to the page of the days in the address, with what is ticked for it. Once it is made, its address is shown
    in the answer itself, which is kept nowhere: there is no page to come back to."""
    if request.method != "POST":
        asked = ReportRequest.of(request)
        if not asked.is_valid:
            return redirect(f"{reverse('report')}?{request.GET.urlencode()}")
        period, chosen = asked.period, asked.chosen
        shows = {"first": period.first.isoformat(), "last": period.last.isoformat(), "shows": chosen.as_data()}
        return _new(request, ShareForm(initial=shows), period, chosen)
    form = ShareForm(request.POST)
    if not form.is_valid() and form.lost_its_page:
        messages.error(request, _("No link was made. Choose again what it should show."))
        return redirect("report")
    said = form.cleaned_data
    period, chosen = Period(said["first"], said["last"]), choice_of(said["shows"])
    return _made(request, said, period, chosen) if form.is_valid() else _new(request, form, period, chosen)


def _new(request: SignedInRequest, form: ShareForm, period: Period, chosen: Choice) -> HttpResponse:
    context = {
        "form": form,
        "period": period_words(period.first, period.last),
        "ticked": ticked_words(chosen),
        "back": f"{reverse('report')}?{request.GET.urlencode()}",
        "is_empty": first_day(diary_owner(request)) is None,
    }
    return render(request, "tracker/share_new.html", context, status=422 if form.is_bound else 200)


def _made(request: SignedInRequest, said: Mapping[str, Any], period: Period, chosen: Choice) -> HttpResponse:
    offer = service.Offer(
        period=period,
        before=period.before(),
        choice=chosen.as_data(),
        time_zone=diary_person(request).time_zone,
        days=said["days"],
        label=said["label"],
        phrase=said["phrase"],
    )
    link, token = service.make_link(diary_owner(request), said["uid"], offer, now=timezone.now())
    if not token:
        messages.info(request, _("You already made this link and saw its address. If you lost it, make a new one."))
        return redirect("share-links")
    address = _address(request, token)
    context = {
        "link": link,
        "address": address,
        "until": diary_person(request).wall_clock(link.expires_at),
        "is_this_device": urlsplit(address).hostname in THIS_DEVICE,
    }
    return render(request, "tracker/share_made.html", context)


def _address(request: SignedInRequest, token: str) -> str:
    """The whole address to send: of the machine's own name, and of this very host where it has none."""
    path = reverse("shared-page", args=[token])
    has_name = urlsplit(settings.ORIGIN).hostname not in THIS_DEVICE
    return settings.ORIGIN + path if has_name else request.build_absolute_uri(path)


@post_action
def share_revoke(request: SignedInRequest, uid: uuid.UUID) -> HttpResponse:
    """From now on the link opens nothing."""
    link = share_link_or_404(request, uid)
    service.revoke(diary_owner(request), link, now=timezone.now())
    messages.success(request, _("Turned off. The link no longer shows anything."))
    return redirect("share-links")
