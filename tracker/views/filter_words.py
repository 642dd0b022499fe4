"""The diary's filter as a form with the person's own words, and in words for pages and files."""

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


def open_words(n: int) -> str:
    """That so many entries leave open what the filter asks for; "" if none does."""
    if not n:
        return ""
    words = ngettext(
        "%(n)s entry leaves blank what you filter by, so it may or may not match.",
        "%(n)s entries leave blank what you filter by, so they may or may not match.",
        n,
    )
    return words % {"n": number_words(n)}


def filter_words(wanted: EpisodeFilter, own: OwnWords) -> list[str]:
    """What the filter asks for, without its dates: ["left calf", "cramp", "pain level 4 to 10"]."""
    words = []
    if wanted.region:
        words.append(str(mark_words(wanted.region, wanted.side)))
    elif wanted.side:
        words.append(str(SIDES.label(wanted.side)))
    if wanted.kind:
        words.append(str(KINDS.label(wanted.kind)))
    if wanted.factor:
        words.append(str(FACTORS.label(wanted.factor, own.factors)))
    if wanted.relief:
        words.append(remedy_words(*remedy_of_key(wanted.relief), own.relief))
    low, high = wanted.intensity_min, wanted.intensity_max
    if low is not None or high is not None:
        words.append(_("pain level %(low)d to %(high)d") % {"low": low or 0, "high": 10 if high is None else high})
    if wanted.weekday is not None:
        words.append(str(WEEKDAYS[wanted.weekday - 1]))
    if wanted.hour is not None:
        words.append(hours_words(wanted.hour, wanted.hour + 1))
    if wanted.text:
        words.append(quoted_words(wanted.text))
    return words
