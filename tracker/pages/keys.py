"""The page that lists what single keys do; js/behaviors/keys.js does it."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tracker.vocabulary.lazy_text import LazyText

SHORTCUTS: tuple[tuple[tuple[LazyText, ...], LazyText], ...] = (
    (("S",), _("Go to the Spasm now button. Enter starts it.")),
    (("N",), _("Log a past spasm.")),
    (("/",), _("Search your diary.")),
    (("0", "…", "9"), _("Choose how strong it was. For 10, press 1, then 0.")),
    ((pgettext_lazy("key", "Enter"),), _("Save the number you chose, on pages that save with one tap.")),
    (("?",), _("Show this list.")),
)
"""(the keys as they are printed, what they do)"""


@dataclass(frozen=True, slots=True)
class KeysPage:
    """The list, the same for everybody."""

    keys: tuple[tuple[tuple[LazyText, ...], LazyText], ...] = SHORTCUTS
