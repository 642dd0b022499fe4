"""The three lists name everything that a card can raise, in plain signs."""

import re

from tracker.guidance.conditions import CARD_CONDITIONS
from tracker.guidance.loader import load_library
from tracker.guidance.schema import EMERGENCY, SEE_A_DOCTOR, URGENT
from tracker.guidance.when_to_get_help import FOR_A_CHILD, HELP_LISTS

LIBRARY = load_library()


def test_three_lists_the_gravest_first():
    assert [each.care for each in HELP_LISTS] == [EMERGENCY, URGENT, SEE_A_DOCTOR]


def test_every_card_of_an_entry_has_its_sign():
    told = [key for each in HELP_LISTS for key in each.raised_by]
    assert sorted(told) == sorted({*CARD_CONDITIONS, "after-accident"})


def test_a_card_is_never_told_as_less_than_it_is():
    rank = {care: place for place, care in enumerate((EMERGENCY, URGENT, SEE_A_DOCTOR))}
    for each in HELP_LISTS:
        for key in each.raised_by:
            assert rank[each.care] <= rank[LIBRARY.entries[key].care], key


def test_no_sign_is_longer_than_twenty_words():
    sentences = [
        sentence
        for each in HELP_LISTS
        for sign in (*each.signs, FOR_A_CHILD)
        for sentence in re.split(r"(?<=[.?!])\s+", str(sign))
    ]
    assert [sentence for sentence in sentences if len(sentence.split()) > 20] == []
