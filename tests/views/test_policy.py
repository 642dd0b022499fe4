"""The headers that every answer carries: the content security policy without exceptions, and who may keep a copy."""

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.factories import make_episode, make_share_link
from tests.test_urls import NAMES, address, rows  # noqa: F401  the fixture is found by its name
from tracker.middleware import KEPT_BY_BROWSERS

POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "worker-src": "'self'",
    "manifest-src": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}


def policy_of(response) -> dict[str, str]:
    parts = response["Content-Security-Policy"].split(";")
    return dict(part.strip().split(" ", 1) for part in parts)


@pytest.fixture(
    params=["page", "form with errors", "not found", "file", "chart", "redirect", "visitor", "wrong method"]
)
def response(request, client, alice, alice_client):
    make_episode(alice)
    answers = {
        "page": lambda: alice_client.get(reverse("diary")),
        "form with errors": lambda: alice_client.post(reverse("episode-add"), {}),
        "not found": lambda: alice_client.get("/nothing-here/"),
        "file": lambda: alice_client.get(reverse("episodes-csv")),
        "chart": lambda: alice_client.get(reverse("trends-chart", args=["weekly"]), headers={"hx-request": "true"}),
        "redirect": lambda: client.get(reverse("diary")),
        "visitor": lambda: client.get(reverse("today")),
        "wrong method": lambda: alice_client.get(reverse("leave-all")),
    }
    return answers[request.param]()


def test_the_policy_has_no_exception(response):
    assert policy_of(response) == POLICY


@pytest.mark.parametrize("name", [name for name in NAMES if name not in KEPT_BY_BROWSERS])
@pytest.mark.parametrize("who", ["client", "alice_client"])
def test_no_address_lets_its_answer_be_kept_or_asked_for_again(request, rows, name, who):  # noqa: F811
    """Neither by a browser nor by what stands between: after logging out nothing of a person is left there."""
    browser = request.getfixturevalue(who)
    for headers in (
        {},
        {"hx-request": "true", "if-none-match": "*", "if-modified-since": "Sat, 29 Nov 2036 06:00:00 GMT"},
    ):
        response = browser.get(address(name, rows), headers=headers)
        assert response.status_code != 304
        assert response["Cache-Control"] == KEPT_BY_BROWSERS.get(name, "private, no-store")
        assert not {"ETag", "Last-Modified", "Expires"} & set(response.headers)


def test_what_is_the_same_for_everybody_may_be_kept(client, alice_client):
    assert {*KEPT_BY_BROWSERS} == {"manifest", "offline", "offline-drawings", "service-worker"}
    for name, kept in KEPT_BY_BROWSERS.items():
        answers = [browser.get(reverse(name)) for browser in (client, alice_client)]
        assert answers[0].content == answers[1].content
        assert [answer["Cache-Control"] for answer in answers] == [kept, kept]
        # An error there is as private as anywhere.
        assert client.post(reverse(name))["Cache-Control"] == "private, no-store"


def test_no_mistake_is_kept_either(client, db):
    broken = client.post(reverse("account_login"), "login=x", content_type="text/plain; charset=latin-1")
    assert (broken.status_code, broken["Cache-Control"]) == (400, "private, no-store")


def test_logging_out_lets_the_browser_forget_what_it_kept(alice_client):
    assert alice_client.post(reverse("account_logout"))["Clear-Site-Data"] == '"cache"'
    assert "Clear-Site-Data" not in alice_client.get(reverse("today"))


def test_nobody_may_frame_it_and_no_address_is_passed_on(response):
    assert response["X-Frame-Options"] == "DENY"
    assert response["Referrer-Policy"] == "same-origin"
    assert response["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("token", ["of-a-link", "of-no-link"])
def test_what_is_shared_keeps_to_the_same_policy_and_tells_no_address_at_all(client, alice, token):
    make_share_link(alice, "of-a-link", made_at=timezone.now())
    response = client.get(reverse("shared-page", args=[token]))
    assert policy_of(response) == POLICY
    assert response["Cache-Control"] == "private, no-store"
    assert response["Referrer-Policy"] == "no-referrer"
    assert response["X-Robots-Tag"].startswith("noindex")
    assert not response.cookies
