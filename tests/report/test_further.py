"""Page 2 and on: what was ticked, in its order, from the results of the analysis."""

import datetime as dt
from dataclasses import replace

import pytest

from tests.analysis.diaries import Entry, at
from tests.charts.findings import five_states, waiting
from tests.report.pages import EVERYTHING, NOW, make_material, page_of, printed, row_of, section, usual, words
from tests.report.test_longest import the_longest
from tracker.analysis.calendar import calendar
from tracker.analysis.duration import durations
from tracker.analysis.severity import severity
from tracker.analysis.suspected import suspected_triggers
from tracker.analysis.timing import timing
from tracker.analysis.trial import END_LOOK, TrialNight, trial_result
from tracker.diary import OwnWords
from tracker.report import caps, choice
from tracker.report.build import entry_keys
from tracker.report.content import ChartBlock, TableBlock
from tracker.report.material import TrialRow


def table(report, code) -> TableBlock:
    return next(one for one in section(report, code).blocks if isinstance(one, TableBlock))


def charts(report, code) -> list[ChartBlock]:
    return [one for one in section(report, code).blocks if isinstance(one, ChartBlock)]


def test_order_of_what_follows():
    report = page_of(usual(questions=("one?",) * 5))
    assert [one.code for one in report.further] == ["in-full", *choice.FURTHER]


@pytest.mark.parametrize("code", list(choice.FURTHER))
def test_what_is_not_ticked_is_nowhere(code):
    ticked = replace(EVERYTHING, sections=EVERYTHING.sections - {code})
    assert [one.code for one in page_of(usual(), ticked).further] == [one for one in choice.FURTHER if one != code]


def test_nothing_was_cut_so_nothing_is_said_in_full():
    assert section(page_of(usual()), "in-full") is None


@pytest.mark.parametrize("part", ["questions", "conditions", "medicines", "weeks", "relief"])
def test_what_was_not_ticked_is_not_said_in_full_either(part):
    texts = {
        "questions": "question 7",
        "conditions": "condition 9",
        "medicines": "medicine 9",
        "weeks": "supplement 9",
        "relief": "remedy 9",
    }
    parts = frozenset(choice.PAGE_ONE)
    with_all = page_of(the_longest(), choice.ReportChoice(parts=parts))
    without = page_of(the_longest(), choice.ReportChoice(parts=parts - {part}))
    assert texts[part] in words(with_all, "in-full")
    assert texts[part] not in "\n".join(printed(without))


@pytest.mark.parametrize(
    ("code", "name", "analyze"),
    [
        ("hours", "hours", timing),
        ("durations", "duration", durations),
        ("charts", "calendar", calendar),
        ("charts", "intensity", severity),
    ],
)
def test_charts_draw_what_the_analysis_found(code, name, analyze):
    material = usual()
    (chart,) = [one for one in charts(page_of(material), code) if one.name == name]
    result = analyze(material.diary, NOW)
    assert type(chart.result) is type(result)
    assert (chart.result.n, chart.result.method) == (result.n, result.method)
    assert len(chart.reading) > 20


def test_worst_entries_are_said_to_be_chosen():
    report = page_of(usual())
    rows = table(report, "worst").rows
    assert section(report, "worst").heading == "Why these entries"
    assert [row[2] for row in rows] == ["7", "6", "6", "6", "5"]
    assert rows[0][:2] == ("Thu 2 Jul 2026, 23:00", "left calf")


def test_the_list_has_the_latest_first():
    rows = table(page_of(usual()), "entries").rows
    assert (len(rows), rows[0][0], rows[-1][0]) == (8, "Fri 24 Jul 2026, 23:00", "Mon 29 Jun 2026, 23:00")


def test_what_an_entry_says():
    use = ("x-rolling", "", "during", "slightly")
    entry = Entry(
        at(30, 3, 10), 7, 3, seconds=150, regions=(("calf", "left"),), kind="cramp", woke="yes", relief=(use,)
    )
    material = make_material(entry, own_words=OwnWords(relief={"x-rolling": "Rolling!"}))
    assert table(page_of(material), "entries").rows == (
        (
            *("Wed 1 Jul 2026, 03:10", "left calf", "7", "3\u00a0min"),
            *("cramp; 3\u00a0in\u00a0a\u00a0row; woke; Rolling!, during: slightly", ""),
        ),
    )


def test_on_travel_the_zone_is_said():
    material = make_material(Entry(at(29, 3, 10)), Entry(at(30, 3, 10), zone="Asia/Tokyo"))
    assert [row[0] for row in table(page_of(material), "entries").rows] == [
        "Wed 1 Jul 2026, 03:10 (Asia/Tokyo)",
        "Tue 30 Jun 2026, 03:10",
    ]


def test_notes_only_if_they_were_ticked():
    entry = Entry(at(30))
    material = make_material(entry, rows={1: replace(row_of(entry), note="<script>*what* I\nfelt</script>")})
    with_notes, without = page_of(material), page_of(material, replace(EVERYTHING, with_notes=False))
    assert table(with_notes, "entries").rows[0][-1] == "<script>*what* I\nfelt</script>"
    assert table(with_notes, "worst").headers[-1] == "Note"
    assert "felt" not in "".join(printed(without))


def test_a_long_list_is_cut_and_says_so(monkeypatch):
    monkeypatch.setattr(caps, "MOST_LISTED_ENTRIES", 3)
    listed = table(page_of(usual()), "entries")
    assert (len(listed.rows), listed.note) == (3, "The latest 3 of 8 entries. All of them are in the CSV file.")


def test_entries_that_will_be_listed_are_asked_for():
    material = usual()
    worst = choice.ReportChoice(sections=frozenset({"worst"}))
    assert entry_keys(material.diary, choice.ReportChoice(), NOW) == frozenset()
    assert len(entry_keys(material.diary, worst, NOW)) == 5
    assert entry_keys(material.diary, EVERYTHING, NOW) == frozenset(range(15, 23))


def test_an_entry_that_went_meanwhile_is_not_listed():
    assert len(table(page_of(usual(rows={22: row_of(Entry(at(53, 23)))})), "entries").rows) == 1


def test_only_links_are_findings_also_one_that_is_weaker_since():
    said = words(page_of(usual(factors=five_states())), "factors")
    assert "Of 100 days with “stress”, about 83 were followed by a spasm. Of 100 without, about 4" in said
    assert "linked on 2 September 2025 with more spasms afterward, weaker since" in said
    assert "Together, not proof of cause." in said
    assert "Based on up to 735 days of evening check-ins for each factor, from the whole log." in said
    for other in ("alcohol", "Long drive!", "getting clearer"):
        assert other not in said


def test_before_anything_may_be_said_it_says_how_much_there_is():
    said = words(page_of(usual(factors=waiting(41))), "factors")
    assert "It is too early to say. The log has 43 evenings with an answer about factors." in said


def test_suspicions_are_an_opinion_and_what_the_check_ins_say_stands_beside_them():
    entries = [Entry(at(28 + day), factors=("hot-weather", "stress", "fluid-loss")) for day in range(3)]
    material = make_material(*entries, Entry(at(40)), factors=five_states())
    listed, result = table(page_of(material), "suspected"), suspected_triggers(material.diary, NOW)
    said = {row[0]: row[2] for row in listed.rows}
    assert [row[1] for row in listed.rows] == ["3 of 3"] * 3
    assert sorted(said.values()) == [
        "",
        "check-ins: linked with more spasms afterward (not proof of cause)",
        "linked earlier with more spasms afterward, weaker since (not proof of cause)",
    ]
    assert (result.n, result.of) == (3, 4)
    assert listed.note == "Selected while logging. An opinion, not a finding. 3 of 4 entries answered."


def test_trials_are_told_as_randomized_and_not_blinded_with_their_counts():
    nights = [TrialNight(with_it, had_spasm=not with_it) for with_it in (True, False)] * 20
    result = trial_result(nights, END_LOOK)
    trials = (
        TrialRow("stretching before bed", 84, dt.date(2026, 3, 1), "finished", result),
        TrialRow("a warm bath", 112, dt.date(2025, 3, 1), "stopped early for safety", None),
    )
    said = words(page_of(replace(usual(), trials=trials)), "trials")
    assert "Own trial, randomized, not blinded" in said
    assert "Stretching before bed, 84 nights planned from 1 March 2026, finished." in said
    assert "Spasm on 0 of 20 nights with, 20 of 20 without (answered nights, as assigned)." in said
    assert "as assigned). Fewer on nights drawn for the habit." in said
    assert "20 pairs with both nights answered, 20 with a spasm only without the habit, 0 only with it" in said
    assert "A warm bath, 112 nights planned from 1 March 2025, stopped early for safety. No result." in said


def test_the_profile_with_what_is_over_and_what_is_not_answered():
    said = words(page_of(usual(said_none=frozenset({"supplement"}))), "profile").splitlines()
    assert (said[1], said[2]) == ("When the spasms began", "May 2019")
    assert said[said.index("None, or not known") - 1] == "Supplements"
    assert "Pregnancy; Exercise" in said[-2]


@pytest.mark.parametrize(("count", "said"), [(1, ""), (2, "2\u00a0in\u00a0a\u00a0row")])
def test_two_in_a_row_are_said(count, said):
    (row,) = table(page_of(make_material(Entry(at(30), count=count))), "entries").rows
    assert row[4] == said


def test_a_list_that_holds_all_of_them_says_nothing_of_more(monkeypatch):
    monkeypatch.setattr(caps, "MOST_LISTED_ENTRIES", 8)
    listed = table(page_of(usual()), "entries")
    assert (len(listed.rows), listed.note) == (8, "")
