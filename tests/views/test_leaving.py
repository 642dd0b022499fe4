"""Deleting one's diary and account: what the page says, the password, and where it leads."""

import datetime as dt
import json
import logging
from pathlib import Path

import pytest
from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.sessions.models import Session
from django.core.cache import caches
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.archived import archive_of, fill
from tests.factories import make_episode
from tests.html import read_page
from tests.second_step import app_code, set_up
from tracker.models import Counter, Episode
from tracker.services import leaving as service
from tracker.views import leaving

pytestmark = pytest.mark.django_db(transaction=True)

PAGE = "/settings/data/delete/"
PASSWORD = "alice-likes-long-walks"
User = get_user_model()


@pytest.fixture(autouse=True)
def later(monkeypatch):
    """What was to be cleared away later; done here by no thread."""
    asked = []
    monkeypatch.setattr(leaving, "_clear_away_later", lambda var, number: asked.append((var, number)))
    yield asked
    for note in settings.VAR_DIR.glob(f"{service.UNFINISHED_ERASE}*"):
        note.unlink()


@pytest.fixture
def backups(settings, tmp_path):
    """An empty folder for backups."""
    settings.VAR_DIR = tmp_path
    (tmp_path / "backups").mkdir()
    return tmp_path / "backups"


def words(response):
    return read_page(response).text


def leave(client, password=PASSWORD, **kwargs):
    return client.post(PAGE, {"password": password, "device": "empty"}, **kwargs)


def error(response):
    assert response.status_code == 422
    (text,) = response.context["page"].form.errors["password"]
    assert text in words(response)
    return text


def backup(folder, ago=dt.timedelta(0), before=""):
    stamp = (timezone.now() - ago).strftime("%Y-%m-%d-%H%M%S")
    (folder / f"spasmlog-{stamp}{before}.sqlite3").touch()


def test_the_way_there_is_below_your_data(alice_client):
    assert PAGE in read_page(alice_client.get(reverse("your-data"))).links
    page = read_page(alice_client.get(PAGE))
    assert page.one("h1").text == "Delete my diary and account"
    assert reverse("your-data") in page.links


def test_everything_can_be_downloaded_first(alice_client):
    response = alice_client.get(PAGE)
    text = words(response)
    assert text.index("Download everything first") < text.index("What is deleted") < text.index("Your password")
    assert reverse("archive") in read_page(response).values("form[action]", "action")


def test_the_right_password_leads_to_the_log_in_page_and_says_so(alice, alice_client, later, caplog):
    fill(alice)
    number = alice.pk
    with caplog.at_level(logging.INFO, "spasmlog.events"):
        response = leave(alice_client)
    assert (response.status_code, response.url) == (303, reverse("account_login"))
    assert response["Clear-Site-Data"] == '"cache", "storage"'
    page = alice_client.get(response.url)
    assert "Your diary and your account are deleted." in words(page)
    assert not User.objects.exists()
    assert f"Person {number} deleted: account" in caplog.text
    assert later == [(settings.VAR_DIR, number)]


def test_every_device_is_logged_out_and_none_comes_back_in(alice, alice_client):
    phone = Client()
    phone.force_login(alice)
    leave(alice_client)
    assert not Session.objects.exists()
    assert phone.get(reverse("diary")).status_code == 302
    assert alice_client.get(reverse("diary")).status_code == 302
    login = {"login": "alice", "password": PASSWORD}
    assert alice_client.post(reverse("account_login"), login).status_code == 200


def test_drawings_and_uploads_are_gone_by_then(alice, alice_client):
    caches["drawings"].set("drawing", b"<svg/>")
    settings.UPLOADS_DIR.mkdir(exist_ok=True)
    mine, other = settings.UPLOADS_DIR / f"{alice.pk}-{'a' * 32}", settings.UPLOADS_DIR / f"{alice.pk}0-{'a' * 32}"
    for path in (mine, other):
        path.touch()
    leave(alice_client)
    assert not [*Path(settings.CACHES["drawings"]["LOCATION"]).iterdir()]
    assert (mine.exists(), other.exists()) == (False, True)
    other.unlink()


def test_the_name_is_free_again_and_the_archive_brings_everything_back(alice, alice_client, client):
    fill(alice)
    archive = archive_of(alice)
    leave(alice_client)
    sign_up = {"username": "alice", "password1": PASSWORD, "time_zone": "Europe/Berlin"}
    assert client.post(reverse("account_signup"), sign_up).status_code == 302
    from django.core.files.uploadedfile import SimpleUploadedFile

    url = client.post(reverse("your-data"), {"file": SimpleUploadedFile("diary.zip", archive)}).url
    client.post(url)
    assert Episode.objects.of(User.objects.get()).count() == 4


def test_a_wrong_password_deletes_nothing(alice, alice_client, later):
    make_episode(alice)
    assert error(leave(alice_client, "wrong-password-9")) == "This is not your password."
    assert error(leave(alice_client, "")) == "Enter your password."
    assert error(alice_client.post(PAGE)) == "Enter your password."
    assert Episode.objects.of(alice).count() == 1
    assert later == []
    assert alice_client.get(PAGE).status_code == 200
    assert PASSWORD not in leave(alice_client, "wrong-password-9").content.decode()


def test_another_persons_password_does_not_count(alice, bob, alice_client):
    assert error(leave(alice_client, "bob-likes-long-walks")) == "This is not your password."


@pytest.mark.parametrize("has_email", [False, True])
def test_tries_are_limited_together_with_those_of_the_log_in_page(alice, alice_client, client, has_email):
    if has_email:
        EmailAddress.objects.create(user=alice, email="alice@example.org", primary=True)
    for _try in range(3):
        leave(alice_client, "wrong-password-9")
    for _try in range(2):
        client.post(reverse("account_login"), {"login": "alice", "password": "wrong-password-9"})
    assert error(leave(alice_client)) == "Too many tries. Wait five minutes, then try again."
    assert User.objects.filter(pk=alice.pk).exists()


def test_the_count_of_tries_goes_too(alice, alice_client):
    leave(alice_client, "wrong-password-9")
    assert Counter.objects.exists()
    leave(alice_client)
    assert not Counter.objects.exists()


def test_a_visitor_is_asked_to_log_in_and_then_for_the_password_once_more(alice, client):
    response = leave(client)
    assert response.status_code == 403
    assert "Your diary and your account are still here." in words(response)
    assert PASSWORD not in response.content.decode()
    asked = client.post(PAGE, {"log-in-login": "alice", "log-in-password": PASSWORD})
    assert asked.status_code == 403
    assert User.objects.exists()
    assert leave(client).status_code == 303
    assert not User.objects.exists()


def test_what_keeps_the_diary_from_being_deleted_is_said_and_it_stays(alice, alice_client, monkeypatch):
    def full(*_arguments):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(leaving, "erase", full)
    response = leave(alice_client)
    assert response.status_code == 507
    assert PASSWORD not in response.content.decode()
    assert User.objects.filter(pk=alice.pk).exists()


def test_if_clearing_away_fails_the_account_is_gone_and_it_is_tried_later(alice, alice_client, later, monkeypatch):
    def refuse(folder):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(service, "_empty", refuse)
    number = alice.pk
    assert leave(alice_client).status_code == 303
    assert not User.objects.exists()
    assert later == [(settings.VAR_DIR, number)]
    assert (settings.VAR_DIR / f"{service.UNFINISHED_ERASE}{number}").exists()


def test_it_is_tried_until_nothing_is_left(settings, tmp_path, later):
    settings.VAR_DIR = tmp_path
    (tmp_path / "cache" / "stuck").mkdir(parents=True)
    note = tmp_path / f"{service.UNFINISHED_ERASE}7"
    note.touch()
    leaving._finish(tmp_path, 7)
    assert (later, note.exists()) == ([(tmp_path, 7)], True)
    (tmp_path / "cache" / "stuck").rmdir()
    leaving._finish(tmp_path, 7)
    assert (len(later), note.exists()) == (1, False)


def test_backups_that_hold_the_diary_are_counted(alice, alice_client, backups):
    assert "We know of none, but" in words(alice_client.get(PAGE))
    User.objects.filter(pk=alice.pk).update(date_joined=timezone.now() - dt.timedelta(days=5))
    backup(backups, dt.timedelta(days=6))
    backup(backups, dt.timedelta(days=4))
    text = words(alice_client.get(PAGE))
    assert "There is 1 on this machine. It stays until someone deletes it." in text
    backup(backups, dt.timedelta(days=3), "-before-restore")
    backup(backups, dt.timedelta(days=2), "-before-tracker-0021_more")
    text = words(alice_client.get(PAGE))
    assert "There are 3 on this machine. They stay until someone deletes them." in text
    assert "Older backups still contain your diary until they are deleted." in text
    assert "bin/spasmlog backup --forget-older" in text


def note_last_backup(var, file, days_kept):
    note = {"at": "2026-06-10T10:00:00+00:00", "file": str(file), "days_kept": days_kept}
    (var / "last-backup.json").write_text(json.dumps(note))


def test_until_when_they_are_kept_is_said_where_a_rule_is_known(alice, alice_client, backups, monkeypatch):
    User.objects.filter(pk=alice.pk).update(date_joined=timezone.now() - dt.timedelta(days=5))
    backup(backups, dt.timedelta(days=1))
    monkeypatch.setattr(leaving.timezone, "now", lambda: dt.datetime(2026, 6, 10, 22, 30, tzinfo=dt.UTC))
    note_last_backup(backups.parent, backups / "spasmlog-2026-06-10-100000.sqlite3", 372)
    # In Berlin, it is the eleventh already.
    text = words(alice_client.get(PAGE))
    assert "If backups continue as they do now, the last one will be deleted by 18 June 2027." in text


def test_those_in_the_folder_of_the_last_backup_count_and_its_rule_is_not_for_others(alice, alice_client, backups):
    disk = backups.parent / "disk"
    disk.mkdir()
    User.objects.filter(pk=alice.pk).update(date_joined=timezone.now() - dt.timedelta(days=5))
    backup(disk, dt.timedelta(days=1))
    backup(backups, dt.timedelta(days=2), "-before-restore")
    note_last_backup(backups.parent, disk / "spasmlog-2026-06-10-100000.sqlite3", 7)
    text = words(alice_client.get(PAGE))
    assert "There are 2 on this machine." in text
    assert "the last one will be deleted by" in text
    backup(backups, dt.timedelta(days=3))
    text = words(alice_client.get(PAGE))
    assert "There are 3 on this machine. They stay until someone deletes them." in text


def test_the_last_of_staff_is_told_and_not_held_back(alice, bob, alice_client):
    warning = "You have the only staff account here."
    assert warning not in words(alice_client.get(PAGE))
    User.objects.filter(pk=alice.pk).update(is_staff=True)
    assert warning in words(alice_client.get(PAGE))
    User.objects.filter(pk=bob.pk).update(is_staff=True)
    assert warning not in words(alice_client.get(PAGE))
    User.objects.filter(pk=bob.pk).update(is_staff=True, is_active=False)
    assert warning not in words(alice_client.get(PAGE))
    User.objects.filter(pk=bob.pk).update(is_staff=False, is_active=True)
    assert warning in words(alice_client.get(PAGE))
    assert leave(alice_client).status_code == 303
    assert [*User.objects.all()] == [bob]


def test_an_account_without_a_password_can_leave(alice, alice_client):
    alice.set_unusable_password()
    alice.save()
    alice_client.force_login(alice)
    page = read_page(alice_client.get(reverse("account-delete")))
    assert not page.has("[name=password]")
    assert alice_client.post(reverse("account-delete")).status_code == 303
    assert not get_user_model().objects.filter(username="alice").exists()


def test_if_it_has_a_second_step_that_is_asked_first(alice, alice_client):
    set_up(alice)
    alice.set_unusable_password()
    alice.save()
    alice_client.force_login(alice)
    assert reverse("mfa_reauthenticate") in alice_client.get(reverse("account-delete")).url
    form = read_page(alice_client.post(reverse("account-delete"))).forms[-1]
    assert alice_client.post(reverse("account-delete"), form.filled() | {"log-in-code": "1"}).status_code == 403
    assert alice_client.post(reverse("account-delete"), form.filled() | {"log-in-code": app_code()}).status_code == 303
