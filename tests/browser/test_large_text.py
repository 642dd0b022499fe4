"""Every page with the text "larger" on the narrowest phone, which is also what 400 % zoom leaves of a wide screen:
nothing scrolls sideways, no text is cut, leaves its button or box, or lies on another text."""

import pytest

from tests.browser.conftest import SMALL
from tests.browser.test_long_words import FAULTS
from tests.browser.test_pages import BEHIND_ITS_BUTTON, addresses, demo  # noqa: F401  a fixture
from tracker.models import Preferences

pytestmark = [pytest.mark.walk, pytest.mark.django_db(transaction=True)]

PARTS = 4
"""In so many tests, so that several processes share what takes minutes."""


@pytest.mark.parametrize("part", range(PARTS))
def test_every_page_has_room_for_larger_text(browse, settle, demo, part):  # noqa: F811  the fixture
    Preferences.objects.filter(owner=demo["owner"]).update(text_size="larger")
    page = browse(user=demo["owner"], viewport=SMALL)
    faults = []
    for address in list(addresses(demo))[part::PARTS]:
        page.goto(address)
        if address.endswith(BEHIND_ITS_BUTTON):
            page.get_by_role("button", name="Open the summary").click()
        settle(page)
        page.evaluate("document.querySelectorAll('details').forEach((element) => { element.open = true; })")
        settle(page)
        faults += [f"{address}: {fault}" for fault in page.evaluate(FAULTS)]
    assert "\n".join(faults) == ""
