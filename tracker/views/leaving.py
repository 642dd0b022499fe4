"""Leaving: a person deletes their diary and their account, after their password was asked once more."""

import threading
from http import HTTPStatus
from pathlib import Path

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.db import connection
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tracker.forms.leaving import LeavingForm
from tracker.pages.addresses import address_outside
from tracker.pages.leaving import leaving_page
from tracker.pages.owner import diary_person, grant_in_use
from tracker.pages.request import SignedInRequest
from tracker.selectors.grants import diary_name
from tracker.services.leaving import clear_away, erase, finish_erase
from tracker.services.storage import kept_if_possible
from tracker.views.access import ask_unless_proven
from tracker.views.answers import forget_device

AGAIN_AFTER = 60.0
"""Seconds until it is cleared away once more: by then every answer is given that was being made meanwhile."""


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def account_delete(request: SignedInRequest) -> HttpResponse:
    """Says what goes and what stays; with the right password, deletes all of it. Of a diary that the account keeps for
    somebody, that diary alone."""
    person, account, var = diary_person(request), request.user, settings.VAR_DIR
    adapter = get_adapter(request)
    has_password = account.has_usable_password()
    if not has_password:
        # They log in otherwise, and prove it otherwise, if they can.
        ask_unless_proven(request)
    form = LeavingForm(
        request.POST if request.method == "POST" else None,
        check=(lambda password: adapter.is_password_of(request, account, password)) if has_password else None,
    )
    if request.method != "POST" or not form.is_valid():
        page = leaving_page(person, form, var, timezone.now())
        return render(request, "tracker/account_delete.html", {"page": page}, status=422 if form.is_bound else 200)
    kept_for = diary_name(person.owner) if grant_in_use(request) else ""
    for number in erase(person.owner, var):
        clear_away(var, number)
        _clear_away_later(var, number)
    if kept_for:
        messages.success(request, _("%(name)s’s diary was deleted.") % {"name": kept_for})
        response = redirect(address_outside("diaries"))
        response.status_code = HTTPStatus.SEE_OTHER
        return response
    with kept_if_possible():
        adapter.forget_tries(request, account)
    logout(request)
    messages.success(request, _("Your diary and your account are deleted."))
    response = redirect("account_login")
    # With 302, it would be taken for a form that could not be saved, see views/unsaved.py.
    response.status_code = HTTPStatus.SEE_OTHER
    forget_device(request, response)
    return response


def _clear_away_later(var: Path, number: int) -> None:
    timer = threading.Timer(AGAIN_AFTER, _finish, (var, number))
    timer.daemon = True
    timer.start()


def _finish(var: Path, number: int) -> None:
    """Clears away until nothing is left; should the server end before, the next start does it."""
    try:
        if not finish_erase(var, number):
            _clear_away_later(var, number)
    finally:
        # This thread's own.
        connection.close()
