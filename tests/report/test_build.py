"""The whole page: its frame, small and empty logs, its words, and what it refuses."""

import re
from dataclasses import fields, is_dataclass, replace
from functools import cache

import pytest
from django.utils import translation

from tests.analysis.check_ins import TOO_MUCH
from tests.analysis.diaries import Entry, at, days
from tests.charts.findings import five_states, waiting
from tests.report.pages import BEFORE, EVERYTHING, NOW, make_material, page_of, printed, section, usual, words
from tests.report.test_longest import the_longest
from tracker.report import choice
from tracker.report.content import ChartBlock

EMPTY = make_material(today=NOW.last)
ONE_ENTRY = make_material(Entry(at(50), intensity=None), today=NOW.last)


@cache
def pages() -> tuple:
    """Pages of many kinds."""
    return (
        page_of(EMPTY),
        page_of(ONE_ENTRY),
        page_of(usual(factors=five_states())),
        page_of(usual(factors=waiting(41, rare=True))),
        page_of(the_longest()),
    )


def test_frame():
    report = page_of(usual(), replace(EVERYTHING, paper=choice.LETTER, is_large=True))
    assert (report.title, report.paper, report.is_large) == ("Muscle spasms and cramps", "us-letter", True)


def test_the_language_of_the_words_is_said():
    with translation.override("en-us"):
        assert page_of(usual()).language == "en-us"


def lazy_texts(value) -> list:
    """Whatever is no plain value where the outputs read: a text that would be translated only when it is printed."""
    if isinstance(value, ChartBlock):
        return lazy_texts((value.name, value.title, value.reading, value.marks))
    if is_dataclass(value):
        return [result for each in fields(value) for result in lazy_texts(getattr(value, each.name))]
    if isinstance(value, tuple):
        return [result for each in value for result in lazy_texts(each)]
    return [] if type(value) in (str, bool) or hasattr(value, "isoformat") else [value]


def test_every_text_is_translated_already():
    assert [result for report in pages() for result in lazy_texts(report)] == []


def test_nothing_says_too_much():
    # "pressure" and the answer "not sure" are the vocabulary's words and say nothing of a finding.
    forbidden = re.compile(rf"(?<!not )\b({'|'.join(map(re.escape, TOO_MUCH))})\b", re.IGNORECASE)
    texts = [text for report in pages() for text in printed(report)]
    assert len(texts) > 500
    assert [text for text in texts if forbidden.search(text)] == []


def test_the_page_does_not_speak_to_its_reader():
    texts = [text for report in pages() for text in printed(report)]
    assert [text for text in texts if re.search(r"\byou(r|rs)?\b", text, re.IGNORECASE)] == []


def test_an_empty_log_gives_an_honest_page():
    report = page_of(EMPTY)
    assert [one.code for one in report.page_one] == [
        one.code for one in page_of(usual()).page_one if one.code != "finding"
    ]
    assert "no days to answer yet" in words(report, "who")
    for code in ("numbers", "where", "weeks", "relief", "hours", "durations", "suspected", "charts"):
        assert "Nothing logged yet. It fills in with the first entry." in words(report, code)
    assert "No questions saved." in words(report, "questions")
    assert "unanswered" in words(report, "background")
    assert "No entries to list in this period." in words(report, "entries")


def test_a_log_of_one_entry_says_what_is_missing_in_each_block():
    report = page_of(ONE_ENTRY)
    missing = {
        "new": "No entry shown here says which signs were noticed",
        "numbers": "not rated",
        "where": "1 entry, with no place noted.",
        "relief": "Shown once something has been rated 3 times.",
        "hours": "There are entries on 1 day, too few to name a time of day.",
        "durations": "1 entry, with no end noted.",
        "worst": "No listed entry is rated from 0 to 10 yet.",
        "suspected": "1 entry, with no suspected trigger.",
        "charts": "1 entry, not rated from 0 to 10.",
    }
    assert {code: text in words(report, code) for code, text in missing.items()} == dict.fromkeys(missing, True)


def test_days_without_any_entry_say_so():
    report = page_of(
        make_material(Entry(at(0)), loaded=days(140), today=days(140).last), now=days(28, 112), before=days(28, 84)
    )
    assert "No entries in this period" in words(report, "numbers")
    assert "No entries in this period" in words(report, "where")
    assert section(report, "weeks").blocks[0].tone == "missing"


def test_few_uses_are_counted():
    use = ("heat", "", "during", "greatly")
    material = make_material(*(Entry(at(28 + day), relief=(use,)) for day in range(2)))
    assert "Shown once something has been rated 3 times. The most so far is 2." in words(page_of(material), "relief")


def test_windows_that_overlap_are_refused():
    with pytest.raises(ValueError, match="overlap"):
        page_of(usual(), now=BEFORE, before=BEFORE)


def test_days_that_are_not_loaded_are_refused():
    with pytest.raises(ValueError, match="not within the days"):
        page_of(usual(), now=days(28, 40))


def test_a_filtered_diary_is_refused():
    with pytest.raises(ValueError, match="whole diary"):
        page_of(usual(is_filtered=True))
