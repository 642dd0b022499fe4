"""Every number that decides whether a pattern holds, in one place.

None of them is from the five articles, which give no numbers: they are our own reading, documented in docs/methods.md,
and no clinician has reviewed them yet. A pattern may not carry a number of its own. What one entry alone raises has its
numbers in guidance/, beside its conditions; a number that both need stands here, since guidance may import it.

Days end today, today included. A count is one of answered days or entries, never of missing ones.
"""

from fractions import Fraction

MONTH_DAYS = 28
"""Days that most patterns look at: four whole weeks. Ours; not yet reviewed by a clinician."""

OFTEN_DAYS = 8
"""Spasm days in 28 from which spasms are often. Ours; not yet reviewed by a clinician."""

WEEKS_LOOKED_AT = 6
"""Stretches of seven days, the last of which ends today. Ours; not yet reviewed by a clinician."""

WEEKS_WITH_SPASMS = 5
"""Of these six weeks, how many with a spasm go on for weeks. Ours; not yet reviewed by a clinician."""

AREAS_FOR_WIDESPREAD = 3
"""Of the five areas of the body, how many are widespread. Ours; not yet reviewed by a clinician."""

DAYS_AN_AREA = 2
"""Days in 28 from which an area counts, and from which "widespread" does. Ours; not yet reviewed by a clinician."""

BACK_DAYS = 1
"""Days in 28 with a spasm in the back for what is said of backs. Ours; not yet reviewed by a clinician."""

LOWER_BELLY_WINDOW_DAYS = 2
"""Today and yesterday: such cramps in pregnancy are a matter of now. Ours; not yet reviewed by a clinician."""

LOWER_BELLY_ENTRIES = 2
"""Entries in these days from which they come and go. Ours; not yet reviewed by a clinician."""

FUNCTION_WINDOW_DAYS = 14
"""Days looked at for what spasms kept from being done. Ours; not yet reviewed by a clinician."""

FUNCTION_DAYS = 3
"""Days in 14 on which something had to stop or the day was much limited. Ours; not yet reviewed by a clinician."""

LIMITED_FROM = 3
"""How limited a day was, 0 to 4, from which it counts: a lot. Ours; not yet reviewed by a clinician."""

LETTING_GO_WINDOW_DAYS = 2
"""Today and yesterday: what does not let go is a matter of now. Ours; not yet reviewed by a clinician."""

LETTING_GO_MINUTES = 10
"""Minutes from which a spasm that does not ease is one that does not let go. Ours; not yet reviewed by a clinician."""

SUSTAINED_DAYS = 3
"""Days in 28 with a cramp, or a spasm of these 10 minutes. Ours; not yet reviewed by a clinician."""

SORE_LONGER_ENTRIES = 1
"""Entries in 28 days that were still sore after three days. Ours; not yet reviewed by a clinician."""

SORE_NEXT_MORNING_DAYS = 3
"""Days in 28 with an entry that was sore until the next day or longer. Ours; not yet reviewed by a clinician."""

ACTIVITY_WINDOW_DAYS = 56
"""Days looked at for the same activity, and for walking. Ours; not yet reviewed by a clinician."""

ACTIVITY_DAYS = 4
"""Days in 56 with the same place, side and activity. Ours; not yet reviewed by a clinician."""

ACTIVITY_SHARE = Fraction(3, 5)
"""Of the place's entries that name an onset, how many name this one. Ours; not yet reviewed by a clinician."""

WALKING_DAYS = 3
"""Days in 56 with a leg that seized on walking and eased with rest. Ours; not yet reviewed by a clinician."""

NERVE_DAYS = 2
"""Days in 28 with weakness or numbness beside a spasm. Ours; not yet reviewed by a clinician."""

TWISTING_DAYS = 2
"""Days in 28 with a twisted posture. Ours; not yet reviewed by a clinician."""

TWISTING_MINUTES = 10
"""Minutes from which one twisted posture is enough. Ours; not yet reviewed by a clinician."""

WOKEN_NIGHTS = 8
"""Nights in 28 in which a spasm woke the person. Ours; not yet reviewed by a clinician."""

NIGHT_CALF_NIGHTS = 3
"""Nights in 28 with a calf. Ours; not yet reviewed by a clinician."""

NIGHT_CALF_SHARE = Fraction(1, 3)
"""Of the night's entries that say where, how many name a calf. Ours; not yet reviewed by a clinician."""

SUSPECTED_DAYS = 3
"""Days in 28 with an entry that suspects the factor. Ours; not yet reviewed by a clinician."""

SUSPECTED_SHARE = Fraction(1, 3)
"""Of the entries that answered, how many suspect the factor. Ours; not yet reviewed by a clinician."""

WORSE_WINDOW_DAYS = 30
"""Days of each of the two windows of getting worse, as on the page. Ours; not yet reviewed by a clinician."""

WORSE_BY = 2
"""Points by which the median of the days' worst ratings rises. Ours; not yet reviewed by a clinician."""

WORSE_RATED_DAYS = 8
"""Rated spasm days that each window needs for that. Ours; not yet reviewed by a clinician."""

RELIEF_WINDOW_DAYS = 90
"""Days looked at for what does not help: uses are rare. Ours; not yet reviewed by a clinician."""

RELIEF_USES = 4
"""Rated uses from which it can be said that something does not help. Ours; not yet reviewed by a clinician."""

RELIEF_WITHOUT_HELP_SHARE = Fraction(3, 4)
"""Of the rated uses, how many helped not at all or made it worse. Ours; not yet reviewed by a clinician."""

RELIEF_WORSE_USES = 2
"""Uses that made it worse, however many there were. Ours; not yet reviewed by a clinician."""

DISPUTED_ENTRIES = 1
"""Entries in 28 days with what the sources differ on, in the attack. Ours; not yet reviewed by a clinician."""

SPELLS_WINDOW_DAYS = 90
"""Days looked at for spells with a quiet time between. Ours; not yet reviewed by a clinician."""

QUIET_DAYS = 14
"""Answered days without a spasm that end a spell. Ours; not yet reviewed by a clinician."""

SPELLS = 2
"""Spells from which spasms have come again. Ours; not yet reviewed by a clinician."""
