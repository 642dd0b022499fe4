"""What other programs look for at fixed addresses."""

import datetime as dt

from django.urls import reverse
from django.utils import timezone


def test_password_managers_find_the_page(client, db):
    assert client.get("/.well-known/change-password").url == reverse("account_change_password")


def test_a_contact_is_told_if_there_is_one(client, db, settings):
    assert client.get("/.well-known/security.txt").status_code == 404
    settings.SECURITY_CONTACT, settings.ORIGIN = "mailto:a@example.org", "https://diary.example.org"
    response = client.get("/.well-known/security.txt")
    fields = dict(line.split(": ", 1) for line in response.content.decode().splitlines())
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert fields["Contact"] == "mailto:a@example.org"
    assert fields["Canonical"] == "https://diary.example.org/.well-known/security.txt"
    until = dt.datetime.fromisoformat(fields["Expires"])
    assert dt.timedelta(days=170) < until - timezone.now() < dt.timedelta(days=365)
