"""What people see when something cannot be shown: pages in our look, never a bare line."""

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.test import Client, RequestFactory
from django.urls import reverse
from django.views import defaults


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
