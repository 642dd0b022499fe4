"""What helped, by the person's own rating: what is drawn."""

import pytest

from tests.charts.drawn import Entry, at, days, link, make_diary, marks, rectangles, words
from tracker.charts.registry import CHARTS
from tracker.charts.relief import _ROLES as ROLES
from tracker.charts.theme import NARROW, WIDE
from tracker.diary import OwnWords
from tracker.wording.readers import PERSON

relief = CHARTS["relief"]


def result_of(*uses):
    diary = make_diary(*(Entry(at(day), relief=(use,)) for day, use in enumerate(uses)), period=days(60))
    return relief.analyze(diary, days(60))


def stretch(*effects, moment="during"):
    return [("gentle-stretch", "", moment, effect) for effect in effects]


def test_what_did_not_help_lies_left_of_the_line_and_what_did_right_of_it():
    canvas = relief.draw(result_of(*stretch("worse", "not-at-all", "slightly", "greatly")), WIDE, link)
    spans = {role: [(x, width) for x, _, width, _ in rectangles(canvas, f"rated-{role}")] for role in ROLES}
    assert spans == {
        "ink": [(-0.5, 0.25)],
        "spasm-0": [(-0.25, 0.25)],
        "hairline": [(0, 0.25)],
        "outline": [],
        "quiet-ink": [(0.25, 0.25)],
    }


def test_during_and_after_are_two_bars_and_too_few_is_said():
    uses = [*stretch("greatly", "greatly", "greatly"), *stretch("greatly", moment="after")]
    canvas = relief.draw(result_of(*uses), NARROW, link)
    assert len(rectangles(canvas, "rated-quiet-ink")) == 1
    assert {"during", "3 of 3", "after", "too few"} <= set(words(canvas))


def test_a_remedy_links_to_its_entries():
    canvas = relief.draw(result_of(*stretch("greatly", "worse", "slightly", "")), WIDE, link)
    assert marks(canvas, "mark-0")[0].get_url() == "/diary/?relief=gentle-stretch"
    assert canvas.titles == {"mark-0": "gentle stretch: during: helped in 2 of 3 uses, 1 without a rating"}


@pytest.mark.parametrize("moment", ["during", "after", ""])
def test_nothing_of_it_says_works(moment):
    result = result_of(*stretch("greatly", "worse", "slightly", moment=moment))
    table = relief.words.table(result, link)
    said = [relief.words.reading(result, PERSON), table.note, *words(relief.draw(result, WIDE, link))]
    assert "work" not in " ".join(said)


def test_a_medicine_is_called_by_its_name():
    result = result_of(*[("medication", "Magnesium 300", "after", "not-at-all")] * 3)
    assert "medicine: Magnesium 300" in words(relief.draw(result, WIDE, link))


def test_an_own_remedy_reads_as_it_was_spelled():
    own = OwnWords(factors={"x-hot-tea": "Too hot tea"}, relief={"x-hot-tea": "Hot tea, a pot"})
    entries = [Entry(at(day), relief=(("x-hot-tea", "", "during", "greatly"),)) for day in range(3)]
    result = relief.analyze(make_diary(*entries, period=days(60), own_words=own), days(60))
    assert "Hot tea, a pot" in words(relief.draw(result, WIDE, link))
    assert relief.words.reading(result, PERSON).startswith("Used most: Hot tea, a pot.")
    assert relief.words.table(result, link).rows[0].cells[0] == "Hot tea, a pot"


def test_a_medicine_links_to_its_own_entries():
    result = result_of(*[("medication", "Magnesium 300", "after", "not-at-all")] * 3)
    address = "/diary/?relief=medication=Magnesium 300"
    assert marks(relief.draw(result, WIDE, link), "mark-0")[0].get_url() == address
    assert relief.words.table(result, link).rows[0].url == address


def test_the_shares_of_a_bar_are_of_the_rated_uses():
    canvas = relief.draw(result_of(*stretch("worse", "slightly", "greatly", "greatly", "", "")), WIDE, link)
    assert [(x, width) for x, _, width, _ in rectangles(canvas, "rated-ink")] == [(-0.25, 0.25)]
    assert [(x, width) for x, _, width, _ in rectangles(canvas, "rated-quiet-ink")] == [(0.25, 0.5)]
