"""What a device does not keep, without a server: the page stays as it was and says so, and nothing is half done."""

import datetime as dt

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone
from playwright.sync_api import expect

from tests.browser.device import KNOWN
from tests.browser.twins import press, running, stopped, tick
from tests.factories import make_episode
from tracker.models import Episode
from tracker.selectors.person import person_by_now

pytestmark = [pytest.mark.walk, pytest.mark.django_db(transaction=True)]

UNREACHED = "The server is out of reach, so this wasn’t sent."
NO_ROOM = "This device has no room to save it."
NO_ROOM_HERE = """() => {
  IDBObjectStore.prototype.put = () => { throw new DOMException("full", "QuotaExceededError"); };
}"""
NO_ROOM_IN_THE_WORKER = (
    'IDBObjectStore.prototype.put = () => { throw new DOMException("full", "QuotaExceededError"); };\n'
)


@pytest.mark.parametrize("fault", ["refused", "502"])
def test_rows_typed_without_a_server_stay_and_are_saved_when_it_is_back(phone, alice, fault):
    page = phone.open("/episodes/several/")
    page.locator("#id_row-0-time").fill("00:01")
    phone.go_away(fault, only="/episodes/several/")
    press("Save all")(page)
    expect(page.get_by_text(UNREACHED)).to_be_in_viewport()
    expect(page.locator("#id_row-0-time")).to_have_value("00:01")
    assert phone.items() == []
    phone.come_back()
    press("Save all")(page)
    page.wait_for_url(lambda url: "several" not in url)
    assert Episode.objects.of(alice).count() == 1


def test_a_setting_chosen_without_a_server_waits_for_save(phone, alice):
    page = phone.open("/settings/")
    expect(page.get_by_role("button", name="Save", exact=True)).to_be_hidden()
    phone.go_away(only="/settings/")
    page.get_by_label("Dark", exact=True).check(force=True)
    expect(page.get_by_text(UNREACHED)).to_be_in_viewport()
    phone.come_back()
    press("Save")(page)
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")


def test_log_out_without_a_server_changes_nothing_and_says_so(device, alice):
    phone = device()
    page = phone.open("/settings/")
    before = phone.traces()
    phone.go_away()
    page.get_by_role("button", name="Log out", exact=True).click()
    expect(page.get_by_text(UNREACHED)).to_be_in_viewport()
    assert (phone.traces(), page.evaluate(KNOWN)["number"]) == (before, "112")
    assert Session.objects.exists()
    phone.come_back()
    page.get_by_role("button", name="Log out", exact=True).click()
    page.wait_for_url(f"{phone.proxy.url}/")
    assert phone.traces() == {"caches": [], "databases": [], "workers": 0}


def test_a_full_device_leaves_the_page_of_the_tap_as_it_was(device, alice):
    row = running(alice)
    phone = device()
    phone.proxy.rewrite = lambda path, answer: without_room(answer) if path == "/sw.js" else answer
    page = phone.open(f"/episodes/{row.uid}/running/")
    phone.go_away()
    press("Stop")(page)
    expect(page.get_by_text(UNREACHED)).to_be_in_viewport()
    phone.come_back()
    press("Stop")(page)
    page.wait_for_url("**/after/")


def without_room(answer):
    head, _, body = answer.partition(b"\r\n\r\n")
    lines = [line for line in head.split(b"\r\n") if not line.lower().startswith(b"content-length:")]
    return b"\r\n".join(lines) + b"\r\n\r\n" + NO_ROOM_IN_THE_WORKER.encode() + body


@pytest.mark.parametrize("screen", ["past", "check-in", "clear"])
def test_a_full_device_says_so_on_every_screen_and_keeps_what_is_chosen(device, alice, screen):
    phone = device()
    page = phone.open("/")
    phone.go_away()
    page.goto(f"/offline/#{screen}")
    expect(page.locator(f"[data-screen={screen}]")).to_be_visible()
    page.evaluate(NO_ROOM_HERE)
    page.evaluate("addEventListener('unhandledrejection', (event) => event.preventDefault())")
    if screen == "past":
        page.locator("[data-past] input[name=started][value='15']").check()
    if screen == "check-in":
        page.locator("[data-check-in] input[name=answer][value=none]").check()
    page.locator(f"[data-screen={screen}] button[type=submit]").click()
    expect(page.get_by_text(NO_ROOM)).to_be_in_viewport()
    expect(page.locator(f"[data-screen={screen}]")).to_be_visible()


def test_places_that_the_server_has_are_ticked_and_can_be_taken_away(phone, alice):
    row = make_episode(
        alice, duration_basis="ongoing", intensity=None, regions=(("calf", "left"), ("shin", "left")),
        started_at=timezone.now() - dt.timedelta(minutes=3),
    )  # fmt: skip
    page = phone.open("/")
    phone.go_away()
    page.goto("/offline/")
    ticked = page.locator("[data-screen=home] input[name=regions]:checked")
    expect(ticked).to_have_count(2)
    tick(page, "regions", "calf:left")
    expect(page.get_by_text("Place saved on this device.")).to_be_visible()
    phone.come_back()
    phone.wait_until_sent()
    assert [(mark.region, mark.side) for mark in row.regions.all()] == [("shin", "left")]
    page.reload()
    expect(ticked).to_have_count(1)


def test_the_days_of_a_check_in_are_told_apart(phone, alice):
    page = phone.open("/")
    phone.go_away()
    page.goto("/offline/#check-in")
    labels = page.locator("[data-check-in] [data-ago] + span")
    expect(labels.nth(7)).to_contain_text(str((person_by_now(alice).today(timezone.now()) - dt.timedelta(days=7)).day))
    assert len({*labels.all_inner_texts()}) == 8


def test_the_time_of_what_the_server_started_is_right_by_a_wrong_clock(device, alice):
    running(alice)
    phone = device()
    phone.context.add_init_script(
        "{ const right = Date.now; Date.now = () => right() + 3 * 3_600_000; }"
    )  # fmt: skip
    page = phone.open("/")
    phone.go_away()
    page.goto("/offline/")
    expect(page.locator("[data-time]")).to_contain_text("3:")
    assert page.locator("[data-time]").inner_text().count(":") == 1


def test_same_again_asks_for_its_number_and_does_not_run(phone, alice):
    stopped(alice)
    page = phone.open("/")
    phone.go_away()
    page.locator(".same-again button").first.click()
    press("4")(page)
    expect(page.get_by_role("button", name="Spasm now")).to_be_visible()
    phone.come_back()
    phone.wait_until_sent()
    assert Episode.objects.of(alice).order_by("-started_at").first().intensity == 4
    expect(page.get_by_role("button", name="Spasm now")).to_be_visible()
