"""Without a network: every tap is kept on the device, sent once, and never falls into other hands."""

import datetime as dt
import random
import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import SMALL
from tests.browser.device import CACHED, FACTS, READY, wait_until
from tests.browser.faulty import FAULTS
from tracker.models import Day, Episode

pytestmark = [pytest.mark.walk, pytest.mark.django_db(transaction=True)]


# One spasm after the other, a second apart, and each is sent at once.
MAKE = """async (count) => {
  const { keepItem, facts } = await import("/static/js/outbox/store.js");
  const { send } = await import("/static/js/outbox/sender.js");
  const { who } = await facts();
  const made = [];
  for (let n = 0; n < count; n += 1) {
    const uid = crypto.randomUUID();
    globalThis.made = (globalThis.made || 0) + 1;
    const tapped_at = new Date(Date.now() - 3_600_000 + 1000 * globalThis.made).toISOString();
    await keepItem({ id: crypto.randomUUID(), who, kind: "start", uid, fields: [["uid", uid]], tapped_at });
    made.push(uid);
    send();
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  return made;
}"""


def test_a_spasm_is_logged_from_start_to_number_without_a_server(device, alice):
    phone = device()
    page = phone.open("/")
    phone.go_away()
    page.get_by_role("button", name="Spasm now").click()
    expect(page.get_by_role("button", name="Stop", exact=True)).to_be_visible()
    assert page.url.endswith("/offline/")
    page.get_by_role("button", name="Stop", exact=True).click()
    page.get_by_role("button", name="6", exact=True).click()
    expect(page.get_by_text("1 entry is saved on this device.")).to_be_visible()
    assert not Episode.objects.exists()
    phone.come_back()
    phone.wait_until_sent()
    episode = Episode.objects.of(alice).get()
    assert (episode.intensity, episode.duration_basis) == (6, "measured")


def test_stop_pressed_on_an_open_page_asks_for_the_number_and_keeps_its_time(device, alice):
    phone = device()
    page = phone.open("/")
    page.get_by_role("button", name="Spasm now").click()
    page.wait_for_url("**/running/")
    phone.go_away("cut-after", only="/stop/")
    page.get_by_role("button", name="Stop", exact=True).click()
    page.get_by_role("button", name="4", exact=True).click()
    expect(page.get_by_role("heading", name="The server is back")).to_be_visible()
    phone.come_back()
    phone.wait_until_sent()
    assert Episode.objects.of(alice).get().intensity == 4


def test_a_place_tapped_on_an_open_page_is_kept_and_the_page_says_so(device, alice):
    phone = device()
    page = phone.open("/")
    page.get_by_role("button", name="Spasm now").click()
    page.wait_for_url("**/running/")
    phone.go_away()
    page.locator("summary", has_text="List of all places").click()
    page.locator("summary", has_text="Leg and foot").click()
    page.locator("input[name=regions][value='calf:left']").check()
    expect(page.get_by_text("1 entry is saved on this device.")).to_be_visible()
    phone.come_back()
    phone.wait_until_sent()
    assert [mark.region for mark in Episode.objects.of(alice).get().regions.all()] == ["calf"]


def test_everything_else_of_the_shell_reaches_the_diary(device, alice):
    phone = device()
    page = phone.open("/")
    phone.go_away("502")
    page.goto("/check-in/")
    page.get_by_label("Yes, but I didn’t log each one").check()
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_role("link", name="Mark a day clear").click()
    page.locator("[data-clear]").get_by_label("Yesterday").check()
    page.get_by_role("button", name="Mark it clear").click()
    page.get_by_role("link", name="Log a past spasm").click()
    page.get_by_label("30 min", exact=True).check()
    page.get_by_label("5 min", exact=True).check()
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_role("button", name="3", exact=True).click()
    expect(page.get_by_role("heading", name="Where is it?")).to_be_visible()
    page.locator("summary", has_text="Leg and foot").click()
    page.locator("input[name=regions][value='shin:right']").check()
    page.get_by_role("button", name="Save place").click()
    expect(page.get_by_text("3 entries are saved on this device.")).to_be_visible()
    phone.come_back()
    phone.wait_until_sent()
    episode = Episode.objects.of(alice).get()
    assert (episode.intensity, episode.ended_at - episode.started_at) == (3, dt.timedelta(minutes=5))
    assert [mark.region for mark in episode.regions.all()] == ["shin"]
    assert sorted(Day.objects.of(alice).values_list("answer", flat=True)) == ["none", "unlisted"]


@pytest.mark.parametrize("fault", ["refused", "502"])
def test_its_scripts_are_there_though_the_browser_keeps_none(device, fault):
    phone = device()
    page = phone.open("/")
    phone.go_away(fault)
    asked = "() => fetch('/static/js/offline.js', { cache: 'reload' }).then(({ status }) => status)"
    assert page.evaluate(asked) == 200


def test_what_is_kept_can_be_corrected_and_deleted(device, alice):
    phone = device()
    page = phone.open("/")
    phone.go_away()
    page.goto("/offline/")
    for number in ("6", "2"):
        page.get_by_role("button", name="Spasm now").click()
        page.get_by_role("button", name="Stop", exact=True).click()
        page.get_by_role("button", name=number, exact=True).click()
    page.get_by_role("link", name=re.compile("Pain level|Spasm")).filter(has_text=re.compile("^\\s*2")).click()
    page.locator("summary", has_text="Delete from this device").click()
    page.get_by_role("button", name="Delete entry").click()
    expect(page.get_by_text("1 entry is saved on this device.")).to_be_visible()
    page.locator("[data-kept-list] .entry").click()
    page.locator("[data-change=number]").click()
    page.get_by_role("button", name="9", exact=True).click()
    page.locator("[data-change=times]").click()
    day = dt.date.today() - dt.timedelta(days=10)
    page.locator("#times-began").fill(f"{day}T12:10")
    page.locator("#times-stopped").fill(f"{day}T12:00")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("End time is before the start.")).to_be_visible()
    page.locator("#times-stopped").fill(f"{day}T12:25")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text(re.compile(f"{day:%a}, {day:%b} {day.day}, .*12:10 to 12:25")).first).to_be_visible()
    phone.come_back()
    phone.wait_until_sent()
    episode = Episode.objects.of(alice).get()
    assert (episode.intensity, episode.ended_at - episode.started_at) == (9, dt.timedelta(minutes=15))


def await_drawings(page):
    wait_until(page, lambda: "/offline/drawings/" in page.evaluate(CACHED), lambda: page.evaluate(CACHED))


def test_caches_hold_static_files_and_the_offline_page_alone(device, alice):
    phone = device()
    page = phone.open("/")
    for path in ("/diary/", "/trends/", "/settings/", "/profile/", "/guidance/", "/visits/"):
        page.goto(path)
    kept = page.evaluate(CACHED)
    assert {path for path in kept if not path.startswith("/static/")} == {"/offline/"}
    page.goto("/")
    with page.expect_navigation():
        page.get_by_role("button", name="Yes, it’s mine").click()
    await_drawings(page)
    kept = page.evaluate(CACHED)
    assert {path for path in kept if not path.startswith("/static/")} == {"/offline/", "/offline/drawings/"}
    assert "/static/img/body-figure.svg" in kept


def test_the_page_does_without_what_comes_later(device, alice):
    """Steps in words, places as a list; with what comes to a device of one's own, drawn."""
    phone = device()
    page = phone.open("/")
    phone.go_away()
    page.goto("/offline/#steps")
    acts = page.locator("[data-screen=steps] .release-acts")
    expect(acts.first).to_be_visible()
    expect(page.locator("[data-drawn] svg")).to_have_count(0)
    page.goto("/offline/#past")
    expect(page.get_by_role("heading", name="Log a past spasm")).to_be_visible()
    phone.come_back()
    page.goto("/")
    with page.expect_navigation():
        page.get_by_role("button", name="Yes, it’s mine").click()
    await_drawings(page)
    phone.go_away()
    page.goto("/offline/#steps")
    expect(page.locator("[data-drawn] svg")).to_have_count(acts.count())


def test_a_shared_device_keeps_nothing(device, alice):
    phone = device()
    page = phone.open("/")
    with page.expect_navigation():
        page.get_by_role("button", name="No, I share it").click()
    page.wait_for_timeout(300)
    traces = phone.traces()
    assert (traces["caches"], traces["workers"]) == ([], 0)
    assert not page.evaluate(FACTS)
    page.goto("/settings/")
    page.locator("summary", has_text="Without a connection").click()
    with page.expect_navigation():
        page.get_by_role("button", name="This is my own device").click()
    page.evaluate(READY)


DAYS_NAMED = """name => [...document.querySelectorAll(`[data-${name}] [data-ago]`)]
    .every(({ nextElementSibling: label }) => label.textContent.trim())"""


@pytest.mark.parametrize("dark", [False, True])
def test_the_page_without_a_network_on_a_small_phone(device, alice, axe, fits, dark):
    phone = device(viewport=SMALL, dark=dark)
    page = phone.open("/")
    phone.go_away(only="/outbox/")
    page.goto("/offline/")
    page.get_by_role("button", name="Spasm now").click()
    expect(page.get_by_role("button", name="Stop", exact=True)).to_be_visible()
    uid = phone.items()[0]["uid"]
    screens = ["", "past", "check-in", "clear", "help", "steps"]
    screens += [f"{name}={uid}" for name in ("entry", "number", "where", "times")]
    faults = []
    for name in screens:
        page.goto(f"/offline/#{name}")
        expect(page.locator(f"[data-screen={name.split('=')[0] or 'home'}]")).to_be_visible()
        if name in {"check-in", "clear"}:
            # The days are written once the device's memory was read.
            page.wait_for_function(DAYS_NAMED, arg=name)
        faults += [(name, fault) for fault in axe(page)]
        assert fits(page), name
    assert faults == []


def test_nothing_is_kept_where_no_worker_can_be(browse, alice):
    """As over http on a local network: everything is as it was without one."""
    page = browse(user=alice)
    page.add_init_script("delete Navigator.prototype.serviceWorker")
    page.goto("/settings/")
    expect(page.locator("[data-this-device]")).to_be_hidden()
    page.goto("/")
    expect(page.locator("[data-own-device]")).to_be_hidden()
    assert page.evaluate("indexedDB.databases()") == []
    page.get_by_role("button", name="Spasm now").click()
    page.get_by_role("button", name="Stop", exact=True).click()
    expect(page.get_by_text("How strong was it?").first).to_be_visible()


def test_fifty_faults_lose_nothing_and_store_nothing_twice(device, alice):
    """Made on the device while the network fails at random: stored once each, in the order in which they were made."""
    phone = device()
    # Silence is as good after a moment as after eight seconds; a server that has much to do is not silent.
    phone.proxy.rewrite = lambda path, answer: answer.replace(b"SILENCE_MS = 8000", b"SILENCE_MS =  300").replace(
        b"ANSWER_MS = 8000", b"ANSWER_MS = 1500"
    )
    page = phone.open("/")
    chance = random.Random(15)
    phone.proxy.fault = lambda method, path: (
        chance.choice(FAULTS) if path.startswith(("/outbox", "/episodes")) and chance.random() < 0.7 else ""
    )
    made = page.evaluate(MAKE, 25)
    while len(phone.proxy.failed) < 50:
        page.evaluate("async () => (await import('/static/js/outbox/sender.js')).send()")
        if not phone.items():
            made += page.evaluate(MAKE, 10)
    phone.come_back()
    phone.wait_until_sent()
    assert {fault for fault, _ in phone.proxy.failed} == set(FAULTS)
    stored = [str(uid) for uid in Episode.objects.of(alice).order_by("started_at").values_list("uid", flat=True)]
    assert stored == made


def test_what_was_changed_elsewhere_meanwhile_is_chosen_from(device, alice):
    phone = device()
    page = phone.open("/")
    page.get_by_role("button", name="Spasm now").click()
    page.get_by_role("button", name="Stop", exact=True).click()
    page.wait_for_url("**/after/")
    phone.go_away()
    page.get_by_role("button", name="6", exact=True).click()
    page.wait_for_url("**/offline/")
    Episode.objects.of(alice).update(intensity=3)
    phone.come_back()
    page.locator("[data-kept-list] .entry.is-asking").click()
    expect(page.get_by_role("heading", name="This was also changed elsewhere")).to_be_visible()
    page.get_by_role("button", name=re.compile("^Keep .*6.* from this device$")).click()
    phone.wait_until_sent()
    assert Episode.objects.of(alice).get().intensity == 6
