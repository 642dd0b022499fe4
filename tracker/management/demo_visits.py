"""The visits of the demo account and what is asked at the next one. Plain data."""

import datetime as dt

from tracker.days import PartialDate
from tracker.management.demo_diary import BETTER_SINCE_DAYS
from tracker.services.profile import ItemData
from tracker.services.visits import VisitPlan

DEMO_QUESTIONS = (
    "Could the cramps at night come from my back?",
    "Do I still need ibuprofen, and how often is too often?",
    "Is a blood test worth it: minerals, thyroid?",
)
SAID = (
    "Calves are tight on both sides, the left more. Stretch them every evening, two minutes a side.\n"
    "A chair that lets me change position. Come back if it is no better in three months."
)


def demo_last_visit(today: dt.date) -> tuple[VisitPlan, ItemData]:
    """The visit that is over, and the exercise that began with it: from then on the demo diary has fewer cramps."""
    # The look at the 90 days before and after it can be taken today.
    on = today - dt.timedelta(days=BETTER_SINCE_DAYS - 1)
    plan = VisitPlan(on=on, with_whom="Ms. Brandt, physiotherapist", what_for="Night cramps in the calves")
    return plan, ItemData(
        text="Calf stretches, every evening", since=PartialDate.from_data(on, PartialDate.DAY), look_since=True
    )


def demo_next_visit(today: dt.date) -> VisitPlan:
    """The visit that is planned."""
    return VisitPlan(
        on=today + dt.timedelta(days=9),
        with_whom="Dr. Okafor, family doctor",
        what_for="Cramps and back: how it went since the stretches",
        note="Half past nine. Bring the list of medicines.",
    )
