"""Any other table: its columns are asked first, then its words."""

import io

import pytest

from tracker.exchange.imports import open_import

BERLIN = {("zone", ""): "Europe/Berlin"}


def opened(text: str):
    return open_import(io.BytesIO(text.encode()))


def one(text: str, **roles):
    answers = BERLIN | {("columns", name.replace("_", " ")): role for name, role in roles.items()}
    [result] = opened(text).records(answers)
    return result


def test_only_the_columns_are_asked_until_one_of_them_is_the_start():
    file = opened("When,Where,Weather\n2026-03-01 10:00,Calf,\n2026-03-02 10:00,,rain\n")
    asked = file.questions({})
    assert [(each.topic, each.word, each.rows) for each in asked] == [
        ("columns", "When", 2),
        ("columns", "Where", 1),
        ("columns", "Weather", 1),
    ]
    answers = {("columns", "When"): "start", ("columns", "Where"): "place"}
    assert [(each.topic, each.word) for each in file.questions(answers)[3:]] == [("zone", ""), ("place", "Calf")]
    with pytest.raises(ValueError):
        file.records(BERLIN)
    assert [each.note for each in file.records(BERLIN | answers)] == ["CSV:\nWhere: Calf", "CSV:\nWeather: rain"]


def test_columns_that_are_asked_again_with_other_roles_give_other_words():
    file = opened("When,A\n2026-03-01 10:00,Calf\n")
    start = {("columns", "When"): "start"}
    assert file.questions(start | {("columns", "A"): "place"})[-1].topic == "place"
    assert file.questions(start | {("columns", "A"): "factors"})[-1].topic == "factor"
    assert file.questions(start)[-1].topic == "zone"


def test_answers_are_remembered_by_the_header():
    one, other, again = (opened(f"When,{name}\n2026,1\n").signature for name in ("A", "B", "A"))
    assert one == again != other
    assert one.startswith("other-")


def test_columns_without_a_name_or_with_the_same_one_can_be_chosen():
    file = opened("When,,Note,note\n2026-03-01 10:00,a,b,c\n")
    names = [each.word for each in file.questions({})]
    assert names == ["When", "#2", "Note", "note (2)"]
    answers = {("columns", "When"): "start", ("columns", "note (2)"): "note"}
    [entry] = file.records(BERLIN | answers)
    assert entry.note == "c\n\nCSV:\n#2: a\nNote: b"


@pytest.mark.parametrize(
    ("start", "instant"),
    [
        ("2026-06-10 03:15", "2026-06-10T01:15:00+00:00"),
        ("2026-06-10T03:15:30Z", "2026-06-10T03:15:30+00:00"),
        ("10.06.26 03:15", "2026-06-10T01:15:00+00:00"),
        ("13/06/2026 3:15 PM", "2026-06-13T13:15:00+00:00"),
        ("6/13/2026 12:15 am", "2026-06-12T22:15:00+00:00"),
        ("10 June 2026, 03.15", "2026-06-10T01:15:00+00:00"),
        ("2026-06-10", "2026-06-10T10:00:00+00:00"),
    ],
)
def test_starts_are_read_as_people_write_them(start, instant):
    assert one(f'When;A\n"{start}";1\n', When="start").started_at.isoformat() == instant


@pytest.mark.parametrize(
    ("heading", "length", "seconds"),
    [("Length", "15 min", 900), ("Length (min)", "2,5", 150), ("Length in hours", "1.5", 5400), ("L", "1h 5m", 3900)],
)
def test_lengths_are_read_in_the_unit_that_they_or_their_column_name(heading, length, seconds):
    entry = one(f'When;{heading}\n2026-06-10 03:15;"{length}"\n', **{"When": "start", heading: "duration"})
    assert (entry.ended_at - entry.started_at).total_seconds() == seconds
    assert entry.duration_basis == "estimated"


def test_a_number_without_a_unit_is_no_length():
    error = one("When;L\n2026-06-10 03:15;15\n", When="start", L="duration")
    assert (error.line, error.column, error.code) == (2, "L", "not-a-duration")
    assert "15 min" in error.message


def test_numbers_of_a_column_of_ratings_are_suggested_as_they_are():
    file = opened('When,How\n2026-03-01 10:00,7\n2026-03-01 11:00,"7,0"\n2026-03-01 12:00,bad\n')
    asked = file.questions({("columns", "When"): "start", ("columns", "How"): "severity"})
    ratings = [(each.word, each.rows, file.suggestion(each)) for each in asked if each.topic == "severity"]
    assert ratings == [("7", 2, "7"), ("bad", 1, None)]
    [when, how] = asked[:2]
    assert (file.suggestion(when), file.suggestion(how)) == (None, None)


@pytest.mark.parametrize(
    ("heading", "role"),
    [("Start time", "start"), ("DURATION", "duration"), ("pain_level", "severity"), ("Notes", "note"), ("Mood", None)],
)
def test_columns_with_a_usual_name_are_suggested(heading, role):
    file = opened(f"{heading},x\n1,2\n")
    assert file.suggestion(file.questions({})[0]) == role


def test_an_end_after_midnight_is_on_the_next_day_and_on_the_last_day_of_all_an_error():
    late = one("When,Until\n2026-03-01 23:50,00:10\n", When="start", Until="end")
    assert (late.ended_at - late.started_at).total_seconds() == 20 * 60
    file = opened("When,Until\n9999-12-31 23:50,00:10\n")
    answers = BERLIN | {("columns", "When"): "start", ("columns", "Until"): "end"}
    assert [each for each in file.records(answers) if not hasattr(each, "started_at")]
