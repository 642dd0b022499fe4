"""Caregivers and other diaries: who may do what, inviting and accepting, revoking in one tap, diaries that are kept for
somebody."""

import logging
import uuid
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from tracker.forms.grants import DiaryNameForm, InvitationForm, KeptDiaryForm
from tracker.pages.addresses import address_outside, beginning_of
from tracker.pages.grants import (
    DiaryNamePage,
    DiaryNewPage,
    accept_page,
    diaries_page,
    expires_at,
    invite_page,
    invited_page,
    other_diaries,
)
from tracker.pages.owner import diary_owner, diary_person, grant_in_use
from tracker.pages.request import SignedInRequest
from tracker.pages.share import THIS_DEVICE
from tracker.selectors.grants import diary_name
from tracker.services import grants as service
from tracker.views.access import asked_again, grant_or_404, post_action

log = logging.getLogger("spasmlog.events")


@login_required
@require_safe
def diaries(request: SignedInRequest) -> HttpResponse:
    """Who may do what in this diary, when they opened it, and which others the account can open."""
    person, now = diary_person(request), timezone.now()
    others = None if grant_in_use(request) else other_diaries(person, now)
    return render(request, "tracker/diaries.html", {"page": diaries_page(person, others, now)})


@login_required
@asked_again
@require_http_methods(["GET", "HEAD", "POST"])
def diary_invite(request: SignedInRequest) -> HttpResponse:
    """An invitation. Once it is made its address is shown in the answer itself, which is kept nowhere."""
    person, now = diary_person(request), timezone.now()
    form = InvitationForm(request.POST if request.method == "POST" else None, today=person.today(now))
    if not form.is_valid():
        return _invite(request, form)
    chosen = form.cleaned_data
    offer = service.Invitation(
        may=chosen["may"],
        sees_notes=chosen["notes"],
        expires_at=expires_at(person, chosen["last_on"]),
        label=chosen["label"],
    )
    try:
        grant, token = service.invite(person.owner, chosen["uid"], offer, now=now)
    except service.TooManyGrantsError:
        return _invite(request, form, has_too_many=True)
    if not token:
        messages.info(request, _("You already made this invitation and saw its link. If you lost it, make a new one."))
        return redirect("diaries")
    log.info("Person %s invited a caregiver: %s", person.owner.pk, grant.may)
    page = invited_page(person, grant, _address(request, token))
    return render(request, "tracker/diary_invited.html", {"page": page})


def _invite(request: SignedInRequest, form: InvitationForm, *, has_too_many: bool = False) -> HttpResponse:
    page = invite_page(form, has_too_many=has_too_many)
    return render(request, "tracker/diary_invite.html", {"page": page}, status=422 if form.is_bound else 200)


def _address(request: SignedInRequest, token: str) -> str:
    """The whole address to send: of the machine's own name, and of this very host where it has none."""
    path = address_outside("diary-accept", token)
    has_name = urlsplit(settings.ORIGIN).hostname not in THIS_DEVICE
    return settings.ORIGIN + path if has_name else request.build_absolute_uri(path)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def diary_accept(request: SignedInRequest, token: str) -> HttpResponse:
    """Says whose diary it is, what one may do, and until when; its button accepts."""
    now = timezone.now()
    invitation = service.invitation_of(token, now=now)
    if request.method == "POST" and invitation is not None:
        try:
            grant = service.accept(request.user, invitation, now=now)
        except service.OwnDiaryError:
            messages.info(request, _("You can do everything in this diary already."))
            return redirect("diaries")
        if grant is not None:
            log.info("Person %s accepted an invitation of person %s: %s", request.user.pk, grant.owner_id, grant.may)
            messages.success(request, _("Accepted. Later, you’ll find this diary under “Diaries”."))
            return redirect(beginning_of(grant.uid))
        invitation = None
    page = accept_page(invitation, account_pk=request.user.pk)
    return render(request, "tracker/diary_accept.html", {"page": page}, status=200 if invitation else 404)


@post_action
def grant_revoke(request: SignedInRequest, uid: uuid.UUID) -> HttpResponse:
    """From the next request on the grant opens nothing."""
    owner, grant = diary_owner(request), grant_or_404(request, uid)
    if service.revoke_grant(owner, grant, now=timezone.now()):
        log.info("Person %s ended what a caregiver may do: %s", owner.pk, grant.may)
    messages.success(request, _("Ended. They can no longer open your diary."))
    return redirect("diaries")


@post_action
def diary_give_up(request: SignedInRequest) -> HttpResponse:
    """The account gives up what it may do in this diary."""
    grant = grant_in_use(request)
    if grant is None:
        raise Http404("it is one's own")
    if service.give_up_grant(request.user, grant, now=timezone.now()):
        log.info("Person %s gave up what they may do in the diary of person %s", request.user.pk, grant.owner_id)
    words = _("Done. You can no longer open %(name)s’s diary.")
    messages.success(request, words % {"name": diary_name(grant.owner)})
    return redirect(address_outside("diaries"))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def diary_new(request: SignedInRequest) -> HttpResponse:
    """Begins a diary that this account keeps for somebody who has no account."""
    form = KeptDiaryForm(request.POST if request.method == "POST" else None)
    has_too_many = False
    if form.is_valid():
        zone = diary_person(request).time_zone
        chosen = form.cleaned_data
        try:
            grant = service.begin_kept_diary(request.user, chosen["uid"], chosen["name"], zone, now=timezone.now())
        except service.TooManyGrantsError:
            has_too_many = True
        else:
            log.info("Person %s began a diary for somebody: person %s", request.user.pk, grant.owner_id)
            return redirect(beginning_of(grant.uid))
    page = DiaryNewPage(form, has_too_many)
    return render(request, "tracker/diary_new.html", {"page": page}, status=422 if form.is_bound else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def diary_rename(request: SignedInRequest) -> HttpResponse:
    """Gives a diary that this account keeps another name."""
    owner = diary_owner(request)
    if grant_in_use(request) is None:
        raise Http404("its name is that of the account")
    form = DiaryNameForm(request.POST if request.method == "POST" else None, initial={"name": diary_name(owner)})
    if form.is_valid():
        service.rename_kept_diary(owner, form.cleaned_data["name"])
        messages.success(request, _("Renamed. This diary is now called “%(name)s’s diary”.") % form.cleaned_data)
        return redirect("diaries")
    page = DiaryNamePage(form)
    return render(request, "tracker/diary_rename.html", {"page": page}, status=422 if form.is_bound else 200)
