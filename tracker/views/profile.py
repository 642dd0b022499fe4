"""The health profile: what is in it and what is still empty, a row added or changed, "none" in one tap."""

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from tracker.forms.profile import ProfileItemForm
from tracker.guidance.loader import library_in
from tracker.guidance.profile import ConditionWords, words_for
from tracker.guidance.schema import Entry, Library
from tracker.models import ProfileItem, Revision
from tracker.pages.edits import Edit, single_units
from tracker.pages.owner import diary_owner, diary_person
from tracker.pages.request import SignedInRequest
from tracker.pages.safety import look_for_missed_medicine
from tracker.selectors.profile import Profile, ProfileLine, profile_line, profile_of
from tracker.services import profile as service
from tracker.services.versions import diary_write
from tracker.views.access import post_action, profile_item_or_404, revision_or_404, stays_or_comes_back
from tracker.views.undo import saved_words, was_just_removed
from tracker.vocabulary.profile import CONDITION, PREGNANCY, PROFILE_KINDS, ProfileKind


@dataclass(frozen=True, slots=True)
class Section:
    """One kind on the page: what holds now, with the library's words; what is over; or why it will be asked."""

    kind: ProfileKind
    now: list[tuple[ProfileLine, ConditionWords | None]]
    before: tuple[ProfileLine, ...]
    said_none_on: dt.date | None
    asked_in: tuple[Entry, ...]

    @property
    def is_empty(self) -> bool:
        return not (self.now or self.before or self.said_none_on)


@login_required
@require_safe
def profile(request: SignedInRequest) -> HttpResponse:
    """All sections, and what was removed in the last 30 days."""
    now = timezone.now()
    today = diary_person(request).today(now)
    found = profile_of(diary_owner(request), today)
    library = library_in(get_language())
    words = words_for(found.condition_codes, library)
    sections = [_section(kind, found, words, library) for kind in PROFILE_KINDS]
    removed = [(row, profile_line(item)) for row, item in service.removed_items(diary_owner(request), now=now)]
    is_new = not (found.lines or found.said_none)
    context = {"sections": sections, "is_new": is_new, "has_library": bool(words), "removed": removed}
    return render(request, "tracker/profile.html", context)


def _section(kind: str, found: Profile, words: Mapping[str, ConditionWords], library: Library) -> Section:
    # An own condition has no code, a code twice in the list is explained once.
    explained = set()
    now = []
    for line in found.now(kind):
        is_first = line.code not in explained
        explained.add(line.code)
        now.append((line, words.get(line.code) if kind in {CONDITION, PREGNANCY} and is_first else None))
    term = PROFILE_KINDS[kind]
    asked_in = tuple(library.entries[key] for key in term.asked_in)
    return Section(term, now, found.before(kind), found.said_none.get(kind), asked_in)


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
    found = profile_of(owner, today)
    once = found.of(kind)[0] if PROFILE_KINDS[kind].is_once and found.of(kind) else None
    if item is None and once:
        return redirect("profile-change", uid=once.uid)
    data = request.POST if request.method == "POST" else None
    form = ProfileItemForm(
        data,
        kind=kind,
        today=today,
        stored=profile_line(item) if item else None,
        listed=_listed(found, kind, data),
    )
    edit = _edit(request, form, item) if item else None
    if form.is_bound and form.is_valid():
        saved = _save_item(request, kind, form, item, edit, now)
        if saved is not None:
            look_for_missed_medicine(request, timezone.now())
            words = saved_words(request, edit, _("Saved."), Revision.PROFILE, saved, now, "profile-restore")
            messages.success(request, words)
            return _back(kind)
    context = {"form": form, "kind": PROFILE_KINDS[kind], "item": item, "edit": edit}
    return render(request, "tracker/profile_form.html", context, status=422 if form.is_bound else 200)


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
            told = edit.settle(form.told(), _told(profile_item_or_404(request, uid)))
        else:
            uid, told = form.cleaned_data["uid"], form.told()
            stays_or_comes_back(request, Revision.PROFILE, uid)
        return None if told is None else service.save_item(owner, kind, uid, service.ItemData(**told), now=now)


def _told(item: ProfileItem) -> dict[str, Any]:
    told = service.ItemData.from_row(item)
    return {name: getattr(told, name) for name in service.ItemData.__slots__}


def _edit(request: SignedInRequest, form: ProfileItemForm, item: ProfileItem) -> Edit:
    """What goes together is one unit: what it is, and its dates."""
    stored = _told(item)
    names = [name for name in form.fields if name != "uid"]
    groups = [("code", "text"), ("since", "until", "is_expected")]
    together = {name for group in groups for name in group}
    units = single_units(name for name in names if name not in together)
    for group in groups:
        there = tuple(name for name in group if name in names)
        if there:
            is_due = "until" in there and item.kind == PREGNANCY
            units[there[0]] = (*there, "is_expected") if is_due else there
    return Edit(request, form, stored, units)


def _listed(found: Profile, kind: str, data: Mapping[str, Any] | None) -> list[str]:
    """Codes that hold already. The second of two taps finds what the first one stored: that is no mistake."""
    sent = str((data or {}).get("uid", ""))
    return [line.code for line in found.now(kind) if line.code and str(line.uid) != sent]


@post_action
def profile_over(request: SignedInRequest, uid: uuid.UUID) -> HttpResponse:
    """It is over as of today."""
    item, now = profile_item_or_404(request, uid), timezone.now()
    if service.end_item(diary_owner(request), item, diary_person(request).today(now), now=now):
        messages.success(request, _("Saved. It ended today. Wrong date? Choose “Edit”."))
    return _back(item.kind)


@post_action
def profile_remove(request: SignedInRequest, uid: uuid.UUID) -> HttpResponse:
    """Takes a row away; the page brings it back for 30 days."""
    if was_just_removed(request, ProfileItem.objects.of(diary_owner(request)), uid, Revision.PROFILE):
        return redirect("profile")
    item = profile_item_or_404(request, uid)
    service.remove_item(diary_owner(request), item, now=timezone.now())
    messages.success(request, _("Removed. You can restore it for 30 days, at the end of this page."))
    return redirect("profile")


@post_action
def profile_restore(request: SignedInRequest, pk: int) -> HttpResponse:
    """Brings a removed row back."""
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
        messages.error(request, _("There is already something here. Mark it as over, or remove it."))
    return _back(kind)


@post_action
def profile_ask_again(request: SignedInRequest, kind: str) -> HttpResponse:
    """Takes the answer "none" back."""
    _kind_or_404(kind)
    service.take_back_none(diary_owner(request), kind)
    return _back(kind)
