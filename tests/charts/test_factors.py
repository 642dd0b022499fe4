"""What the check-ins show: bars under states, counters without judgment."""

import xml.etree.ElementTree as ET
from dataclasses import replace
from functools import cache
from itertools import pairwise

import pytest

from tests.analysis.check_ins import TOO_MUCH
from tests.charts.drawn import link, marks, rectangles, words
from tests.charts.findings import five_states, hard_days, waiting
from tracker.analysis.factors import LINK_STATES
from tracker.charts.registry import CHARTS
from tracker.charts.render import file_svg, inline_svg
from tracker.charts.theme import FONT, NARROW, PALETTE, WIDE, text_width
from tracker.wording.readers import PERSON

factors = CHARTS["factors"]

SVG = "{http://www.w3.org/2000/svg}"
HEADINGS = (
    "Linked in your diary",
    "Linked earlier, weaker since",
    "Getting clearer, not a finding",
    "No clear link so far",
    "Too early to say",
)
FINDINGS = {"five": five_states, "waiting": waiting, "hard": hard_days, "rare": lambda: waiting(41, rare=True)}


@pytest.fixture(params=[WIDE, NARROW], ids=lambda paper: paper.name)
def paper(request):
    return request.param


def draw(result, paper=WIDE):
    return factors.draw(result, paper, link)


@cache
def five_drawn(paper=WIDE):
    """Drawn once, only read."""
    return draw(five_states(), paper)


def from_the_top(canvas, text: str) -> float:
    """How far below the upper edge the words stand, as a share of the height."""
    return next(1 - artist.get_position()[1] for artist in canvas.figure.texts if artist.get_text() == text)


def test_the_findings_to_draw_have_every_state():
    assert {one.state for one in five_states().results} == set(LINK_STATES)


def test_states_stand_in_order_of_what_may_be_said():
    places = [from_the_top(five_drawn(), heading) for heading in HEADINGS]
    assert places == sorted(places)


def test_a_factor_stands_under_its_state():
    canvas = five_drawn()
    above, below = from_the_top(canvas, HEADINGS[1]), from_the_top(canvas, HEADINGS[2])
    assert above < from_the_top(canvas, "hot weather") < below


def test_what_has_to_be_said_with_a_state_stands_under_it(paper):
    said = " ".join(words(five_drawn(paper)))
    for rest in (
        "together, not proof of cause",
        "a moderate one could still be missed; links within the same day are not tested",
    ):
        assert rest in said


def test_bars_are_shares_of_days_with_and_of_days_without(paper):
    canvas = five_drawn(paper)
    # Stress and hot weather; the gray ones: alcohol, long drive, lost fluid. Like with like, not as counted.
    compared = [one.compared for one in five_states().results if one.compared]
    with_it = [each.with_it for each in compared]
    assert [bar[2] for bar in rectangles(canvas, "with-quiet-ink")] == pytest.approx(with_it[:2], abs=1e-6)
    assert [bar[2] for bar in rectangles(canvas, "with-outline")] == pytest.approx(with_it[2:], abs=1e-6)
    without = [each.without for each in compared]
    assert [bar[2] for bar in rectangles(canvas, "without")] == pytest.approx(without, abs=1e-6)


def test_natural_frequencies_are_written_beside_the_bars(paper):
    said = words(five_drawn(paper))
    assert {"208 of 252", "22 of 475", "with it", "without it"} <= set(said)


def test_bars_differ_by_shape_and_not_by_color_alone():
    canvas = five_drawn()
    (filled,), (hollow,) = marks(canvas, "with-quiet-ink"), marks(canvas, "without")
    assert (filled.get_linewidth(), hollow.get_linewidth() > 1) == (0, True)
    assert filled.get_facecolor() != hollow.get_facecolor()


def test_what_cannot_be_told_has_a_counter_and_counts_but_no_bar(paper):
    canvas = draw(waiting(41), paper)
    assert {"You have 43 of about 90 days.", "with it 3 of 13 · without it 7 of 28"} <= set(words(canvas))
    assert [marks(canvas, gid) for gid in ("tracks", "with-quiet-ink", "with-outline", "without")] == [[]] * 4


def test_factors_that_wait_for_the_same_share_a_counter():
    said = words(draw(waiting(41, "stress", "cold", "alcohol")))
    assert said.count("You have 43 of about 90 days.") == 1


def test_factors_that_wait_for_different_things_say_so():
    said = words(five_drawn())
    assert {"You said yes on 7 days that count. It takes 8.", "You have 32 of about 90 days."} <= set(said)


def test_an_own_word_reads_as_it_was_spelled():
    assert "Long drive!" in words(five_drawn())


@pytest.mark.parametrize("label", ["Carrying the shopping up four flights of stairs and down again", "W" * 80])
def test_a_long_own_word_keeps_to_its_place(label, paper):
    result = replace(five_states(), words={"x-long-drive": label})
    pieces = [text for text in words(draw(result, paper)) if text.strip("…") and text.strip("…") in label]
    assert pieces
    assert max(text_width(piece, FONT) for piece in pieces) <= (226 if paper is WIDE else 304)


def test_no_words_stand_on_others(paper):
    canvas = five_drawn(paper)
    lines = {}
    for text in canvas.figure.texts:
        x, y = text.get_position()
        lines.setdefault(round(y * canvas.height), []).append((x * paper.width, text))
    for row in lines.values():
        spans = []
        for x, text in sorted(row, key=lambda pair: pair[0]):
            width = text_width(text.get_text(), text.get_fontsize()) * 0.9
            spans.append((x - width, x) if text.get_ha() == "right" else (x, x + width))
        assert all(left[1] <= right[0] for left, right in pairwise(spans))
        assert spans[-1][1] <= paper.width


def test_a_factor_without_a_day_draws_too():
    assert "with it 0 of 0 · without it 0 of 0" in words(draw(waiting(0)))


def test_twelve_factors_are_drawn_and_the_rest_is_in_the_table():
    codes = [f"x-{letter}" for letter in "abcdefghijklmn"]
    result = waiting(41, *codes)
    assert "2 more are in the table." in words(draw(result))
    assert len(draw(result).titles) == 12
    assert len(factors.words.table(result, link).rows) == 14


def test_pointed_at_a_factor_says_its_sentence_and_leads_nowhere():
    canvas = five_drawn()
    assert canvas.titles["mark-0"] == (
        "Of 100 days with “stress”, about 83 were followed by a spasm. Of 100 without, about 4"
        " – linked in your diary (together, not proof of cause)"
    )
    assert {mark.get_url() for gid in canvas.titles for mark in marks(canvas, gid)} == {None}


# What is said


def suspecting(result, counts):
    return replace(result, suspected=counts)


@pytest.mark.parametrize("make", FINDINGS.values(), ids=FINDINGS)
def test_nothing_of_it_says_too_much(make):
    result = suspecting(make(), {"stress": 3})
    table = factors.words.table(result, link)
    said = [
        factors.words.reading(result, PERSON),
        table.note,
        *table.headers,
        *words(draw(result)),
        factors.words.title(result),
    ]
    said += [cell for row in table.rows for cell in row.cells] + list(draw(result).titles.values())
    assert not [word for word in TOO_MUCH if word in " ".join(said).lower()]


# What is sent


@pytest.mark.parametrize("make", FINDINGS.values(), ids=FINDINGS)
def test_page_gets_colors_of_the_theme_and_nothing_that_the_policy_forbids(make, paper):
    root = ET.fromstring(inline_svg(draw(make(), paper), "factors"))
    colors = {element.get(name, "none") for element in root.iter() for name in ("fill", "stroke")}
    assert colors <= {"none", *(f"var(--chart-{role})" for role in PALETTE)}
    assert not [element for element in root.iter() if "style" in element.attrib or element.tag == f"{SVG}a"]


def test_file_is_whole():
    content = file_svg(five_drawn(), "factors", title="A title", description="What it shows.")
    assert PALETTE["quiet-ink"] in content.decode()
