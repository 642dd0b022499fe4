"""A day's timeline: what is drawn, that nothing touches."""

import datetime as dt
import xml.etree.ElementTree as ET
from itertools import combinations, pairwise

import pytest
from matplotlib.colors import to_hex

from tests.analysis.day_lines import DAY, Said, on
from tests.charts.drawn import marks, words
from tests.factories import ZONE
from tracker.charts import lanes
from tracker.charts.registry import CHARTS
from tracker.charts.render import file_png, file_svg, inline_svg
from tracker.charts.theme import NARROW, PALETTE, WIDE, Caption
from tracker.wording.readers import PERSON

timeline = CHARTS["timeline"]

PAPERS = pytest.mark.parametrize("paper", [WIDE, NARROW], ids=lambda paper: paper.name)
PLACES = (
    (("calf", "left", ""),),
    (("thigh-back", "right", ""), ("lower-back", "both", "")),
    (),
    (("widespread", "", ""),),
    (("other", "left", "above the eyebrow, a little to the side of it"),),
)


def link(uid) -> str:
    return f"/episodes/{uid}/"


def result_of(*lines, date=DAY, **more):
    return timeline.analyze(lines, date, ZONE, **more)


def crowd(n):
    """A day of `n` entries of all kinds, without randomness."""
    start = on(4)
    return [
        Said(
            start + dt.timedelta(minutes=n * 47 % 1440),
            minutes=(None, 1, 2, 10, 40, 130, 1440)[n % 7],
            intensity=(None, *range(11))[n % 12],
            regions=PLACES[n % 5],
            is_ongoing=n % 14 == 0,
            time_zone=("Asia/Tokyo", ZONE, ZONE)[n % 3],
            uid=f"e{n}",
        )
        for n in range(n)
    ]


def mark_of(canvas, kind, uid="a"):
    (mark,) = marks(canvas, f"{kind}-{uid}")
    return mark


# Marks


def test_a_bar_is_as_long_as_the_entry():
    canvas = timeline.draw(result_of(Said(on(10), 6 * 60)), WIDE, link)
    bar, width = mark_of(canvas, "bar"), canvas.figure.axes[0].get_xlim()[1]
    assert (bar.get_x() / width, bar.get_width() / width) == pytest.approx((0.25, 0.25))


def test_half_a_minute_can_be_seen():
    assert mark_of(timeline.draw(result_of(Said(on(10), 0.5)), NARROW, link), "bar").get_width() == lanes.SHORTEST


def test_unknown_length_is_a_dot_where_it_began():
    canvas = timeline.draw(result_of(Said(on(10))), WIDE, link)
    dot = mark_of(canvas, "dot")
    assert dot.center[0] - lanes.BAR / 2 == pytest.approx(canvas.figure.axes[0].get_xlim()[1] / 4)
    assert marks(canvas, "bar-a") == []


def test_an_entry_without_an_end_goes_over_into_pieces():
    canvas = timeline.draw(result_of(Said(on(10), is_ongoing=True)), WIDE, link)
    (stump,) = marks(canvas, "open-a")
    assert len(stump.get_path().vertices.reshape(-1, 5, 2)) == 3


@pytest.mark.parametrize(
    ("line", "tips"),
    [
        (Said(on(10), 60), []),
        (Said(on(22, later=-1), 600), [-1]),
        (Said(on(22), 600), [1]),
        (Said(on(22, later=-1), 3000), [-1, 1]),
    ],
)
def test_arrows_point_over_the_edge_of_the_day(line, tips):
    canvas = timeline.draw(result_of(line), WIDE, link)
    width = canvas.figure.axes[0].get_xlim()[1]
    xs = [arrow.get_xy()[:, 0] for arrow in marks(canvas, "arrow-a")]
    assert [-1 if x.min() < 0 else int(x.max() > width) for x in xs] == tips


@pytest.mark.parametrize(("intensity", "role"), [(0, 0), (1, 1), (2, 1), (5, 3), (8, 4), (10, 5)])
def test_color_is_as_deep_as_it_was_strong(intensity, role):
    canvas = timeline.draw(result_of(Said(on(10), 60, intensity=intensity)), WIDE, link)
    assert to_hex(mark_of(canvas, "bar").get_facecolor()) == PALETTE[f"spasm-{role}"]
    assert str(intensity) in words(canvas)


def test_without_a_number_it_is_an_outline():
    canvas = timeline.draw(result_of(Said(on(10), 60, intensity=None)), WIDE, link)
    assert mark_of(canvas, "bar").get_facecolor()[3] == 0
    assert {"?", "no number"} <= set(words(canvas))


def test_the_place_is_said_with_its_side_and_how_long_it_lasted():
    assert "left calf · 20\u00a0min" in words(timeline.draw(result_of(Said(on(10), 20)), NARROW, link))


def test_a_zone_is_said_beside_its_entry():
    canvas = timeline.draw(result_of(Said(on(10), 20, time_zone="Asia/Tokyo")), WIDE, link)
    assert "left calf · 20\u00a0min · Asia/Tokyo" in words(canvas)


@pytest.mark.parametrize("line", [Said(on(10), 20), Said(on(10)), Said(on(4), 24 * 60), Said(on(3, later=1))])
def test_a_mark_and_its_words_are_a_link_to_the_entry(line):
    canvas = timeline.draw(result_of(line), WIDE, link)
    (area,) = marks(canvas, "mark-0")
    assert area.get_url() == "/episodes/a/"
    assert area.get_height() >= 24


def test_what_is_pointed_at_says_all_of_the_entry():
    canvas = timeline.draw(result_of(Said(on(23, later=-1), 480, regions=PLACES[1])), WIDE, link)
    assert canvas.titles["mark-0"] == "Tue 23:00, right thigh, back, lower back, both sides, 5 of 10, 8\u00a0h"


def test_a_legend_explains_only_what_is_there():
    assert "unknown length" not in words(timeline.draw(result_of(Said(on(10), 20)), WIDE, link))
    assert "unknown length" in words(timeline.draw(result_of(Said(on(10))), WIDE, link))
    before = timeline.draw(result_of(Said(on(22, later=-1), 600)), WIDE, link)
    assert "from an earlier day" in words(before)
    assert "into the next day" not in words(before)


# The clock


def test_the_clock_begins_and_ends_where_the_day_does():
    axes = timeline.draw(result_of(Said(on(10))), WIDE, link).figure.axes[0]
    labels = [label.get_text() for label in axes.get_xticklabels()]
    assert (labels[0], labels[-1], len(labels)) == ("04:00", "04:00", 13)


@PAPERS
@pytest.mark.parametrize("date", [dt.date(2026, 3, 28), dt.date(2026, 10, 24)], ids=["23 h", "25 h"])
def test_hours_keep_apart_when_clocks_change(paper, date):
    axes = timeline.draw(result_of(Said(on(10, day=date)), date=date), paper, link).figure.axes[0]
    places = axes.get_xticks().tolist()
    assert min(b - a for a, b in pairwise(places)) > 15


# Nothing touches


def boxes(spot):
    """Row, left and right of the mark with its number, and of the words."""
    room = lanes.LANE_GAP + lanes.number_room(spot.number)
    left, right = (
        spot.left - room * (spot.side == lanes.ON_THE_LEFT),
        spot.right + room * (spot.side == lanes.ON_THE_RIGHT),
    )
    if spot.words_row == spot.row:
        return [(spot.row, min(left, spot.label_left), max(right, spot.label_right))]
    return [(spot.row, left, right), (spot.words_row, spot.label_left, spot.label_right)]


@PAPERS
@pytest.mark.parametrize("n", [1, 3, 30, 120])
def test_no_words_touch_and_none_leave_the_paper(paper, n):
    width = paper.width - 40
    spots, rest = lanes.spots_of(result_of(*crowd(n)), width)
    assert (len(spots), rest) == (n, 0)
    apart = [box for spot in spots for box in boxes(spot)]
    for one, other in combinations(apart, 2):
        assert one[0] != other[0] or one[2] <= other[1] or other[2] <= one[1], (one, other)
    assert all(box[1] >= -lanes.ARROW and box[2] <= width + lanes.ARROW + 0.01 for box in apart)


@PAPERS
def test_a_bar_over_the_whole_day_has_its_number_below(paper):
    canvas = timeline.draw(result_of(Said(on(20, later=-1), 3000, intensity=7)), paper, link)
    (number,) = [text for text in canvas.figure.axes[0].texts if text.get_text() == "7"]
    bar, (x, y) = mark_of(canvas, "bar"), number.get_position()
    assert (x, y > bar.get_y() + bar.get_height()) == (0, True)


@PAPERS
def test_thirty_entries_keep_their_words(paper):
    spots, _rest = lanes.spots_of(result_of(*crowd(30)), paper.width - 40)
    assert all(spot.words for spot in spots)


def test_words_beside_a_mark_are_never_cut_off():
    spots, _rest = lanes.spots_of(result_of(*crowd(30)), NARROW.width - 28)
    assert not [spot.words for spot in spots if "…" in spot.words and spot.row == spot.words_row]


@PAPERS
def test_a_crowded_day_has_numbers_alone_and_says_where_the_rest_is(paper):
    canvas = timeline.draw(result_of(*crowd(120)), paper, link)
    assert "The table shows where each one was." in words(canvas)
    assert canvas.height <= lanes.MOST_ROWS * 26 + 150


def test_more_than_fits_is_counted():
    # All at once on a narrow paper: three in a row do not fit beside each other.
    lines = [Said(on(12), 120, uid=f"e{n}") for n in range(100)]
    canvas = timeline.draw(result_of(*lines), NARROW, link)
    assert f"{100 - lanes.MOST_ROWS} more are in the table." in words(canvas)
    assert len(canvas.titles) == lanes.MOST_ROWS


@PAPERS
def test_a_full_day_is_small_enough_for_a_page(paper):
    drawn = inline_svg(timeline.draw(result_of(*crowd(200)), paper, link), f"timeline-{paper.name}")
    assert len(drawn) < 300_000


# What is sent


def test_it_follows_the_theme_and_the_policy():
    root = ET.fromstring(inline_svg(timeline.draw(result_of(*crowd(30)), WIDE, link), "timeline-wide"))
    colors = {element.get(name, "none") for element in root.iter() for name in ("fill", "stroke")}
    assert colors <= {"none", *(f"var(--chart-{role})" for role in PALETTE)}
    assert not {name for element in root.iter() for name in element.attrib if name == "style"}


def test_files_say_which_day_it_is():
    result = result_of(Said(on(10), 20))
    title = timeline.words.title(result)
    canvas = timeline.draw(result, WIDE, link, Caption(title, (timeline.words.reading(result, PERSON),)))
    texts = {text.text for text in ET.fromstring(file_svg(canvas, "timeline", title=title, description="")).iter()}
    assert {"Wednesday, 10 June 2026", "1 entry, at 10:00. It was 5 of 10 at its worst."} <= texts
    assert file_png(canvas, title=title, description="").startswith(b"\x89PNG")


# Words
