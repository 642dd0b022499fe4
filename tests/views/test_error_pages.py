"""What people see when something cannot be shown: pages in our look, never a bare line."""

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import Http404
from django.test import Client, RequestFactory
from django.urls import resolve, reverse
from django.views import defaults

from tests.html import read_page


def test_an_address_that_leads_nowhere(alice_client):
    response = alice_client.get("/nowhere/")
    assert response.status_code == 404
    assert "Page not found" in response.content.decode()


def test_a_form_that_was_open_too_long(db):
    response = Client(enforce_csrf_checks=True).post(reverse("account_login"), {"login": "alice", "password": "x"})
    assert response.status_code == 403
    assert "Nothing was saved" in response.content.decode()


@pytest.mark.parametrize(
    ("view", "arguments", "status", "words"),
    [
        (defaults.bad_request, [SuspiciousOperation()], 400, "couldn’t read that"),
        (defaults.permission_denied, [PermissionDenied()], 403, "can’t open this page"),
        (defaults.server_error, [], 500, "Something went wrong"),
    ],
)
def test_other_errors_have_a_page(view, arguments, status, words):
    response = view(RequestFactory().get("/"), *arguments)
    assert response.status_code == status
    assert words in response.content.decode()


def test_an_error_of_ours_shows_the_page_and_no_details(alice, alice_client, monkeypatch):
    monkeypatch.setattr("tracker.views.preferences.save_preferences", lambda *arguments, **values: 1 / 0)
    alice_client.raise_request_exception = False
    values = {"time_zone": "UTC", "day_start_hour": "4", "deadline": "22:00", "theme": "dark", "text_size": "normal"}
    response = alice_client.post(reverse("settings"), values)
    assert response.status_code == 500
    assert "Something went wrong" in response.content.decode()
    assert "ZeroDivisionError" not in response.content.decode()


# The bar of pages marks the one that is open


def current(response) -> list[str]:
    """Where the links lead that the bar marks."""
    return read_page(response).one("nav.bar").values("a[aria-current=page]", "href")


MAIN = ("today", "diary", "trends", "visits", "guidance", "settings")


@pytest.mark.parametrize("name", MAIN)
def test_the_bar_marks_the_page_that_is_open(alice_client, name):
    assert current(alice_client.get(reverse(name))) == [reverse(name)]


@pytest.mark.parametrize("name", ["export", "guidance-library", "profile", "report", "pauses"])
def test_the_bar_marks_no_other_page(alice_client, name):
    assert current(alice_client.get(reverse(name))) == []


def test_the_bar_marks_no_page_where_there_is_none(alice_client):
    assert current(alice_client.get("/nowhere/")) == []


@pytest.mark.parametrize("name", ["diary", "episode-add", "settings"])
@pytest.mark.parametrize(
    ("view", "error"),
    [
        (defaults.bad_request, SuspiciousOperation()),
        (defaults.permission_denied, PermissionDenied()),
        (defaults.page_not_found, Http404()),
    ],
)
def test_an_error_in_place_of_a_page_is_not_that_page(alice, name, view, error):
    """Its link leads to what was asked for, which is not what is shown."""
    request = RequestFactory().get(reverse(name))
    request.user, request.resolver_match = alice, resolve(reverse(name))
    assert current(view(request, error)) == []


def test_a_form_that_was_refused_is_not_its_page(alice):
    client = Client(enforce_csrf_checks=True)
    client.force_login(alice)
    response = client.post(reverse("episode-add"), {"note": "x"})
    assert response.status_code == 403
    assert not read_page(response).has("a[aria-current=page]")
