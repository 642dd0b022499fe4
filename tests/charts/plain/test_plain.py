"""Charts without statistics: what a mark is, what can be seen, and how large it is to a finger."""

import itertools
import xml.etree.ElementTree as ET
from dataclasses import replace

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_rgb

from tests.charts.drawn import Entry, at, days, diary_of, link, make_diary, marks, rectangles, words
from tests.charts.findings import five_states, waiting
from tracker.analysis.evidence import LikeWithLike
from tracker.analysis.factor_blocks import Counts
from tracker.charts.plain.marks import TARGET, THINNEST, keep_labels_inside
from tracker.charts.registry import CHARTS
from tracker.charts.render import inline_svg
from tracker.charts.theme import NARROW, PALETTE, PAPERS, RAMP, Canvas, strength_edge, time_axis
from tracker.wording import factors as factors_words

PLAIN = [chart for chart in CHARTS.values() if chart.has_plain]
FROM_A_DIARY = [chart for chart in PLAIN if chart.name != "factors"]
SVG = "{http://www.w3.org/2000/svg}"


def result_of(name, *entries, period=None, **more):
    period = period or days(28)
    return CHARTS[name].analyze(make_diary(*entries, period=period, **more), period)


def plain(name, result, paper=NARROW):
    return CHARTS[name].draw_plain(result, paper, link)


def hits(canvas):
    """Width and height in pixels of every mark that can be met, by gid."""
    sizes = {}
    for axes in canvas.figure.axes:
        for artist in axes.get_children():
            gid = artist.get_gid() or ""
            if gid.startswith("mark-") and gid in canvas.titles:
                box = artist.get_path().get_extents(artist.get_transform())
                sizes[gid] = (box.width, box.height)
    return sizes


@pytest.mark.parametrize("chart", FROM_A_DIARY, ids=lambda chart: chart.name)
@pytest.mark.parametrize("paper", PAPERS.values(), ids=lambda paper: paper.name)
@pytest.mark.parametrize(("entries", "length"), [(40, 90), (500, 3650)])
def test_every_mark_is_large_enough_for_a_finger(chart, paper, entries, length):
    period = days(length)
    canvas = plain(chart.name, chart.analyze(diary_of(entries, period), period), paper)
    sizes = hits(canvas)
    assert sizes
    assert set(sizes) == set(canvas.titles)
    assert min(min(size) for size in sizes.values()) >= TARGET - 0.01


@pytest.mark.parametrize("chart", FROM_A_DIARY, ids=lambda chart: chart.name)
def test_ten_years_are_light_and_no_barcode(chart):
    period = days(3650)
    result = chart.analyze(diary_of(3000, period), period)
    canvas = plain(chart.name, result)
    assert len(inline_svg(canvas, chart.name)) < 300_000
    assert len(canvas.titles) <= 45


def luminance(value):
    parts = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in to_rgb(value)]
    return float(np.dot(parts, (0.2126, 0.7152, 0.0722)))


@pytest.mark.parametrize("color", [*(strength_edge(role) for role in RAMP), PALETTE["tick"], PALETTE["outline"]])
def test_every_mark_stands_out_from_the_paper(color):
    one, other = sorted((luminance(color), luminance(PALETTE["paper"])))
    assert (other + 0.05) / (one + 0.05) >= 3


# Weeks


def test_a_block_for_every_day_of_a_week():
    answers = {2: "none", 3: "none", 5: "none"}
    log = {"period": days(7), "answers": answers, "today": at(6).date()}
    canvas = plain("weekly", result_of("weekly", Entry(at(0)), Entry(at(1)), **log))
    counts = [len(rectangles(canvas, f"days-{role}")) for role in ("spasm", "clear", "open", "today")]
    assert counts == [2, 3, 1, 1]
    assert max(y for _x, y, _w, _h in rectangles(canvas, "days-spasm")) < min(
        y for _x, y, _w, _h in rectangles(canvas, "days-clear")
    )
    assert canvas.titles["mark-0"] == "1 to 7 June 2026: 2 entries, spasms on 2 of the 5 days answered"


def test_what_was_not_answered_is_hatched():
    canvas = plain("weekly", result_of("weekly", Entry(at(0)), period=days(7)))
    (mark,) = marks(canvas, "days-open")
    assert mark.get_hatch()
    fills = [part.get("fill", "") for part in ET.fromstring(inline_svg(canvas, "weekly")).iter()]
    assert any(fill.startswith("url(#weekly-") for fill in fills)


def test_one_spasm_day_of_a_quarter_can_be_seen():
    period = days(3650)
    entries = [Entry(at(400))]
    canvas = plain("weekly", result_of("weekly", *entries, period=period, answers=dict.fromkeys(range(3650), "none")))
    ((_x, _y, _w, high),) = rectangles(canvas, "days-spasm")
    assert high >= THINNEST


def test_the_days_across_are_said_for_who_draws_over_them():
    canvas = plain("weekly", result_of("weekly", Entry(at(3)), period=days(14, 2)))
    root = ET.fromstring(inline_svg(canvas, "weekly"))
    assert (root.get("data-first"), root.get("data-last")) == ("2026-06-03", "2026-06-16")
    assert float(root.get("data-left")) > 0
    assert float(root.get("data-right")) < NARROW.width


@pytest.mark.parametrize("length", [28, 90])
def test_a_day_has_one_place_in_the_weeks_and_in_the_strengths(length):
    entries = [Entry(at(n), 4 + n % 3) for n in range(0, length, 3)]
    period = days(length, 2)
    weeks, strengths = (plain(name, result_of(name, *entries, period=period)) for name in ("weekly", "intensity"))
    assert weeks.days == pytest.approx(strengths.days)


def test_a_visit_stands_at_the_left_edge_of_its_week():
    """The days of a week lie over each other: a line anywhere else goes through a block that is no other day."""
    canvas = plain("weekly", result_of("weekly", Entry(at(0)), period=days(28)))
    blocks = sorted({x for role in ("spasm", "open") for x, *_rest in rectangles(canvas, f"days-{role}")})
    for day in range(14, 21):
        assert canvas.across(at(day).date().toordinal()) == pytest.approx(blocks[2], abs=2)


def test_what_the_blocks_are_stands_under_them():
    canvas = plain("weekly", result_of("weekly", Entry(at(0)), period=days(14), answers={2: "none"}))
    assert [text.get_text() for text in canvas.figure.texts] == ["spasm", "clear", "unanswered"]


# Strength and length


def test_a_dot_for_every_day_at_its_worst():
    entries = (Entry(at(0), 3), Entry(at(0, 15), 8), Entry(at(4), 1))
    canvas = plain("intensity", result_of("intensity", *entries))
    assert [*canvas.titles.values()] == ["1 June 2026: 8 of 10 at its worst", "5 June 2026: 1 of 10 at its worst"]
    assert len(marks(canvas, "dots-spasm-4")) == len(marks(canvas, "dots-spasm-1")) == 1


def test_a_dot_leads_to_its_day():
    canvas = plain("intensity", result_of("intensity", Entry(at(4), 1)))
    root = ET.fromstring(inline_svg(canvas, "intensity"))
    (a,) = root.iter(f"{SVG}a")
    assert a.get("href") == "/diary/?from=2026-06-05&to=2026-06-05"


def test_the_band_is_what_was_usual():
    counts = (3,) * 9
    entries = [Entry(at(28 * n + day), 4 + n % 3) for n, count in enumerate(counts) for day in range(count)]
    diary = make_diary(*entries, period=days(252), answers=dict.fromkeys(range(252), "none"))
    result = CHARTS["intensity"].analyze(diary, days(28, 224))
    ((_x, low, _w, high),) = rectangles(plain("intensity", result), "usual")
    assert (round(low, 6), round(low + high, 6)) == (4, 5.25)
    (line,) = (
        mark for axes in plain("intensity", result).figure.axes for mark in axes.lines if mark.get_gid() == "now"
    )
    assert set(line.get_ydata()) == {6}
    assert not marks(plain("intensity", result_of("intensity", Entry(at(0), 3))), "usual")


@pytest.mark.parametrize("paper", PAPERS.values(), ids=lambda paper: paper.name)
@pytest.mark.parametrize(("earlier", "now"), [(5, 4), (5, 5), (4, 6), (0, 0), (10, 10), (1, 0), (9, 10)])
def test_the_names_of_line_and_band_touch_neither_each_other_nor_the_numbers(paper, earlier, now):
    """One above, one below, also where both are one, and inside of the drawing; the higher one's name is the upper."""
    entries = [Entry(at(28 * n + day), earlier if n < 8 else now) for n in range(9) for day in range(4)]
    diary = make_diary(*entries, period=days(252), answers=dict.fromkeys(range(252), "none"))
    canvas = plain("intensity", CHARTS["intensity"].analyze(diary, days(28, 224)), paper)
    FigureCanvasAgg(canvas.figure)
    boxes = {text.get_text(): text.get_window_extent() for text in canvas.figure.texts}
    assert set(boxes) == {"10", "5", "0", f"now {now}", f"usual {earlier}"}
    for one, other in itertools.combinations(boxes.values(), 2):
        assert not one.overlaps(other)
    assert min(box.y0 for box in boxes.values()) > 0
    assert max(box.y1 for box in boxes.values()) <= canvas.height
    if now != earlier:
        assert (boxes[f"now {now}"].y0 > boxes[f"usual {earlier}"].y0) == (now > earlier)


def test_words_in_the_plot_lie_on_no_dot_where_there_is_room():
    """The first days have dots where the numbers would stand first, and the last days where the names would: so the
    numbers are on the right, and the names as far from them as can be."""
    strengths = {**dict.fromkeys(range(4), 6), **dict.fromkeys(range(60, 84), 3)}
    earlier = [Entry(at(28 * n + day), 4) for n in range(8) for day in range(4)]
    entries = [*earlier, *(Entry(at(224 + day), worst) for day, worst in strengths.items())]
    period = days(84, 224)
    diary = make_diary(*entries, period=days(308), answers=dict.fromkeys(range(308), "none"))
    canvas = plain("intensity", CHARTS["intensity"].analyze(diary, period))
    left = {text.get_text(): text.get_position()[0] * NARROW.width for text in canvas.figure.texts}
    assert left["10"] > NARROW.width / 2
    assert left["now 3"] < 60 / 84 * NARROW.width - 30
    assert left["now 3"] < 20
    # Without dots there it is the other way round.
    entries = [*earlier, *(Entry(at(224 + day), 3) for day in range(30, 54))]
    diary = make_diary(*entries, period=days(308), answers=dict.fromkeys(range(308), "none"))
    canvas = plain("intensity", CHARTS["intensity"].analyze(diary, period))
    left = {text.get_text(): text.get_position()[0] * NARROW.width for text in canvas.figure.texts}
    assert left["10"] < 20
    assert left["now 3"] > NARROW.width / 2


def test_lengths_stand_in_rows_and_no_scale_is_bent_in_a_row():
    entries = [Entry(at(n), 5, seconds=seconds) for n, seconds in enumerate((30, 180, 1050, 4500, 90_000))]
    canvas = plain("duration", result_of("duration", *entries))
    axes = canvas.figure.axes[0]
    assert axes.get_yscale() == "linear"
    assert "under 1\u00a0min" in words(canvas)
    places = [artist.get_path().vertices[:, 1].mean() for artist in marks(canvas, "mark-0")]
    assert places
    middle = {gid: artist.get_y() + artist.get_height() / 2 for gid in canvas.titles for artist in marks(canvas, gid)}
    assert [round(middle[f"mark-{n}"], 3) for n in range(5)] == [0.5, 1.5, 2.5, 3.5, 5]


# Hours


def test_the_hours_run_from_noon_to_noon_around_the_night():
    canvas = plain("hours", result_of("hours", Entry(at(0, 12)), Entry(at(1, 2)), Entry(at(2, 11))))
    said = [*canvas.titles.values()]
    assert (said[0], said[14], said[23]) == (
        "12:00 to 13:00: 1 day",
        "02:00 to 03:00: 1 day",
        "11:00 to 12:00: 1 day",
    )
    ((left, _y, wide, _h),) = rectangles(canvas, "night")
    column = (NARROW.width - 2) / 24
    assert (round(left / column), round((left + wide) / column)) == (10, 18)
    assert words(canvas).count("noon") == 2


def test_a_dot_of_an_hour_is_a_day_as_strong_as_its_worst_there():
    entries = (Entry(at(0, 5), 2), Entry(at(0, 5, 30), 9), Entry(at(1, 5), 5), Entry(at(2, 5), None))
    canvas = plain("hours", result_of("hours", *entries))
    drawn = [role for role in (*RAMP, "unrated") if marks(canvas, f"dots-{role}")]
    assert drawn == ["spasm-3", "spasm-5", "unrated"]


def test_many_days_at_one_hour_are_a_bar():
    canvas = plain("hours", result_of("hours", *(Entry(at(day, 3), 5) for day in range(20)), Entry(at(21, 9), 8)))
    (one,) = rectangles(canvas, "dots-spasm-4")
    (many,) = rectangles(canvas, "dots-spasm-3")
    assert THINNEST <= one[3] < many[3]


# What helped


def test_a_bar_is_as_long_as_it_helped_and_little_is_not_nothing():
    entries = [Entry(at(n), relief=(("heat", "", "during", "worse" if n else "greatly"),)) for n in range(40)]
    canvas = plain("relief", result_of("relief", *entries, period=days(60)))
    ((_x, _y, track, _h),) = rectangles(canvas, "tracks")
    ((_x, _y, helped, _h),) = rectangles(canvas, "helped")
    assert helped / track == pytest.approx(1 / 40)
    assert helped >= THINNEST
    assert "helped in 1 of 40" in words(canvas)


# What goes with it


def test_ten_dots_for_days_with_it_and_ten_without():
    canvas = plain("factors", five_states())
    judged = sum("too early" not in title for title in canvas.titles.values())
    assert len(marks(canvas, "without")) == 20 * judged
    assert marks(canvas, "with")


def test_a_small_share_fills_some_of_a_dot():
    """2 of 40 is half of one dot in ten, and no empty track."""
    result = five_states()
    canvas = plain("factors", result)
    part = [mark for mark in marks(canvas, "with") if mark.get_clip_path() is not None]
    assert part


def test_title_dots_and_rows_have_one_number():
    """68 of 170 is 4 in 10 as counted; like with like it is 3.4, so title, dots and row all have 3."""
    result = five_states()
    one = result.results[0]
    like = replace(one, counts=Counts(122, 90, 170, 68), compared=LikeWithLike(122, 0.74, 0.34))
    canvas = plain("factors", replace(result, results=(like,)))
    assert [text for text in words(canvas) if " in 10" in text] == ["about 7 in 10", "about 3 in 10"]
    filled = list(marks(canvas, "with"))
    assert (len(filled), [mark.get_clip_path() for mark in filled]) == (7 + 3, [None] * 10)
    assert "about 7 were followed by a spasm. Of 10 without, about 3." in factors_words.title(
        replace(result, results=(like,))
    )
    assert not any("of 170" in text for text in words(canvas))


def test_what_waits_says_for_what_and_compares_nothing():
    canvas = plain("factors", waiting(41))
    assert not marks(canvas, "without")
    assert any("You have 43 of about 90 days." in text for text in words(canvas))


# Labels


@pytest.mark.parametrize("paper", PAPERS.values(), ids=lambda paper: paper.name)
@pytest.mark.parametrize("length", [*range(28, 100, 3), 120, 200, 365, 500, 800, 1500, 3650, 3700])
def test_no_labels_below_a_chart_touch(paper, length):
    width = paper.width - 30
    for shift in range(0, 40, 7):
        canvas = Canvas(paper, 60)
        FigureCanvasAgg(canvas.figure)
        axes = canvas.axes(24, 22, width, 30)
        period = days(length, shift)
        time_axis(axes, period.first, period.last, width)
        keep_labels_inside(axes, width)
        shown = [label for label in axes.get_xticklabels() if label.get_visible() and label.get_text()]
        boxes = [label.get_window_extent() for label in shown]
        assert len(boxes) >= 2
        assert all(one.x1 + 3 <= next_one.x0 for one, next_one in itertools.pairwise(boxes))
        assert boxes[-1].x1 <= paper.width
