"""The charts of Trends, in their order: what everybody reads, and what lies folded below it."""

from tracker.charts.registry import CHARTS

FINDING, MONTH = "comparison", "calendar"
"""Of these the page has a plain look in words and in a grid of days."""
STRENGTH, LENGTH = "intensity", "duration"
"""Share one place: one of them at a time."""
SHOWN = (FINDING, MONTH, "weekly", STRENGTH, "hours", "body", "factors", "relief")
"""What the page shows, each in a look without statistics."""
FOLDED = (FINDING, "weekly", MONTH, STRENGTH, LENGTH, "hours", "suspected", "factors", "relief")
"""What "More charts and tables" holds, with all details."""
ON_TRENDS = {name: CHARTS[name] for name in dict.fromkeys((*SHOWN, *FOLDED))}
"""The charts of the page, by code."""
