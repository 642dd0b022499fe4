"""No token of a share link is written into a log, whoever logs."""

import logging
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from spasmlog.logs import WithoutTokens
from tests.factories import NOON, make_episode
from tests.second_step import make_passkey, set_up
from tracker.models import Revision
from tracker.services.questions import keep_question

TOKEN = "Zk3x9-_QwErTyUiOpAsDfGhJkLzXcVbN"


def logged(message, *arguments):
    record = logging.LogRecord("django.request", logging.ERROR, __file__, 1, message, arguments, None)
    assert WithoutTokens().filter(record)
    return record.getMessage()


@pytest.mark.parametrize("end", ["", "/", "/more", "?a=b"])
def test_an_address_is_logged_without_its_token(end):
    said = logged("%s: %s", "Internal Server Error", f"/s/{TOKEN}{end}")
    assert TOKEN not in said
    assert said.startswith("Internal Server Error: /s/…")


@pytest.mark.parametrize("words", [f"http://localhost:8000/s/{TOKEN}", f'"GET /s/{TOKEN} HTTP/1.1" 500'])
def test_so_is_one_within_other_words(words):
    assert TOKEN not in logged(words)


def test_other_messages_stay_as_they_are():
    assert logged("%s: %s", "Internal Server Error", "/visits/") == "Internal Server Error: /visits/"
    assert logged("%d of %d", 3, 4) == "3 of 4"


def test_every_handler_does_it():
    assert {tuple(handler.get("filters", ())) for handler in settings.LOGGING["handlers"].values()} == {
        ("without-tokens",)
    }


def test_no_log_of_requests_is_asked_for():
    """Gunicorn writes none unless told to."""
    text = (Path(settings.BASE_DIR) / "spasmlog" / "serving.py").read_text()
    assert "accesslog" not in text


def test_every_line_says_when():
    assert {handler["formatter"] for handler in settings.LOGGING["handlers"].values()} == {"with-time"}
    assert "{asctime}" in settings.LOGGING["formatters"]["with-time"]["format"]


@pytest.fixture
def told(caplog):
    """What is logged of what people do."""
    with caplog.at_level(logging.INFO, logger="spasmlog"):
        yield lambda: [record.getMessage() for record in caplog.records if record.name == "spasmlog.events"]


def test_log_ins_are_logged_without_a_name(client, alice, told):
    for password in ("wrong", "alice-likes-long-walks"):
        client.post(reverse("account_login"), {"login": "alice", "password": password})
    assert told() == ["A log-in failed.", f"Person {alice.pk} logged in."]


def test_refused_log_ins_are_logged(client, alice, told):
    for _ in range(6):
        client.post(reverse("account_login"), {"login": "alice", "password": "wrong"})
    assert told()[-1] == "A log-in was refused: too many tries."
    assert "alice" not in " ".join(told())


def test_wrong_and_refused_codes_are_logged(client, alice, told):
    set_up(alice)
    client.post(reverse("account_login"), {"login": "alice", "password": "alice-likes-long-walks"})
    for _ in range(6):
        client.post(reverse("mfa_authenticate"), {"code": "123456x"})
    failed = f"Person {alice.pk}: a second step failed (totp)."
    assert told() == [failed] * 5 + ["A log-in was refused: too many tries."]


def test_a_wrong_current_password_is_logged(alice_client, told):
    sent = {"oldpassword": "wrong", "password1": "long walks help", "password2": "long walks help"}
    alice_client.post(reverse("account_change_password"), sent)
    assert told() == ["A log-in failed."]


def test_exports_are_logged_but_not_what_a_head_asks(alice, alice_client, told):
    make_episode(alice, note="Trampoline")
    for name in ("episodes-csv", "days-csv", "trials-csv", "report-pdf"):
        alice_client.head(reverse(name))
        alice_client.get(reverse(name))
    files = ["episodes.csv", "days.csv", "trials.csv", "the doctor's page"]
    assert told() == [f"Person {alice.pk} exported: {what}" for what in files]


def test_pictures_are_exports_too(alice, alice_client, told):
    episode = make_episode(alice, started_at=timezone.now(), note="Trampoline")
    for kind in ("svg", "png"):
        alice_client.get(reverse("trends-file", args=["weekly", kind]))
        alice_client.get(reverse("day-timeline-file", args=[episode.day, kind]))
    files = ["weekly.svg", "timeline.svg", "weekly.png", "timeline.png"]
    assert told() == [f"Person {alice.pk} exported: {what}" for what in files]


def test_deletions_are_logged_by_kind(alice, alice_client, told, django_capture_on_commit_callbacks):
    episode, question = make_episode(alice, note="Trampoline"), keep_question(alice, "Why the trombone?", NOON.date())
    with django_capture_on_commit_callbacks(execute=True):
        alice_client.post(reverse("episode-delete", args=[episode.uid]))
        alice_client.post(reverse("question-remove", args=[question.uid]))
    assert told() == [f"Person {alice.pk} deleted: {kind}" for kind in (Revision.EPISODE, Revision.QUESTION)]


def test_what_opens_the_account_is_logged_by_kind(alice, alice_client, told, django_capture_on_commit_callbacks):
    """And neither a code nor a name."""
    codes = set_up(alice)
    make_passkey(alice, name="Trampoline")
    with django_capture_on_commit_callbacks(execute=True):
        alice_client.post(reverse("mfa_generate_recovery_codes"))
    alice_client.post(reverse("mfa_deactivate_totp"))
    browser = Client()
    browser.post(reverse("account_login"), {"login": "alice", "password": "alice-likes-long-walks"})
    browser.post(reverse("mfa_authenticate"), {"code": codes[0]})
    alice_client.post(reverse("sign-in-others-log-out"))
    passwords = {"oldpassword": "alice-likes-long-walks", "password1": "seven-green-umbrellas"}
    alice_client.post(reverse("account_change_password"), passwords | {"password2": "seven-green-umbrellas"})
    alice_client.post(reverse("account_logout"))
    person = f"Person {alice.pk}"
    assert told() == [
        f"{person} made anew: recovery_codes",
        f"{person} removed: totp",
        f"{person}: a second step failed (recovery_codes).",
        f"{person} logged out 0 other devices.",
        f"{person} changed their password.",
        f"{person} logged out.",
    ]
