"""The whole way of an account, with a device that holds passkeys: Chromium's own stand-in for one."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import SMALL
from tests.browser.test_accounts import log_in, sign_up
from tests.second_step import SECRET, app_code, set_up

pytestmark = pytest.mark.walk


def give_passkeys(page):
    """The page's device gets a place for passkeys, whose owner always unlocks it. Returns the session and its id."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True}
    options |= {"hasUserVerification": True, "isUserVerified": True, "automaticPresenceSimulation": True}
    answer = session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return session, answer["authenticatorId"]


def log_out(page):
    page.goto("/accounts/logout/")
    page.get_by_role("button", name="Log out").click()
    page.wait_for_url(re.compile(r"//[^/]+/$"))


def test_a_passkey_is_enough_to_log_in(browse, in_both_themes):
    """Signs up, adds one, logs out, logs in with it; then with the password, which takes it as a second step."""
    page = browse(viewport=SMALL)
    session, authenticator = give_passkeys(page)
    sign_up(page)
    page.goto("/settings/")
    page.get_by_role("link", name="Sign-in and devices").click()
    assert in_both_themes(page) == []
    page.get_by_role("link", name="Add a passkey").click()
    expect(page.get_by_label("Name")).to_have_value(re.compile("Chrome on"))
    assert in_both_themes(page) == []
    page.get_by_label("Name").fill("My phone")
    page.get_by_role("button", name="Add a passkey").click()
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()
    expect(page.locator(".recovery-codes li")).to_have_count(10)
    assert in_both_themes(page) == []
    with page.expect_download() as download:
        page.get_by_role("link", name="Save as a file").click()
    saved = download.value.path().read_text()
    assert all(code in saved for code in page.locator(".recovery-codes li").all_inner_texts())
    held = session.send("WebAuthn.getCredentials", {"authenticatorId": authenticator})["credentials"]
    assert [(each["isResidentCredential"], each["rpId"]) for each in held] == [(True, "localhost")]

    log_out(page)
    page.goto("/accounts/login/?next=/visits/")
    assert in_both_themes(page) == []
    page.get_by_role("button", name="Use a passkey").click()
    page.wait_for_url(re.compile(r"//[^/]+/visits/$"))

    log_out(page)
    log_in(page)
    page.wait_for_url("**/accounts/code/")
    assert in_both_themes(page) == []
    page.get_by_role("button", name="Use a passkey").click()
    page.wait_for_url(re.compile(r"//[^/]+/$"))
    page.goto("/settings/sign-in/")
    page.get_by_role("link", name="My phone").click()
    page.get_by_role("link", name="Remove this passkey").click()
    assert in_both_themes(page) == []
    page.get_by_role("button", name="Remove").click()
    expect(page.get_by_text("The passkey is removed.")).to_be_visible()
    log_out(page)
    log_in(page)
    page.wait_for_url(re.compile(r"//[^/]+/$"))


def test_a_passkey_of_nobody_logs_nobody_in(browse, alice):
    page = browse()
    give_passkeys(page)
    page.goto("/accounts/login/")
    page.get_by_role("button", name="Use a passkey").click()
    expect(page.locator("[data-passkey-note]")).to_have_text("No passkey was used.")


def test_an_app_is_set_up_and_asked_for(browse, alice, in_both_themes):
    """The page with the QR code in both themes; then the code at the next log-in, without a script."""
    page = browse(user=alice, viewport=SMALL)
    page.goto("/accounts/app/")
    expect(page.get_by_role("img", name="QR code for your app")).to_be_visible()
    assert in_both_themes(page) == []
    set_up(alice)
    page = browse(viewport=SMALL, scripts=False)
    log_in(page, "alice", "alice-likes-long-walks")
    expect(page.get_by_role("button", name="Use a passkey")).to_be_hidden()
    page.get_by_label("Code").fill(app_code(SECRET))
    page.get_by_role("button", name="Log in").click()
    page.wait_for_url(re.compile(r"//[^/]+/$"))
