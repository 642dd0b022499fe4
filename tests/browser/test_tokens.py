"""A button by the bed, from Settings to the spasm that it starts; and its token turned off."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.browser.conftest import SMALL
from tests.program import Program

pytestmark = [pytest.mark.walk, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def alice(transactional_db):
    from tests.conftest import _person

    return _person("alice")


def test_a_token_is_made_used_and_turned_off(browse, in_both_themes, fits, alice):
    page = browse(user=alice, viewport=SMALL)
    page.goto(reverse("settings"))
    page.get_by_role("link", name="Buttons and apps").click()
    assert in_both_themes(page) == []
    page.get_by_role("link", name="Make a token").click()
    page.get_by_label("What is it for?").fill("Button by the bed")
    assert in_both_themes(page) == []
    page.get_by_role("button", name="Make token").click()
    assert in_both_themes(page) == []
    assert fits(page)
    button = Program(page.get_by_role("textbox", name="Button by the bed").input_value())
    assert button.post("/start").status_code == 201
    page.goto(reverse("today"))
    expect(page.get_by_role("button", name="Stop").first).to_be_visible()
    page.goto(reverse("tokens"))
    expect(page.get_by_text("Last used on")).to_be_visible()
    page.get_by_role("button", name=re.compile("^Turn off.*Button by the bed$")).click()
    expect(page.get_by_text("That token no longer works.")).to_be_visible()
    assert in_both_themes(page) == []
    assert fits(page)
    assert button.get("/now").json()["code"] == "ended-token"
