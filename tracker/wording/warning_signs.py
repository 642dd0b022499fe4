"""Each warning sign as a line for the doctor: what raised a card first, what was only counted after it."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.analysis.follow_up_counts import FollowUpCount
from tracker.analysis.patterns.thresholds import MONTH_DAYS
from tracker.analysis.profile_signs import SIGN_BELLY, SIGN_MISSED_MEDICINE
from tracker.analysis.safety_counts import (
    HAD_TO_STOP,
    NOTICED_BLACKOUT,
    ON_WALKING,
    PALE,
    SWOLLEN,
    SafetyCounts,
    Sign,
    Widespread,
)
from tracker.formatting import (
    comma_words,
    count_words,
    facts_words,
    list_words,
    number_words,
    share_words,
    short_date_words,
)
from tracker.vocabulary.areas import AREAS
from tracker.vocabulary.follow_up import AS_ALWAYS, YES, YES_NO_NOT_SURE
from tracker.vocabulary.lazy_text import LazyText
from tracker.wording.sign_labels import (
    ABSENT_WORDS,
    ASKED_OF_SIGN,
    ASKED_SIGNS,
    CHEST_SIGN,
    EASES_STANDING,
    MOST_PRESSING_FIRST,
    PLAN_KNOWN,
    SIGN_LABELS,
    WIDESPREAD,
)

MOST_DATES = 3
"""Dates that a line names: the latest."""
_CHEST_ANSWERS = ("yes", "not-sure", "no")


@dataclass(frozen=True, slots=True)
class SignsFound:
    """What was counted of warning signs, as far as the page may tell it."""

    counts: SafetyCounts
    asked: Mapping[str, FollowUpCount]
    """By question."""
    easing_minutes: int
    """Minutes from which "Is it easing?" is asked."""
    with_year: bool = False
    """Dates are said with their year: the days are more than a year's."""
    with_profile: tuple[Sign, ...] = ()
    """Those that take the health profile beside the entry (analysis/profile_signs.py)."""


@dataclass(frozen=True, slots=True)
class SignLine:
    """What is said of a sign, and whether it raised an urgent or a see-a-doctor card.

    In a table `value` stands in a column of its own, and `note` beside it; `words` are both as one sentence.
    """

    label: str
    words: str
    is_raised: bool = False
    value: str = ""
    """In how many entries, of those that say: "2 of 9"; "" where that is no share."""
    note: str = ""
    """The whole sentence where there is no share."""
    is_answered: bool = True
    """False where the sign was asked about and nobody answered."""


def sign_lines(signs_found: SignsFound, most_ticks: int | None = None) -> list[SignLine]:
    """Every sign that came up, a line each: those that raised a card first, the most pressing first in each.

    A sign and its own question share one line. `most_ticks`: ticks of one question that are named; all without.
    """
    by_code = _lines_by_code(signs_found, most_ticks)
    lines = [by_code[code] for code in MOST_PRESSING_FIRST if code in by_code]
    in_order = sorted(lines, key=lambda each: not each.is_raised)
    return [*in_order, *_all_clear_lines(signs_found)]


def _lines_by_code(signs_found: SignsFound, most: int | None) -> dict[str, SignLine]:
    counts, asked, years = signs_found.counts, signs_found.asked, signs_found.with_year
    lines = {sign.code: _sign_line(sign, asked, with_year=years) for sign in (*counts.signs, *signs_found.with_profile)}
    shared = {question for sign, (question, _words) in ASKED_OF_SIGN.items() if sign in lines}
    for question in asked.keys() & ASKED_SIGNS.keys() - shared:
        if _is_worrying(asked[question]):
            words = answers_words(asked[question], most, with_year=years)
            label = ASKED_SIGNS[question].label(signs_found.easing_minutes)
            lines[question] = SignLine(label, words, is_raised=True, note=words)
    if chest := _chest_words(counts, with_year=years):
        value, note = _chest_cells(counts, chest)
        label, is_answered = str(SIGN_LABELS[CHEST_SIGN]), _is_chest_answered(counts)
        lines[CHEST_SIGN] = SignLine(label, chest, is_raised=True, value=value, note=note, is_answered=is_answered)
    if counts.widespread:
        words = _widespread_words(counts.widespread)
        lines[WIDESPREAD] = SignLine(str(SIGN_LABELS[WIDESPREAD]), words, is_raised=True, note=words)
    return lines


def _chest_words(counts: SafetyCounts, *, with_year: bool) -> str:
    """Entries in the chest area, how the two lines were answered, and apart from that what was ticked."""
    parts, answers = [count_words(counts.chest)] if counts.chest else [], []
    for answer in _CHEST_ANSWERS:
        given = counts.answered(answer)
        if given.n:
            words = _count_words(YES_NO_NOT_SURE.label(answer), given.n)
            answers.append(words if answer == "no" else with_dates(words, given.on, with_year=with_year))
    if answers:
        parts.append(_("asked about the chest: %(answers)s") % {"answers": comma_words(answers)})
    elif counts.chest:
        parts.append(_("asked about the chest: unanswered"))
    if counts.chest_of:
        words = _("pressure, breathlessness, sweating or spreading noted in %(share)s")
        parts.append(words % {"share": share_words(counts.chest_signs, counts.chest_of)})
    return facts_words(parts)


def _is_chest_answered(counts: SafetyCounts) -> bool:
    return any(counts.answered(answer).n for answer in _CHEST_ANSWERS)


def _chest_cells(counts: SafetyCounts, words: str) -> tuple[str, str]:
    """How often the two lines were answered with yes, and all about it; that they were not, and in how many entries."""
    if _is_chest_answered(counts):
        given = {answer: counts.answered(answer).n for answer in _CHEST_ANSWERS}
        return share_words(given["yes"], sum(given.values())), words
    if counts.chest and not counts.chest_of:
        return _("unanswered"), _("asked in %(entries)s") % {"entries": count_words(counts.chest)}
    return _("unanswered"), words


def _sign_line(sign: Sign, asked: Mapping[str, FollowUpCount], *, with_year: bool) -> SignLine:
    """A sign with its denominator and its dates, and what was answered to its own question:
    "3 of 18 answered entries (12 May, 19 May); still there: yes 1 (19 May), no 2, of 3 answered"."""
    words = {
        ON_WALKING: ngettext(
            "%(share)s leg entry with a stated onset", "%(share)s leg entries with a stated onset", sign.of
        ),
        SIGN_MISSED_MEDICINE: ngettext(
            "%(share)s entry with triggers answered", "%(share)s entries with triggers answered", sign.of
        ),
        SIGN_BELLY: ngettext("%(share)s belly entry", "%(share)s belly entries", sign.of),
    }.get(sign.code, ngettext("%(share)s answered entry", "%(share)s answered entries", sign.of))
    of_what = {
        SIGN_MISSED_MEDICINE: [_("entries with triggers answered")],
        SIGN_BELLY: [_("belly entries")],
    }.get(sign.code, [])
    share = share_words(sign.n, sign.of)
    words = with_dates(words % {"share": share}, sign.on, sign.times, with_year=with_year)
    more: list[str] = []
    is_raised = sign.is_raised
    if sign.code == SIGN_BELLY:
        more = [_("signs in pregnancy unanswered")]
    elif sign.code == ON_WALKING:
        more = _also(asked.get(EASES_STANDING), _("eased on standing still in %(share)s answered"))
    elif sign.code == NOTICED_BLACKOUT:
        more = _also(asked.get(PLAN_KNOWN), _("covered by a known plan in %(share)s answered"))
    elif sign.code in ASKED_OF_SIGN:
        question, answered = ASKED_OF_SIGN[sign.code]
        count = asked.get(question)
        if count and (answers := answers_words(count, with_year=with_year)):
            more = [answered % {"answers": answers}]
        # A limb that nobody asked about further may be either: it is not put last.
        is_open = sign.code in {PALE, SWOLLEN} and (count is None or count.of < sign.n)
        is_raised = is_raised or is_open or (count is not None and _is_worrying(count))
    dates = _dates_words(sign.on, sign.times, with_year=with_year)
    note = facts_words(part for part in (dates, *of_what, *more) if part)
    return SignLine(str(SIGN_LABELS[sign.code]), facts_words([words, *more]), is_raised, share, note)


def _is_worrying(count: FollowUpCount) -> bool:
    """Whether any answer to the question is no all-clear."""
    if count.question == "colder":
        # That it has passed says that it was there.
        return any(one.answer != AS_ALWAYS for one in count.answers)
    return any(one.answer in ASKED_SIGNS[count.question].shown(count.question) for one in count.answers)


def answers_words(count: FollowUpCount, most: int | None = None, *, with_year: bool = False) -> str:
    """How a question was answered, the worrying answers first: "yes 2 (12 May, 19 May), no 1, of 3 answered".

    The all-clear is told where that leaves nothing that private entries alone answered. "" if nothing may be told.
    `most`: ticks that are named; all without.
    """
    sign = ASKED_SIGNS[count.question]
    answers: list[str] = []
    on: set[dt.date] = set()
    for code, label in sign.shown(count.question).items():
        given = count.answered(code)
        if given.n:
            answers.append(_count_words(label, given.n))
            on.update(given.on)
    if most and (more := len(answers) - most) > 0:
        answers[most:] = [ngettext("%(n)s other", "%(n)s others", more) % {"n": number_words(more)}]
    parts = [with_dates(list_words(answers), tuple(sorted(on)), with_year=with_year)] if answers else []
    if count.is_complete:
        clear = ((label, count.answered(code).n) for code, label in sign.all_clear(count.question).items())
        parts += [_count_words(label, n) for label, n in clear if n]
    if not parts:
        return ""
    return _("%(answers)s, of %(of)s answered") % {"answers": comma_words(parts), "of": number_words(count.of)}


def _count_words(answer: LazyText, n: int) -> str:
    return _("%(answer)s %(n)s") % {"answer": answer, "n": number_words(n)}


def _all_clear_lines(signs_found: SignsFound) -> list[SignLine]:
    """The questions to which nothing but the all-clear was answered, in one line."""
    signs = {sign.code for sign in signs_found.counts.signs}
    shared = {question for sign, (question, _words) in ASKED_OF_SIGN.items() if sign in signs}
    items = []
    for question in (code for code in MOST_PRESSING_FIRST if code in signs_found.asked and code not in shared):
        count = signs_found.asked[question]
        if count.is_complete and not _is_worrying(count):
            values = {"sign": ASKED_SIGNS[question].label(signs_found.easing_minutes), "n": number_words(count.of)}
            items.append(_("%(sign)s (%(n)s)") % values)
    clear = facts_words(items)
    return [SignLine(_("Asked, all clear"), clear, note=clear)] if items else []


def _also(count: FollowUpCount | None, words: str) -> list[str]:
    """What was answered to the sign's own question; nothing if it was not, or in a private entry as in no other."""
    if count is None or not count.is_complete:
        return []
    return [words % {"share": share_words(count.answered(YES).n, count.of)}]


def _widespread_words(widespread: Widespread) -> str:
    """In how much of the body: "3 of 5 areas of the body within 28 days (head and neck; arms; legs)"."""
    parts = []
    if widespread.areas:
        areas = facts_words(AREAS.label(code) for code in widespread.areas)
        words = _("%(share)s areas of the body within %(days)d days")
        words %= {"share": share_words(len(widespread.areas), len(AREAS)), "days": MONTH_DAYS}
        parts.append(words if len(widespread.areas) == len(AREAS) else f"{words} ({areas})")
    if widespread.everywhere:
        words = ngettext("“widespread” in %(n)s entry", "“widespread” in %(n)s entries", widespread.everywhere)
        parts.append(words % {"n": number_words(widespread.everywhere)})
    return facts_words(parts)


def with_dates(words: str, on: tuple[dt.date, ...], times: tuple[int, ...] = (), *, with_year: bool = False) -> str:
    """The latest few dates behind the words: "yes 4 (…, 12 May, 19 May, 2 Jun)"."""
    return f"{words} ({_dates_words(on, times, with_year=with_year)})" if on else words


def _dates_words(on: tuple[dt.date, ...], times: tuple[int, ...] = (), *, with_year: bool) -> str:
    """The latest few dates, with how many entries there were on each if there were several."""
    dates = [
        _times_words(short_date_words(day, with_year=with_year), n)
        for day, n in list(zip(on, times or [1] * len(on), strict=True))[-MOST_DATES:]
    ]
    return comma_words(["…", *dates] if len(on) > len(dates) else dates)


def _times_words(day: str, n: int) -> str:
    """A date with its entries: "12 May", "12 May twice"."""
    if n < 2:
        return day
    words = _("%(on)s twice") if n == 2 else _("%(on)s %(n)s times")
    return words % {"on": day, "n": number_words(n)}


def absent_words(counts: SafetyCounts) -> str:
    """That fall, weakness, numbness and having to stop did not come up, of the entries that say; "" if none says:
    "fall, weakness (of 18 answered)"."""
    parts = []
    if counts.absent and counts.absent_of:
        signs = ", ".join(str(ABSENT_WORDS[code]) for code in counts.absent)
        parts.append(_absent_words(signs, counts.absent_of))
    if counts.impact_of and not counts.sign(HAD_TO_STOP):
        parts.append(_absent_words(str(ABSENT_WORDS[HAD_TO_STOP]), counts.impact_of))
    return facts_words(parts)


def _absent_words(signs: str, of: int) -> str:
    words = _("%(signs)s (of %(of)s answered)")
    return words % {"signs": signs, "of": number_words(of)}
