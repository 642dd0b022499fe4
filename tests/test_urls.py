"""The walk of URLs: every pattern of the resolver, anonymously and with another person's rows. An unknown one fails."""

import io
import uuid

import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.archived import archive_of
from tests.care import make_invitation
from tests.factories import (
    NOON,
    make_day,
    make_episode,
    make_profile_item,
    make_share_link,
    make_token,
    make_trial,
    make_visit,
)
from tests.html import read_page
from tests.imported import bring_in, entries_csv
from tests.imported import entry as csv_entry
from tests.kept_rows import kept_rows, tables
from tests.second_step import make_device, make_passkey
from tracker.models import (
    AccessToken,
    DayFactor,
    GuidanceAnswer,
    Pause,
    ProfileItem,
    Question,
    Revision,
    ShareLink,
    Visit,
)
from tracker.pages.unsaved_words import is_shown_first
from tracker.selectors.person import person_of
from tracker.services.day_revisions import DAY_REVISION
from tracker.services.episodes import delete_episode
from tracker.services.profile import remove_item
from tracker.services.questions import keep_question, remove_question
from tracker.services.revisions import keep_revision
from tracker.services.uploads import TABLE, keep_upload
from tracker.services.visits import remove_visit

OPEN_TO_ALL = {
    *("today", "account_login", "account_signup", "account_logout", "account_inactive", "shared-page"),
    "when-to-get-help",
    # A visitor is told that nobody is signed in, and stores nothing: tests/views/test_outbox.py.
    *("service-worker", "offline", "offline-drawings", "manifest"),
    "outbox",
    "mfa_login_webauthn",
    *("well-known-change-password", "well-known-security"),
    # Says of nobody anything: tests/test_health.py.
    "health",
}
"""Names that a visitor may see: the welcome page, the door, when to get help, what a share link shows to who has its
token, what a browser reads to install spasmlog, that nobody is signed in, and whether the server is well."""

BY_TOKEN = {
    *("api-now", "api-start", "api-stop", "api-check-in", "api-episodes", "api-backup"),
    "api-nothing-here",
    "calendar-feed",
}
"""Names that programs ask with a token: no session lets anybody in there. tests/views/test_api.py is their walk."""

OWNED = {
    "episode",
    "episode-edit",
    "episode-delete",
    "episode-running",
    "episode-where",
    "episode-correct-start",
    "episode-stop",
    "episode-count",
    "episode-when-stopped",
    "episode-resume",
    "episode-after",
    "episode-running-help",
    "episode-answer",
    "episode-notice",
    "factor",
    "leave-one",
    "revision-undo",
    "check-in-restore",
    "pause-end",
    "pause-remove",
    "profile-change",
    "profile-over",
    "profile-remove",
    "profile-restore",
    "guidance-take-back",
    "question-change",
    "question-move",
    "question-answered",
    "question-remove",
    "question-restore",
    "visit",
    "visit-change",
    "visit-after",
    "visit-remove",
    "visit-restore",
    "visit-question-move",
    "visit-question-put",
    "visit-question-answered",
    "visit-change-add",
    "visit-change-ended",
    "visit-change-dose",
    "share-revoke",
    "share-reopen",
    "token-revoke",
    "grant-revoke",
    "archive-restore",
    "import-file",
    "import-answers",
    "import-undo",
    "trial-result",
    "mfa_edit_webauthn",
    "mfa_remove_webauthn",
    "sign-in-device-log-out",
}
"""Names whose address carries somebody's row: for anybody else they are not found."""

OF_ACCOUNTS = ("account_", "mfa_")
"""What allauth's names begin with: their pages hold passwords and codes."""

PLAIN = {
    "spasm-now",
    "home-screen-hint-hide",
    "episode-add",
    "episode-places",
    "episode-several",
    "episode-start",
    "deleted",
    "diary",
    "diary-day",
    "diary-year",
    "day-timeline",
    "day-timeline-table",
    "day-timeline-file",
    "left-open",
    "leave-all",
    "day-opened",
    "day-clear",
    "check-in",
    "check-in-day",
    "check-in-take-back",
    "check-in-clear",
    "check-in-open",
    "check-in-factors",
    "check-in-reminder",
    "pauses",
    "profile",
    "profile-add",
    "profile-none",
    "profile-ask-again",
    "settings",
    "settings-keys",
    "device-zone",
    "offline-device",
    "styleguide",
    "share-links",
    "share-new",
    "tokens",
    "token-new",
    "token-calendar",
    "diaries",
    "diary-new",
    "diary-rename",
    "diary-invite",
    "diary-accept",
    "diary-give-up",
    "export",
    "episodes-csv",
    "days-csv",
    "your-data",
    "archive",
    "account-delete",
    "import-upload",
    "factors",
    "trends",
    "trends-chart",
    "trends-table",
    "trends-file",
    "guidance",
    "guidance-library",
    "guidance-releases",
    "guidance-entry",
    "guidance-for-you",
    "guidance-why",
    "guidance-answer",
    "guidance-answers",
    "questions",
    "visits",
    "visit-new",
    "trial",
    "trial-start",
    "trial-night",
    "trial-done",
    "trial-stop",
    "trials-csv",
    "report",
    "report-pdf",
    "guidance-disagreements",
    "guidance-sources",
    "guidance-source",
    "account_change_password",
    "account_set_password",
    "account_reauthenticate",
    "sign-in",
    "sign-in-others-log-out",
    "mfa_authenticate",
    "mfa_reauthenticate",
    "mfa_activate_totp",
    "mfa_deactivate_totp",
    "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes",
    "mfa_add_webauthn",
    "mfa_reauthenticate_webauthn",
}
"""Names that show a signed-in person their own diary, or what is the same for all."""

ARGUMENTS = {
    "calendar-feed": {"token": "of-no-calendar"},
    "shared-page": {"token": "of-no-link"},
    "diary-accept": {"token": "of-no-invitation"},
    "day-opened": {"date": "2026-06-10"},
    "day-clear": {"date": "2026-06-10"},
    "check-in-day": {"date": "2026-06-10"},
    "diary-day": {"date": "2026-06-10"},
    "diary-year": {"year": 2026},
    "day-timeline": {"date": "2026-06-10"},
    "day-timeline-table": {"date": "2026-06-10"},
    "day-timeline-file": {"date": "2026-06-10", "kind": "svg"},
    "check-in-take-back": {"date": "2026-06-10"},
    "trial-night": {"date": "2026-06-10"},
    "trial-done": {"date": "2026-06-10"},
    "trends-chart": {"chart": "weekly"},
    "trends-table": {"chart": "weekly"},
    "trends-file": {"chart": "weekly", "kind": "svg"},
    "guidance-source": {"number": 1},
    "guidance-why": {"key": "stress"},
    "profile-add": {"kind": "condition"},
    "profile-none": {"kind": "supplement"},
    "profile-ask-again": {"kind": "supplement"},
}


def patterns(resolver=None, namespaces=()):
    """(namespaces, name) of every pattern, the admin's left out: its staff-only pages guard themselves."""
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            spaces = (*namespaces, entry.namespace) if entry.namespace else namespaces
            yield from patterns(entry, spaces)
        elif isinstance(entry, URLPattern):
            yield namespaces, entry.name


NAMES = sorted({name for spaces, name in patterns() if "admin" not in spaces}, key=str)


def test_the_walk_knows_every_pattern():
    assert set(NAMES) == OPEN_TO_ALL | OWNED | PLAIN | BY_TOKEN


def test_only_the_admin_has_a_namespace():
    assert {space for spaces, name in patterns() for space in spaces} == {"admin"}


@pytest.fixture
def rows(alice):
    """Alice's rows that an address can name."""
    return kept_rows(_rows_of, alice) | _uploads_of(alice)


def _rows_of(alice):
    episode = make_episode(alice)
    deleted = make_episode(alice, uid=uuid.uuid4())
    revision = delete_episode(person_of(alice), deleted, now=NOON)
    pause = Pause.objects.create(owner=alice, from_on=NOON.date())
    item = make_profile_item(alice)
    removed = remove_item(alice, make_profile_item(alice, "medication", text="Baclofen"), now=NOON)
    profile = {"item": item.uid, "removed": removed.pk}
    answer = GuidanceAnswer.objects.create(owner=alice, key="stress", answer="aside", answered_on=NOON.date(), n=4)
    question, gone = (keep_question(alice, text, NOON.date()) for text in ("Why?", "And how long?"))
    gone = remove_question(alice, gone, now=NOON)
    asked = {"answer": answer.uid, "question": question.uid, "removed-question": gone.pk}
    visit, called_off = make_visit(alice), remove_visit(alice, make_visit(alice), now=NOON)
    taken = make_profile_item(alice, "medication", text="Magnesium")
    visited = {"visit": visit.uid, "removed-visit": called_off.pk, "taken": taken.uid}
    visited["import"] = bring_in(alice, entries_csv(csv_entry(uuid.uuid4())), name="").uid
    visited["share"] = make_share_link(alice).uid
    visited["token"] = make_token(alice).uid
    visited["grant"] = make_invitation(alice).uid
    day = make_day(alice, NOON.date())
    DayFactor.objects.create(day=day, code="stress", is_yes=True, first_answered_at=NOON)
    visited["answers"] = keep_revision(alice, DAY_REVISION, day, now=NOON).pk
    visited["device"] = make_device(alice).pk
    visited["passkey"] = make_passkey(alice).pk
    visited["trial"] = make_trial(alice, ended_at=NOON).uid
    return {"uid": episode.uid, "pk": revision.pk, "pause": pause.pk} | profile | asked | visited


@pytest.mark.sqlite_only
def test_rows_that_are_put_back_are_those_that_were_made(alice, monkeypatch):
    monkeypatch.setattr("tests.kept_rows._kept", {})
    with transaction.atomic():
        savepoint = transaction.savepoint()
        result, made = kept_rows(_rows_of, alice), tables()
        transaction.savepoint_rollback(savepoint)
    assert kept_rows(_rows_of, alice) == result
    assert tables() == made


def _uploads_of(alice):
    """Files that wait to be read: an archive and a table."""
    table = entries_csv(csv_entry(uuid.uuid4())).encode()
    return {
        "upload": keep_upload(settings.UPLOADS_DIR, alice, io.BytesIO(_archive(alice))),
        "table": keep_upload(settings.UPLOADS_DIR, alice, io.BytesIO(table), TABLE),
    }


_archives = []


def _archive(alice):
    """The bytes of an archive, made once in a process: any will do."""
    if not _archives:
        _archives.append(archive_of(alice, now=NOON))
    return _archives[0]


def address(name, rows):
    from tracker.guidance.loader import load_library

    if name == "factor":
        return reverse(name, kwargs={"code": "stress"})
    if name == "revision-undo":
        return reverse(name, kwargs={"pk": rows["pk"]})
    if name == "check-in-restore":
        return reverse(name, kwargs={"pk": rows["answers"]})
    if name == "archive-restore":
        return reverse(name, kwargs={"token": rows["upload"]})
    if name == "sign-in-device-log-out":
        return reverse(name, kwargs={"pk": rows["device"]})
    if name in {"mfa_edit_webauthn", "mfa_remove_webauthn"}:
        return reverse(name, kwargs={"pk": rows["passkey"]})
    if name in {"import-file", "import-answers"}:
        return reverse(name, kwargs={"token": rows["table"]})
    if name in {"pause-end", "pause-remove"}:
        return reverse(name, kwargs={"pk": rows["pause"]})
    if name == "profile-restore":
        return reverse(name, kwargs={"pk": rows["removed"]})
    if name == "question-restore":
        return reverse(name, kwargs={"pk": rows["removed-question"]})
    if name == "visit-restore":
        return reverse(name, kwargs={"pk": rows["removed-visit"]})
    if name.startswith("visit-question-"):
        return reverse(name, kwargs={"uid": rows["visit"], "question": rows["question"]})
    if name in {"visit-change-ended", "visit-change-dose"}:
        return reverse(name, kwargs={"uid": rows["visit"], "item": rows["taken"]})
    if name == "visit-change-add":
        return reverse(name, kwargs={"uid": rows["visit"], "kind": "medication"})
    if name in OWNED:
        named = {"profile": "item", "guidance": "answer", "question": "question", "visit": "visit"}
        named |= {"share": "share", "import": "import", "trial": "trial", "token": "token", "grant": "grant"}
        return reverse(name, kwargs={"uid": rows[named.get(name.partition("-")[0], "uid")]})
    if name == "guidance-entry":
        return reverse(name, kwargs={"key": next(iter(load_library().entries))})
    return reverse(name, kwargs=ARGUMENTS.get(name))


FOR_ONE_PERSON = [name for name in NAMES if name not in OPEN_TO_ALL | BY_TOKEN]


@pytest.mark.parametrize("name", FOR_ONE_PERSON)
def test_a_visitor_is_sent_to_the_door(client, rows, name):
    response = client.get(address(name, rows))
    assert response.status_code == 302
    assert response.url.startswith(reverse("account_login"))


@pytest.mark.parametrize("name", FOR_ONE_PERSON)
def test_what_a_visitor_sends_is_kept_on_a_page_that_lets_them_log_in(client, rows, name):
    response = client.post(address(name, rows), {"note": "typed at 3 am", "regions": ["calf:left", "foot:right"]})
    if name.startswith(OF_ACCOUNTS):
        # Passwords are not written into a page.
        assert response.url.startswith(reverse("account_login"))
        return
    form = read_page(response).forms[-1]
    assert response.status_code == 403
    assert form["log-in-password"] == ""
    assert (form["note"], form.fields["regions"]) == ("typed at 3 am", ["calf:left", "foot:right"])


@pytest.mark.parametrize("name", [name for name in FOR_ONE_PERSON if not name.startswith(OF_ACCOUNTS)])
def test_logging_in_there_hands_it_to_the_view(client, alice, rows, name):
    """All but what deletes or shows a diary to others, which is asked once more."""
    log_in = {"log-in-login": "alice", "log-in-password": "alice-likes-long-walks"}
    # With a second step: tests/views/test_second_step.py.
    Authenticator.objects.all().delete()
    response = client.post(address(name, rows), {"note": "typed at 3 am"} | log_in)
    assert (response.status_code == 403) is is_shown_first(name)
    assert not response.get("Location", "").startswith(reverse("account_login"))
    assert "_auth_user_id" in client.session


@pytest.mark.parametrize("name", FOR_ONE_PERSON)
def test_a_part_of_a_page_is_never_replaced_by_the_log_in_page(client, rows, name):
    for method in ("get", "post"):
        response = getattr(client, method)(
            address(name, rows), headers={"HX-Request": "true", "HX-Current-URL": "http://testserver/trends/"}
        )
        assert (response.status_code, response["HX-Retarget"]) == (200, "#page-note")
        assert not read_page(response).has("html")
        assert "/accounts/login/?next=%2Ftrends%2F" in read_page(response).links


@pytest.mark.parametrize("name", FOR_ONE_PERSON)
def test_a_form_that_is_out_of_date_is_kept_too(alice, rows, name):
    """Logging in in another tab changes the token that forms carry."""
    client = Client(enforce_csrf_checks=True, headers={"Origin": "http://testserver"})
    client.force_login(alice)
    response = client.post(address(name, rows), {"note": "typed at 3 am", "csrfmiddlewaretoken": "x" * 64})
    page = read_page(response)
    assert response.status_code == 403
    kept = [] if name.startswith(OF_ACCOUNTS) else ["typed at 3 am"]
    assert page.values("[type=hidden][name=note]", "value") == kept
    assert not page.has("[name=log-in-password]")


@pytest.mark.parametrize("name", sorted(OWNED))
@pytest.mark.parametrize("method", ["get", "post"])
def test_another_persons_row_is_not_found(bob_client, rows, name, method):
    response = getattr(bob_client, method)(address(name, rows))
    # A page that only takes one method may say so before it looks for the row.
    assert response.status_code in {404, 405}
    allowed = {"get", "post"} - {method}
    if response.status_code == 405:
        assert getattr(bob_client, allowed.pop())(address(name, rows)).status_code == 404


@pytest.mark.parametrize("name", sorted(OWNED))
def test_another_persons_row_is_left_alone(bob_client, alice, rows, name):
    from tracker.models import Episode

    def stored():
        models = (Episode, ProfileItem, GuidanceAnswer, Question, Visit, ShareLink, AccessToken)
        return [list(model.objects.filter(owner=alice).values()) for model in models]

    before = stored()
    bob_client.post(address(name, rows), {"intensity": "3", "minutes": "5", "regions": "calf:right", "text": "Mine"})
    assert stored() == before
    removed = [rows[name] for name in ("pk", "removed", "removed-question", "removed-visit", "answers")]
    assert Revision.objects.filter(owner=alice, pk__in=removed).count() == len(removed)
    assert Pause.objects.filter(owner=alice, pk=rows["pause"], to_on=None).exists()


@pytest.mark.parametrize("name", sorted(OWNED))
def test_the_owner_finds_it(alice_client, rows, name):
    """Shows that the 404 above comes from the owner, not from the address."""
    path = address(name, rows)
    codes = {alice_client.get(path).status_code, alice_client.post(path, {"intensity": "3"}).status_code}
    assert codes & {200, 302, 422}


@pytest.mark.parametrize("name", sorted((OPEN_TO_ALL | PLAIN) - {"account_inactive"}))
def test_no_page_breaks_in_an_empty_diary(bob_client, db, name):
    path = address(name, {})
    assert bob_client.get(path).status_code in {200, 302, 404, 405}
