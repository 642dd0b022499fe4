"""What the server could not store at once is shown on the device in calm words, with a way out that leads to an end."""

import datetime as dt
import re
from zoneinfo import ZoneInfo

import pytest
from django.db import OperationalError
from django.utils import timezone
from playwright.sync_api import expect

from tests.factories import make_episode
from tests.outbox import DAY, HOUR, MINUTE
from tracker.models import Day, Episode
from tracker.pages import outbox
from tracker.pages.outbox_case import NotStoredError
from tracker.pages.outbox_item import ItemKind, invalid
from tracker.selectors.person import person_of
from tracker.services import episodes as service

pytestmark = [pytest.mark.walk, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def opened(phone, in_both_themes, fits):
    """opened(): the server is back; the entry that is left, opened on a small phone, sound in both themes."""

    def come_back_and_open():
        page = phone.page
        page.goto("/offline/")
        phone.come_back()
        page.locator("[data-kept-list] .entry.is-asking").first.click()
        expect(page.locator("[data-answers] > *").first).to_be_visible()
        assert in_both_themes(page) == []
        assert fits(page)
        return page

    return come_back_and_open


@pytest.fixture
def stopped_offline(phone, alice):
    """Stop, pressed without a network on the page of a spasm that runs."""
    row = make_episode(alice, duration_basis="ongoing", intensity=None, started_at=timezone.now() - 9 * MINUTE)
    page = phone.open(f"/episodes/{row.uid}/running/")
    phone.go_away()
    page.get_by_role("button", name="Stop", exact=True).click()
    page.wait_for_url("**/offline/**")
    return row


@pytest.mark.parametrize("way", ["Bring it back, with this change", "Throw this change away"])
def test_what_was_deleted_meanwhile_is_brought_back_or_left(phone, alice, opened, stopped_offline, way):
    service.delete_episode(person_of(alice), stopped_offline, now=timezone.now())
    page = opened()
    expect(page.get_by_role("heading", name="This entry was deleted in the meantime")).to_be_visible()
    page.get_by_role("button", name=way).click()
    phone.wait_until_sent()
    expect(page.get_by_role("heading", name="The server is back")).to_be_visible()
    is_back = way.startswith("Bring")
    assert [row.duration_basis for row in Episode.objects.of(alice)] == (["measured"] if is_back else [])


def test_what_cannot_be_brought_back_is_not_offered(phone, alice, opened, stopped_offline):
    Episode.objects.of(alice).delete()
    page = opened()
    expect(page.get_by_role("button", name="Bring it back, with this change")).to_be_hidden()
    page.get_by_role("button", name="Throw this change away").click()
    phone.wait_until_sent()
    assert not Episode.objects.exists()


@pytest.mark.parametrize("way", ["Save it with its time", "Throw this away"])
def test_what_was_logged_long_ago_is_asked_about(phone, alice, opened, way):
    at = (timezone.now() - 100 * DAY).replace(microsecond=0)
    phone.open("/")
    phone.go_away()
    phone.keep("start", tapped_at=at)
    page = opened()
    on = at.astimezone(ZoneInfo(alice.preferences.time_zone))
    words = f"You logged this on {on.day} {on:%B %Y}, more than 90 days ago. Save it with that date?"
    expect(page.get_by_role("heading", name=words)).to_be_visible()
    page.get_by_role("button", name=way).click()
    phone.wait_until_sent()
    started = [row.started_at for row in Episode.objects.of(alice)]
    if way.startswith("Save"):
        assert abs(started.pop() - at) < dt.timedelta(seconds=5)
    assert started == []


def test_a_day_that_cannot_be_clear_says_why_and_is_thrown_away(phone, alice, opened):
    page = phone.open("/")
    phone.go_away()
    page.goto("/offline/")
    page.get_by_role("link", name="Mark a day clear").click()
    page.locator("[data-clear]").get_by_label("Yesterday").check()
    page.get_by_role("button", name="Mark it clear").click()
    expect(page.get_by_role("heading", name="Saved on this device")).to_be_visible()
    make_episode(alice, started_at=timezone.now() - DAY)
    page = opened()
    expect(page.get_by_role("heading", name="This could not be saved to your diary")).to_be_visible()
    expect(page.get_by_text("That day has entries, so it counts as a spasm day.")).to_be_visible()
    page.get_by_role("button", name="Throw this away").click()
    phone.wait_until_sent()
    assert not Day.objects.exists()


def test_a_past_spasm_without_its_start_is_given_one_on_the_device(phone, alice, opened):
    page = phone.open("/episodes/add/")
    phone.go_away()
    page.locator("input[name=intensity][value='4']").first.evaluate("box => box.click()")
    page.get_by_role("button", name="Save", exact=True).click()
    page.wait_for_url("**/offline/")
    page = opened()
    expect(page.get_by_role("heading", name="This could not be saved to your diary")).to_be_visible()
    page.locator("[data-change=times]").click()
    wall_clock = person_of(alice).wall_clock
    began = wall_clock(timezone.now() - DAY).replace(hour=3, minute=10, second=0, microsecond=0)
    page.locator("#times-began").fill(f"{began:%Y-%m-%dT%H:%M}")
    page.get_by_role("button", name="Save", exact=True).click()
    phone.wait_until_sent()
    episode = Episode.objects.of(alice).get()
    assert (episode.intensity, wall_clock(episode.started_at)) == (4, began)


@pytest.mark.parametrize("which", ["your diary", "this device"])
def test_of_two_ends_either_may_stay(phone, alice, opened, stopped_offline, which):
    ended_at = stopped_offline.started_at + 2 * MINUTE
    Episode.objects.of(alice).update(ended_at=ended_at, duration_basis="measured")
    page = opened()
    expect(page.get_by_role("heading", name="This was also changed elsewhere")).to_be_visible()
    page.get_by_role("button", name=re.compile(f"^Keep .* from {which}$")).click()
    phone.wait_until_sent()
    episode = Episode.objects.of(alice).get()
    assert (episode.ended_at == ended_at) == (which == "your diary")


def test_a_spasm_that_may_have_been_logged_before_is_asked_about(phone, alice, opened):
    make_episode(alice, started_at=timezone.now() - HOUR, ended_at=timezone.now() - HOUR + MINUTE)
    page = phone.open("/")
    phone.go_away()
    page.goto("/offline/")
    page.get_by_role("link", name="Log a past spasm").click()
    page.locator("[data-past] input[name=started][value='60']").check()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("group", name="How strong was it")).to_be_visible()
    page = opened()
    expect(page.get_by_text("You may have logged this spasm before")).to_be_visible()
    page.get_by_role("button", name=re.compile("from your diary$")).click()
    phone.wait_until_sent()
    assert Episode.objects.of(alice).count() == 1


def full(case):
    error = OperationalError("full")
    error.__cause__ = type("SqliteError", (Exception,), {"sqlite_errorname": "SQLITE_FULL"})()
    raise error


def refuse(case):
    raise NotStoredError(invalid({"": ["This can’t be read. Throw it away, and log it again."]}))


def test_what_a_full_disk_keeps_out_says_so_and_is_sent_again(phone, alice, monkeypatch):
    page = phone.open("/")
    phone.go_away()
    page.goto("/offline/")
    page.get_by_role("button", name="Spasm now").click()
    expect(page.get_by_role("heading", name="Saved on this device")).to_be_visible()
    with monkeypatch.context() as patch:
        patch.setitem(outbox._ACTS, ItemKind.START, full)
        phone.come_back()
        page.locator("[data-kept-list] .entry:not(.is-asking)").click()
        # A try that began before the server was back may have to end first.
        expect(page.locator("[data-answers]")).to_contain_text("The diary’s disk is full.", timeout=15_000)
        assert len(phone.items()) == 1
    phone.come_back()
    phone.wait_until_sent()
    assert Episode.objects.of(alice).count() == 1


def test_what_follows_from_an_entry_waits_for_it(phone, alice, monkeypatch, opened):
    page = phone.open("/")
    phone.go_away()
    page.goto("/offline/")
    page.get_by_role("button", name="Spasm now").click()
    page.get_by_role("button", name="Stop", exact=True).click()
    expect(page.get_by_role("group", name="How strong was it")).to_be_visible()
    with monkeypatch.context() as patch:
        patch.setitem(outbox._ACTS, ItemKind.START, refuse)
        page = opened()
        expect(page.locator("[data-answers]")).to_contain_text("This can’t be read.")
        expect(page.locator("[data-answers]")).to_contain_text("The server can’t store this yet.")
        assert len(phone.items()) == 2
    phone.come_back()
    phone.wait_until_sent()
    assert Episode.objects.of(alice).get().duration_basis == "measured"


def test_what_this_version_does_not_know_stays_until_it_is_thrown_away(phone, alice):
    page = phone.open("/")
    phone.go_away()
    page.goto("/offline/")
    phone.keep("dance")
    phone.come_back()
    page.locator("[data-kept-list] .entry").click()
    expect(page.locator("[data-answers]")).to_contain_text("The server can’t store this yet.")
    assert len(phone.items()) == 1
    page.locator("summary", has_text="Delete from this device").click()
    page.get_by_role("button", name="Delete entry").click()
    expect(page.get_by_role("heading", name="Saved on this device")).to_be_hidden()
    assert phone.items() == []
