"""What was done, in canonical order: of one thing said twice the last effect counts."""

import pytest

from tracker.records.relief import ReliefUse, canonical_relief

pytestmark = pytest.mark.pure


def test_the_last_effect_of_the_same_thing_counts():
    first, last = (
        ReliefUse("heat", moment="during", effect="none"),
        ReliefUse("heat", moment="during", effect="greatly"),
    )
    assert canonical_relief((first, last)) == (last,)
    assert canonical_relief((last, first)) == (first,)


def test_the_same_thing_at_another_moment_or_in_other_words_is_another_one():
    uses = (
        ReliefUse("medication", "ibuprofen", "during"),
        ReliefUse("medication", "ibuprofen", "after"),
        ReliefUse("medication", "magnesium", "during"),
    )
    assert set(canonical_relief(uses)) == set(uses)
    assert canonical_relief(tuple(reversed(uses))) == canonical_relief(uses)
