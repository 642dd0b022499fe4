"""Several values in one cell: items joined by "; ", their parts by ":", free text percent-encoded after "=".

`calf:left; lower-back:middle` · `gentle-stretch:during:greatly` · `medication=ibuprofen 400:after:slightly` ·
`easing:no; locked:mouth+new-medicine`
"""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from urllib.parse import quote

from django.utils.translation import gettext as _

from tracker.exchange.cells import shown, unknown_code
from tracker.exchange.errors import CellError
from tracker.formatting import comma_words
from tracker.records.follow_up import canonical_follow_up
from tracker.records.regions import RegionMark, canonical_regions
from tracker.records.relief import ReliefUse, canonical_relief
from tracker.vocabulary.follow_up import ALONE, FOLLOW_UPS, allows_answers
from tracker.vocabulary.regions import OTHER_REGION, REGIONS, SIDES, allows_side
from tracker.vocabulary.relief import EFFECTS, MOMENTS, RELIEF, RELIEF_TEXT_LENGTH, is_relief
from tracker.vocabulary.terms import NONE_OF_THESE, Term, Vocabulary, is_own_code

_BETWEEN_ITEMS, _BETWEEN_PARTS, _BEFORE_TEXT, _BETWEEN_TICKS = "; ", ":", "=", "+"
# Separators, controls, and spaces that reading would take for padding.
_TO_ENCODE = re.compile(r"[%:;=\x00-\x1f\x7f-\x9f]|\A +| +\Z")
_ENCODED = re.compile(r"(?:%[0-9A-Fa-f]{2})+")
_REMEMBERED = 4096


def encoded(text: str) -> str:
    """Free text for use inside a list."""
    return _TO_ENCODE.sub(lambda match: quote(match[0], safe=""), text)


def decoded(text: str) -> str:
    """The text again; a "%" that starts no code stands for itself, as people type it."""
    try:
        return _ENCODED.sub(lambda match: bytes.fromhex(match[0].replace("%", "")).decode(), text)
    except UnicodeDecodeError:
        message = _("“%(cell)s” contains a %%-code that is not a character. Write a percent sign as %%25.")
        raise CellError("percent-code", message % {"cell": shown(text)}) from None


@lru_cache(_REMEMBERED)
def write_regions(marks: tuple[RegionMark, ...]) -> str:
    """Where it was, in the order of the vocabulary."""
    return _BETWEEN_ITEMS.join(_item(mark.region, mark.text, mark.side) for mark in canonical_regions(marks))


@lru_cache(_REMEMBERED)
def write_relief(uses: tuple[ReliefUse, ...]) -> str:
    """What was done, in the order of the vocabulary."""
    return _BETWEEN_ITEMS.join(_item(use.relief, use.text, use.moment, use.effect) for use in canonical_relief(uses))


@lru_cache(_REMEMBERED)
def write_follow_up(answers: tuple[tuple[str, str], ...]) -> str:
    """Answers to the safety questions, in the order of the vocabulary."""
    by_question: dict[str, list[str]] = {}
    for question, answer in canonical_follow_up(answers):
        by_question.setdefault(question, []).append(answer)
    return _BETWEEN_ITEMS.join(
        question + _BETWEEN_PARTS + _BETWEEN_TICKS.join(ticks) for question, ticks in by_question.items()
    )


def write_codes(vocabulary: Vocabulary[Term]) -> Callable[[tuple[str, ...]], str]:
    """A writer of codes, in the order of the vocabulary with own ones after."""

    @lru_cache(_REMEMBERED)
    def write(codes: tuple[str, ...]) -> str:
        return _BETWEEN_ITEMS.join(sorted(set(codes), key=vocabulary.sort_key))

    return write


def _item(code: str, text: str, *parts: str) -> str:
    head = code + _BEFORE_TEXT + encoded(text) if text else code
    return _BETWEEN_PARTS.join((head, *parts)).rstrip(_BETWEEN_PARTS)


@lru_cache(_REMEMBERED)
def read_regions(cell: str) -> tuple[RegionMark, ...]:
    """The marks of a cell, in canonical order."""
    marks = []
    for item, code, text, (side,) in _items(cell, parts=1):
        if code not in REGIONS:
            raise unknown_code(code, REGIONS)
        if text and code != OTHER_REGION:
            message = _("“%(item)s”: only “other” takes words after “=”. Put them in the note.")
            raise CellError("text-not-taken", message % {"item": shown(item)})
        if not allows_side(code, side):
            raise _wrong_side(item, code, side)
        marks.append(RegionMark(code, side, text))
    return canonical_regions(tuple(marks))


def _wrong_side(item: str, code: str, side: str) -> CellError:
    if side and side not in SIDES:
        return unknown_code(side, SIDES)
    sides = [side for side in REGIONS[code].sides if side]
    if not sides:
        message = _("“%(item)s”: “%(code)s” has no side. Write the code alone.") % {"item": shown(item), "code": code}
    else:
        message = _("“%(item)s”: “%(code)s” needs a side, one of: %(sides)s. Write it like %(code)s:%(first)s.") % {
            "item": shown(item),
            "code": code,
            "sides": comma_words(sides),
            "first": sides[0],
        }
    return CellError("side", message)


@lru_cache(_REMEMBERED)
def read_relief(cell: str) -> tuple[ReliefUse, ...]:
    """The uses of a cell, in canonical order."""
    uses = []
    for _item_text, code, text, (moment, effect) in _items(cell, parts=2):
        if not is_relief(code):
            raise unknown_code(code, RELIEF)
        if moment and moment not in MOMENTS:
            raise unknown_code(moment, MOMENTS)
        if effect and effect not in EFFECTS:
            raise unknown_code(effect, EFFECTS)
        uses.append(ReliefUse(code, text, moment, effect))
    return canonical_relief(tuple(uses))


@lru_cache(_REMEMBERED)
def read_follow_up(cell: str) -> tuple[tuple[str, str], ...]:
    """The (question, answer) pairs of a cell, in canonical order; a question stands once."""
    by_question: dict[str, list[str]] = {}
    for item, question, text, (ticks,) in _items(cell, parts=1):
        if question not in FOLLOW_UPS:
            raise unknown_code(question, FOLLOW_UPS)
        if text:
            message = _("“%(item)s”: an answer takes no words after “=”. Put them in the note.")
            raise CellError("text-not-taken", message % {"item": shown(item)})
        answers = [tick.strip() for tick in ticks.split(_BETWEEN_TICKS)]
        for answer in answers:
            if answer not in FOLLOW_UPS[question].answers:
                raise unknown_code(answer, FOLLOW_UPS[question].answers)
        if question in by_question:
            message = _("“%(question)s” appears twice. Keep one of them.")
            raise CellError("answered-twice", message % {"question": question})
        if not allows_answers(question, answers):
            message = _("“%(item)s”: these answers contradict each other. Keep one of them.")
            if not ALONE.isdisjoint(answers):
                message = _(
                    "“%(item)s”: “none” and “not-sure” can’t be combined with others. Remove them, or remove the rest."
                )
            raise CellError("answers-do-not-fit", message % {"item": shown(item)})
        by_question[question] = answers
    return canonical_follow_up((question, answer) for question, answers in by_question.items() for answer in answers)


def read_codes(vocabulary: Vocabulary[Term], *, with_own: bool = False) -> Callable[[str], tuple[str, ...]]:
    """A reader of several codes; `none` says "none of these" and stands alone."""

    @lru_cache(_REMEMBERED)
    def read(cell: str) -> tuple[str, ...]:
        codes = {item.strip() for item in cell.split(";")} - {""}
        for code in sorted(codes):
            if code not in vocabulary and not (with_own and is_own_code(code)):
                raise unknown_code(code, vocabulary)
        if NONE_OF_THESE in codes and len(codes) > 1:
            raise CellError("none-and-more", _("“none” means none of these. Remove it, or remove the rest."))
        return tuple(sorted(codes, key=vocabulary.sort_key))

    return read


def _items(cell: str, parts: int) -> Iterator[tuple[str, str, str, list[str]]]:
    """(item, code, text, parts) of each item of a cell; parts left out are ""."""
    for item in cell.split(";"):
        item = item.strip(" \t")
        if not item:
            continue
        head, *rest = item.split(_BETWEEN_PARTS)
        if len(rest) > parts:
            message = _("“%(item)s” has too many parts. Write a colon inside words as %%3A.")
            raise CellError("parts", message % {"item": shown(item)})
        code, _equals, text = head.partition(_BEFORE_TEXT)
        text = decoded(text)
        if "\0" in text:
            raise CellError("nul", _("This contains a character (NUL) that can’t be saved. Remove it."))
        if len(text) > RELIEF_TEXT_LENGTH:
            message = _("“%(item)s”: use at most %(limit)s characters after “=”.")
            raise CellError("too-long", message % {"item": shown(item), "limit": RELIEF_TEXT_LENGTH})
        yield item, code.strip(), text, [part.strip() for part in rest] + [""] * (parts - len(rest))
