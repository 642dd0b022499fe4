"""What any request may bring: other methods, no form at all, foreign encodings, being signed out."""

import uuid

import pytest
from django.test import Client, RequestFactory
from django.urls import reverse

from tests.factories import ZONE, make_episode
from tracker.middleware import PlainTextMiddleware
from tracker.models import Episode

PAGES = ("today", "diary", "left-open", "deleted", "episode-add", "export", "episodes-csv", "days-csv", "settings")
FORM = "application/x-www-form-urlencoded"


@pytest.mark.parametrize("name", PAGES)
def test_a_page_can_be_asked_for_its_head_alone(alice_client, name):
    assert alice_client.head(reverse(name)).status_code == 200


@pytest.mark.parametrize("name", ["episode", "episode-edit", "episode-delete", "episode-after"])
def test_the_pages_of_an_entry_can_be_asked_for_their_head_alone(alice_client, alice, name):
    assert alice_client.head(reverse(name, args=[make_episode(alice).uid])).status_code == 200


@pytest.mark.parametrize("sent", [{"data": {}, "content_type": "application/json"}, {"data": {}}])
@pytest.mark.parametrize("name", ["episode-add", "settings"])
def test_a_form_without_fields_is_told_what_is_missing(alice_client, name, sent):
    response = alice_client.post(reverse(name), **sent)
    assert response.status_code == 422
    assert response.context["page"].form.errors
    assert not Episode.objects.exists()


def test_no_number_at_all_is_told(alice_client, alice):
    response = alice_client.post(reverse("episode-after", args=[make_episode(alice).uid]), {})
    assert response.status_code == 422


SAID = f"uid={uuid.uuid4()}&started=15&time_zone={ZONE}&note="


@pytest.mark.parametrize("charset", ["utf-16", "utf-7", "base64", "iso-8859-1", "punycode"])
@pytest.mark.parametrize("kind", [FORM, "multipart/form-data; boundary=x"])
def test_another_encoding_is_refused(alice_client, charset, kind):
    body = (
        SAID + "+2AA-" if kind == FORM else '--x\r\nContent-Disposition: form-data; name="note"\r\n\r\n+2AA-\r\n--x--'
    )
    response = alice_client.generic("POST", reverse("episode-add"), body, f"{kind}; charset={charset}")
    assert response.status_code == 400
    assert "couldn’t read that" in response.content.decode()
    assert not Episode.objects.exists()


@pytest.mark.parametrize("charset", ["utf-7", "utf-16"])
def test_another_encoding_of_an_address_is_refused(alice_client, charset):
    response = alice_client.get("/diary/?text=%2B2AA-", headers={"content-type": f"text/html; charset={charset}"})
    assert response.status_code == 400


@pytest.mark.parametrize("charset", ["UTF-8", "utf8", "utf_8", "no-such-thing"])
def test_utf_8_under_any_name_is_read(alice_client, alice, charset):
    body = (SAID + "d%C3%A9j%C3%A0").encode()
    response = alice_client.generic("POST", reverse("episode-add"), body, f"{FORM}; charset={charset}")
    assert response.status_code == 302
    assert Episode.objects.of(alice).get().note == "déjà"


def test_bytes_that_are_no_text_are_stored_as_replacement_characters(alice_client, alice):
    body = SAID.encode() + b"a%FF%FE%ED%A0%80z"
    assert alice_client.generic("POST", reverse("episode-add"), body, FORM).status_code == 302
    assert Episode.objects.of(alice).get().note == "a" + "\ufffd" * 5 + "z"


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        pytest.param("&".join(f"a{n}=1" for n in range(1_001)), FORM, id="too many fields"),
        pytest.param(SAID + "x" * 2_200_000, FORM, id="too large"),
        pytest.param("abc", "multipart/form-data", id="no boundary"),
    ],
)
def test_what_is_too_much_or_broken_is_refused_on_a_page_of_ours(alice_client, body, kind):
    response = alice_client.generic("POST", reverse("episode-add"), body, kind)
    assert response.status_code == 400
    assert "couldn’t read that" in response.content.decode()


def test_a_cookie_with_a_null_character_is_none():
    request = RequestFactory().get("/")
    request.COOKIES = {"sessionid": "a\x00b", "csrftoken": "abc"}
    assert PlainTextMiddleware(lambda request: request.COOKIES)(request) == {"csrftoken": "abc"}


@pytest.mark.parametrize("cause", ["host", "encoding", "csrf"])
def test_a_refused_request_is_answered_with_the_guards(alice, cause):
    client = Client(enforce_csrf_checks=True)
    client.force_login(alice)
    if cause == "host":
        response = client.get("/", headers={"host": "evil.example"})
    elif cause == "encoding":
        response = client.get("/", headers={"content-type": "text/html; charset=utf-7"})
    else:
        response = client.post(reverse("episode-start"))
    assert response.status_code == (403 if cause == "csrf" else 400)
    assert "default-src 'none'" in response["Content-Security-Policy"]
    assert response["X-Content-Type-Options"] == "nosniff"


def test_a_host_refused_on_the_way_to_https_is_answered_with_the_policy(client, settings):
    settings.SECURE_SSL_REDIRECT = True
    response = client.get("/", headers={"host": "evil.example"})
    assert response.status_code == 400
    assert "default-src 'none'" in response["Content-Security-Policy"]
