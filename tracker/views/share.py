"""Share links as the person sees them: the list with every opening, making one, taking one back in one tap, and
opening one again after a restore."""

import logging
import uuid
from collections.abc import Mapping
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
from django.views.decorators.http import require_http_methods, require_safe

from tracker.days import Period
from tracker.forms.share import ShareForm
from tracker.pages.addresses import address_outside
from tracker.pages.doctors_page import counted_period
from tracker.pages.owner import diary_owner, diary_person
from tracker.pages.report_request import ReportRequest
from tracker.pages.request import SignedInRequest
from tracker.pages.share import THIS_DEVICE, share_links_page, share_made_page, share_new_page
from tracker.report.choice import ReportChoice
from tracker.services import share as service
from tracker.services.evidence import factor_write
from tracker.views.access import asked_again, post_action, share_link_or_404

log = logging.getLogger("spasmlog.events")


@login_required
@require_safe
def share_links(request: SignedInRequest) -> HttpResponse:
    """The person's links: what each shows, until when, and when it was opened."""
    page = share_links_page(diary_person(request), timezone.now())
    return render(request, "tracker/share_links.html", {"page": page})


@login_required
@asked_again
@require_http_methods(["GET", "HEAD", "POST"])
def share_new(request: SignedInRequest) -> HttpResponse:
    """A link to the page of the days in the address, with what is ticked for it. Once it is made, its address is shown
    in the answer itself, which is kept nowhere: there is no page to come back to."""
    if request.method != "POST":
        report_request = ReportRequest.from_address(diary_person(request), timezone.now(), request.GET)
        if not report_request.is_valid:
            return redirect(f"{reverse('report')}?{request.GET.urlencode()}")
        period, chosen = report_request.period, report_request.chosen
        shows = {"first": period.first.isoformat(), "last": period.last.isoformat(), "shows": chosen.as_data()}
        return _new(request, ShareForm(initial=shows), period, chosen)
    form = ShareForm(request.POST)
    if not form.is_valid() and form.lost_its_page:
        messages.error(request, _("No link was made. Choose again what it should show."))
        return redirect("report")
    cleaned = form.cleaned_data
    period, chosen = Period(cleaned["first"], cleaned["last"]), ReportChoice.from_data(cleaned["shows"])
    return _made(request, cleaned, period, chosen) if form.is_valid() else _new(request, form, period, chosen)


def _new(request: SignedInRequest, form: ShareForm, period: Period, chosen: ReportChoice) -> HttpResponse:
    back = f"{reverse('report')}?{request.GET.urlencode()}"
    counted = counted_period(diary_person(request), period, timezone.now())
    page = share_new_page(diary_owner(request), form, counted, chosen, back)
    return render(request, "tracker/share_new.html", {"page": page}, status=422 if form.is_bound else 200)


def _made(request: SignedInRequest, cleaned: Mapping[str, Any], period: Period, chosen: ReportChoice) -> HttpResponse:
    person, now = diary_person(request), timezone.now()
    offer = service.Offer(
        period=counted_period(person, period, now),
        before=period.before(),
        choice=chosen.as_data(),
        time_zone=person.time_zone,
        days=cleaned["days"],
        label=cleaned["label"],
        phrase=cleaned["phrase"],
    )
    # The link shows blocks that were closed by now: those that are due are, so that no later edit changes that.
    with factor_write(person, now):
        link, token = service.make_link(person.owner, cleaned["uid"], offer, now=now)
    if not token:
        messages.info(request, _("You already made this link and saw its address. If you lost it, make a new one."))
        return redirect("share-links")
    log.info("Person %s made a shared link.", person.owner.pk)
    page = share_made_page(person, link, _address(request, token))
    return render(request, "tracker/share_made.html", {"page": page})


def _address(request: SignedInRequest, token: str) -> str:
    """The whole address to send: of the machine's own name, and of this very host where it has none."""
    path = address_outside("shared-page", token)
    has_name = urlsplit(settings.ORIGIN).hostname not in THIS_DEVICE
    return settings.ORIGIN + path if has_name else request.build_absolute_uri(path)


@post_action
def share_revoke(request: SignedInRequest, uid: uuid.UUID) -> HttpResponse:
    """From now on the link opens nothing."""
    link = share_link_or_404(request, uid)
    service.revoke(diary_owner(request), link, now=timezone.now())
    messages.success(request, _("Turned off. The link no longer shows anything."))
    return redirect("share-links")


@post_action
@asked_again
def share_reopen(request: SignedInRequest, uid: uuid.UUID) -> HttpResponse:
    """Opens a link again that was closed because a backup was restored."""
    link = share_link_or_404(request, uid)
    if service.reopen(diary_owner(request), link, now=timezone.now()):
        messages.success(request, _("Turned on. The link works again."))
    else:
        messages.info(
            request,
            _("This link has expired or was turned off for good, so it can’t be turned on again. Make a new one."),
        )
    return redirect("share-links")
