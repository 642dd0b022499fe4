"""The health profile: its page, adding, changing and removing a row, and the answer "none"."""

import datetime as dt
import uuid
from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from tracker.forms.profile import ProfileItemForm
from tracker.models import ProfileItem, Revision
from tracker.pages.edits import Edit, single_units
from tracker.pages.marks import MARKS_OF_ITEM, marks_hold, offered_marks
from tracker.pages.owner import diary_owner, diary_person
from tracker.pages.profile import ProfileFormPage, profile_page
from tracker.pages.request import SignedInRequest
from tracker.pages.safety import look_for_missed_medicine
from tracker.selectors.profile import Profile, profile_line, profile_of
from tracker.services import profile as service
from tracker.services.versions import diary_write
from tracker.views.access import post_action, profile_item_or_404, revision_or_404, stays_or_comes_back
from tracker.views.undo import saved_words, was_just_removed, with_undo
from tracker.vocabulary.profile import PREGNANCY, PROFILE_KINDS, ProfileKind


@login_required
@require_safe
def profile(request: SignedInRequest) -> HttpResponse:
    """All sections, and what was removed in the last 30 days."""
    now = timezone.now()
    page = profile_page(diary_owner(request), diary_person(request).today(now), now)
    return render(request, "tracker/profile.html", {"page": page})


def _kind_or_404(kind: str) -> ProfileKind:
    if kind not in PROFILE_KINDS:
        raise Http404("no such part of the profile")
    return PROFILE_KINDS[kind]


def _back(kind: str) -> HttpResponse:
    return redirect(f"{reverse('profile')}#{kind}")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def profile_add(request: SignedInRequest, kind: str) -> HttpResponse:
    """The form for a new row. Sent twice, it makes one."""
    _kind_or_404(kind)
    return _item_form(request, kind, None)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def profile_change(request: SignedInRequest, uid: uuid.UUID) -> HttpResponse:
    """The same form over a stored row."""
    item = profile_item_or_404(request, uid)
    return _item_form(request, item.kind, item)


def _item_form(request: SignedInRequest, kind: str, item: ProfileItem | None) -> HttpResponse:
    owner, now = diary_owner(request), timezone.now()
    today = diary_person(request).today(now)
    known = profile_of(owner, today)
    once = known.of(kind)[0] if PROFILE_KINDS[kind].is_once and known.of(kind) else None
    if item is None and once:
        return redirect("profile-change", uid=once.uid)
    data = request.POST if request.method == "POST" else None
    form = ProfileItemForm(
        data,
        kind=kind,
        today=today,
        stored=profile_line(item) if item else None,
        listed=_listed(known, kind, data),
    )
    edit = _edit(request, form, item) if item else None
    stored = _stored_values(item) if item else None
    if form.is_bound and form.is_valid() and marks_hold(form, MARKS_OF_ITEM, stored, diary_person(request), today):
        saved = _save_item(request, kind, form, item, edit, now)
        if saved is not None:
            look_for_missed_medicine(request, timezone.now())
            removal = "" if edit else reverse("profile-remove", args=[saved.uid])
            words = saved_words(request, edit, _("Saved."), Revision.PROFILE, saved, now, "profile-restore", removal)
            messages.success(request, words)
            return _back(kind)
    marks = offered_marks(form, MARKS_OF_ITEM, stored, today)
    page = ProfileFormPage(form, PROFILE_KINDS[kind], item, edit, marks)
    return render(request, "tracker/profile_form.html", {"page": page}, status=422 if form.is_bound else 200)


def _save_item(
    request: SignedInRequest,
    kind: str,
    form: ProfileItemForm,
    item: ProfileItem | None,
    edit: Edit | None,
    now: dt.datetime,
) -> ProfileItem | None:
    """The row as it was saved; None if there is something to choose first."""
    owner = diary_owner(request)
    with diary_write(owner):
        if edit and item:
            uid = item.uid
            values = edit.settle(form.item_data(), _stored_values(profile_item_or_404(request, uid)))
        else:
            uid, values = form.cleaned_data["uid"], form.item_data()
            stays_or_comes_back(request, Revision.PROFILE, uid)
        return None if values is None else service.save_item(owner, kind, uid, service.ItemData(**values), now=now)


def _stored_values(item: ProfileItem) -> dict[str, Any]:
    data = service.ItemData.from_row(item)
    return {name: getattr(data, name) for name in service.ItemData.__slots__}


def _edit(request: SignedInRequest, form: ProfileItemForm, item: ProfileItem) -> Edit:
    """What goes together is one unit: what it is, and its dates."""
    stored = _stored_values(item)
    names = [name for name in form.fields if name != "uid"]
    groups = [("code", "text"), ("since", "until", "is_expected")]
    together = {name for group in groups for name in group}
    units = single_units(name for name in names if name not in together)
    for group in groups:
        there = tuple(name for name in group if name in names)
        if there:
            is_due = "until" in there and item.kind == PREGNANCY
            units[there[0]] = (*there, "is_expected") if is_due else there
    return Edit(request.POST, form, stored, units)


def _listed(known: Profile, kind: str, data: Mapping[str, Any] | None) -> list[str]:
    """Codes that hold already. A form sent twice meets the row it stored itself: that is no mistake."""
    sent = str((data or {}).get("uid", ""))
    return [line.code for line in known.now(kind) if line.code and str(line.uid) != sent]


@post_action
def profile_over(request: SignedInRequest, uid: uuid.UUID) -> HttpResponse:
    """Ends a row today."""
    item, now = profile_item_or_404(request, uid), timezone.now()
    if service.end_item(diary_owner(request), item, diary_person(request).today(now), now=now):
        words = _("Saved. It ended today. Wrong date? Choose “Edit”.")
        messages.success(request, saved_words(request, None, words, Revision.PROFILE, item, now, "profile-restore"))
    return _back(item.kind)


@post_action
def profile_remove(request: SignedInRequest, uid: uuid.UUID) -> HttpResponse:
    """Removes a row; the page offers to restore it for 30 days."""
    if was_just_removed(request, ProfileItem.objects.of(diary_owner(request)), uid, Revision.PROFILE):
        return redirect("profile")
    item = profile_item_or_404(request, uid)
    revision = service.remove_item(diary_owner(request), item, now=timezone.now())
    if revision:
        words = _("Removed. You can restore it for 30 days, at the end of this page.")
        messages.success(request, with_undo(request, words, reverse("profile-restore", args=[revision.pk])))
    return redirect("profile")


@post_action
def profile_restore(request: SignedInRequest, pk: int) -> HttpResponse:
    """Restores a removed row."""
    revision = revision_or_404(request, pk, Revision.PROFILE)
    restored = service.restore_item(diary_owner(request), revision, now=timezone.now())
    if restored is None:
        messages.error(request, _("This is more than 30 days old, so it can’t be restored."))
        return redirect("profile")
    messages.success(request, _("Restored."))
    return _back(restored.kind)


@post_action
def profile_none(request: SignedInRequest, kind: str) -> HttpResponse:
    """Answers a kind with "none"."""
    _kind_or_404(kind)
    try:
        service.say_none(diary_owner(request), kind, diary_person(request).today(timezone.now()))
    except service.KindAnsweredError:
        messages.error(request, _("There is already something here. Mark it as ended, or remove it."))
    return _back(kind)


@post_action
def profile_ask_again(request: SignedInRequest, kind: str) -> HttpResponse:
    """Removes the answer "none", so that the kind is asked again."""
    _kind_or_404(kind)
    service.take_back_none(diary_owner(request), kind)
    return _back(kind)
