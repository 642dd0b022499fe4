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

STEPS_MAX = 3
"""Steps shown at once: more are not read in pain. Ours; not yet reviewed by a clinician."""

AGAIN_DAYS = 4
"""Spasm days in four weeks from which spasms that came back raise a card: two or three are no comeback. Ours; not yet
reviewed by a clinician."""

INJURY_DAYS = 90
"""Days since an injury of a muscle in which it is still rested. Ours; not yet reviewed by a clinician."""

INJURED_SPASM_DAYS = 3
"""Spasm days in four weeks from which an injured muscle raises a card. Ours; not yet reviewed by a clinician."""

MEDICINE_DAYS = 60
"""Days before spasms began, or grew more, in which a medicine was begun. Ours; not yet reviewed by a clinician."""

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

EASING_ASKED_FROM_MINUTES = 10
"""Minutes that a spasm has gone on from which "Is it easing?" is asked. Ours; not yet reviewed by a clinician."""

EASING_REMINDED_FROM_MINUTES = 20
"""Minutes from which an unanswered "Is it easing?" has the call to a doctor beside it. Ours; not yet reviewed by a
clinician."""

STILL_HARD_FROM_MINUTES = 30
"""Minutes that a spasm of a limb lasted from which its muscle is asked about afterwards. Ours; not yet reviewed by a
clinician."""

LOCKED_FROM_MINUTES = 10
"""Minutes in the jaw, face or neck from which the question about a locked jaw is asked. Ours; not yet reviewed by a
clinician."""

DYSREFLEXIA_FROM_MINUTES = 10
"""Minutes from which a spasm is asked about with a spinal cord injury. Ours; not yet reviewed by a clinician."""

BURST_FROM = 2
"""Spasms in a row that are a burst. Ours; not yet reviewed by a clinician."""

BELLY_ENTRIES = 2
"""Entries in the belly within BELLY_HOURS that raise the call in pregnancy unanswered. Ours; not yet reviewed by a
clinician."""

BELLY_HOURS = 24
"""Hours in which they count. Ours; not yet reviewed by a clinician."""

NEW_MEDICINE_DAYS = 7
"""Days in which a medicine or a higher dose is new. Ours; not yet reviewed by a clinician."""

QUESTIONS_AN_ENTRY = 2
"""Safety questions an entry is asked at most: it must not become a quiz. Ours; not yet reviewed by a clinician."""

ASKED_FOR_HOURS = 24
"""Hours in which an entry is asked, and its cards stand on Today. Ours; not yet reviewed by a clinician."""

WRITTEN_LATER_DAYS = 7
"""Days after which an entry written down later asks nothing and stands on no other page. Ours; not yet reviewed by a
clinician."""

FORGOTTEN_FROM_HOURS = 4
"""Hours of running from which "Did it stop?" comes first, and the length raises nothing. Ours; not yet reviewed by a
clinician."""

USUAL_AFTER_ANSWERS = 3
"""Answers "No, this is my usual spasm" for one place after which the two lines hold the steps back no longer; never in
the chest. Ours; not yet reviewed by a clinician."""

MISSED_FOR_DAYS = 14
"""Days in which a medicine for the spasms that ended still counts as one that can be missed. Ours; not yet reviewed by
a clinician."""
