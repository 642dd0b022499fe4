"""Signing up, logging in and out, changing the password."""

import datetime as dt

import pytest
from django.contrib.auth import get_user_model
from django.contrib.messages import get_messages
from django.contrib.sessions.models import Session
from django.db import IntegrityError
from django.test import Client
from django.urls import NoReverseMatch, get_resolver, reverse
from django.utils import timezone

from tests.factories import NOON, make_episode, make_profile_item, make_share_link, make_visit
from tests.html import read_page
from tracker.models import AccountName, Preferences
from tracker.services.questions import keep_question
from tracker.views import accounts

PASSWORD = "walks-by-the-sea-7"
pytestmark = pytest.mark.django_db


def sign_up(client, **fields):
    data = {"username": "carol", "password1": PASSWORD, "time_zone": "Asia/Tokyo"} | fields
    return client.post(reverse("account_signup"), data)


def log_in(client, name="alice", password="alice-likes-long-walks", **headers):
    return client.post(reverse("account_login"), {"login": name, "password": password}, **headers)


def errors(response):
    return {field: list(texts) for field, texts in response.context["form"].errors.items()}


def test_signing_up_leads_to_today_logged_in(client):
    response = sign_up(client)
    assert response.status_code == 302
    assert response.url == reverse("today")
    assert client.session["_auth_user_id"]


def test_signing_up_keeps_the_zone_of_the_browser(client):
    sign_up(client)
    assert Preferences.objects.get(owner__username="carol").time_zone == "Asia/Tokyo"


@pytest.mark.parametrize("zone", ["", "Mars/Olympus", "x" * 500])
def test_a_zone_of_no_use_becomes_utc_and_the_person_is_told(client, zone):
    response = sign_up(client, time_zone=zone)
    assert Preferences.objects.get(owner__username="carol").time_zone == "UTC"
    assert ["Choose yours under Settings" in str(message) for message in get_messages(response.wsgi_request)] == [True]


def test_a_null_character_in_the_zone_is_refused(client):
    assert "time_zone" in errors(sign_up(client, time_zone="Asia/\x00Tokyo"))


def test_a_name_that_grows_beyond_its_room_is_refused(client):
    assert errors(sign_up(client, username="ﬃ" * 60)) == {"username": ["Use 150 characters or fewer."]}


@pytest.mark.parametrize(
    "address", ["//evil.example/", "https://evil.example/", "http://localhost/", "/\\evil.example"]
)
def test_logging_in_leads_to_no_other_host(client, alice, address):
    response = client.post(
        reverse("account_login"), {"login": "alice", "password": "alice-likes-long-walks", "next": address}
    )
    assert response.url == reverse("today")


def test_signing_up_with_an_address_sends_nothing(client, mailoutbox):
    sign_up(client, email="carol@example.org")
    assert get_user_model().objects.get(username="carol").email == "carol@example.org"
    assert mailoutbox == []


@pytest.mark.parametrize(
    "name",
    ["", "c🦵rol", "ca rol", "carol\x00", "x" * 200, "<b>carol</b>", "../carol", "alice", "ALICE", "ａｌｉｃｅ"],
)
def test_a_name_that_cannot_be_is_said_beside_the_field(client, alice, name):
    response = sign_up(client, username=name)
    assert response.status_code == 200
    assert list(errors(response)) == ["username"]


@pytest.mark.parametrize(
    "password",
    [
        "short",
        "12345678901",
        "password",
        "carol.99",
        "spasmlog2026",
        "Spasm-Diary-1",
        "muscle cramps!",
        "carols-diary-99",
    ],
)
def test_a_weak_password_is_said_beside_the_field(client, password):
    assert list(errors(sign_up(client, password1=password))) == ["password1"]


@pytest.mark.parametrize("name", ["संगीता", "กุ้ง", "Zoë", "Zoe\u0308", "מִרְיָם", "O.K-o_k@x+y", "می\u200cرا"])
def test_a_name_of_any_script_is_taken_with_its_marks(client, name):
    assert sign_up(client, username=name).status_code == 302
    client.post(reverse("account_logout"))
    assert log_in(client, name, PASSWORD).status_code == 302


@pytest.mark.parametrize("name", ["\u0301abc", "a\u202eb", "a\u200bb", "\u200dabc"])
def test_a_name_of_signs_that_cannot_stand_there_is_refused(client, name):
    assert list(errors(sign_up(client, username=name))) == ["username"]


@pytest.mark.parametrize(
    ("name", "same"),
    [("Émile", "ÉMILE"), ("ДАВИД", "давид"), ("İlker", "ilker"), ("Straße", "STRASSE"), ("Zoë", "ZOE\u0308")],
)
def test_a_name_is_one_in_any_case_of_any_script(client, name, same):
    sign_up(client, username=name)
    client.post(reverse("account_logout"))
    assert list(errors(sign_up(client, username=same))) == ["username"]
    assert log_in(client, same, PASSWORD).status_code == 302
    assert get_user_model().objects.count() == 1


def test_two_names_that_differ_in_a_mark_are_two_people(client):
    for name in ("पानी", "पीना"):
        sign_up(client, username=name)
        client.post(reverse("account_logout"))
    assert get_user_model().objects.count() == 2


def test_an_account_that_a_command_made_is_found_in_any_case_and_its_name_is_taken(client, db):
    get_user_model().objects.create_user("Émile", password=PASSWORD)
    assert list(errors(sign_up(client, username="émile"))) == ["username"]
    assert log_in(client, "ÉMILE", PASSWORD).status_code == 302


def test_the_database_holds_a_name_for_one_account(alice, bob):
    AccountName.objects.create(owner=alice, folded="émile")
    with pytest.raises(IntegrityError):
        AccountName.objects.create(owner=bob, folded="émile")


def test_a_browser_that_may_hide_its_zone_is_said(client):
    response = sign_up(client, time_zone="Atlantic/Reykjavik")
    (message,) = get_messages(response.wsgi_request)
    assert "Your browser says you are on Reykjavik time" in str(message)


def test_what_was_typed_stays_in_a_form_with_errors(client):
    page = read_page(sign_up(client, password1="short", email="carol@example.org"))
    names = ("username", "email", "time_zone")
    assert [page.one(f"[name={name}]")["value"] for name in names] == ["carol", "carol@example.org", "Asia/Tokyo"]


def test_a_name_that_somebody_takes_at_the_same_moment_is_an_error_not_a_crash(client, alice, monkeypatch):
    monkeypatch.setattr(accounts.AccountAdapter, "clean_username", lambda self, username, shallow=False: username)
    response = sign_up(client, username="alice")
    assert list(errors(response)) == ["username"]
    assert get_user_model().objects.count() == 1


def test_an_account_without_preferences_is_not_left_behind(client, monkeypatch):
    monkeypatch.setattr(accounts, "ensure_preferences", lambda *arguments: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        sign_up(client)
    assert not get_user_model().objects.exists()


def test_sign_up_can_be_closed(client, settings):
    settings.SIGNUP_IS_OPEN = False
    assert "Sign-up is closed" in sign_up(client).content.decode()
    assert not get_user_model().objects.exists()


def test_logging_in_leads_to_today(client, alice):
    assert log_in(client).url == reverse("today")


def test_logging_in_leads_to_where_the_person_was_going(client, alice):
    response = client.get(reverse("settings"))
    assert client.post(response.url, {"login": "alice", "password": "alice-likes-long-walks"}).url == "/settings/"


def test_logging_in_never_leads_to_another_site(client, alice):
    response = client.post(
        reverse("account_login") + "?next=https://elsewhere.example/",
        {"login": "alice", "password": "alice-likes-long-walks", "next": "https://elsewhere.example/"},
    )
    assert response.url == reverse("today")


@pytest.mark.parametrize("name", ["Alice", "ALICE", " alice ", "ａｌｉｃｅ"])
def test_a_name_may_be_written_differently(client, alice, name):
    assert log_in(client, name).status_code == 302


def test_signed_in_for_ninety_days(client, alice):
    assert log_in(client).cookies["sessionid"]["max-age"] == 90 * 24 * 3600


def test_the_ninety_days_begin_anew_on_a_device_in_use_once_a_week(client, alice):
    log_in(client)
    client.get("/")
    assert "sessionid" not in client.get("/").cookies
    session = client.session
    session["renewed-on"] = "2026-01-01"
    session.save()
    assert client.get("/").cookies["sessionid"]["max-age"] == 90 * 24 * 3600
    assert "sessionid" not in client.get("/").cookies


@pytest.mark.parametrize("name", ["alice", "nobody", "al🦵ce", "x" * 150])
def test_a_wrong_password_and_an_unknown_name_say_the_same_beside_the_password(client, alice, name):
    response = log_in(client, name, "wrong")
    assert list(errors(response)) == ["password"]
    assert "don’t match" in errors(response)["password"][0]


@pytest.mark.parametrize("name", ["", "alice\x00", "x" * 200])
def test_a_name_that_nobody_can_have_is_said_beside_the_name(client, name):
    assert list(errors(log_in(client, name))) == ["login"]


def test_too_many_failed_tries_have_to_wait_even_with_the_right_password(client, alice):
    for _ in range(5):
        log_in(client, password="wrong")
    response = log_in(client)
    assert "Too many tries" in errors(response)["password"][0]


def test_too_many_tries_at_anything_get_a_page_in_our_look(client, alice):
    for _ in range(31):
        response = log_in(client, "nobody", "wrong")
    assert response.status_code == 429
    assert "Wait a minute" in response.content.decode()


def test_behind_a_proxy_tries_are_counted_by_the_address_it_passes_on(client, alice, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    for _ in range(31):
        log_in(client, "nobody", "wrong", headers={"X-Forwarded-For": "198.51.100.7"})
    response = log_in(client, headers={"X-Forwarded-For": "10.0.0.1, 203.0.113.9"})
    assert response.status_code == 302


def test_an_account_that_was_closed_is_told_so(client, alice):
    alice.is_active = False
    alice.save()
    response = client.get(log_in(client).url)
    assert "This account is closed" in response.content.decode()


def test_logging_out_asks_first_and_then_does(alice_client):
    assert "Log out?" in alice_client.get(reverse("account_logout")).content.decode()
    assert "_auth_user_id" in alice_client.session
    alice_client.post(reverse("account_logout"))
    assert "_auth_user_id" not in alice_client.session


def test_logging_out_needs_the_form_of_this_site(alice):
    client = Client(enforce_csrf_checks=True)
    client.force_login(alice)
    assert client.post(reverse("account_logout")).status_code == 403
    assert "_auth_user_id" in client.session


def change_password(client, old="alice-likes-long-walks", new=PASSWORD, again=PASSWORD):
    data = {"oldpassword": old, "password1": new, "password2": again}
    return client.post(reverse("account_change_password"), data)


@pytest.mark.parametrize("password", ["cramped-otter-sings", "x" * 4 + "spasm" * 3, "log a green umbrella"])
def test_words_of_the_app_may_stand_among_others(client, password):
    assert sign_up(client, password1=password).status_code == 302


def test_a_long_password_is_taken_whole(client):
    long = "zebra umbrella kettle " * 40
    assert sign_up(client, password1=long + "1").status_code == 302
    client.post(reverse("account_logout"))
    log_in(client, name="carol", password=long + "2")
    assert "_auth_user_id" not in client.session
    log_in(client, name="carol", password=long + "1")
    assert "_auth_user_id" in client.session


def test_changing_the_password_keeps_this_device_and_logs_out_others(alice, alice_client):
    other = Client()
    other.force_login(alice)
    assert change_password(alice_client).url == reverse("sign-in")
    alice.refresh_from_db()
    assert alice.check_password(PASSWORD)
    assert alice_client.get(reverse("settings")).status_code == 200
    assert other.get(reverse("settings")).status_code == 302


@pytest.mark.parametrize(
    ("fields", "where"),
    [({"old": "wrong"}, "oldpassword"), ({"new": "abc", "again": "abc"}, "password1"), ({"again": "x"}, "password2")],
)
def test_a_change_that_cannot_be_is_said_beside_its_field(alice, alice_client, fields, where):
    assert list(errors(change_password(alice_client, **fields))) == [where]
    alice.refresh_from_db()
    assert alice.check_password("alice-likes-long-walks")


def test_wrong_current_passwords_count_as_failed_log_ins_do(alice, alice_client):
    for _ in range(5):
        change_password(alice_client, old="wrong")
    assert "Too many tries" in errors(log_in(Client()))["password"][0]


def test_an_account_without_password_can_set_one(alice, alice_client):
    alice.set_unusable_password()
    alice.save()
    client = Client()
    client.force_login(alice)
    assert client.get(reverse("account_change_password")).url == reverse("account_set_password")
    assert "Set password" in client.get(reverse("account_set_password")).content.decode()
    client.post(reverse("account_set_password"), {"password1": PASSWORD, "password2": PASSWORD})
    alice.refresh_from_db()
    assert alice.check_password(PASSWORD)


@pytest.mark.parametrize("name", ["account_change_password", "account_set_password"])
def test_the_password_pages_are_for_people_who_are_logged_in(client, name):
    assert client.get(reverse(name)).url.startswith(reverse("account_login"))


def test_only_the_pages_we_have_styled_exist():
    names = {name for name in get_resolver().reverse_dict if isinstance(name, str) and name.startswith("account_")}
    assert names == {
        "account_login",
        "account_logout",
        "account_signup",
        "account_inactive",
        "account_change_password",
        "account_set_password",
        "account_reauthenticate",
    }
    with pytest.raises(NoReverseMatch):
        reverse("account_email")


def test_the_staff_pages_ask_for_the_same_login(client):
    assert client.get("/admin/login/?next=/admin/").url.startswith(reverse("account_login"))


@pytest.mark.parametrize("name", ["account_login", "account_signup"])
def test_someone_logged_in_is_sent_on(alice_client, name):
    assert alice_client.get(reverse(name)).url == reverse("today")


def test_the_login_page_says_what_to_do_about_a_lost_password(client):
    assert "can set a new one" in client.get(reverse("account_login")).content.decode()


def test_a_log_in_takes_ended_sessions_away(client, alice):
    Session.objects.create(session_key="ended", session_data="", expire_date=timezone.now() - dt.timedelta(days=1))
    Session.objects.create(session_key="goes-on", session_data="", expire_date=timezone.now() + dt.timedelta(days=1))
    client.post(reverse("account_login"), {"login": "alice", "password": "alice-likes-long-walks"})
    assert not Session.objects.filter(session_key="ended").exists()
    assert Session.objects.filter(session_key="goes-on").exists()


def test_the_staff_pages_name_rows_without_what_they_say(alice, client):
    """Before an account is deleted, the admin lists what goes with it."""
    alice.is_staff = alice.is_superuser = True
    alice.save()
    bob = get_user_model().objects.create_user("bob")
    make_profile_item(bob, "medication", text="Quetzalin", note="Trampoline")
    make_share_link(bob, label="for Dr. Vuvuzela")
    make_visit(bob, with_whom="Dr. Vuvuzela")
    keep_question(bob, "Why the trombone?", NOON.date())
    make_episode(bob, note="Trampoline")
    client.force_login(alice)
    html = client.get(reverse("admin:auth_user_delete", args=[bob.pk])).content.decode()
    assert "Summary" in html
    assert not [word for word in ("Quetzalin", "Trampoline", "Vuvuzela", "trombone", "calf") if word in html]
