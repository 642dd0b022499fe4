"""No token of a share link is written into a log, whoever logs."""

import logging
from pathlib import Path

import pytest
from django.conf import settings

from spasmlog.logs import WithoutTokens

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
