"""A file of another app in a real browser: one mistake in it, mended, imported, taken back."""

import datetime as dt
import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import DESKTOP, SMALL
from tests.exchange.foreign_files import data_of
from tracker.models import Day, Episode, Import

pytestmark = [pytest.mark.walk, pytest.mark.django_db(transaction=True)]

NAME = "cluster-headache-tracker.csv"


def choose(page, data):
    page.locator("input[name=csv_file]").set_input_files({"name": NAME, "mimeType": "text/csv", "buffer": data})


@pytest.mark.parametrize(("viewport", "scripts"), [(SMALL, True), (DESKTOP, True), (SMALL, False)])
def test_a_whole_import_with_one_mistake(browse, alice, in_both_themes, fits, viewport, scripts):
    page = browse(user=alice, viewport=viewport, scripts=scripts)

    def is_sound():
        assert fits(page)
        assert not scripts or in_both_themes(page) == []

    whole = data_of("cluster-headache-tracker")
    page.goto("/settings/data/")
    choose(page, whole.replace(b"2026-03-03 12:00:00", b"2026-03-03 32:00:00"))
    page.get_by_role("button", name="Check this CSV file").click()

    expect(page.get_by_role("heading", name="What your file means")).to_be_visible()
    expect(page.get_by_label("Time zone or city")).to_have_value("Europe/Berlin")
    expect(page.get_by_label("Stress", exact=True)).to_have_value("stress")
    page.get_by_label("Weather", exact=True).select_option("hot-weather")
    is_sound()
    page.get_by_role("button", name="Save and check file").click()

    expect(page.get_by_role("heading", name="1 error")).to_be_visible()
    expect(page.get_by_text("Line 4, start_time")).to_be_visible()
    expect(page.get_by_role("button", name="Import", exact=True)).to_have_count(0)
    is_sound()

    choose(page, whole)
    page.get_by_role("button", name="Check the corrected file").click()
    # What was answered is not asked again.
    expect(page.get_by_role("heading", name="What is in it")).to_be_visible()
    expect(page.get_by_role("row", name=re.compile("Entries 12 0 0"))).to_be_visible()
    is_sound()
    page.get_by_role("button", name="Import", exact=True).click()

    expect(page.get_by_text("Imported: 12 entries.")).to_be_visible()
    is_sound()
    assert Episode.objects.of(alice).count() == 12
    assert not Day.objects.exists()
    page.goto("/diary/?first=2026-03-01&last=2026-03-01")
    expect(page.get_by_role("link", name=re.compile("intensity 7 .*22:10"))).to_be_visible()

    Episode.objects.of(alice).filter(started_at__date=dt.date(2026, 3, 1)).update(note="mine now")
    page.goto("/settings/data/")
    page.get_by_role("button", name=re.compile("Undo this import")).click()
    expect(page.get_by_text("1 that you changed since is still here.")).to_be_visible()
    is_sound()
    assert Episode.objects.of(alice).get().note == "mine now"
    assert Import.objects.get().kept == 1
