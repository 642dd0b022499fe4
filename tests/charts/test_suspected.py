"""Suspected factors: ranked bars that say they are an opinion."""

from tests.charts.drawn import Entry, at, days, link, make_diary, marks, rectangles, words
from tracker.charts.registry import CHARTS
from tracker.charts.theme import NARROW, WIDE
from tracker.diary import OwnWords
from tracker.wording.readers import PERSON

suspected = CHARTS["suspected"]


def result_of(*named):
    diary = make_diary(*(Entry(at(day), factors=factors) for day, factors in enumerate(named)), period=days(60))
    return suspected.analyze(diary, days(60))


def test_a_bar_is_as_long_as_its_share_of_the_entries_that_answered():
    canvas = suspected.draw(result_of(("stress",), ("stress", "cold"), ("none",), ()), WIDE, link)
    bars = {code: rectangles(canvas, f"bar-{code}")[0][2] for code in ("stress", "cold", "none")}
    assert bars == {"stress": 2, "cold": 1, "none": 1}
    assert rectangles(canvas, "tracks")[0][2] == 3


def test_bars_are_ranked_and_none_of_these_stands_last():
    canvas = suspected.draw(result_of(("none",), ("none",), ("cold",), ("stress",), ("stress",)), WIDE, link)
    tops = [rectangles(canvas, f"bar-{code}")[0][1] for code in ("stress", "cold", "none")]
    assert tops == sorted(tops)


def test_a_bar_links_to_its_entries():
    canvas = suspected.draw(result_of(("x-long-drive",)), WIDE, link)
    assert marks(canvas, "mark-0")[0].get_url() == "/diary/?factor=x-long-drive"
    assert canvas.titles == {"mark-0": "long drive: 1 of 1 entries where you answered"}


def test_an_own_word_reads_as_it_was_spelled():
    own = OwnWords(factors={"x-long-drive": "Long drive!"}, relief={"x-long-drive": "Driving on"})
    diary = make_diary(Entry(at(1), factors=("x-long-drive",)), period=days(60), own_words=own)
    result = suspected.analyze(diary, days(60))
    assert "Long drive!" in words(suspected.draw(result, WIDE, link))
    assert "you suspected Long drive! in 1" in suspected.words.reading(result, PERSON)
    assert suspected.words.table(result, link).rows[0].cells == ("Long drive!", "1 of 1")


def test_ten_bars_and_how_many_more_there_are():
    codes = ("stress", "cold", "alcohol", "period", "overuse", "poor-sleep", "little-rest", "little-fluid")
    canvas = suspected.draw(result_of((*codes, "x-a", "x-b", "x-c", "x-d")), NARROW, link)
    assert len(rectangles(canvas, "tracks")) == 10
    assert "2 more are in the table." in words(canvas)


def test_a_long_own_word_is_cut_and_does_not_reach_its_number():
    said = words(suspected.draw(result_of(("x-" + "carrying-the-shopping-up-four-flights",)), NARROW, link))
    assert any(text.endswith("…") for text in said)
