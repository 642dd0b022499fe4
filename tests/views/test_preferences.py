"""The settings page."""

import datetime as dt
import json

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.html import read_page
from tracker.models import DatedSetting, Preferences

SETTINGS = {
    "time_zone": "Asia/Tokyo",
    "day_start_hour": "4",
    "deadline": "22:00",
    "theme": "dark",
    "text_size": "large",
}


def test_the_page_shows_what_is_set(alice_client):
    form = alice_client.get(reverse("settings")).context["page"].form
    assert form.initial == {
        "time_zone": "Europe/Berlin",
        "day_start_hour": 4,
        "deadline": "22:00",
        "theme": "system",
        "text_size": "normal",
        "emergency_country": "",
        "emergency_number": "",
    }


def test_that_a_change_of_the_hours_is_of_today_on_is_said_once(alice_client):
    page = read_page(alice_client.get(reverse("settings")))
    assert page.one("main").text.count("apply starting today") == 1


def test_saving_stores_and_says_so(alice, alice_client):
    response = alice_client.post(reverse("settings"), SETTINGS, follow=True)
    row = Preferences.objects.get(owner=alice)
    assert (row.time_zone, row.theme, row.text_size) == ("Asia/Tokyo", "dark", "large")
    assert "Saved." in response.content.decode()


def test_theme_and_text_size_are_on_every_page(alice_client):
    alice_client.post(reverse("settings"), SETTINGS)
    page = read_page(alice_client.get(reverse("settings")))
    assert page.one("html").attributes == {"lang": "en", "data-theme": "dark", "data-text-size": "large"}


def test_the_system_decides_where_nothing_is_set(alice_client):
    assert read_page(alice_client.get(reverse("settings"))).one("html").attributes == {"lang": "en"}


def test_a_new_day_start_is_dated(alice, alice_client):
    alice_client.post(reverse("settings"), SETTINGS | {"day_start_hour": "6"})
    assert DatedSetting.objects.get(owner=alice).value == "6"
    assert alice_client.get(reverse("settings")).context["page"].form.initial["day_start_hour"] == 6


def test_a_new_bedtime_is_dated(alice, alice_client):
    alice_client.post(reverse("settings"), SETTINGS | {"deadline": "00:30"})
    row = DatedSetting.objects.get(owner=alice)
    assert (row.name, row.value) == ("deadline", "00:30")
    assert alice_client.get(reverse("settings")).context["page"].form.initial["deadline"] == "00:30"


def test_an_unknown_zone_is_said_beside_the_field_and_nothing_is_stored(alice, alice_client):
    response = alice_client.post(reverse("settings"), SETTINGS | {"time_zone": "Mars/Olympus"})
    page = read_page(response)
    assert "We don’t know that time zone" in page.text
    assert page.one("[name=time_zone]")["value"] == "Mars/Olympus"
    assert Preferences.objects.get(owner=alice).theme == "system"


def test_the_page_proposes_the_number_of_the_time_zone_and_says_why(alice_client):
    assert "For your time zone, Europe/Berlin, it is 112." in alice_client.get(reverse("settings")).content.decode()


def test_the_page_says_so_where_the_number_is_unknown(alice, alice_client):
    Preferences.objects.filter(owner=alice).update(time_zone="Africa/Johannesburg")
    page = alice_client.get(reverse("settings")).content.decode()
    assert "We don’t know the number for your time zone, Africa/Johannesburg." in page


def test_a_number_of_ones_own_is_stored(alice, alice_client):
    before = Preferences.objects.get(owner=alice).data_version
    alice_client.post(reverse("settings"), SETTINGS | {"emergency_country": "other", "emergency_number": "10 177"})
    row = Preferences.objects.get(owner=alice)
    assert (row.emergency_country, row.emergency_number) == ("other", "10177")
    assert row.data_version != before
    assert alice_client.get(reverse("settings")).context["look"].emergency_number == "10177"


def test_a_wrong_number_is_said_beside_its_field_and_kept_as_typed(alice, alice_client):
    given = SETTINGS | {"emergency_country": "other", "emergency_number": "call me"}
    response = alice_client.post(reverse("settings"), given)
    page = read_page(response)
    assert response.status_code == 422
    assert "Enter a phone number: digits, *, # and + only." in page.text
    assert page.one("[name=emergency_number]")["value"] == "call me"
    assert page.one("[name=emergency_country] [selected]")["value"] == "other"
    assert Preferences.objects.get(owner=alice).emergency_country == ""


def test_another_persons_settings_stay_their_own(alice_client, bob):
    alice_client.post(reverse("settings"), SETTINGS)
    assert Preferences.objects.get(owner=bob).time_zone == "Europe/Berlin"


def test_a_visitor_is_asked_to_log_in(client, db):
    assert client.get(reverse("settings")).url == "/accounts/login/?next=/settings/"


@pytest.mark.parametrize("method", ["put", "delete"])
def test_other_methods_are_refused(alice_client, method):
    assert getattr(alice_client, method)(reverse("settings")).status_code == 405


def test_the_page_asks_the_database_little(alice_client, django_assert_max_num_queries):
    with django_assert_max_num_queries(4):
        alice_client.get(reverse("settings"))


@pytest.fixture
def var(tmp_path, settings):
    settings.VAR_DIR = tmp_path
    return tmp_path


def as_staff(person):
    person.is_staff = True
    person.save(update_fields=["is_staff"])


def test_staff_read_when_the_last_backup_was_made_and_where_it_is(alice, alice_client, var):
    as_staff(alice)
    (var / "a.sqlite3").touch()
    note = {"at": "2026-06-10T10:00:00+00:00", "file": str(var / "a.sqlite3")}
    (var / "last-backup.json").write_text(json.dumps(note))
    page = read_page(alice_client.get(reverse("settings"))).text
    # The clocks in Berlin are two hours ahead of UTC.
    assert "The last backup was made on 10 June 2026, 12:00." in page
    assert str(var / "a.sqlite3") in page
    (var / "a.sqlite3").unlink()
    assert "Its file is no longer where it was" in read_page(alice_client.get(reverse("settings"))).text


@pytest.mark.parametrize("note", [None, "", "[]", '{"at": "never", "file": ""}', '{"at": 5, "file": null}'])
def test_staff_read_that_there_is_no_backup(alice, alice_client, var, note):
    as_staff(alice)
    if note is not None:
        (var / "last-backup.json").write_text(note)
    assert "No backup has been made yet." in read_page(alice_client.get(reverse("settings"))).text


def test_nobody_else_reads_of_backups(alice_client, var):
    assert "backup" not in read_page(alice_client.get(reverse("settings"))).text


def test_everybody_reads_when_they_last_downloaded_everything(alice, alice_client, bob_client):
    never = "You haven’t downloaded your data yet."
    assert never in read_page(alice_client.get(reverse("settings"))).text
    alice_client.post(reverse("archive"), {"phrase": ""})
    row = Preferences.objects.get(owner=alice)
    assert abs(row.downloaded_at - timezone.now()) < dt.timedelta(minutes=1)
    Preferences.objects.filter(owner=alice).update(downloaded_at=dt.datetime(2026, 6, 10, 10, tzinfo=dt.UTC))
    page = read_page(alice_client.get(reverse("settings"))).text
    assert "Your last full download was on 10 June 2026, 12:00." in page
    assert never in read_page(bob_client.get(reverse("settings"))).text
