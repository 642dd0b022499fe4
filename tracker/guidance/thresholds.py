"""Every number that decides whether something is shown, in one place.

None of them is from the five articles, which give no numbers: they are our own reading, and no clinician has reviewed
them yet. Each is documented here; a rule may not carry a number of its own.
"""

CHEST_INTENSITY_FROM = 7
"""Worst moment in the chest, 0-10, from which the emergency card shows. Ours; not yet reviewed by a clinician."""

CHEST_MINUTES_FROM = 10
"""Minutes in the chest from which the emergency card shows. Ours; not yet reviewed by a clinician."""

STEPS_DURING_MAX = 3
"""Steps shown during a spasm: more are not read in pain. Ours; not yet reviewed by a clinician."""
