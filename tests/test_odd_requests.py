"""What nobody's browser sends is answered with a page that says so, never with an error of ours."""

import pytest
from django.db import connection
from django.urls import reverse

from tests.factories import make_episode
from tracker.pages.trends_sections import ON_TRENDS


@pytest.mark.parametrize(
    "query", ["?window=x", "?window=visit", "?window=", "?window=9999999999999999999999", "?window=٣"]
)
@pytest.mark.parametrize("name", ["trends-chart", "trends-table", "trends-file"])
@pytest.mark.parametrize("chart", sorted(ON_TRENDS))
@pytest.mark.parametrize("is_part", [True, False])
def test_a_window_that_does_not_exist_is_said(alice, alice_client, name, chart, query, is_part):
    make_episode(alice)
    arguments = [chart, "svg"] if name == "trends-file" else [chart]
    headers = {"hx-request": "true"} if is_part else {}
    response = alice_client.get(reverse(name, args=arguments) + query, headers=headers)
    assert response.status_code == 400
    assert "know that period" in response.content.decode()


@pytest.mark.parametrize(
    "shows", ["9" * 5000, "[" * 5000, '{"a":' * 3000, "{" + '"a":[' * 700, "NaN", "[]", "", "\x00", "{}x"]
)
def test_what_a_link_shows_cannot_break_it(alice_client, shows):
    sent = {"uid": "00000000-0000-0000-0000-00000000000a", "first": "2026-01-01", "last": "2026-02-01", "days": "7"}
    response = alice_client.post(reverse("share-new"), sent | {"shows": shows})
    assert (response.status_code, response.url) == (302, reverse("report"))


@pytest.mark.parametrize(
    "charset", ["hex", "base64", "rot13", "punycode", "idna", "undefined", "utf-16", "latin-1", '"hex"']
)
@pytest.mark.parametrize("kind", ["application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "text/plain"])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_another_charset_is_refused(alice_client, charset, kind, method):
    path = f"{reverse('trends')}?a=b&c=%0D"
    response = alice_client.generic(method, path, b"a=b", content_type=f"{kind}; Charset={charset}")
    assert response.status_code == 400
    assert "couldn’t read that" in response.content.decode()


@pytest.mark.parametrize("charset", ["utf-8", "UTF8", '"utf-8"', "", "no-such-thing", "x" * 500])
def test_utf_8_is_read_and_what_nobody_knows_is_taken_for_it(alice_client, charset):
    kind = f"application/x-www-form-urlencoded; charset={charset}"
    response = alice_client.generic("POST", reverse("questions"), b"text=Warum+nachts%3F+%C3%A9", content_type=kind)
    assert response.status_code == 302
    assert "Warum nachts? é" in alice_client.get(reverse("questions")).content.decode()


def test_too_many_parameters_are_refused_in_any_charset(alice_client):
    path = reverse("trends") + "?" + "&".join(f"a{n}=1" for n in range(1100))
    for kind in ("text/plain", "text/plain; charset=utf-8"):
        assert alice_client.generic("GET", path, b"", content_type=kind).status_code == 400


def test_a_key_that_no_row_can_have_is_refused(alice, alice_client):
    """The staff's form of an account asks the database for what it was sent. SQLite takes no number so large;
    PostgreSQL finds nothing, and the form says so."""
    alice.is_staff = alice.is_superuser = True
    alice.save()
    sent = {"username": "alice", "user_permissions": "9" * 30, "date_joined_0": "2026-11-29", "date_joined_1": "07:44"}
    response = alice_client.post(reverse("admin:auth_user_change", args=[alice.pk]), sent)
    assert response.status_code == (400 if connection.vendor == "sqlite" else 200)
    alice.refresh_from_db()
    assert not alice.user_permissions.exists()
