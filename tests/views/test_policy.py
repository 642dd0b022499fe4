"""The headers that every answer carries: the content security policy without exceptions, and who may keep a copy."""

from pathlib import Path

import pytest
from django.test import override_settings
from django.urls import reverse
from django.utils import timezone

from tests.factories import make_episode, make_share_link
from tests.test_urls import NAMES, address, rows  # noqa: F401  the fixture is found by its name
from tracker.middleware import KEPT_BY_BROWSERS

ROOT = Path(__file__).resolve().parents[2]
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


SEALED = {
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}
NO_DEVICE = {"camera=()", "microphone=()", "geolocation=()", "payment=()", "usb=()"}


def is_sealed(response) -> bool:
    """True if the answer carries every header that keeps it to itself."""
    lacking = {name for name, value in SEALED.items() if response.get(name) != value}
    asks_for = NO_DEVICE - set(response.get("Permissions-Policy", "").split(", "))
    # The page behind a shared link is stricter.
    tells_nobody = response.get("Referrer-Policy") in {"same-origin", "no-referrer"}
    return tells_nobody and not lacking and not asks_for and policy_of(response) == POLICY


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
    assert is_sealed(response)


@pytest.mark.parametrize(("who", "method"), [("client", "post"), ("alice_client", "post"), ("alice_client", "options")])
def test_every_answer_of_every_address_is_sealed(request, rows, who, method):  # noqa: F811
    """In one go: what a form changes makes no other answer less sealed. To GET: below."""
    browser = request.getfixturevalue(who)
    for name in sorted(NAMES, key="account_logout".__eq__):
        assert is_sealed(getattr(browser, method)(address(name, rows))), name


STATIC = sorted({path.suffix: path for path in (ROOT / "static").rglob("*.*")}.values())
"""A file of each kind."""


@pytest.mark.parametrize("path", STATIC, ids=lambda path: path.name)
def test_so_is_every_static_file(client, settings, path):
    settings.WHITENOISE_USE_FINDERS = True
    response = client.get(f"/static/{path.relative_to(ROOT / 'static').as_posix()}")
    assert response.status_code == 200
    assert is_sealed(response)


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({"path": "/nothing-here/"}, 404),
        ({"path": "/static/nothing.css"}, 404),
        ({"path": "/", "headers": {"Host": "another.example"}}, 400),
        ({"path": "/admin/"}, 302),
        ({"path": "/.well-known/security.txt"}, 404),
    ],
)
def test_so_is_what_goes_wrong(client, db, sent, status):
    response = client.get(**sent)
    assert response.status_code == status
    assert is_sealed(response)


@pytest.mark.parametrize(("host", "status"), [("another.example", 400), ("testserver", 301)])
def test_so_is_what_comes_without_https(client, db, settings, host, status):
    """Before anything is asked for: another host is refused, ours leads to HTTPS."""
    settings.SECURE_SSL_REDIRECT = True
    response = client.get("/diary/", headers={"Host": host})
    assert response.status_code == status
    assert is_sealed(response)
    assert response["Cache-Control"] == "private, no-store"


def test_so_is_a_fault_of_ours(client, db, monkeypatch):
    client.raise_request_exception = False
    monkeypatch.setattr("tracker.views.well_known.timezone", None)
    with override_settings(SECURITY_CONTACT="mailto:a@example.org"):
        response = client.get(reverse("well-known-security"))
    assert response.status_code == 500
    assert is_sealed(response)


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
        assert is_sealed(response)
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
