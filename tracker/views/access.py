"""The guards that views start with: signed in, this row for this owner or 404."""

import datetime as dt
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Protocol, TypeAlias, TypeVar

from allauth.account.internal.flows.reauthentication import raise_if_reauthentication_required
from allauth.core.exceptions import ReauthenticationRequired
from django.contrib.auth.models import User
from django.contrib.auth.views import redirect_to_login
from django.db.models import Model, QuerySet
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from tracker.models import (
    AccessToken,
    Episode,
    Grant,
    GuidanceAnswer,
    Import,
    Pause,
    ProfileItem,
    Question,
    Revision,
    ShareLink,
    Trial,
    Visit,
)
from tracker.pages.caregiver import LOGGED_LATELY
from tracker.pages.owner import diary_owner, diary_person, is_caregiver
from tracker.pages.request import Request, SignedInRequest
from tracker.selectors.entries import entry_of
from tracker.selectors.person import Person
from tracker.services.episodes import EntryGoneError
from tracker.services.episodes import undo as undo_episode
from tracker.services.profile import restore_item
from tracker.services.questions import restore_question
from tracker.services.revisions import deletion_of
from tracker.services.visits import restore_visit
from tracker.vocabulary.episodes import ONGOING
from tracker.vocabulary.terms import NONE_OF_THESE

View: TypeAlias = Callable[..., HttpResponseBase]
Row = TypeVar("Row", bound=Model)


class Restore(Protocol):
    """A service that brings a deleted row back."""

    def __call__(self, owner: User, revision: Revision, *, now: dt.datetime) -> object: ...


def post_action(view: View) -> View:
    """For a view that a single button calls: by POST alone, for people who are signed in.

    A visitor is sent to log in, and from there to Today: such an address has no page of its own.
    """

    @wraps(view)
    def guarded(request: Request, *args: object, **kwargs: object) -> HttpResponseBase:
        if request.user.is_authenticated:
            return require_POST(view)(request, *args, **kwargs)
        return redirect_to_login(reverse("today"))

    return guarded


class AskAgainError(Exception):
    """Who sends a form has to prove once more who they are. A page asks them, and holds what they sent."""


def asked_again(view: View) -> View:
    """For what opens the diary to others or gives all of it away: asks a logged-in person for their password once more,
    unless they proved lately who they are."""

    @wraps(view)
    def guarded(request: SignedInRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        ask_unless_proven(request)
        return view(request, *args, **kwargs)

    return guarded


def ask_unless_proven(request: Request) -> None:
    """Raises what leads to being asked, if they have to be."""
    if has_to_prove(request):
        # What is only looked at can be opened anew: allauth's page leads back to it.
        raise AskAgainError if request.method == "POST" else ReauthenticationRequired


def has_to_prove(request: Request) -> bool:
    """False for a quarter of an hour after a log-in, or after they were asked."""
    try:
        raise_if_reauthentication_required(request, app="tracker")
    except ReauthenticationRequired:
        return True
    return False


BRING_BACK = "bring_back"
"""The field of a form that asks to restore a row that another tab deleted, and to go on."""


class DeletedElsewhereError(Http404):
    """What a form is about was deleted meanwhile, in another tab. A page offers to bring it back."""


def _restore(request: SignedInRequest, revision: Revision, now: dt.datetime) -> None:
    owner = diary_owner(request)
    if revision.kind == Revision.EPISODE:
        undo_episode(diary_person(request), revision, now=now)
        return
    restore: dict[str, Restore] = {
        Revision.VISIT: restore_visit,
        Revision.QUESTION: restore_question,
        Revision.PROFILE: restore_item,
    }
    restore[revision.kind](owner, revision, now=now)


def _row_or_404(request: SignedInRequest, rows: QuerySet[Row], uid: uuid.UUID, kind: str) -> Row:
    """The row of this uid among the owner's.

    A form about a row that was deleted meanwhile is not lost: DeletedElsewhereError, or the row is restored if the form
    asks for it. Anything else is not found.
    """
    row = rows.filter(uid=uid).first()
    if row is not None:
        return row
    if is_caregiver(request):
        raise Http404("what was deleted is the owner's")
    # A button within a page has no form to keep.
    if request.method == "POST" and not request.htmx:
        stays_or_comes_back(request, kind, uid)
        return get_object_or_404(rows.all(), uid=uid)
    raise Http404("no such row")


def stays_or_comes_back(request: SignedInRequest, kind: str, uid: uuid.UUID) -> None:
    """For a form that makes a row of this uid: sent once more after that row was deleted, it makes none by itself.

    DeletedElsewhereError, or the row brought back if the form asks for it.
    """
    now = timezone.now()
    revision = deletion_of(diary_owner(request), kind, uid, now)
    if revision is None:
        return
    if is_caregiver(request):
        raise Http404("what was deleted is the owner's")
    if BRING_BACK not in request.POST:
        raise DeletedElsewhereError(kind)
    _restore(request, revision, now)


def episode_or_404(request: SignedInRequest, uid: uuid.UUID) -> Episode:
    """The owner's episode with this uid; anybody else's is not found, and to a caregiver neither is one of before."""
    owner = diary_owner(request)
    row = entry_of(owner, uid) or _row_or_404(request, Episode.objects.of(owner), uid, Revision.EPISODE)
    if is_caregiver(request) and not is_in_reach(diary_person(request), row, timezone.now()):
        raise Http404("nothing of the past is open")
    return row


JUST_OVER = dt.timedelta(hours=1)
"""For how long after its end a caregiver may say more of an entry that they did not log."""


def is_in_reach(person: Person, row: Episode, now: dt.datetime) -> bool:
    """True for an entry that a caregiver may see: one that runs, has just stopped, or was logged by them of late."""
    if row.private:
        return False
    if row.duration_basis == ONGOING or (row.ended_at is not None and row.ended_at > now - JUST_OVER):
        return True
    return row.logged_by == person.logged_by and (row.arrived_at or row.logged_at) > now - LOGGED_LATELY


@contextmanager
def gone_is_404() -> Iterator[None]:
    """Not found, if another tab deletes the entry while this one saves it."""
    try:
        yield
    except EntryGoneError as gone:
        raise Http404("deleted in the meantime") from gone


def pause_or_404(request: SignedInRequest, pk: int) -> Pause:
    """The owner's pause; anybody else's is not found."""
    return get_object_or_404(Pause, owner=diary_owner(request), pk=pk)


def profile_item_or_404(request: SignedInRequest, uid: uuid.UUID) -> ProfileItem:
    """The owner's row of the health profile; anybody else's, and the answers "none", are not found."""
    rows = ProfileItem.objects.of(diary_owner(request)).exclude(code=NONE_OF_THESE)
    return _row_or_404(request, rows, uid, Revision.PROFILE)


def question_or_404(request: SignedInRequest, uid: uuid.UUID) -> Question:
    """The owner's question; anybody else's is not found."""
    return _row_or_404(request, Question.objects.filter(owner=diary_owner(request)), uid, Revision.QUESTION)


def visit_or_404(request: SignedInRequest, uid: uuid.UUID) -> Visit:
    """The owner's visit; anybody else's is not found."""
    return _row_or_404(request, Visit.objects.of(diary_owner(request)), uid, Revision.VISIT)


def share_link_or_404(request: SignedInRequest, uid: uuid.UUID) -> ShareLink:
    """The owner's share link; anybody else's is not found."""
    return get_object_or_404(ShareLink.objects.of(diary_owner(request)), uid=uid)


def token_or_404(request: SignedInRequest, uid: uuid.UUID) -> AccessToken:
    """The owner's token; anybody else's is not found."""
    return get_object_or_404(AccessToken.objects.of(diary_owner(request)), uid=uid)


def grant_or_404(request: SignedInRequest, uid: uuid.UUID) -> Grant:
    """What the owner gave somebody; anybody else's grant is not found."""
    return get_object_or_404(Grant.objects.of(diary_owner(request)), uid=uid)


def import_or_404(request: SignedInRequest, uid: uuid.UUID) -> Import:
    """The owner's import; anybody else's is not found."""
    return get_object_or_404(Import, owner=diary_owner(request), uid=uid)


def trial_or_404(request: SignedInRequest, uid: uuid.UUID) -> Trial:
    """The owner's trial; anybody else's is not found."""
    return get_object_or_404(Trial, owner=diary_owner(request), uid=uid)


def guidance_answer_or_404(request: SignedInRequest, uid: uuid.UUID) -> GuidanceAnswer:
    """The owner's answer to a card; anybody else's is not found."""
    return get_object_or_404(GuidanceAnswer, owner=diary_owner(request), uid=uid)


def revision_or_404(request: SignedInRequest, pk: int, kind: str = Revision.EPISODE) -> Revision:
    """The owner's revision of an entry, or of another kind of row; anybody else's is not found."""
    return get_object_or_404(Revision, owner=diary_owner(request), kind=kind, pk=pk)
