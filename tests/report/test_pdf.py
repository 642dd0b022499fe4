"""The doctor's page as a file: all of its words, in order, on the pages they belong to, whatever the words are."""

import io
import json
import re
import signal
import subprocess
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from tests.charts.findings import five_states
from tests.report.pages import BOTH, EVERYTHING, make_material, page_of, printed, usual
from tests.report.test_longest import the_longest
from tracker.report import choice, columns, layout, pdf, typeset
from tracker.report.content import Bullets, ChartBlock, Paragraph, Report, ReportSection, TableBlock
from tracker.report.drawings import drawing
from tracker.report.pdf import NotPrinted, pdf_of
from tracker.report.words import held_together

pytestmark = pytest.mark.process
"""Every PDF is set by a program of its own."""

MISSING = "This file’s fonts lack some characters"


def bare(*sections: ReportSection, further=(), **given) -> Report:
    values = {"title": "A title", "foot": "The foot.", "language": "en-us", "paper": choice.A4, "is_large": False}
    values |= {"whose": "Patient’s own diary", "days": BOTH}
    return Report(**values | given, page_one=sections, further=tuple(further))


def saying(words: str) -> Report:
    return bare(ReportSection("who", "", (Paragraph(words),)))


def opened(content: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(content))


def squeezed(text: str) -> str:
    """Without what depends on where lines end."""
    return re.sub(r"[\s\u200b\u00ad]+", "", text)


def text_of(reader: PdfReader, *, page: int | None = None) -> str:
    pages = reader.pages if page is None else [reader.pages[page]]
    return squeezed("".join(one.extract_text() for one in pages))


def set_here(report: Report) -> PdfReader:
    """The same as `pdf_of` without another process."""
    return opened(typeset_of(report))


def typeset_of(report: Report) -> bytes:
    return typeset.typeset(json.dumps(layout.document_of(report)))


@pytest.fixture(scope="module")
def whole() -> tuple[Report, PdfReader]:
    report = page_of(usual(factors=five_states(), name="Anna Example", questions=("What is it?",) * 5))
    return report, set_here(report)


def section_texts(section: ReportSection) -> list[str]:
    return [squeezed(text) for text in printed(section) if text]


def test_every_word_of_every_block_stands_there(whole):
    report, reader = whole
    first, rest = text_of(reader, page=0), text_of(reader)
    assert [text for one in report.page_one for text in section_texts(one) if text not in first] == []
    assert len([text for one in report.further for text in section_texts(one)]) > 80
    assert [text for one in report.further for text in section_texts(one) if text not in rest] == []


def test_sections_stand_in_their_order(whole):
    report, reader = whole
    for sections, text in (
        (report.page_one, text_of(reader, page=0)),
        (report.further, "".join(text_of(reader, page=n) for n in range(1, len(reader.pages)))),
    ):
        place = 0
        for heading in (squeezed(one.heading) for one in sections if one.heading):
            assert heading in text[place:]
            place = text.index(heading, place) + len(heading)


def test_what_follows_begins_on_page_two(whole):
    report, reader = whole
    first, second = text_of(reader, page=0), text_of(reader, page=1)
    assert squeezed(report.page_one[-1].heading) in first
    assert second.startswith(squeezed(report.further[0].heading))


def test_every_page_has_its_number_and_the_foot(whole):
    report, reader = whole
    of = len(reader.pages)
    assert of > 2
    for n in range(of):
        text = text_of(reader, page=n)
        assert squeezed(report.foot) in text
        assert f"Page{n + 1}of{of}" in text


def test_page_one_alone_is_one_page():
    assert len(set_here(page_of(usual(), choice.ReportChoice(parts=frozenset(choice.PAGE_ONE)))).pages) == 1


@pytest.mark.parametrize("is_large", [False, True])
@pytest.mark.parametrize("paper", list(choice.PAPER_SIZES))
def test_the_longest_of_everything_is_still_one_page(paper, is_large):
    report = replace(page_of(the_longest(), replace(EVERYTHING, is_large=is_large, paper=paper)), further=())
    reader = set_here(report)
    assert len(reader.pages) == 1
    assert squeezed(report.page_one[-1].blocks[-1].words) in text_of(reader)
    assert min(sizes_of(reader)) >= 5


def test_more_than_its_room_is_made_smaller_and_not_spilt():
    words = "much more than there is room for " * 400
    report = bare(*(ReportSection(f"s{n}", f"Heading {n}", (Paragraph(words),)) for n in range(3)))
    reader = set_here(report)
    assert len(reader.pages) == 1
    assert text_of(reader).count(squeezed(words)) == 3


def sizes_of(reader: PdfReader, page: int = 0) -> list[float]:
    """The size of every letter in points."""
    sizes = []

    def note(text, transform, matrix, _font, size):
        if text.strip():
            height = abs(size * (matrix[3] or matrix[2]) * (transform[3] or transform[2]))
            sizes.extend([height] * len(text))

    reader.pages[page].extract_text(visitor_text=note)
    return sizes


def test_an_ordinary_page_is_not_made_smaller():
    sizes = sizes_of(set_here(page_of(usual(), choice.SUGGESTED)))
    assert max(set(sizes), key=sizes.count) == pytest.approx(columns.SIZES[0])


def test_large_print_has_larger_letters():
    usually = set_here(page_of(usual()))
    large = set_here(page_of(usual(), replace(EVERYTHING, is_large=True)))

    def body(reader, page):
        sizes = [round(size, 1) for size in sizes_of(reader, page)]
        return max(set(sizes), key=sizes.count)

    assert body(large, 0) > body(usually, 0)
    assert body(large, len(large.pages) - 1) == layout.LARGE_FURTHER_SIZE


@pytest.mark.parametrize(("paper", "size"), [("a4", (595, 842)), ("us-letter", (612, 792))])
def test_paper(paper, size):
    box = set_here(page_of(usual(), replace(EVERYTHING, paper=paper))).pages[0].mediabox
    assert (round(box.width), round(box.height)) == size


def test_it_is_accessible(whole):
    _report, reader = whole
    catalog = reader.trailer["/Root"]
    assert catalog["/MarkInfo"]["/Marked"]
    assert catalog["/StructTreeRoot"]["/K"]
    assert catalog["/Lang"] == "en"
    assert catalog["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata.title == "Muscle spasms and cramps"
    assert b"pdfuaid" in catalog["/Metadata"].get_object().get_data()


def test_the_region_of_a_language_is_kept():
    assert opened(typeset_of(saying("x"))).trailer["/Root"]["/Lang"] == "en-US"


def tags_of(reader: PdfReader) -> list[str]:
    collected, left = [], [reader.trailer["/Root"]["/StructTreeRoot"]]
    while left:
        node = left.pop().get_object()
        if isinstance(node, list):
            left += node
        elif isinstance(node, dict):
            collected += [node["/S"]] if "/S" in node else []
            left += [node["/K"]] if "/K" in node and not isinstance(node["/K"], int) else []
    return collected


def test_headings_lists_tables_and_figures_are_tagged(whole):
    report, reader = whole
    tags = tags_of(reader)
    assert {"/H1", "/H2", "/H3", "/L", "/Table", "/TH", "/TD", "/Figure"} <= set(tags)
    drawings = [
        one for part in (*report.page_one, *report.further) for one in part.blocks if isinstance(one, ChartBlock)
    ]
    assert tags.count("/Figure") == len(drawings) == 6
    assert tags.count("/H1") == 1


def fonts_of(reader: PdfReader) -> list:
    """The fonts of all pages, those inside drawings among them."""
    collected, left = [], [page["/Resources"] for page in reader.pages]
    while left:
        resources = left.pop().get_object()
        collected += [font.get_object() for font in resources.get("/Font", {}).values()]
        forms = [form.get_object() for form in resources.get("/XObject", {}).values()]
        left += [form["/Resources"] for form in forms if "/Resources" in form]
    return collected


def test_fonts_are_dejavu_and_embedded(whole):
    fonts = fonts_of(whole[1])
    assert len(fonts) > 2
    for font in fonts:
        (inner,) = font["/DescendantFonts"]
        described = inner.get_object()["/FontDescriptor"].get_object()
        assert re.search("DejaVuSans|DejaVuSerif", described["/FontName"])
        assert "/FontFile2" in described or "/FontFile3" in described


def test_drawings_are_vectors(whole):
    forms = [form.get_object() for page in whole[1].pages for form in page["/Resources"].get("/XObject", {}).values()]
    assert [form for form in forms if form["/Subtype"] == "/Image"] == []


@pytest.mark.parametrize(
    "words",
    [
        '#let x = 1; #panic("no") *bold* _i_ $1/2$ \\ @ref <label> = Heading // comment `raw`',
        '#import "@preview/example:1.0.0": *',
        "<script>alert(1)</script> & <b>bold</b> &amp;",
        "\"quotes\" 'single' -- --- ... ~ \\u{41}",
        "{n} of {of} %(n)s {{ x }}",
        "Ça coûte 5 € – ½ žluťoučký Ελληνικά русский",
    ],
)
def test_markup_prints_as_text(words):
    assert squeezed(words) in text_of(set_here(saying(words)))


@pytest.mark.parametrize(
    "words",
    [
        "שלום 3 mg",
        "مرحبا",
        "e\u0301\u0302\u0323 a\u0308",
        "😀 ok",
        "a\u200db\ufe0f c\u00add",
        "\u202eabc\u2066d",
        "\ufeffx",
    ],
)
def test_what_the_font_has_is_accessible_in_any_script(words):
    reader = set_here(saying(words))
    assert b"pdfuaid" in reader.trailer["/Root"]["/Metadata"].get_object().get_data()


@pytest.fixture
def no_other_fonts(monkeypatch):
    """A machine that has no fonts but those that come along; tells whether they were looked for."""
    asked, fonts_of = [], typeset.typst.Fonts

    def fonts_that_come_along(*, include_system_fonts, **others):
        asked.append(include_system_fonts)
        return fonts_of(include_system_fonts=False, **others)

    monkeypatch.setattr(typeset.typst, "Fonts", fonts_that_come_along)
    typeset.fonts.cache_clear()
    yield asked
    typeset.fonts.cache_clear()


def test_the_fonts_of_the_machine_are_asked_only_for_what_is_missing(no_other_fonts):
    set_here(saying("calf"))
    assert no_other_fonts == [False]
    set_here(saying("左のふくらはぎ"))
    assert no_other_fonts == [False, True]


@pytest.mark.parametrize("words", ["🦵🏽 leg", "左のふくらはぎ", "\ue000 private", "\ufffe", "\U0010ffff"])
def test_a_missing_glyph_gives_a_plain_tagged_file_that_says_so(words, no_other_fonts):
    reader = set_here(saying(words))
    catalog = reader.trailer["/Root"]
    assert b"pdfuaid" not in catalog["/Metadata"].get_object().get_data()
    assert catalog["/MarkInfo"]["/Marked"]
    assert catalog["/Lang"] == "en-US"
    assert squeezed(MISSING) in text_of(reader, page=0)


def test_whatever_else_the_standard_forbids_gives_a_plain_file():
    document = json.dumps(layout.document_of(saying("REPLACED"))).replace("REPLACED", "\ufeffkept")
    reader = PdfReader(io.BytesIO(typeset.typeset(document)))
    assert b"pdfuaid" not in reader.trailer["/Root"]["/Metadata"].get_object().get_data()
    assert "kept" in text_of(reader)
    assert squeezed(MISSING) not in text_of(reader)


def test_nothing_is_said_of_signs_if_all_are_there(whole):
    assert squeezed(MISSING) not in text_of(whole[1])


def test_control_characters_and_halves_of_characters_are_left_out():
    assert "abcde" in text_of(set_here(saying("a\x00b\x1bc\ud800d\x07e")))


@pytest.mark.parametrize("is_large", [False, True])
def test_a_caregivers_file_says_on_page_one_that_private_entries_are_left_out(is_large):
    report = page_of(usual(leaves_private_out=True), replace(EVERYTHING, is_large=is_large))
    first = text_of(set_here(report), page=0)
    assert squeezed("Patient’s own diary, without private entries") in first
    said = "Private entries are left out here, so a day counted as clear or unanswered may have had a spasm."
    assert squeezed(said) in first
    assert squeezed("What helped, self-rated") in first


def test_a_persons_lines_stay_lines():
    assert "one\ntwo" in set_here(saying("one\ntwo")).pages[0].extract_text()


@pytest.mark.parametrize("word", ["w" * 10_000, "wörd " * 2_000, "xb\u0301" * 3_000])
def test_ten_thousand_characters_flow_over_many_lines(word):
    block = TableBlock(("Note", "0 to 10"), ((word, "5"),))
    reader = set_here(bare(ReportSection("who", "", ()), further=[ReportSection("entries", "Entries", (block,))]))
    # "own diary" stands above.
    assert text_of(reader).replace("owndiary", "").count(word[0]) == word.count(word[0])
    assert sum(len(page.extract_text().splitlines()) for page in reader.pages) > 60


def test_a_line_from_the_right_is_set_apart_from_the_page():
    assert layout._printable("3 mg\nשלום 3 mg") == "\u20683 mg\u2069\n\u2068שלום 3 mg\u2069"
    assert layout._printable("Ça 3 mg") == "Ça 3 mg"


def test_an_accent_is_not_torn_from_its_letter_by_a_break():
    assert "\u200b\u0301" not in layout._printable("a\u0301" * 100)
    assert "\u200b" in layout._printable("a\u0301" * 100)


def test_words_of_usual_length_are_left_alone():
    assert layout._printable("electroencephalographic mg") == "electroencephalographic mg"


@settings(max_examples=30, deadline=None)
@given(st.text(max_size=60), st.text(max_size=200))
def test_a_file_always_comes(heading, words):
    report = bare(
        ReportSection("who", heading, (Paragraph(words, label=heading), Bullets((words, heading)))),
        further=[ReportSection("entries", heading, (TableBlock((heading, "b"), ((words, heading),), words),))],
        title=f"t{heading}",
        foot=words,
    )
    assert typeset_of(report).startswith(b"%PDF")


def test_heads_of_a_table_stand_on_each_of_its_pages():
    rows = tuple((f"row {n}", "left calf") for n in range(150))
    reader = set_here(
        bare(
            ReportSection("who", "", ()),
            further=[ReportSection("entries", "Entries", (TableBlock(("When", "Where"), rows),))],
        )
    )
    assert len(reader.pages) > 3
    assert ["WhenWhere" in text_of(reader, page=n) for n in range(1, len(reader.pages))] == [True] * (
        len(reader.pages) - 1
    )


def test_very_long_notes_in_a_long_list_are_cut_and_it_says_so(monkeypatch):
    monkeypatch.setattr(layout, "MOST_CHARACTERS_SET", 5_000)
    rows = tuple((f"row {n}", "note " * 200 + "end") for n in range(9))
    block = TableBlock(("When", "Note"), rows, "The latest 9.")
    cut = layout._table(block)
    assert cut["note"] == "The latest 9. Long texts are cut short here. The CSV file has them in full."
    assert max(len(cell) for row in cut["rows"] for cell in row) == layout.CELL_CHARACTERS
    monkeypatch.setattr(layout, "MOST_CHARACTERS_SET", 50_000)
    assert layout._table(block)["rows"] == [[first, second.strip()] for first, second in rows]


def test_columns_of_numbers_stand_right():
    table = layout._table(TableBlock(("When", "0 to 10"), (("1 Jul", "7"), ("2 Jul", ""))))
    assert [column["is_number"] for column in table["columns"]] == [False, True]


def test_short_columns_are_as_wide_as_they_need():
    rows = (("Thu 5 Nov 2026, 03:20", "9", "1 h 20 min"), ("Sat 5 Sep 2026, 17:18", "", ""))
    table = layout._table(TableBlock(("When", "0 to 10", "Lasted"), rows))
    assert [column["is_short"] for column in table["columns"]] == [False, True, True]


def test_the_only_note_of_a_list_has_room():
    note = "Came back after five minutes, then gone."
    one, two = (layout._column("Note", [*notes, ""])["weight"] for notes in ([note], [note, note]))
    assert one == two


def test_heads_of_narrow_columns_do_not_run_into_each_other():
    heads = ("When", "Where", "0 to 10", "Lasted", "What else", "Note")
    row = ("Thu 5 Nov 2026, 03:20", "left calf", "9", "38 min", "gentle stretch, during: greatly; " * 2, "x " * 60)
    list_of_two = ReportSection("entries", "Entries", (TableBlock(heads, (row, row)),))
    report = replace(bare(ReportSection("who", "", ()), further=[list_of_two]), is_large=True)
    lines = set_here(report).pages[1].extract_text(extraction_mode="layout").splitlines()
    head = next(line for line in lines if "Lasted" in line)
    assert re.search(r"0 to 10\s+Lasted\s+What else", head)
    assert sum("38 min" in line for line in lines) == 2


def test_a_share_is_not_torn():
    assert held_together("8 of 25, calf 5 (8 to 11 of 28)") == (
        "8\u00a0of\u00a025, calf 5 (8\u00a0to\u00a011\u00a0of\u00a028)"
    )
    assert held_together("ibuprofen, 400 mg, since 2021, in 4 min") == (
        "ibuprofen, 400\u00a0mg, since 2021, in 4\u00a0min"
    )
    assert held_together("Dr. Kim, 9 December 2026") == "Dr. Kim, 9\u00a0December\u00a02026"
    # A line may end between two dates.
    days = "1\u00a0December\u00a02025 to 30\u00a0November\u00a02026"
    assert held_together("1 December 2025 to 30 November 2026") == days


def test_an_empty_log_gives_a_page():
    reader = set_here(page_of(make_material()))
    assert "Nothingloggedyet" in text_of(reader, page=0)


def test_the_dates_of_marks_are_drawn():
    report = page_of(usual())
    chart = next(one for part in report.page_one for one in part.blocks if isinstance(one, ChartBlock) and one.marks)
    assert ">6 Jul<" in drawing(chart).svg
    assert ">6 Jul<" not in drawing(replace(chart, marks=())).svg


@pytest.mark.process
def test_another_process_sets_the_pages_the_same_way_each_time():
    report = page_of(usual(), choice.SUGGESTED)
    first = pdf_of(report)
    assert first == pdf_of(report)
    assert text_of(opened(first)) == text_of(set_here(report))


@pytest.mark.process
def test_what_the_typesetter_says_is_told(monkeypatch):
    monkeypatch.setattr(pdf, "document_of", lambda report: {"title": "without all else"})
    with pytest.raises(NotPrinted, match="dictionary does not contain key"):
        pdf_of(saying("x"))


@pytest.fixture
def begun(monkeypatch) -> list[subprocess.Popen]:
    """The typesetters that were begun."""
    processes, begin = [], subprocess.Popen

    def noted(*arguments, **more):
        processes.append(begin(*arguments, **more))
        return processes[-1]

    monkeypatch.setattr(pdf.subprocess, "Popen", noted)
    return processes


def test_a_typesetter_without_end_is_ended(monkeypatch, begun):
    monkeypatch.setattr(pdf, "SECONDS", 0.01)
    with pytest.raises(NotPrinted, match=r"within 0\.01 s"):
        pdf_of(saying("x"))
    (typesetter,) = begun
    assert typesetter.returncode == -signal.SIGKILL


def test_where_drawing_fails_no_typesetter_stays_behind(monkeypatch, begun):
    def fail(_report):
        raise KeyError("no such chart")

    monkeypatch.setattr(pdf, "document_of", fail)
    with pytest.raises(KeyError, match="no such chart"):
        pdf_of(saying("x"))
    (typesetter,) = begun
    assert typesetter.returncode == -signal.SIGKILL


def test_the_typesetter_is_begun_before_the_drawings_are_made(monkeypatch, begun):
    there = []
    monkeypatch.setattr(pdf, "document_of", lambda report: there.append(len(begun)) or layout.document_of(report))
    pdf_of(saying("x"))
    assert there == [1]


@pytest.mark.parametrize("is_large", [False, True])
def test_what_is_for_others_has_nothing_to_point_at(is_large):
    report = page_of(usual())
    charts = [one for part in (*report.page_one, *report.further) for one in part.blocks if isinstance(one, ChartBlock)]
    assert len(charts) == 6
    for chart in charts:
        for is_beside in (False, True):
            svg = drawing(chart, is_large=is_large, is_beside=is_beside).svg
            assert [one for one in ('opacity="0"', "pointer-events", 'href="/', "<a") if one in svg] == [], chart.name


def test_a_column_is_as_wide_as_all_but_the_longest_tenth_of_its_cells():
    nine_short, one_long = [["x" * 12] * 9, ["x" * 30]]
    weights = [layout._column("Where", cells)["weight"] for cells in (nine_short, [*nine_short * 3, *one_long])]
    assert weights == [12 + layout._AROUND, 12 + layout._AROUND]
    growing = ["x" * n for n in range(10, 30)]
    assert layout._column("Where", growing)["weight"] == pytest.approx(27.9 + layout._AROUND)
