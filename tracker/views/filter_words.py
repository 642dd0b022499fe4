"""A diary filter in words, for the page and for what a file says of itself."""

from django.utils.translation import gettext as _

from tracker.formatting import WEEKDAYS, hours_words
from tracker.querysets import EpisodeFilter
from tracker.vocabulary.episodes import KINDS
from tracker.vocabulary.factors import FACTORS
from tracker.vocabulary.regions import SIDES, mark_words
from tracker.vocabulary.relief import RELIEF


def filter_words(wanted: EpisodeFilter, own_labels: dict[str, str]) -> list[str]:
    """What the filter asks for, without its dates: ["left calf", "cramp", "intensity 4 to 10"]."""
    words = []
    if wanted.region:
        words.append(str(mark_words(wanted.region, wanted.side)))
    elif wanted.side:
        words.append(str(SIDES.label(wanted.side)))
    if wanted.kind:
        words.append(str(KINDS.label(wanted.kind)))
    if wanted.factor:
        words.append(str(own_labels.get(wanted.factor) or FACTORS.label(wanted.factor)))
    if wanted.relief:
        words.append(str(RELIEF.label(wanted.relief)))
    low, high = wanted.intensity_min, wanted.intensity_max
    if low is not None or high is not None:
        words.append(_("intensity %(low)d to %(high)d") % {"low": low or 0, "high": 10 if high is None else high})
    if wanted.weekday is not None:
        words.append(str(WEEKDAYS[wanted.weekday - 1]))
    if wanted.hour is not None:
        words.append(hours_words(wanted.hour, wanted.hour + 1))
    if wanted.text:
        words.append(f"“{wanted.text}”")
    return words
