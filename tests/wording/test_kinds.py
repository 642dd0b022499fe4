"""Kinds of entries, as the doctor reads them."""

import pytest

from tracker.analysis.kinds import KindsOfEntries
from tracker.wording.kinds import kinds_words


def kinds(*counts, not_stated=0, withheld=0, days=21):
    n = sum(count for _kind, count in counts) + not_stated + withheld
    return KindsOfEntries(n=n, days=days, counts=counts, not_stated=not_stated, withheld=withheld)


@pytest.mark.parametrize(
    ("result", "words"),
    [
        (kinds(("twitch", 24)), "21 days, all twitches"),
        (kinds(("cramp", 1), days=1), "1 day, all cramps"),
        (kinds(("not-sure", 4), days=4), "4 days, not sure of the kind"),
        (kinds(("cramp", 18), ("spasm", 4), not_stated=2), "18 cramps, 4 spasms, 2 not stated"),
        (kinds(("spasm", 1), ("twitch", 1), ("jerk", 1)), "1 spasm, 1 twitch, 1 jerk"),
        (kinds(("cramp", 3), ("not-sure", 2), withheld=1), "3 cramps, 2 not sure, 1 private"),
        (kinds(not_stated=5), "5 not stated"),
    ],
)
def test_kinds_are_told_apart(result, words):
    assert kinds_words(result) == words
