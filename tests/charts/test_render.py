"""What is sent: safe under the strict policy, following the theme, and whole as a file."""

import xml.etree.ElementTree as ET
from functools import cache

import pytest

from tests.charts.drawn import CHARTS, days, diary_of, link
from tracker.charts import registry
from tracker.charts.render import file_png, file_svg, inline_svg
from tracker.charts.theme import NARROW, PALETTE, WIDE, Canvas, Caption

intensity, weekly = registry.CHARTS["intensity"], registry.CHARTS["weekly"]
SVG = "{http://www.w3.org/2000/svg}"
MONTHS = days(120)


@cache
def result_of(chart, n, period):
    diary = diary_of(n, period)
    # What looks back as far again is shown the later half.
    return chart.analyze(diary, days(len(period) // 2, len(period) // 2) if chart.needs(period) != period else period)


@cache
def inline(chart, paper=WIDE, n=60, period=MONTHS):
    return inline_svg(chart.draw(result_of(chart, n, period), paper, link), f"{chart.name}-{paper.name}")


@cache
def page_of(chart, paper=WIDE) -> ET.Element:
    """The drawing as a page gets it; drawn once, only read."""
    return ET.fromstring(inline(chart, paper))


@pytest.fixture(params=CHARTS, ids=lambda chart: chart.name)
def chart(request):
    return request.param


def test_nothing_that_a_strict_policy_forbids(chart):
    root = page_of(chart)
    assert not [element.tag for element in root.iter() if element.tag in {f"{SVG}style", f"{SVG}script"}]
    names = {name for element in root.iter() for name in element.attrib}
    assert not {name for name in names if name == "style" or name.startswith("on")}


def test_every_color_is_a_variable_of_the_page(chart):
    root = page_of(chart)
    colors = {element.get(name, "none") for element in root.iter() for name in ("fill", "stroke")}
    assert colors <= {"none", *(f"var(--chart-{role})" for role in PALETTE)}


def test_ids_start_with_the_charts_name(chart):
    ids = [element.get("id") for element in page_of(chart).iter() if element.get("id")]
    assert ids
    assert all(identity.startswith(f"{chart.name}-wide-") for identity in ids)


def test_two_charts_on_a_page_share_no_id():
    ids = [element.get("id") for chart in CHARTS for element in page_of(chart).iter() if element.get("id")]
    assert len(ids) == len(set(ids))


def test_everything_that_is_pointed_at_is_there(chart):
    root = page_of(chart)
    ids = {element.get("id") for element in root.iter()}
    pointed = [
        value[5:-1] if value.startswith("url(#") else value[1:]
        for element in root.iter()
        for value in element.attrib.values()
        if value.startswith(("url(#", "#"))
    ]
    assert set(pointed) <= ids


def test_same_diary_gives_the_same_bytes(chart):
    result = result_of(chart, 60, MONTHS)
    again = inline_svg(chart.draw(result, WIDE, link), f"{chart.name}-wide")
    assert again == inline(chart)


def test_marks_link_to_their_entries_outside_of_the_tab_order(chart):
    links = list(page_of(chart).iter(f"{SVG}a"))
    assert links
    assert {(a.get("tabindex"), a.get("target"), a.get("href")[:8]) for a in links} == {("-1", None, "/diary/?")}


def test_text_takes_the_font_of_the_page(chart):
    assert not [element for element in page_of(chart).iter() if element.get("font-family")]


@pytest.mark.parametrize("paper", [WIDE, NARROW], ids=lambda paper: paper.name)
def test_words_are_large_enough_on_a_phone(chart, paper):
    sizes = [float(text.get("font-size")) for text in page_of(chart, paper).iter(f"{SVG}text")]
    scale = {"wide": 1, "narrow": 290 / 320}[paper.name]
    assert min(sizes) * scale > 10.8


def test_ten_years_stay_below_300_kilobytes(chart):
    assert len(inline(chart, n=36_500, period=days(3650))) < 300_000


def test_as_many_dots_as_are_drawn_with_long_addresses_stay_below_300_kilobytes():
    result = intensity.analyze(diary_of(1500, days(365)), days(365))
    canvas = intensity.draw(result, WIDE, lambda **narrowed: link(**narrowed) + "&text=" + "x" * 600)
    assert len(inline_svg(canvas, "intensity")) < 300_000


def test_a_title_says_what_a_mark_is():
    result = weekly.analyze(diary_of(3, days(60)), days(60))
    root = ET.fromstring(inline_svg(weekly.draw(result, WIDE, link), "weekly"))
    titles = [title.text for title in root.iter(f"{SVG}title")]
    assert titles[0] == "1 to 7 June 2026: 1 entry, spasms on 1 of the 3 days answered"


@cache
def captioned(chart):
    """A drawing for a file, with what the file says of itself."""
    result = result_of(chart, 60, MONTHS)
    caption = Caption(chart.words.title(result), ("1 June to 28 September 2026", "costs $5 and $6 <b>"))
    return chart.draw(result, WIDE, link, caption)


@cache
def file_of(chart, maker, **more):
    return maker(captioned(chart), title="A title", description="What it shows.", **more)


def test_svg_file_says_what_it_is(chart):
    root = ET.fromstring(file_of(chart, file_svg, name=chart.name))
    texts = [text.text for text in root.iter(f"{SVG}text")]
    assert (root.find(f"{SVG}title").text, root.find(f"{SVG}desc").text) == ("A title", "What it shows.")
    title = chart.words.title(result_of(chart, 60, MONTHS))
    assert {title, "1 June to 28 September 2026", "costs $5 and $6 <b>"} <= set(texts)


def test_svg_file_keeps_its_colors_and_leads_nowhere(chart):
    content = file_of(chart, file_svg, name=chart.name).decode()
    assert "var(--" not in content
    assert "/diary/" not in content
    assert PALETTE["ink"] in content


def test_png_file_is_twice_as_wide(chart):
    content = file_of(chart, file_png)
    assert content.startswith(b"\x89PNG")
    assert int.from_bytes(content[16:20], "big") == 2 * WIDE.width


@pytest.mark.filterwarnings("ignore:Glyph")
def test_control_characters_of_a_persons_words_break_no_drawing():
    canvas = Canvas(WIDE, 60)
    canvas.text(8, 20, "late\x00 co\x1bffee \ufffe")
    assert "late coffee" in "".join(ET.fromstring(inline_svg(canvas, "words")).itertext())
