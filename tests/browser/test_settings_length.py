"""Settings stays two phone screens: what is seldom changed is folded, and what is not set up is one link."""

import pytest
from playwright.sync_api import expect

SCREEN = (390, 844)
LENGTH = "document.documentElement.scrollHeight"


@pytest.mark.walk
def test_settings_are_two_phone_screens(browse, alice, axe):
    page = browse(user=alice, viewport=SCREEN, service_workers="allow")
    page.goto("/settings/")
    # What a script shows beside them: logging without a connection.
    expect(page.get_by_text("Without a connection", exact=True)).to_be_visible()
    assert page.evaluate(LENGTH) <= 2 * SCREEN[1]
    headings = page.get_by_role("heading", level=2)
    assert headings.all_inner_texts() == ["Display and day", "Your data", "Sharing and devices"]
    for fold in page.locator("main details").all():
        fold.locator("summary").click()
    assert axe(page) == []
