"""Arbitrary valid records for hypothesis: every code, own ones, awkward text, awkward clock changes."""

import datetime as dt

from hypothesis import strategies as st

from tracker.days import zone_names
from tracker.records.day import DayRecord
from tracker.records.episode import EpisodeRecord, canonical
from tracker.records.follow_up import canonical_follow_up
from tracker.records.regions import RegionMark
from tracker.records.relief import ReliefUse
from tracker.vocabulary.day import CHECK_IN_ANSWERS, DAY_STATES, LISTED, NONE, UNLISTED, UNLISTED_COUNTS
from tracker.vocabulary.episodes import (
    COUNT_MAX,
    IMPACTS,
    KINDS,
    NOTICED,
    ONSETS,
    SAFETY_ANSWERS,
    SORENESS,
    YES_NO,
)
from tracker.vocabulary.factors import FACTORS
from tracker.vocabulary.follow_up import ALONE, FOLLOW_UPS
from tracker.vocabulary.regions import OTHER_REGION, REGIONS
from tracker.vocabulary.relief import EFFECTS, MOMENTS, RELIEF, RELIEF_TEXT_LENGTH
from tracker.vocabulary.terms import NONE_OF_THESE, own_code

_AWKWARD = [
    "=1+1",
    "+49",
    "-",
    "@a",
    "'",
    "''",
    "\t",
    "\r",
    "\n",
    "\r\n",
    '"',
    ",",
    ";",
    ":",
    "%",
    "%25",
    "=",
    "; ",
    " ",
]
_AWKWARD += ["\u2028", "\x0b", "\x85", "\ufeff", "é", "שלום", "\u202e", "🦵🏽", "none", "x-", "a\u0301"]
_characters = st.characters(exclude_categories=["Cs"], exclude_characters="\0")
_pieces = st.one_of(st.sampled_from(_AWKWARD), _characters)


def texts(longest=60):
    """Text of awkward pieces and any characters that can be stored, NUL and surrogates left out."""
    return st.lists(_pieces, max_size=longest // 4).map(lambda pieces: "".join(pieces)[:longest])


own_codes = texts(30).map(own_code).filter(bool)
zones = st.one_of(
    st.sampled_from(["Europe/Berlin", "America/New_York", "UTC", "Asia/Kathmandu", "Australia/Lord_Howe"]),
    st.sampled_from(sorted(zone_names())),
)
# From 1850 on, when offsets had seconds; and the hours around the clock changes of one year, where times come twice.
_any_instants = st.datetimes(dt.datetime(1850, 1, 1), dt.datetime(2100, 1, 1), timezones=st.just(dt.UTC))
_change_instants = st.builds(
    lambda change, minutes: change + dt.timedelta(minutes=minutes),
    st.sampled_from([dt.datetime(2026, 3, 29, 1, tzinfo=dt.UTC), dt.datetime(2026, 10, 25, 1, tzinfo=dt.UTC)]),
    st.integers(-150, 150),
)
instants = st.one_of(_any_instants, _change_instants)


def _code(vocabulary):
    return st.sampled_from(["", *vocabulary])


def _codes(vocabulary, own=None):
    known = st.sampled_from([code for code in vocabulary if code != NONE_OF_THESE])
    one = st.one_of(known, own) if own is not None else known
    return st.one_of(st.just((NONE_OF_THESE,)), st.lists(one, max_size=4, unique=True).map(tuple))


@st.composite
def _follow_up(draw):
    """Answers to some of the safety questions, with ticks where a question takes several."""
    pairs = []
    for question in draw(st.lists(st.sampled_from(list(FOLLOW_UPS)), max_size=3, unique=True)):
        answers = list(FOLLOW_UPS[question].answers)
        ticks = [answer for answer in answers if answer not in ALONE]
        if FOLLOW_UPS[question].takes_several and draw(st.booleans()):
            pairs += [(question, each) for each in draw(st.sets(st.sampled_from(ticks), min_size=1))]
        else:
            pairs.append((question, draw(st.sampled_from(answers))))
    return canonical_follow_up(pairs)


@st.composite
def _region(draw):
    code = draw(st.sampled_from(list(REGIONS)))
    text = draw(texts(RELIEF_TEXT_LENGTH)) if code == OTHER_REGION else ""
    return RegionMark(code, draw(st.sampled_from(REGIONS[code].sides)), text)


_relief = st.builds(
    ReliefUse,
    relief=st.one_of(st.sampled_from(list(RELIEF)), own_codes),
    text=texts(RELIEF_TEXT_LENGTH),
    moment=_code(MOMENTS),
    effect=_code(EFFECTS),
)


@st.composite
def episodes(draw):
    """A valid episode in canonical order; its instants may carry a fraction of a second, which files cut."""
    started_at = draw(instants)
    seconds = draw(st.none() | st.integers(0, 7 * 24 * 3600))
    return canonical(
        EpisodeRecord(
            uid=draw(st.uuids()),
            started_at=started_at,
            time_zone=draw(zones),
            ended_at=None if seconds is None else started_at + dt.timedelta(seconds=seconds),
            duration_basis=draw(
                st.sampled_from(["unknown", "ongoing"] if seconds is None else ["measured", "estimated"])
            ),
            count=draw(st.integers(1, COUNT_MAX)),
            kind=draw(_code(KINDS)),
            intensity=draw(st.none() | st.integers(0, 10)),
            regions=tuple(draw(st.lists(_region(), max_size=4))),
            at_onset=draw(_code(ONSETS)),
            woke=draw(_code(YES_NO)),
            suspected_factors=draw(_codes(FACTORS, own_codes)),
            relief=tuple(draw(st.lists(_relief, max_size=4))),
            also_noticed=draw(_codes(NOTICED)),
            soreness=draw(_code(SORENESS)),
            impact=draw(_code(IMPACTS)),
            note=draw(texts()),
            private=draw(st.booleans()),
            logged_at=draw(st.none() | instants),
            edited_at=draw(st.none() | instants),
            chest_signs=draw(_code(SAFETY_ANSWERS)),
            follow_up=draw(_follow_up()),
        )
    )


@st.composite
def days(draw):
    """A valid day: said nothing, said something without an answer, or answered."""
    date = draw(st.dates(dt.date(1900, 1, 1), dt.date(2100, 1, 1)))
    state = draw(_code(DAY_STATES))
    if draw(st.booleans()):
        return DayRecord(date=date, time_zone="", state=state)
    answer = draw(_code(CHECK_IN_ANSWERS))
    assert {NONE, LISTED, UNLISTED} == set(CHECK_IN_ANSWERS)
    codes = draw(st.lists(st.one_of(st.sampled_from(list(FACTORS)), own_codes), max_size=4, unique=True))
    return DayRecord(
        date=date,
        time_zone=draw(zones),
        state=state,
        answer=answer,
        unlisted_count=draw(_code(UNLISTED_COUNTS)) if answer == UNLISTED else "",
        unlisted_worst=draw(st.none() | st.integers(0, 10)) if answer == UNLISTED else None,
        answered_at=draw(instants) if answer else None,
        limited=draw(st.none() | st.integers(0, 4)),
        factors=tuple((code, draw(st.booleans())) for code in sorted(codes, key=FACTORS.sort_key)),
        note=draw(texts()),
        private=draw(st.booleans()),
    )
