"""Another name than SPASMLOG_URL says: the page and the log name the setting."""

import pytest
from django.core.exceptions import SuspiciousOperation
from django.test import Client, RequestFactory

from tracker.views import another_host

REFUSED = {"HTTP_HOST": "192.0.2.7:8000"}


@pytest.fixture(autouse=True)
def nothing_logged(monkeypatch):
    monkeypatch.setattr(another_host, "_logged", set())


def test_the_page_says_what_to_set(db):
    answer = Client(raise_request_exception=False).get("/", **REFUSED)
    html = answer.content.decode()
    assert answer.status_code == 400
    assert "You asked for 192.0.2.7:8000." in html
    assert "SPASMLOG_URL=https://192.0.2.7:8000 bin/run" in html


def test_the_page_does_not_say_where_it_answers(db, settings):
    settings.ORIGIN = "https://alices-diary.example.org"
    assert "alices-diary" not in Client(raise_request_exception=False).get("/", **REFUSED).content.decode()


def test_the_log_says_it_once(db, caplog):
    for _ in range(2):
        Client(raise_request_exception=False).get("/", **REFUSED)
    (record,) = [record for record in caplog.records if record.name == "spasmlog.hosts"]
    assert record.getMessage().startswith("Somebody asked for 192.0.2.7:8000, but SPASMLOG_URL is http://localhost:")


def test_scanners_do_not_fill_the_log(db, caplog):
    for number in range(another_host.MOST_LOGGED + 5):
        Client(raise_request_exception=False).get("/", HTTP_HOST=f"host{number}.example.org")
    logged = [record for record in caplog.records if record.name == "spasmlog.hosts"]
    assert len(logged) == another_host.MOST_LOGGED


@pytest.mark.parametrize("host", ['"><script>alert(1)</script>', "a b", "x" * 300, "line\nbreak"])
def test_what_is_no_name_is_neither_shown_nor_logged(db, caplog, host):
    answer = Client(raise_request_exception=False).get("/", HTTP_HOST=host)
    assert answer.status_code == 400
    assert "SPASMLOG_URL=https://diary.example.org bin/run" in answer.content.decode()
    assert not [record for record in caplog.records if record.name == "spasmlog.hosts"]


def test_other_bad_requests_keep_their_page():
    answer = another_host.bad_request(RequestFactory().get("/"), SuspiciousOperation())
    assert "couldn’t read that" in answer.content.decode()
