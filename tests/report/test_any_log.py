"""Whatever is logged, there is a page, and its numbers are those of the analysis."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.analysis.diaries import Entry, at
from tests.report.pages import BEFORE, EVERYTHING, NOW, make_material, page_of, printed, section
from tracker.analysis.comparison import comparison, counted_days_before, described
from tracker.analysis.listed import may_be_listed
from tracker.analysis.provenance import provenance
from tracker.analysis.results import NO_DAYS_BEFORE, TooLittle
from tracker.report.content import NumberLines, TableBlock
from tracker.wording.comparison_measures import limited_line, sleep_line, spasm_days_line, worst_line

ENTRIES = st.builds(
    Entry,
    at=st.builds(at, st.integers(0, 55), st.integers(0, 23)),
    intensity=st.none() | st.integers(0, 10),
    count=st.integers(1, 40),
    seconds=st.none() | st.integers(0, 400_000),
    woke=st.sampled_from(["", "yes", "no"]),
    regions=st.sampled_from([(), (("calf", "left"),), (("chest", "both"), ("widespread", ""))]),
    noticed=st.sampled_from([(), ("none",), ("weakness", "chest-pressure")]),
    relief=st.sampled_from([(), (("heat", "", "during", "greatly"),), (("nothing", "", "", ""),)]),
    factors=st.sampled_from([(), ("none",), ("stress",)]),
    chest_answer=st.sampled_from(["", "yes", "no"]),
    is_private=st.booleans(),
)
DAYS = st.integers(0, 55)
LOGS = {
    "answers": st.dictionaries(DAYS, st.sampled_from(["none", "listed", ("unlisted", 7), ("unlisted", None)])),
    "limited": st.dictionaries(DAYS, st.integers(0, 4)),
    "paused": st.lists(st.tuples(DAYS, DAYS).map(lambda pair: tuple(sorted(pair))), max_size=1),
}


@settings(max_examples=60, deadline=None)
@given(st.lists(ENTRIES, max_size=40), st.fixed_dictionaries(LOGS))
def test_every_log_gives_a_page_with_the_numbers_of_the_analysis(entries, options):
    entries.sort(key=lambda entry: entry.at)
    material = make_material(*entries, today=NOW.last, **options)
    report, diary = page_of(material), material.diary
    assert not [text for text in printed(report) if "%(" in text or "%%" in text]
    listed = [block for block in section(report, "entries").blocks if isinstance(block, TableBlock)]
    assert sum(len(block.rows) for block in listed) == may_be_listed(diary, NOW).sum()
    private = provenance(diary, NOW).private
    assert any("counted, not listed" in text for text in printed(section(report, "about"))) == bool(private)

    result = comparison(diary, BEFORE, NOW)
    if isinstance(result, TooLittle) and result.missing != NO_DAYS_BEFORE:
        assert not [block for block in section(report, "numbers").blocks if isinstance(block, NumberLines)]
        return
    alone, lines = described(diary, NOW), section(report, "numbers").blocks[0].lines
    assert [(line.now, line.now_note) for line in lines] == [
        spasm_days_line(alone.top, 28),
        sleep_line(alone.broken_sleep),
        limited_line(alone.limited),
        worst_line(alone.intensity),
    ]
    if not isinstance(result, TooLittle):
        counted_before = counted_days_before(diary, BEFORE, NOW)
        assert (lines[0].before, lines[0].before_note) == spasm_days_line(described(diary, counted_before).top, 28)


def test_everything_is_ticked_in_these_tests():
    assert {one.code for one in page_of(make_material()).further} == EVERYTHING.sections
