"""The small figure with marks filled in, for pages that show an entry."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django import template
from django.utils.translation import gettext as _

from tracker.formatting import comma_words
from tracker.forms.body_figure import marked_figure
from tracker.forms.region_values import as_mark
from tracker.vocabulary.regions import mark_words

if TYPE_CHECKING:
    from tracker.records.regions import RegionMark

register = template.Library()


@register.inclusion_tag("tracker/parts/body_figure.html")
def body_figure(regions: "Iterable[RegionMark | tuple[str, ...]]") -> dict[str, object]:
    """{% body_figure record.regions %}: RegionMarks, or tuples (region, side[, text]). Needs css/region-figure.css."""
    marks = [as_mark(mark) for mark in regions]
    words = comma_words(mark_words(mark.region, mark.side, mark.text) for mark in marks)
    return {
        "figure": marked_figure((mark.region, mark.side) for mark in marks),
        "label": _("The body, marked: %(where)s") % {"where": words} if words else _("The body, nothing marked"),
    }
