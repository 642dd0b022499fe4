"""Every number that decides whether a pattern holds, in one place.

None of them is from the five articles, which give no numbers: they are our own reading, and no clinician has reviewed
them yet. Each stands here once: the words of rules read it from here, and the list of thresholds in docs/methods.md is
held to it by a test. A pattern may not carry a number of its own. What one entry alone raises has its numbers in
guidance/, beside its conditions.

Days end today, today included. A count is one of answered days or entries, never of missing ones.
"""

from fractions import Fraction

MONTH_DAYS = 28
"""Days that most patterns look at: four whole weeks. Ours; not yet reviewed by a clinician."""

OFTEN_DAYS = 8
"""Spasm days in four weeks that count as often. Ours; not yet reviewed by a clinician."""

WEEKS_LOOKED_AT = 6
"""Stretches of seven days, the last of which ends today. Ours; not yet reviewed by a clinician."""

WEEKS_WITH_SPASMS = 5
"""Of these weeks, how many need a spasm to count as going on for weeks. Ours; not yet reviewed by a clinician."""

AREAS_FOR_WIDESPREAD = 3
"""How many areas of the body count as widespread. Ours; not yet reviewed by a clinician."""

DAYS_AN_AREA = 2
"""Days in four weeks that an area needs to count, and "widespread" too. Ours; not yet reviewed by a clinician."""

MORE_DAYS = 3
"""How many more spasm days than in the four weeks before. Ours; not yet reviewed by a clinician."""

MORE_SHARE = Fraction(3, 2)
"""Times the spasm days of the four weeks before: half as many again. Ours; not yet reviewed by a clinician."""

BACK_DAYS = 3
"""Days in four weeks with a spasm in the back, for the card about backs. Ours; not yet reviewed by a clinician."""

FIRST_SPASM_WINDOW_DAYS = 90
"""Days in which the first spasm of a young diary is looked for. Ours; not yet reviewed by a clinician."""

FUNCTION_WINDOW_DAYS = 14
"""Days looked at for what spasms kept you from doing. Ours; not yet reviewed by a clinician."""

FUNCTION_DAYS = 3
"""Of these days, on how many you had to stop or were limited a lot. Ours; not yet reviewed by a clinician."""

LIMITED_FROM = 3
"""How limited a day has to be to count, on a scale to 4: a lot. Ours; not yet reviewed by a clinician."""

SORE_LONGER_ENTRIES = 1
"""Entries in four weeks that were still sore after three days. Ours; not yet reviewed by a clinician."""

SORE_NEXT_MORNING_DAYS = 3
"""Days in four weeks with an entry sore until the next day or longer. Ours; not yet reviewed by a clinician."""

ACTIVITY_WINDOW_DAYS = 56
"""Days looked at for the same activity, and for walking. Ours; not yet reviewed by a clinician."""

ACTIVITY_DAYS = 4
"""Of these days, how many with the same place, side and activity. Ours; not yet reviewed by a clinician."""

ACTIVITY_SHARE = Fraction(3, 5)
"""Of the place's entries that name an onset, how many name this one. Ours; not yet reviewed by a clinician."""

WALKING_DAYS = 3
"""Days with a leg that cramped on walking. Ours; not yet reviewed by a clinician."""

WALKING_DAYS_WITH_NARROWED_VESSELS = 2
"""The same with narrowed blood vessels in the profile. Ours; not yet reviewed by a clinician."""

NERVE_DAYS = 2
"""Days in four weeks with weakness or numbness. Ours; not yet reviewed by a clinician."""

TWISTING_DAYS = 2
"""Days in four weeks with a twisted posture. Ours; not yet reviewed by a clinician."""

TWISTING_MINUTES = 10
"""How many minutes make one twisted posture enough. Ours; not yet reviewed by a clinician."""

WOKEN_NIGHTS = 8
"""Nights in four weeks in which a spasm woke the person. Ours; not yet reviewed by a clinician."""

NIGHT_CALF_NIGHTS = 4
"""Nights in four weeks with a calf: two or three a month are ordinary. Ours; not yet reviewed by a clinician."""

NIGHT_CALF_SHARE = Fraction(1, 3)
"""Of the night's entries that say where, how many name a calf. Ours; not yet reviewed by a clinician."""

SUSPECTED_DAYS = 3
"""Days in four weeks with an entry that suspects the factor. Ours; not yet reviewed by a clinician."""

SUSPECTED_SHARE = Fraction(1, 3)
"""Of the entries that answered, how many suspect the factor. Ours; not yet reviewed by a clinician."""

RELIEF_WINDOW_DAYS = 90
"""Days looked at for what does not help: uses are rare. Ours; not yet reviewed by a clinician."""

RELIEF_USES = 4
"""Rated uses it takes to say that something does not help. Ours; not yet reviewed by a clinician."""

RELIEF_WITHOUT_HELP_SHARE = Fraction(3, 4)
"""Of the rated uses, how many helped not at all or made it worse. Ours; not yet reviewed by a clinician."""

RELIEF_WORSE_USES = 2
"""Uses that made it worse, however many there were. Ours; not yet reviewed by a clinician."""

DISPUTED_DAYS = 4
"""Days in four weeks with what the sources disagree on: same as for calves. Ours; not yet reviewed by a clinician."""

SPELLS_WINDOW_DAYS = 90
"""Days looked at for spells with a quiet time between. Ours; not yet reviewed by a clinician."""

QUIET_DAYS = 14
"""Answered days without a spasm that end a spell. Ours; not yet reviewed by a clinician."""

SPELLS = 2
"""Spells it takes to say that spasms have come back. Ours; not yet reviewed by a clinician."""

MISSED_ANSWER_DAYS = 2
"""Days, today included, in which a missed medicine and a spasm go together. Ours; not yet reviewed by a clinician."""
