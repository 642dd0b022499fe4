"""Files of other apps: the golden ones row by row, one mistake in each, and what only a person can say."""

import csv
import io
import itertools

import pytest

from tests.exchange.foreign_files import APPS, FOLDER, answers_of, as_text, data_of, opened
from tracker.exchange.errors import RowError
from tracker.exchange.foreign import LeftOut, MappingQuestion
from tracker.exchange.imports import open_import
from tracker.records.episode import EpisodeRecord
from tracker.records.regions import RegionMark
from tracker.records.relief import ReliefUse

BERLIN = {("zone", ""): "Europe/Berlin"}
CLUSTER = "start_time,end_time,intensity,medication,triggers,notes\n"
BUDDY = '"#","Started","Lasted","Attack Types","Pain Level","Notes"\n'


def read(text: str, answers=BERLIN):
    return list(open_import(io.BytesIO(text.encode())).records(answers))


def one(text: str, answers=BERLIN):
    [result] = read(text, answers)
    return result


@pytest.mark.parametrize("app", APPS)
def test_the_golden_file_is_read_row_by_row(app):
    file = opened(app)
    assert file.code == app
    results = list(file.records(answers_of(app)))
    assert as_text(results) == (FOLDER / f"{app}.txt").read_text()
    assert len(results) >= 12
    assert not [result for result in results if isinstance(result, RowError)]


@pytest.mark.parametrize("app", APPS)
def test_equal_rows_are_two_entries_and_the_same_file_gives_the_same_ids(app):
    first, again = (list(opened(app).records(answers_of(app))) for _ in range(2))
    entries = [each for each in first if isinstance(each, EpisodeRecord)]
    assert first == again
    assert len({each.uid for each in entries}) == len(entries)
    without_id = [each for each in entries if each.note.startswith("equal") or app in {"headi", "track-and-graph"}]
    pairs = itertools.combinations(without_id, 2)
    assert any(one.as_data() | {"uid": ""} == other.as_data() | {"uid": ""} for one, other in pairs)


@pytest.mark.parametrize("app", APPS)
def test_how_the_file_was_saved_changes_neither_rows_nor_ids(app):
    text = data_of(app).decode()
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=";" if app == "other" else ","))
    expected = list(opened(app).records(answers_of(app)))
    for encoding, line_end in [("utf-8-sig", "\r\n"), ("utf-16", "\n")]:
        data = text.replace("\n", line_end).encode(encoding)
        assert list(opened(app, data).records(answers_of(app))) == expected
    for delimiter in ",;\t":
        saved = io.StringIO(newline="")
        csv.writer(saved, delimiter=delimiter).writerows(rows)
        assert list(opened(app, saved.getvalue().encode()).records(answers_of(app))) == expected


@pytest.mark.parametrize("app", APPS)
def test_what_is_not_answered_goes_into_the_note_or_is_left_out(app):
    zone_and_columns = {key: value for key, value in answers_of(app).items() if key[0] in {"zone", "columns"}}
    results = list(opened(app).records(zone_and_columns))
    entries = [each for each in results if isinstance(each, EpisodeRecord)]
    assert len(results) == len(list(opened(app).records(answers_of(app))))
    assert not [each for each in entries if each.regions or each.suspected_factors or each.also_noticed]
    subjects = app in {"bearable", "daylio", "track-and-graph"}
    assert bool(entries) != subjects
    assert subjects == all(isinstance(each, LeftOut) for each in results)


MISTAKES = [
    ("migraine-buddy", '"03/01/26 22:10"', '"13/13/26 22:10"', 5, "Started", "not-a-time"),
    ("migraine-buddy", '"1d 02h 15m"', '"a day"', 6, "Lasted", "not-a-duration"),
    ("migraine-buddy", '"03/14/26 06:30"', '"03/29/26 02:30"', 8, "Started", "clock-change"),
    ("migraine-buddy", '"02h 15m","60"', '"02h 15m","CET"', 5, "Start UTC Offset (min)", "not-a-number"),
    ("bearable", '"8th Dec 2021",Wednesday,pre', '"8th Dez 2021",Wednesday,pre', 2, "date", "not-a-time"),
    ("bearable", "Thursday,pm,Symptom,3,", "Thursday,pm,Symptom,3,,", 5, "", "cells"),
    ("daylio", "22:10,good", "25:10,good", 2, "time", "not-a-time"),
    ("daylio", "2026-03-29,March 29,Sunday,01:59", "2026-03-29,March 29,Sunday,02:30", 10, "full_date", "clock-change"),
    ("daylio", "2026-03-02", "2026-02-30", 4, "full_date", "not-a-time"),
    ("track-and-graph", "2026-03-01T22:10:30.123+01:00", "yesterday", 2, "Timestamp", "not-a-time"),
    ("track-and-graph", "2026-03-01T22:10:30.123+01:00", "2026-03-29T02:30:00", 2, "Timestamp", "clock-change"),
    ("headi", "1772399400000", "1.77E+12", 2, "start_date", "not-a-time"),
    ("headi", "1772399400000", "", 2, "start_date", "needed"),
    ("headi", "1772400300000", "1772399300000", 2, "end_date", "end-before-start"),
    ("headi", "Ibuprofen,400 mg", "Ibuprofen, retard,400 mg", 2, "", "cells"),
    ("cluster-headache-tracker", "2026-03-01 22:10:00", "", 2, "start_time", "needed"),
    ("cluster-headache-tracker", "2026-03-01 22:25:00", "2026-03-01 22:05:00", 2, "end_time", "end-before-start"),
    ("cluster-headache-tracker", "2026-03-29 01:50:00", "2026-03-29 02:50:00", 9, "start_time", "clock-change"),
    ("cluster-headache-tracker", "no end", "no\0end", 4, "notes", "nul"),
    ("cluster-headache-tracker", "no end", "long " * 5000, 4, "notes", "too-long"),
    ("cluster-headache-tracker", '"Zolmitriptan, Oxygen"', '"Zolmitriptan" Oxygen', 3, "", "not-csv"),
    ("other", "12,5", "a while", 5, "Dauer (min)", "not-a-duration"),
    ("other", ";22:25;", ";soon;", 2, "Ende", "not-a-time"),
    ("other", "01.03.26", "31.02.26", 2, "Datum", "not-a-time"),
    ("other", "29.03.2026;01:59", "29.03.2026;02:59", 9, "Datum", "clock-change"),
]


@pytest.mark.parametrize(("app", "right", "wrong", "line", "column", "code"), MISTAKES)
def test_a_mistake_is_named_with_line_and_column_and_what_to_do(app, right, wrong, line, column, code):
    data = data_of(app).replace(right.encode(), wrong.encode(), 1)
    assert data != data_of(app)
    [error] = [each for each in opened(app, data).records(answers_of(app)) if isinstance(each, RowError)]
    assert (error.line, error.column, error.code) == (line, column, code)
    assert error.message.endswith((".", "?"))


def test_an_error_in_a_row_that_is_left_out_anyway_is_none():
    data = data_of("daylio").replace(b"2026-03-01,March 1,Sunday,08:00", b"whenever,March 1,Sunday,late")
    left_out = [each for each in opened("daylio", data).records(answers_of("daylio")) if isinstance(each, LeftOut)]
    assert [each.line for each in left_out] == [3, 5, 14]


def test_the_zone_is_needed_and_values_are_checked_before_the_first_row():
    file = opened("cluster-headache-tracker")
    wrong = [
        {},
        {("zone", ""): "Berlin"},
        BERLIN | {("severity", "severe"): "11"},
        BERLIN | {("factor", "Stress"): "no such"},
        BERLIN | {("factor", "Stress"): "none"},
        BERLIN | {("place", "x"): "calf"},
        BERLIN | {("relief", "x"): "no such"},
        BERLIN | {("noticed", "x"): "none"},
        BERLIN | {("subject", "x"): "yes"},
    ]
    for answers in wrong:
        with pytest.raises(ValueError):
            file.records(answers)
    assert len(list(file.records(BERLIN))) == 12


def test_the_order_of_dates_is_asked_where_no_date_shows_it():
    rows = '"1","03/04/26 22:10","","Muscle","5",""\n'
    answers = BERLIN | {("subject", "Muscle"): "spasm"}
    file = open_import(io.BytesIO((BUDDY + rows).encode()))
    assert MappingQuestion("date-order", "", 1, True) in file.questions(answers)
    with pytest.raises(ValueError):
        file.records(answers)
    days = {
        order: one(BUDDY + rows, answers | {("date-order", ""): order}).started_at.date().isoformat()
        for order in ("day-first", "month-first")
    }
    assert days == {"day-first": "2026-04-03", "month-first": "2026-03-04"}


@pytest.mark.parametrize(("date", "day"), [("03/14/26 22:10", "2026-03-04"), ("14/03/26 22:10", "2026-04-03")])
def test_one_date_with_a_day_over_twelve_settles_it_for_all(date, day):
    rows = f'"1","03/04/26 22:10","","","5",""\n"2","{date}","","","5",""\n'
    file = open_import(io.BytesIO((BUDDY + rows).encode()))
    assert "date-order" not in {question.topic for question in file.questions(BERLIN)}
    first, second = file.records(BERLIN)
    assert (first.started_at.date().isoformat(), second.started_at.date().isoformat()) == (day, "2026-03-14")


def test_words_are_counted_once_a_row_and_the_most_frequent_come_first():
    rows = '2026-03-0{},,severe,,"Stress, Stress, Rain",\n'
    text = CLUSTER + rows.format(1) + rows.format(2) + '2026-03-03 10:00,,mild,,"Stress",\n'
    asked = open_import(io.BytesIO(text.encode())).questions({})
    assert [(each.topic, each.word, each.rows) for each in asked] == [
        ("zone", "", 3),
        ("severity", "severe", 2),
        ("severity", "mild", 1),
        ("factor", "Stress", 3),
        ("factor", "Rain", 2),
    ]
    assert [each.is_required for each in asked] == [True, False, False, False, False]
    assert read(text)[0].note.endswith("triggers: Stress, Rain")


def test_the_type_of_an_attack_is_no_place():
    asked = opened("migraine-buddy").questions(answers_of("migraine-buddy"))
    assert [each.word for each in asked if each.topic == "place"] == ["Left calf", "Right calf", "Neck"]


def test_words_of_rows_that_are_left_out_are_not_asked():
    file = opened("bearable")
    before = {(each.topic, each.word) for each in file.questions({})}
    after = {(each.topic, each.word) for each in file.questions({("subject", "Neck pain"): "spasm"})}
    assert {topic for topic, _word in before} == {"zone", "subject"}
    assert after - before == {("severity", "Mild"), ("place", "Neck pain")}


def test_no_more_than_a_hundred_words_of_a_topic_are_asked_and_none_that_is_a_sentence():
    triggers = [f"word {number}" for number in range(150)] + ["long " * 30]
    rows = "".join(f"2026-03-01 10:00,,,,{word},\n" for word in triggers)
    words = [each for each in open_import(io.BytesIO((CLUSTER + rows).encode())).questions({}) if each.word]
    assert len(words) == 100
    notes = [each.note for each in read(CLUSTER + rows)]
    assert notes[-1] == "Cluster Headache Tracker:\ntriggers: " + ("long " * 30).strip()


def test_a_severity_word_is_a_number_only_by_an_answer():
    text = CLUSTER + "2026-03-01 10:00,,severe,,,\n"
    assert one(text).intensity is None
    assert "severe" in one(text).note
    answered = one(text, BERLIN | {("severity", "severe"): "0"})
    assert (answered.intensity, answered.note) == (0, "")


def test_a_remedy_that_is_a_medicine_keeps_its_name():
    header = BUDDY.replace('"Notes"', '"Unhelpful Non Drug Relief Methods"')
    text = header + '"1","03/14/26 22:10","","","5","Magnesium"\n'
    entry = one(text, BERLIN | {("relief", "Magnesium"): "medication"})
    assert entry.relief == (ReliefUse("medication", "Magnesium", "", "not-at-all"),)


def test_no_medication_is_no_medicine():
    entry = one(CLUSTER + '2026-03-01 10:00,,5,"No medication, Oxygen",,\n')
    assert entry.relief == (ReliefUse("medication", "Oxygen"),)
    assert entry.note == "Cluster Headache Tracker:\nmedication: No medication"


def test_two_places_of_both_sides_become_both():
    header = BUDDY.replace('"Notes"', '"Pain Positions"')
    text = header + '"1","03/14/26 22:10","","","5","Left calf, Right calf"\n'
    places = {("place", "Left calf"): "calf:left", ("place", "Right calf"): "calf:right"}
    assert one(text, BERLIN | places).regions == (RegionMark("calf", "both"),)


def test_where_the_person_was_is_in_no_note():
    header = BUDDY.replace('"Notes"', '"Geohash"')
    assert one(header + '"1","03/14/26 22:10","","","5","u33dbc"\n').note == ""


def test_all_count_as_logged_when_they_are_brought_in():
    entries = [each for each in opened("headi").records(answers_of("headi")) if isinstance(each, EpisodeRecord)]
    assert {each.logged_at for each in entries} == {None}
    assert {each.duration_basis for each in entries} == {"estimated", "unknown"}
