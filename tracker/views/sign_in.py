"""Sign-in and devices: what opens the account, each with its own page."""

import logging

from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from tracker.models import SignedInDevice
from tracker.pages.install import can_have_passkeys
from tracker.pages.owner import diary_person
from tracker.pages.request import SignedInRequest
from tracker.pages.sign_in import PasskeyLine, SignInPage, device_lines
from tracker.services.devices import log_out_device, log_out_others
from tracker.views.access import asked_again, post_action

log = logging.getLogger("spasmlog.events")


@login_required
@require_safe
def sign_in(request: SignedInRequest) -> HttpResponse:
    """What is set up, and the way to each of it."""
    person = diary_person(request)
    stored = list(Authenticator.objects.filter(user=request.user).order_by("pk"))
    steps = {step.type: step for step in stored}
    app, codes = steps.get(Authenticator.Type.TOTP), steps.get(Authenticator.Type.RECOVERY_CODES)
    page = SignInPage(
        has_password=request.user.has_usable_password(),
        app_since=app and person.wall_clock(app.created_at),
        codes_left=len(codes.wrap().get_unused_codes()) if codes else None,
        passkeys=[
            PasskeyLine(
                step.pk,
                step.wrap().name,
                person.wall_clock(step.created_at),
                step.last_used_at and person.wall_clock(step.last_used_at),
            )
            for step in stored
            if step.type == Authenticator.Type.WEBAUTHN
        ],
        can_have_passkeys=can_have_passkeys(request),
        devices=device_lines(person, request.session.session_key or "", timezone.now()),
    )
    return render(request, "tracker/sign_in.html", {"page": page})


@post_action
@asked_again
def device_log_out(request: SignedInRequest, pk: int) -> HttpResponse:
    """Logs one device out."""
    device = get_object_or_404(SignedInDevice, owner=request.user, pk=pk)
    log_out_device(request.user, device)
    log.info("Person %s logged out another device.", request.user.pk)
    messages.success(request, _("%(device)s is logged out.") % {"device": device.name})
    return redirect("sign-in")


@post_action
@asked_again
def devices_log_out(request: SignedInRequest) -> HttpResponse:
    """Logs every device out but this one."""
    count = log_out_others(request.user, request.session.session_key or "")
    log.info("Person %s logged out %s other devices.", request.user.pk, count)
    words = ngettext("%(n)s other device is logged out.", "%(n)s other devices are logged out.", count)
    messages.success(request, words % {"n": count})
    return redirect("sign-in")
