"""The watch over the browser sees what it is there to see."""

import pytest

from tests.browser.watch import Watch

INLINE_SCRIPT = """() => {
  const script = document.createElement("script");
  script.textContent = "window.ran = true";
  document.head.append(script);
}"""
INLINE_STYLE = """() => document.body.setAttribute("style", "color: red")"""


@pytest.fixture
def watched(chromium, live_server):
    context = chromium.new_context(base_url=live_server.url)
    yield context.new_page(), Watch(context, live_server.url)
    context.close()


def complaints(page, watch):
    page.wait_for_timeout(100)
    return " | ".join(watch.complaints)


def test_a_page_without_faults_gives_no_complaint(watched):
    page, watch = watched
    page.goto("/accounts/login/")
    page.get_by_role("button", name="Log in").click()
    assert complaints(page, watch) == ""


@pytest.mark.parametrize(
    ("script", "words"),
    [
        ("console.error('ouch')", "console: ouch"),
        ("setTimeout(() => { throw new Error('ouch'); })", "script error"),
        (INLINE_SCRIPT, "policy violated: script-src-elem inline"),
        (INLINE_STYLE, "policy violated: style-src-attr inline"),
        ("fetch('/nowhere/').then(() => 0)", "status of 404"),
        ("() => { new Image().src = 'http://192.0.2.1/a.png'; }", "policy violated: img-src http://192.0.2.1/a.png"),
    ],
)
def test_a_fault_on_a_page_is_seen(watched, script, words):
    page, watch = watched
    page.goto("/accounts/login/")
    page.evaluate(script)
    assert words in complaints(page, watch)


def test_a_request_to_another_host_is_seen_where_no_policy_stops_it(watched):
    page, watch = watched
    page.goto("about:blank")
    page.evaluate("() => { new Image().src = 'http://127.0.0.1:1/a.png'; }")
    assert "request to another host: http://127.0.0.1:1/a.png" in complaints(page, watch)


def test_axe_sees_a_fault(page, axe):
    page.goto("/accounts/login/")
    page.evaluate("document.querySelector('label').remove()")
    assert any(fault.startswith("label:") for fault in axe(page))
