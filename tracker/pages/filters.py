"""The filter of entries that an address carries: as a form with the person's own words, and in words."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from django.contrib.auth.models import User
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.diary import OwnWords
from tracker.formatting import WEEKDAYS, hours_words, number_words, quoted_words
from tracker.forms.filters import DiaryFilterForm
from tracker.querysets import EpisodeFilter
from tracker.selectors.recent import recent_medicines
from tracker.vocabulary.episodes import KINDS
from tracker.vocabulary.factors import FACTORS
from tracker.vocabulary.regions import SIDES, mark_words
from tracker.vocabulary.relief import remedy_of_key, remedy_words


def filter_form(query: Mapping[str, Any], owner: User, own: OwnWords) -> DiaryFilterForm:
    """The filter that an address asks for. The names of medicines are read only when the list is shown."""
    return DiaryFilterForm(
        query,
        own_factors=own.factors.items(),
        own_relief=own.relief.items(),
        # Each list of choices that Django makes of them asks anew.
        medicines=cache(lambda: recent_medicines(owner)),
    )


def left_blank_words(n: int) -> str:
    """Says that n entries leave blank what the filter asks for, so that they may match or not; "" for none."""
    if not n:
        return ""
    words = ngettext(
        "%(n)s entry doesn’t have what you’re filtering by, so it may or may not match.",
        "%(n)s entries don’t have what you’re filtering by, so they may or may not match.",
        n,
    )
    return words % {"n": number_words(n)}


def filter_words(filters: EpisodeFilter, own: OwnWords) -> list[str]:
    """What the filter asks for, without its dates: ["left calf", "cramp", "pain level 4 to 10"]."""
    words = []
    if filters.region:
        words.append(str(mark_words(filters.region, filters.side)))
    elif filters.side:
        words.append(str(SIDES.label(filters.side)))
    if filters.kind:
        words.append(str(KINDS.label(filters.kind)))
    if filters.factor:
        words.append(str(FACTORS.label(filters.factor, own.factors)))
    if filters.relief:
        words.append(remedy_words(*remedy_of_key(filters.relief), own.relief))
    low, high = filters.intensity_min, filters.intensity_max
    if low is not None or high is not None:
        words.append(_("pain level %(low)d to %(high)d") % {"low": low or 0, "high": 10 if high is None else high})
    if filters.weekday is not None:
        words.append(str(WEEKDAYS[filters.weekday - 1]))
    if filters.hour is not None:
        words.append(hours_words(filters.hour, filters.hour + 1))
    if filters.text:
        words.append(quoted_words(filters.text))
    return words
