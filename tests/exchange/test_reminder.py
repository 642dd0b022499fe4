"""The calendar file, read back the way RFC 5545 says: unfolded, split at the colon, unescaped."""

import datetime as dt

import pytest

from tracker.exchange.reminder import escaped, folded, reminder_file

MADE_AT = dt.datetime(2026, 6, 10, 18, 15, 30, tzinfo=dt.UTC)


def made(**changes) -> str:
    values = {
        "uid": "1f0c2f3e",
        "address": "https://diary.example.org/check-in/",
        "title": "Evening check-in",
        "text": "Half a minute.",
        "at": dt.time(20, 30),
        "first_on": dt.date(2026, 6, 10),
        "made_at": MADE_AT,
    }
    return reminder_file(**values | changes)


def parsed(text: str) -> list[tuple[str, str]]:
    """(name, value) of every content line."""
    assert text.endswith("\r\n")
    unfolded = text.replace("\r\n ", "")
    return [tuple(line.split(":", 1)) for line in unfolded.removesuffix("\r\n").split("\r\n")]


def unescaped(value: str) -> str:
    result, characters = "", iter(value)
    for character in characters:
        if character == "\\":
            character = {"n": "\n", "N": "\n"}.get(follower := next(characters), follower)
        result += character
    return result


def test_it_is_one_event_a_day_with_an_alarm():
    lines = parsed(made())
    frames = [line for line in lines if line[0] in {"BEGIN", "END"}]
    assert frames == [
        ("BEGIN", "VCALENDAR"),
        ("BEGIN", "VEVENT"),
        ("BEGIN", "VALARM"),
        ("END", "VALARM"),
        ("END", "VEVENT"),
        ("END", "VCALENDAR"),
    ]
    values = dict(reversed(lines))
    assert values["VERSION"] == "2.0"
    assert values["RRULE"] == "FREQ=DAILY"
    assert (values["ACTION"], values["TRIGGER"]) == ("DISPLAY", "PT0S")


def test_the_time_is_that_of_the_clocks_where_the_calendar_is():
    values = dict(parsed(made()))
    assert values["DTSTART"] == "20260610T203000"
    assert values["DTSTAMP"] == "20260610T181530Z"


def test_it_opens_the_check_in():
    values = dict(reversed(parsed(made())))
    assert values["URL"] == "https://diary.example.org/check-in/"
    assert unescaped(values["DESCRIPTION"]).endswith("\nhttps://diary.example.org/check-in/")


def test_the_uid_stays_so_that_a_new_file_replaces_the_old():
    assert dict(parsed(made()))["UID"] == dict(parsed(made(at=dt.time(21))))["UID"]


@pytest.mark.parametrize("title", ["Heute; morgen, immer\\", "ä" * 90, "one\ntwo", "plain", "😀" * 40])
def test_any_text_comes_back(title):
    assert unescaped(dict(reversed(parsed(made(title=title))))["SUMMARY"]) == title


def test_lines_end_with_both_characters_and_have_75_octets_at_most():
    text = made(title="ä" * 200)
    lines = text.split("\r\n")
    assert max(len(line.encode()) for line in lines) <= 75
    assert not any("\n" in line or "\r" in line for line in lines)


def test_a_short_line_is_not_folded():
    assert folded("x" * 75) == "x" * 75
    assert folded("x" * 76) == "x" * 75 + "\r\n x"


def test_nothing_can_start_a_line_of_its_own():
    assert escaped("a\r\nBEGIN:VALARM\rb\x00") == "a\\nBEGIN:VALARMb"


def test_the_space_before_a_further_piece_is_one_of_its_75_octets():
    assert [len(piece) for piece in folded("x" * 160).split("\r\n")] == [75, 75, 12]
