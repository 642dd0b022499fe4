"""What a card is about, in words, where its title alone would leave it open: a factor, a remedy, a place."""

from collections.abc import Mapping
from types import MappingProxyType

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tracker.guidance.schema import Entry
from tracker.vocabulary.conditions import CONDITIONS
from tracker.vocabulary.episodes import ONSETS
from tracker.vocabulary.factors import FACTORS
from tracker.vocabulary.lazy_text import LazyText
from tracker.vocabulary.regions import REGIONS, your_words
from tracker.vocabulary.relief import RELIEF

REMOVED_TITLES: Mapping[str, LazyText] = MappingProxyType(
    {
        "getting-worse": gettext_lazy("More spasms than in the month before, or more severe ones"),
        "sustained": gettext_lazy("Muscles that stay tight"),
    }
)
"""What cards were about that earlier versions raised: a question kept from one still reads as it did."""


def about_words(about: str, own_words: Mapping[str, str] = MappingProxyType({})) -> str:
    """The words of `LogCard.about`; "" for a card that is about nothing in particular.

    `own_words`: labels of the person's own codes by code.
    Example: "calf:left:walking" is "your left calf, walking"; "medication:Baclofen" is "Baclofen".
    """
    code, _colon, rest = about.partition(":")
    if code in REGIONS:
        side, _colon, onset = rest.partition(":")
        return f"{your_words(code, side)}, {ONSETS.label(onset)}"
    if rest:
        return rest
    vocabulary = next((each for each in (FACTORS, RELIEF, CONDITIONS) if code in each), FACTORS)
    return str(vocabulary.label(code, own_words)) if code else ""


def title_words(entry: Entry, about: str, own_words: Mapping[str, str] = MappingProxyType({})) -> str:
    """The card's title, with what it is about where the title does not say so."""
    words = about_words(about, own_words)
    if words.casefold() in entry.title.casefold():
        return entry.title
    return _("%(title)s (%(about)s)") % {"title": entry.title, "about": words}
