"""A real Chromium against the live server. What the browser complains about while a test runs fails that test.

`browse(...)` opens a page; `axe(page)` lists what axe-core finds. Watched for: console errors, errors thrown by
scripts, violations of the content security policy, requests to another host, answers of 500 and above.
"""

import os
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from django.test import Client
from playwright.sync_api import sync_playwright

from tests.browser.chromium import ARGUMENTS, find_chromium
from tests.browser.device import FORGET, Device, OfflineWatch
from tests.browser.faulty import FaultyProxy
from tests.browser.watch import Watch
from tests.second_step import just_logged_in

# Playwright's loop runs in this thread, and Django takes any loop for a sign that it must not block.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

PHONE = (390, 844)
SMALL = (320, 640)
DESKTOP = (1280, 900)


@pytest.fixture(scope="session")
def chromium():
    """One Chromium for all tests; every page gets a context of its own."""
    path = find_chromium()
    if not path:
        pytest.fail("No Chromium that starts was found: bin/test installs one.", pytrace=False)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        yield browser
        browser.close()


@pytest.fixture
def browse(chromium, live_server):
    """Opens pages: browse(user=alice, viewport=PHONE, dark=True, scripts=False, ...); closed after the test.

    `kept_away` is a part of the address of what the test keeps from coming, which the browser may complain about.
    """
    opened = []

    def open_page(
        *,
        user=None,
        viewport=PHONE,
        dark=False,
        scripts=True,
        zone="Europe/Berlin",
        locale="en-GB",
        kept_away="",
        **more,
    ):
        # What a worker keeps would answer in place of the server, and routes do not see what it asks for.
        more.setdefault("service_workers", "block")
        context = chromium.new_context(
            base_url=live_server.url,
            viewport={"width": viewport[0], "height": viewport[1]},
            color_scheme="dark" if dark else "light",
            java_script_enabled=scripts,
            timezone_id=zone,
            locale=locale,
            reduced_motion="reduce",
            **more,
        )
        context.set_default_timeout(10_000)
        opened.append((context, Watch(context, live_server.url, kept_away)))
        if user is not None:
            client = Client()
            just_logged_in(client, user)
            context.add_cookies(
                [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}]
            )
        return context.new_page()

    yield open_page
    for context, _ in opened:
        context.close()
    complaints = [complaint for _, watch in opened for complaint in watch.complaints]
    if complaints:
        pytest.fail("The browser complained:\n" + "\n".join(complaints), pytrace=False)


@pytest.fixture
def page(browse):
    """A phone in light colors, nobody logged in."""
    return browse()


@pytest.fixture
def alice_page(browse, alice):
    """A phone in light colors, alice logged in."""
    return browse(user=alice)


def _new_device(chromium, server, *, viewport=PHONE, dark=False):
    """A device behind a proxy of its own, and the watch over it."""
    parts = urlsplit(server.url)
    proxy = FaultyProxy((parts.hostname, parts.port)).__enter__()
    context = chromium.new_context(
        base_url=proxy.url,
        viewport={"width": viewport[0], "height": viewport[1]},
        color_scheme="dark" if dark else "light",
        timezone_id="Europe/Berlin",
        locale="en-GB",
        reduced_motion="reduce",
    )
    context.set_default_timeout(10_000)
    return Device(context, proxy), OfflineWatch(context, proxy.url)


@pytest.fixture
def device(chromium, live_server, alice):
    """device(viewport=…, dark=…): alice's own phone, signed in."""
    opened = []

    def start(*, person=alice, **looks):
        device, watch = _new_device(chromium, live_server, **looks)
        opened.append((device, watch))
        device.page = device.context.new_page()
        device.sign_in(person)
        return device

    yield start
    for device, _ in opened:
        device.close()
    complaints = [complaint for _, watch in opened for complaint in watch.complaints]
    assert complaints == []


@pytest.fixture(scope="module")
def _lasting_device(chromium, live_server):
    device, watch = _new_device(chromium, live_server, viewport=SMALL)
    yield device, watch
    device.close()


@pytest.fixture
def phone(_lasting_device, alice):
    """alice's own small phone, signed in, with nothing on it but the worker that an earlier test brought: much quicker
    than a new one."""
    device, watch = _lasting_device
    device.proxy.fault = lambda method, path: ""
    device.context.clear_cookies()
    device.sign_in(alice)
    device.page = device.context.new_page()
    yield device
    device.proxy.fault = lambda method, path: ""
    if device.page.url.startswith(device.proxy.url):
        device.page.evaluate(FORGET)
    device.page.close()
    complaints, watch.complaints = watch.complaints, []
    assert complaints == []


@pytest.fixture
def online(browse, bob):
    """online(do): bob does it with the server there."""
    return lambda do: do(browse(user=bob))


COLOR_RULES = ["color-contrast", "link-in-text-block"]
"""What a theme can break."""

_RUN_AXE = """
async (only) => {
  const options = {resultTypes: ["violations"], preload: false, rules: {"target-size": {enabled: true}}};
  if (only) Object.assign(options, {runOnly: {type: "rule", values: only}, rules: {}});
  const result = await axe.run(document, options);
  return result.violations.flatMap((rule) =>
    rule.nodes.map((node) => `${rule.id}: ${rule.help}\\n  ${node.html}\\n  ${node.failureSummary}`));
}
"""


@pytest.fixture
def axe():
    """axe(page): what axe-core finds on the page as it stands, one text a fault; nothing is an empty list.

    `axe(page, COLOR_RULES)` looks by these rules alone.
    """

    def run(page, only=None) -> list[str]:
        # Evaluated by the debugger, which the page's policy does not concern; a script element would be refused.
        if not page.evaluate("'axe' in window"):
            page.evaluate(AXE_SCRIPT)
        return page.evaluate(_RUN_AXE, only)

    return run


@pytest.fixture
def in_both_themes(axe):
    """in_both_themes(page): what `axe(page)` finds, and what its rules on colors find in the dark."""

    def run(page) -> list[str]:
        faults = axe(page)
        page.emulate_media(color_scheme="dark")
        faults += [f"in the dark: {fault}" for fault in axe(page, COLOR_RULES)]
        page.emulate_media(color_scheme="light")
        return faults

    return run


_SETTLE = """
() => new Promise((done) => {
  const BUSY = ".htmx-request, .htmx-swapping, .htmx-settling, .is-live:not(.is-undrawn) .region-view svg:empty";
  let quiet = 0;
  const look = () => {
    quiet = document.querySelector(BUSY) ? 0 : quiet + 1;
    if (quiet > 3) done(); else setTimeout(look, 10);
  };
  look();
})
"""


@pytest.fixture
def settle():
    """settle(page): waits until everything that the page asks for by itself has come."""
    return lambda page: page.evaluate(_SETTLE)


@pytest.fixture
def fits():
    """fits(page): True if nothing makes the page scroll sideways."""
    return lambda page: page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
