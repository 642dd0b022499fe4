"""Every number that decides whether something is shown, in one place.

None of them is from the five articles, which give no numbers: they are our own reading, and no clinician has reviewed
them yet. Each is documented here; a rule may not carry a number of its own. The numbers of patterns
stand with them, in analysis/patterns/thresholds.py.
"""

from fractions import Fraction

CHEST_INTENSITY_FROM = 7
"""Worst moment in the chest, 0-10, from which the emergency card shows. Ours; not yet reviewed by a clinician."""

CHEST_MINUTES_FROM = 10
"""Minutes in the chest from which the emergency card shows. Ours; not yet reviewed by a clinician."""

STEPS_DURING_MAX = 3
"""Steps shown during a spasm: more are not read in pain. Ours; not yet reviewed by a clinician."""

AGAIN_DAYS = 3
"""Spasm days in 28 from which spasms that came back raise a card: one now and then is no comeback. Ours; not yet
reviewed by a clinician."""

TODAY_MAX = 3
"""Cards on Today: more are not read. Ours; not yet reviewed by a clinician."""

AFTER_SAVING_TOPIC_DAYS = 14
"""Days in which one topic is shown once after saving. Ours; not yet reviewed by a clinician."""

REST_DAYS = 90
"""Days that a card rests after an answer. Ours; not yet reviewed by a clinician."""

REST_DAYS_OF_A_DOCTORS_CARD_PUT_ASIDE = 28
"""Days that "see a doctor" rests when it was only put aside: then all that it counts is new. Ours; not yet reviewed by
a clinician."""

COUNT_RISES_BY = Fraction(3, 2)
"""A count that has risen by half wakes a resting card. Ours; not yet reviewed by a clinician."""
