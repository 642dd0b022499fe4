"""The charts of Trends, in their order, under the questions that they answer."""

from django.utils.translation import gettext_lazy as _

from tracker.charts.registry import CHARTS

SECTIONS = (
    (_("How often, and how strong?"), ("comparison", "weekly", "calendar", "intensity", "duration")),
    (_("Where?"), ("body",)),
    (_("When?"), ("hours",)),
    (_("What goes with it?"), ("suspected", "factors")),
    (_("What helped?"), ("relief",)),
)

ON_TRENDS = {name: CHARTS[name] for _heading, names in SECTIONS for name in names}
"""The charts of the page, by code, in their order."""
