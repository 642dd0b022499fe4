"""The second step of a log-in: a code from an app, recovery codes, and being asked once more."""

import time
from urllib.parse import unquote

import pytest
from allauth.mfa.models import Authenticator
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from tests.html import read_page
from tests.second_step import app_code, make_passkey, set_up
from tracker.models import Question

PASSWORD = "alice-likes-long-walks"


def log_in(client, **fields):
    return client.post(reverse("account_login"), {"login": "alice", "password": PASSWORD} | fields)


def send_code(client, code):
    return client.post(reverse("mfa_authenticate"), {"code": code})


def is_logged_in(client):
    return "_auth_user_id" in client.session


@pytest.fixture
def half_way(client, alice):
    """Alice after her password, before her code."""
    client.codes = set_up(alice)
    assert log_in(client).url == reverse("mfa_authenticate")
    return client


@pytest.fixture
def at_this_second(monkeypatch):
    """The clock stands still, so that no code changes meanwhile."""
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now)


def test_an_app_is_set_up_with_its_first_code(alice_client, alice, at_this_second):
    page = read_page(alice_client.get(reverse("mfa_activate_totp")))
    secret = page.one(".app-key").text
    assert len(page.one("svg.qr-code path[fill='#000']")["d"]) > 1000
    assert f"secret={secret}" in page.one("a[href^='otpauth://totp/alice']")["href"]
    response = alice_client.post(reverse("mfa_activate_totp"), {"code": app_code(secret)})
    assert response.url == reverse("mfa_view_recovery_codes")
    assert secret not in str(Authenticator.objects.get(type="totp").data)
    other = Client()
    log_in(other)
    # The code that set it up was used.
    assert send_code(other, app_code(secret)).status_code == 200
    send_code(other, app_code(secret, later=1))
    assert is_logged_in(other)


def test_a_wrong_first_code_turns_nothing_on_and_keeps_the_key(alice_client):
    secret = read_page(alice_client.get(reverse("mfa_activate_totp"))).one(".app-key").text
    page = read_page(alice_client.post(reverse("mfa_activate_totp"), {"code": "12345"}))
    assert "isn’t right" in page.one(".invalid-feedback").text
    assert page.one(".app-key").text == secret
    assert not Authenticator.objects.exists()


def test_the_password_alone_does_not_log_in(half_way):
    assert not is_logged_in(half_way)
    assert half_way.get(reverse("settings")).url.startswith(reverse("account_login"))


def test_a_code_works_once(half_way, at_this_second):
    code = app_code()
    assert send_code(half_way, code).url == reverse("today")
    assert is_logged_in(half_way)
    other = Client()
    log_in(other)
    for again in (code, f"{code[:3]} {code[3:]}"):
        assert "used before" in read_page(send_code(other, again)).one(".invalid-feedback").text
    assert not is_logged_in(other)


def test_too_many_wrong_codes_while_it_is_set_up_are_said_in_our_words(alice_client):
    log_in(alice_client)
    for _ in range(6):
        response = alice_client.post(reverse("mfa_activate_totp"), {"code": "123456x"})
    assert read_page(response).one(".invalid-feedback").text == "Too many tries. Wait five minutes, then try again."


@pytest.mark.parametrize(("later", "works"), [(-2, False), (-1, True), (1, True), (2, False)])
def test_a_clock_may_be_half_a_minute_off(half_way, at_this_second, later, works):
    send_code(half_way, app_code(later=later))
    assert is_logged_in(half_way) is works


def test_after_five_wrong_codes_the_right_one_is_refused(half_way, at_this_second):
    for _ in range(5):
        send_code(half_way, "123456x")
    page = read_page(send_code(half_way, app_code()))
    assert "Too many tries" in page.one(".invalid-feedback").text
    assert not is_logged_in(half_way)


def test_a_recovery_code_works_once(half_way):
    assert send_code(half_way, half_way.codes[3]).status_code == 302
    assert is_logged_in(half_way)
    other = Client()
    log_in(other)
    send_code(other, half_way.codes[3])
    assert not is_logged_in(other)
    send_code(other, half_way.codes[4])
    assert is_logged_in(other)


def test_recovery_codes_are_shown_once_and_can_be_saved(alice_client, alice):
    codes = set_up(alice)
    assert len({code for code in codes if len(code) == 8 and code.isdecimal()}) == 10
    page = read_page(alice_client.get(reverse("mfa_view_recovery_codes")))
    assert [item.text for item in page.all(".recovery-codes li")] == codes
    file = page.one("a[download]")["href"]
    assert unquote(file.partition(",")[2]).splitlines()[1:] == codes
    again = alice_client.get(reverse("mfa_view_recovery_codes")).content.decode()
    assert "10 codes left" in again
    assert not [code for code in codes if code in again]
    assert alice_client.post(reverse("mfa_generate_recovery_codes")).url == reverse("mfa_view_recovery_codes")
    page = read_page(alice_client.get(reverse("mfa_view_recovery_codes")))
    assert not set(codes) & {item.text for item in page.all(".recovery-codes li")}


def test_turned_off_the_password_is_enough(alice_client, alice, client):
    set_up(alice)
    assert alice_client.post(reverse("mfa_deactivate_totp")).url == reverse("sign-in")
    assert not Authenticator.objects.exists()
    log_in(client)
    assert is_logged_in(client)


def test_the_page_says_what_is_set_up(alice_client, alice):
    page = read_page(alice_client.get(reverse("sign-in")))
    assert reverse("mfa_activate_totp") in page.links
    assert reverse("mfa_generate_recovery_codes") not in page.links
    set_up(alice)
    page = read_page(alice_client.get(reverse("sign-in")))
    assert reverse("mfa_deactivate_totp") in page.links
    assert "You have 10 codes left." in page.text


def test_a_command_takes_it_away(alice, client, capsys):
    set_up(alice)
    call_command("remove_mfa", "Alice")
    assert not Authenticator.objects.exists()
    log_in(client)
    assert is_logged_in(client)
    with pytest.raises(CommandError, match="Nobody is called"):
        call_command("remove_mfa", "carol")


def test_staff_see_no_secret(alice, alice_client):
    passkey = make_passkey(alice)
    alice.is_staff = alice.is_superuser = True
    alice.save()
    assert alice_client.get("/admin/auth/user/").status_code == 200
    assert alice_client.get(f"/admin/mfa/authenticator/{passkey.pk}/change/").status_code == 404


def test_under_another_key_no_code_works_and_nothing_breaks(half_way, settings, at_this_second):
    settings.SECRET_KEY = "another-key"
    settings.SECRET_KEY_FALLBACKS = []
    other = Client()
    log_in(other)
    for code in (app_code(), half_way.codes[0]):
        assert "isn’t right" in read_page(send_code(other, code)).one(".invalid-feedback").text


SECRETS_OF_THE_ACCOUNT = [
    *("mfa_activate_totp", "mfa_generate_recovery_codes"),
    *("share-new", "token-new", "token-calendar"),
]


@pytest.fixture
def an_hour_later(alice_client):
    """Alice's browser an hour after she logged in."""
    session = alice_client.session
    session["account_authentication_methods"][0]["at"] -= 3600
    session.save()
    return alice_client


@pytest.mark.parametrize("name", SECRETS_OF_THE_ACCOUNT)
def test_an_hour_later_the_password_is_asked_again(an_hour_later, name):
    response = an_hour_later.get(reverse(name))
    assert response.url.startswith(reverse("account_reauthenticate"))
    assert read_page(an_hour_later.post(response.url, {"password": "wrong"})).one(".invalid-feedback").text
    assert an_hour_later.get(reverse(name)).status_code == 302
    assert an_hour_later.post(response.url, {"password": PASSWORD}).url == reverse(name)
    # Nobody is asked twice.
    assert reverse("account_reauthenticate") not in an_hour_later.get(reverse(name)).headers.get("Location", "")


def test_a_code_of_the_app_is_as_good(an_hour_later, alice, at_this_second):
    set_up(alice)
    address = an_hour_later.get(reverse("mfa_generate_recovery_codes")).url
    page = read_page(an_hour_later.get(address))
    other = next(link for link in page.links if link.startswith(reverse("mfa_reauthenticate")))
    assert an_hour_later.post(other, {"code": app_code()}).url == reverse("mfa_generate_recovery_codes")
    # And spent.
    client = Client()
    log_in(client)
    send_code(client, app_code())
    assert not is_logged_in(client)


def test_a_download_an_hour_later_asks_on_the_spot(an_hour_later):
    response = an_hour_later.post(reverse("archive"), {"phrase": "seven green umbrellas", "phrase_again": ""})
    form = read_page(response).forms[-1]
    assert response.status_code == 403
    assert "seven green umbrellas" not in response.content.decode()
    wrong = an_hour_later.post(reverse("archive"), form.filled() | {"log-in-password": "wrong"})
    assert wrong.status_code == 403
    right = an_hour_later.post(reverse("archive"), form.filled() | {"log-in-password": PASSWORD, "phrase": ""})
    assert right.status_code == 200
    assert b"".join(right.streaming_content)[:2] == b"PK"


def test_without_a_password_a_code_is_asked_for(an_hour_later, alice, at_this_second):
    set_up(alice)
    alice.set_unusable_password()
    alice.save()
    an_hour_later.force_login(alice)
    form = read_page(an_hour_later.post(reverse("archive"), {"phrase": ""})).forms[-1]
    assert "log-in-password" not in form
    assert an_hour_later.post(reverse("archive"), form.filled() | {"log-in-code": app_code()}).status_code == 200


def test_what_a_logged_out_person_sends_is_kept_through_both_steps(client, alice, at_this_second):
    set_up(alice)
    sent = {"text": "Why at night?", "log-in-login": "alice", "log-in-password": PASSWORD}
    form = read_page(client.post(reverse("questions"), sent)).forms[-1]
    assert (form["text"], form["log-in-code"]) == ("Why at night?", "")
    assert not is_logged_in(client)
    wrong = read_page(client.post(reverse("questions"), {"text": "Why at night?", "log-in-code": "1"})).forms[-1]
    assert wrong["text"] == "Why at night?"
    assert client.post(reverse("questions"), {"text": "Why at night?", "log-in-code": app_code()}).status_code == 302
    assert Question.objects.get(owner=alice).text == "Why at night?"


def test_a_code_without_the_password_is_nothing(client, alice, at_this_second):
    set_up(alice)
    form = read_page(client.post(reverse("questions"), {"text": "Why?", "log-in-code": app_code()})).forms[-1]
    assert form["log-in-login"] == ""
    assert not is_logged_in(client)


NO_PASSKEYS = [
    "",
    "[]",
    "1",
    '"x"',
    "{}",
    '{"id": 1}',
    '{"response": []}',
    '{"id": "AQ", "response": {"userHandle": "MQ"}}',
]


@pytest.mark.parametrize("sent", NO_PASSKEYS)
def test_what_is_no_passkey_logs_nobody_in_and_breaks_nothing(client, alice, sent):
    page = client.get(reverse("mfa_login_webauthn"), headers={"Accept": "application/json"}).json()
    assert page["request_options"]["publicKey"]["userVerification"] == "required"
    response = client.post(reverse("mfa_login_webauthn"), {"credential": sent})
    assert (response.status_code, response.url) == (303, reverse("account_login"))
    assert not is_logged_in(client)
    assert read_page(client.get(response.url)).one(".message-danger").text


@pytest.mark.parametrize("sent", NO_PASSKEYS)
def test_nothing_else_is_added_as_one(alice_client, sent):
    alice_client.get(reverse("mfa_add_webauthn"))
    response = alice_client.post(reverse("mfa_add_webauthn"), {"credential": sent, "name": "My phone"})
    assert response.status_code == 200
    assert read_page(response).form(reverse("mfa_add_webauthn"))["name"] == "My phone"
    assert not Authenticator.objects.exists()


@pytest.mark.parametrize("sent", NO_PASSKEYS)
def test_nor_taken_for_the_second_step(half_way, sent):
    assert half_way.post(reverse("mfa_authenticate"), {"credential": sent}).status_code == 200
    assert not is_logged_in(half_way)


def test_a_passkey_is_renamed_and_removed(alice_client, alice):
    passkey = make_passkey(alice)
    address = reverse("mfa_edit_webauthn", args=[passkey.pk])
    assert alice_client.post(address, {"name": "Old phone"}).url == reverse("sign-in")
    assert "Old phone" in alice_client.get(reverse("sign-in")).content.decode()
    assert alice_client.post(address, {"name": "x" * 61}).status_code == 200
    assert alice_client.post(reverse("mfa_remove_webauthn", args=[passkey.pk])).url == reverse("sign-in")
    assert not Authenticator.objects.exists()


@pytest.mark.parametrize(("host", "offers"), [("localhost", True), ("127.0.0.1", False), ("192.168.0.7", False)])
def test_passkeys_are_offered_where_browsers_make_them(alice_client, settings, host, offers):
    settings.ALLOWED_HOSTS = [host]
    page = read_page(alice_client.get(reverse("sign-in"), headers={"Host": host}))
    assert (reverse("mfa_add_webauthn") in page.links) is offers
