"""Codes that this version does not know."""

from types import SimpleNamespace

import numpy as np

from tracker.analysis.patterns.entries import in_regions, noticed, says_what_was_noticed, says_where
from tracker.diary import NOT_ANSWERED, NOTICED_CODES, REGION_CODES


def diary(marks=(), signs=()):
    """Three entries with these (entry, code) pairs."""

    def columns(pairs, name, codes):
        places = [codes.index(code) if code in codes else NOT_ANSWERED for _entry, code in pairs]
        return SimpleNamespace(**{"episode": np.array([entry for entry, _ in pairs], int), name: np.array(places, int)})

    return SimpleNamespace(
        episodes=range(3), marks=columns(marks, "region", REGION_CODES), signs=columns(signs, "sign", NOTICED_CODES)
    )


def test_a_region_that_is_not_known_does_not_say_where():
    log = diary(marks=[(0, "calf"), (1, "tail")])
    assert says_where(log).tolist() == [True, False, False]
    assert in_regions(log, {"calf", "tail"}).tolist() == [True, False, False]


def test_a_sign_that_is_not_known_answers_the_question():
    log = diary(signs=[(0, "weakness"), (1, "glowing"), (2, "none")])
    assert says_what_was_noticed(log).tolist() == [True, True, True]
    assert noticed(log, "weakness", "glowing").tolist() == [True, False, False]
