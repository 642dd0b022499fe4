"""What is stored beside an entry because lists, charts and searches read it in bulk. Computing only, no writing."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace
from typing import Any, overload

from tracker.days import FOUR_O_CLOCK, DayStarts, local_day, offset_seconds
from tracker.guidance.assess import may_warn
from tracker.guidance.entry_facts import EntryFacts
from tracker.guidance.places import CHEST_PLACES, NEAR_THE_HEART
from tracker.guidance.questions import CHEST_SIGNS_QUESTION, SAFETY_QUESTIONS
from tracker.records.episode import EpisodeRecord
from tracker.records.follow_up import canonical_follow_up
from tracker.vocabulary.episodes import NO, ONGOING
from tracker.vocabulary.folding import folded_text
from tracker.vocabulary.terms import is_own_code, own_label

SIGNS_THAT_ASK_AGAIN = frozenset({"pain-spreads", "sweating-faint-sick"})
"""Added to an entry near the heart, they ask the two lines anew."""


def derived_fields(record: EpisodeRecord, starts: DayStarts = FOUR_O_CLOCK) -> dict[str, Any]:
    """The derived columns of an Episode as keyword arguments: `day`, `offset_seconds`, `search_text`, `may_warn`."""
    return {
        "day": local_day(record.started_at, record.time_zone, starts),
        "offset_seconds": offset_seconds(record.started_at, record.time_zone),
        "search_text": search_text(record),
        "may_warn": could_warn(record),
    }


def search_text(record: EpisodeRecord) -> str:
    """All that the person wrote in their own words, a line each, folded for comparing."""
    own_codes = (*record.suspected_factors, *(use.relief for use in record.relief))
    words = [
        record.note,
        *(mark.text for mark in record.regions),
        *(use.text for use in record.relief),
        *(own_label(code) for code in own_codes if is_own_code(code)),
    ]
    return "\n".join(folded_text(word) for word in words if word)


def without_stray_answers(record: EpisodeRecord, before: EpisodeRecord | None) -> EpisodeRecord:
    """The record without answers to questions that nothing in it asks: a sign that was ticked and unticked again.

    What the stored entry answered already stays.
    """
    stored = set(before.follow_up) if before else set()
    asked = _asked(record)
    kept = tuple(pair for pair in record.follow_up if pair[0] in asked or pair in stored)
    return replace(record, follow_up=kept)


def without_answers_taken_back(record: EpisodeRecord, before: EpisodeRecord) -> EpisodeRecord:
    """The record without answers to questions that the entry asked before and asks no more: a sign was taken back."""
    asked, asks = _asked(before), _asked(record)
    return replace(record, follow_up=tuple(pair for pair in record.follow_up if pair[0] not in asked - asks))


def _asked(record: EpisodeRecord) -> set[str]:
    facts = facts_of_record(record)
    return {question.code for question in SAFETY_QUESTIONS if question.asked.could_hold(facts)}


def with_stored_answers(record: EpisodeRecord, before: EpisodeRecord) -> EpisodeRecord:
    """The record with the answers that the stored entry has to questions which a form left empty.

    An older form of the entry must not take away what was answered elsewhere meanwhile.
    """
    answered = record.follow_up_answers
    kept = tuple(pair for pair in before.follow_up if pair[0] not in answered)
    return replace(
        record,
        follow_up=canonical_follow_up((*record.follow_up, *kept)),
        chest_signs=record.chest_signs or before.chest_signs,
    )


def stored_answers_to(record: EpisodeRecord, question: str) -> set[str]:
    """What the entry answers to a safety question; empty if it was not answered."""
    if question == CHEST_SIGNS_QUESTION:
        return {record.chest_signs} - {""}
    return set(record.follow_up_answers.get(question, ()))


def with_answer(record: EpisodeRecord, question: str, answers: Iterable[str]) -> EpisodeRecord:
    """The record with these answers to the question, in place of those before."""
    if question == CHEST_SIGNS_QUESTION:
        return replace(record, chest_signs=next(iter(answers), ""))
    return record.with_follow_up(question, answers)


def asked_again_about_the_chest(record: EpisodeRecord, before: EpisodeRecord) -> EpisodeRecord:
    """The record with the answer "no" to the two lines taken back, where a place or a sign is new that asks for them.

    "This is my usual spasm" was said of what was there then.
    """
    if record.chest_signs != NO or before.chest_signs != NO:
        return record
    asking, asked = (
        {(mark.region, mark.side) for mark in each.regions} & (CHEST_PLACES | NEAR_THE_HEART)
        for each in (record, before)
    )
    signs = (set(record.also_noticed) - set(before.also_noticed)) & SIGNS_THAT_ASK_AGAIN
    return replace(record, chest_signs="") if asking - asked or (signs and asking) else record


def could_warn(record: EpisodeRecord) -> bool:
    """True if anything in this record could ask a question or raise a card (`Episode.may_warn`)."""
    return may_warn(facts_of_record(record))


def facts_of_record(record: EpisodeRecord) -> EntryFacts:
    """What the record says as far as safety is concerned, without what is known beyond it."""
    return EntryFacts(
        regions=tuple((mark.region, mark.side) for mark in record.regions),
        kind=record.kind,
        intensity=record.intensity,
        duration_minutes=(record.ended_at - record.started_at).total_seconds() / 60 if record.ended_at else None,
        is_running=record.duration_basis == ONGOING,
        noticed=frozenset(record.also_noticed),
        chest_signs=record.chest_signs,
        factors=frozenset(record.suspected_factors),
        at_onset=record.at_onset,
        impact=record.impact,
        soreness=record.soreness,
        count=record.count,
        follow_up=record.follow_up_answers,
    )


@overload
def whole_second(instant: dt.datetime) -> dt.datetime: ...
@overload
def whole_second(instant: None) -> None: ...
@overload
def whole_second(instant: dt.datetime | None) -> dt.datetime | None: ...
def whole_second(instant: dt.datetime | None) -> dt.datetime | None:
    """The instant without its fraction: what is stored, so that a file says the same to the second."""
    return instant and instant.replace(microsecond=0)
