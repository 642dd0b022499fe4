"""A diary that an account keeps for somebody: all that a diary has, and nothing of the account."""

import uuid

import pytest
from django.contrib.auth import authenticate
from django.contrib.auth.models import User
from django.test import override_settings
from django.urls import reverse

from tests.care import keep_diary, make_grant, within
from tests.factories import ZONE, make_episode
from tests.html import read_page
from tests.views.test_leaving import later  # noqa: F401  nothing is cleared away by a thread
from tracker.models import Episode, Grant, KeptDiary, Preferences, ShareLink
from tracker.selectors.grants import is_kept
from tracker.services.leaving import erase

PASSWORD = {"password": "bob-likes-long-walks"}


@pytest.fixture
def mia(bob):
    return keep_diary(bob)


def test_it_is_begun_by_a_form_that_makes_one(bob, bob_client):
    sent = {"uid": str(uuid.uuid4()), "name": "Mia"}
    addresses = {bob_client.post(reverse("diary-new"), sent).url for _again in range(2)}
    grant = Grant.objects.get()
    assert addresses == {within(grant, "/")}
    owner = KeptDiary.objects.get(name="Mia").owner
    assert (grant.owner, grant.to, grant.expires_at) == (owner, bob, None)
    assert Preferences.objects.get(owner=owner).time_zone == ZONE


def test_without_a_name_there_is_none(bob_client):
    response = bob_client.post(reverse("diary-new"), {"uid": str(uuid.uuid4()), "name": " "})
    assert response.status_code == 422
    assert "Enter a name." in read_page(response).text
    assert not KeptDiary.objects.exists()


def test_it_gets_another_name(bob_client, mia):
    path = within(mia, "/diaries/name/")
    assert path in read_page(bob_client.get(within(mia, "/diaries/"))).links
    form = read_page(bob_client.get(path)).form("")
    assert form["name"] == "Mia"
    assert bob_client.post(path, {"name": " "}).status_code == 422
    page = read_page(bob_client.post(path, {"name": "Mia Rose"}, follow=True))
    assert page.one(".whose").text.startswith("Mia Rose’s diary")
    assert "Mia Rose’s diary" in read_page(bob_client.get(reverse("diaries"))).text


def test_ones_own_has_the_name_of_the_account(bob, bob_client, mia):
    assert bob_client.post(reverse("diary-rename"), {"name": "Bobby"}).status_code == 404
    assert reverse("diary-rename") not in read_page(bob_client.get(reverse("diaries"))).links
    assert KeptDiary.objects.get().name == "Mia"


def test_every_page_says_whose_it_is_and_leads_back(bob_client, mia):
    for path in ("/", "/diary/", "/trends/", "/settings/", "/settings/data/", "/share/"):
        page = read_page(bob_client.get(within(mia, path)))
        assert page.one(".whose").text == "Mia’s diary · You keep it Switch", path
        assert reverse("diaries") in page.links
        assert within(mia, "/diary/") in page.links
        assert mia.owner.username not in page.text


def test_what_is_logged_is_its_own_and_by_nobody_else(bob, bob_client, mia):
    bob_client.post(within(mia, "/episodes/start/"), {"uid": str(uuid.uuid4())})
    entry = Episode.objects.get()
    assert (entry.owner, entry.logged_by) == (mia.owner, "")
    assert str(entry.uid) in bob_client.get(within(mia, "/")).content.decode()
    assert str(entry.uid) not in bob_client.get("/").content.decode()


def test_settings_are_the_diarys_and_nothing_of_the_account(bob, bob_client, mia):
    page = read_page(bob_client.get(within(mia, "/settings/")))
    assert "Your account" not in page.text
    for name in ("sign-in", "tokens", "account_logout"):
        assert not any(reverse(name) in link for link in page.links), name
    form = page.form(within(mia, "/settings/"))
    bob_client.post(form.action, form.filled(time_zone="Asia/Tokyo"))
    zones = {each.owner: each.time_zone for each in Preferences.objects.all()}
    assert (zones[mia.owner], zones[bob]) == ("Asia/Tokyo", ZONE)


def test_pages_look_as_the_account_chose(bob, bob_client, mia):
    Preferences.objects.filter(owner=bob).update(theme="dark")
    assert read_page(bob_client.get(within(mia, "/"))).one("html")["data-theme"] == "dark"


def test_files_name_whose_it_is(bob_client, mia):
    report = read_page(bob_client.get(within(mia, "/report/?ticked=1&name=on&paper=a4&window=90"))).text
    assert "Mia" in report
    assert "diary/" not in report
    archive = bob_client.post(within(mia, "/settings/data/archive/"))
    assert archive.status_code == 200
    assert "diary_" not in archive["Content-Disposition"]


def test_its_shared_link_opens_outside_of_it(client, bob_client, mia):
    make_episode(mia.owner)
    form = next(
        form
        for form in read_page(
            bob_client.get(within(mia, "/share/new/?ticked=1&parts=numbers&paper=a4&window=90"))
        ).forms
        if "shows" in form
    )
    response = bob_client.post(within(mia, "/share/new/"), form.filled())
    address = read_page(response).one("#share-address")["value"]
    assert ShareLink.objects.get().owner == mia.owner
    assert address.startswith("http://testserver/s/")
    assert client.get(address).status_code == 200


def test_its_keeper_invites_a_caregiver(alice, alice_client, bob_client, mia):
    sent = {"uid": str(uuid.uuid4()), "label": "Gran", "may": "log", "last_on": "2026-12-31"}
    from django.utils import timezone

    from tracker.days import local_day

    sent["last_on"] = str(local_day(timezone.now(), ZONE))
    address = read_page(bob_client.post(within(mia, "/diaries/invite/"), sent)).one("#invitation")["value"]
    assert "Invitation to Mia’s diary" in read_page(alice_client.get(address)).text
    response = alice_client.post(address, follow=True)
    assert read_page(response).one(".whose").text == "Mia’s diary · You can log Switch"


def test_nobody_logs_in_to_it(bob, mia):
    assert is_kept(mia.owner)
    assert authenticate(username=mia.owner.username, password="") is None
    assert not mia.owner.has_usable_password()


@override_settings(PROXY_HEADER="HTTP_REMOTE_USER", PROXY_ADDRESSES=[])
def test_nor_by_the_word_of_a_proxy(rf, mia, caplog):
    from tracker.views.single_sign_on import log_in_as

    request = rf.get("/")
    request.user = type("Nobody", (), {"is_authenticated": False})()
    log_in_as(request, mia.owner.username)
    assert "no account" in caplog.text


def test_its_erase_is_behind_the_password_and_leaves_the_account(bob, bob_client, mia):
    make_episode(mia.owner)
    make_episode(bob)
    path = within(mia, "/settings/data/delete/")
    assert "Mia’s diary, with everything in it" in read_page(bob_client.get(path)).text
    assert bob_client.post(path, {"password": "wrong"}).status_code == 422
    assert User.objects.filter(pk=mia.owner_id).exists()
    response = bob_client.post(path, PASSWORD)
    assert (response.status_code, response.url) == (303, reverse("diaries"))
    assert "Mia’s diary was deleted." in read_page(bob_client.get(response.url)).text
    assert not User.objects.filter(pk=mia.owner_id).exists()
    assert [entry.owner for entry in Episode.objects.all()] == [bob]
    assert bob_client.get("/").status_code == 200


def test_with_the_account_goes_what_it_keeps_and_what_it_was_given(alice, bob, mia, tmp_path):
    make_episode(mia.owner)
    make_episode(alice, logged_by="bob")
    make_grant(alice, bob)
    assert erase(bob, tmp_path) == [mia.owner_id, bob.pk]
    assert list(User.objects.all()) == [alice]
    assert not Grant.objects.exists()
    assert [(entry.owner, entry.logged_by) for entry in Episode.objects.all()] == [(alice, "bob")]
