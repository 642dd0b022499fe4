"""Sessions, cookies and what a browser is told around them; what docs/security.md rests on."""

import pytest
from django.conf import global_settings
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from spasmlog import settings as real_settings
from tests.html import read_page
from tests.views.test_second_step import log_in


def test_cookies_say_what_they_are_for(client, alice):
    client.get(reverse("account_login"))
    log_in(client)
    session, token = client.cookies["sessionid"], client.cookies["csrftoken"]
    assert (session["httponly"], session["samesite"], session["path"], session["domain"]) == (True, "Lax", "/", "")
    assert (token["samesite"], token["path"], token["domain"]) == ("Lax", "/", "")


def test_over_https_messages_are_of_this_host_alone(client, alice, settings):
    settings.MESSAGE_STORAGE, settings.SESSION_COOKIE_SECURE = "spasmlog.messages.HostMessages", True
    log_in(client)
    made = client.post(reverse("sign-in-others-log-out")).cookies["__Host-messages"]
    assert (made["secure"], made["path"], made["domain"]) == (True, "/", "")
    shown = client.get(reverse("sign-in"))
    assert read_page(shown).has(".message", "0 other devices are logged out.")
    ended = shown.cookies["__Host-messages"]
    assert (ended["max-age"], ended["secure"]) == (0, True)


def test_a_log_in_gives_the_session_another_key(client, alice):
    client.session.save()
    planted = client.session.session_key
    client.cookies["sessionid"] = planted
    log_in(client)
    assert client.session.session_key != planted
    assert Client(headers={"Cookie": f"sessionid={planted}"}).get(reverse("settings")).status_code == 302


def test_a_key_is_long_and_no_two_are_alike(alice):
    keys = set()
    for _ in range(5):
        client = Client()
        client.force_login(alice)
        keys.add(client.session.session_key)
    # 32 signs of 36 are 165 bits.
    assert (len(keys), {len(key) for key in keys}) == (5, {32})


def test_a_password_manager_knows_the_fields(client, alice_client, db):
    def kinds(browser, name):
        return {
            field["name"]: field["autocomplete"]
            for field in read_page(browser.get(reverse(name))).all("[autocomplete]")
        }

    assert kinds(client, "account_login") == {"login": "username", "password": "current-password"}
    assert kinds(client, "account_signup")["password1"] == "new-password"
    changed = kinds(alice_client, "account_change_password")
    assert (changed["oldpassword"], changed["password1"]) == ("current-password", "new-password")


def test_no_other_origin_may_read(alice_client):
    response = alice_client.get(reverse("diary"), headers={"Origin": "https://elsewhere.example"})
    assert not [name for name in response.headers if name.lower().startswith("access-control")]


@pytest.mark.parametrize("name", ["archive", "sign-in-others-log-out", "episode-start", "home-screen-hint-hide"])
def test_what_a_button_does_takes_post_alone(alice_client, name):
    assert alice_client.get(reverse(name)).status_code == 405


def test_trace_is_refused(alice_client):
    assert {alice_client.trace(reverse(name)).status_code for name in ("today", "settings", "diary")} == {405}


@pytest.mark.parametrize("path", ["/static/", "/static/css/", "/var/", "/tracker/", "/.git/config"])
def test_no_folder_is_listed(client, db, settings, path):
    settings.WHITENOISE_USE_FINDERS = True
    assert client.get(path).status_code == 404


def test_there_is_no_account_before_the_first(db):
    assert not get_user_model().objects.exists()


def test_passwords_are_hashed_slowly(settings, db):
    """As they are outside of the tests: with Django's own first choice."""
    assert not hasattr(real_settings, "PASSWORD_HASHERS")
    settings.PASSWORD_HASHERS = global_settings.PASSWORD_HASHERS
    stored = get_user_model()(username="carol")
    stored.set_password("seven-green-umbrellas")
    algorithm, rounds, *_rest = stored.password.split("$")
    assert (algorithm, int(rounds) >= 600_000) == ("pbkdf2_sha256", True)
