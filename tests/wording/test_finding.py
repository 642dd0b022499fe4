"""What the head of Trends says of what is usual: its range, with the stretches it rests on."""

import pytest

from tests.analysis.diaries import days
from tests.analysis.test_usual import COUNTS, LAST, diary_of
from tracker.analysis.finding import finding
from tracker.wording.finding import finding_words

pytestmark = pytest.mark.pure


def test_what_is_usual_names_its_stretches():
    words = finding_words(finding(diary_of(), LAST))
    assert words.sentences.endswith("Usual for you: 4 to 6 spasm days in 28 (8 earlier stretches).")


def test_too_few_stretches_say_how_many_there_are():
    words = finding_words(finding(diary_of(COUNTS[1:]), days(28, 196)))
    assert "Usual for you" not in words.sentences
    assert any("So far, you have 7." in sentence for sentence in words.sure)
