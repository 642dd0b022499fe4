"""Doctor's pages of diaries that a test writes down, and all that stands on them."""

import datetime as dt
import re
from dataclasses import fields, is_dataclass

from tests.analysis.diaries import MONDAY, Entry, at, days, make_diary
from tracker.analysis.results import NO_FACTORS_ASKED, TooLittle
from tracker.days import PartialDate
from tracker.formatting import MONTHS, SHORT_MONTHS
from tracker.report import choice
from tracker.report.build import build
from tracker.report.content import ChartBlock, Report, ReportSection
from tracker.report.material import EntryRow, Material, ProfileRow, VisitRow

BEFORE, NOW, BOTH = days(28), days(28, 28), days(56)
CUT_OFF = dt.datetime(2026, 7, 27, 12, 30, tzinfo=dt.UTC)
"""Monday 27 July 2026, 14:30 in Berlin: the day after NOW."""
EVERYTHING = choice.ReportChoice(
    parts=frozenset(choice.PAGE_ONE), sections=frozenset(choice.FURTHER), with_name=True, with_notes=True
)


def make_material(*entries: Entry, answers=None, loaded=BOTH, rows=None, **given) -> Material:
    """Material over BEFORE and NOW. Options of `make_diary` go to it; what Material has, to that."""
    of_diary = {"clear", "paused", "starts", "limited", "own_words", "given", "first_on", "is_filtered", "today"}
    of_diary |= {"landmarks"}
    options = {name: given.pop(name) for name in of_diary & given.keys()}
    diary = make_diary(*entries, period=loaded, answers=answers, **options)
    known = {"factors": TooLittle(NO_FACTORS_ASKED), "time_zone": "Europe/Berlin"}
    if rows is None:
        rows = {key: row_of(entry) for key, entry in enumerate(entries, start=1) if not entry.is_private}
    return Material(**{"diary": diary, "entries": rows} | known | given)


def row_of(entry: Entry) -> EntryRow:
    """The row of a list for an entry of a made-up diary."""
    return EntryRow(
        started=entry.at,
        zone=entry.zone,
        kind=entry.kind,
        intensity=entry.intensity,
        count=entry.count,
        duration_seconds=entry.lasted,
        is_ongoing=entry.is_ongoing,
        regions=tuple((region, side, "") for region, side in entry.regions),
        woke=entry.woke,
        noticed=entry.noticed,
        relief=entry.relief,
    )


def page_of(material: Material, chosen: choice.ReportChoice = EVERYTHING, now=NOW, before=BEFORE) -> Report:
    return build(material, chosen, now, before, CUT_OFF)


def texts_of(value) -> list[str]:
    """Every text in a report, those inside the results of its charts among them."""
    if isinstance(value, str):
        return [value]
    if is_dataclass(value):
        return [text for each in fields(value) for text in texts_of(getattr(value, each.name))]
    if isinstance(value, dict):
        return [text for pair in value.items() for text in texts_of(pair)]
    if isinstance(value, (tuple, list, set, frozenset)):
        return [text for each in value for text in texts_of(each)]
    # A text that is only translated when it is printed, as methods and caveats are.
    return [str(value)] if hasattr(value, "_proxy____args") else []


def printed(part) -> list[str]:
    """Texts that stand on the page as words: those of charts' results are not among them, nor are codes."""
    if isinstance(part, str):
        return [part]
    if isinstance(part, Report):
        return printed((part.title, part.foot, part.page_one, part.further))
    if isinstance(part, ReportSection):
        return printed((part.heading, part.blocks))
    if isinstance(part, ChartBlock):
        # Its title is for files, and the words of its marks stand in a line beside it.
        return [part.reading]
    if is_dataclass(part):
        return [text for each in fields(part) if each.name != "tone" for text in printed(getattr(part, each.name))]
    return [text for each in part for text in printed(each)] if isinstance(part, tuple) else []


def section(report: Report, code: str) -> ReportSection | None:
    return next((one for one in (*report.page_one, *report.further) if one.code == code), None)


def words(report: Report, code: str) -> str:
    """All that a section prints, a line a text."""
    result = section(report, code)
    assert result is not None, f"no section {code}"
    return "\n".join(printed(result))


def usual(**given) -> Material:
    """Eight weeks of somebody with calf cramps, fewer in the later four; three questions, two medicines, a visit."""
    spasms = {0, 1, 3, 5, 8, 9, 12, 14, 16, 17, 21, 22, 24, 27, 28, 31, 36, 38, 42, 49, 50, 53}
    entries = [
        Entry(
            at(day, 23),
            intensity=4 + day % 4,
            seconds=120 + 60 * (day % 5),
            regions=(("calf", "left" if day % 3 else "right"),) if day % 7 else (("lower-back", "middle"),),
            noticed=("none",) if day % 2 else ("numbness",),
            woke="yes" if day % 3 == 0 else "no",
            relief=(("gentle-stretch", "", "during", "greatly" if day % 2 else "not-at-all"),),
            count=2 if day == 36 else 1,
            factors=("stress",) if day % 2 else ("none",),
            logged_after=72 if day == 38 else 1,
            is_edited=day == 42,
        )
        for day in sorted(spasms)
    ]
    answers = {day: "none" for day in range(56) if day not in spasms | {30, 33, 34, 11}}
    given.setdefault("limited", {day: day % 4 for day in range(0, 56, 2)})
    given.setdefault("questions", ("Is it the statin?", "Would magnesium make sense?", "When should I worry?"))
    given.setdefault("visits", (VisitRow(MONDAY + dt.timedelta(27)),))
    given.setdefault(
        "profile",
        (
            ProfileRow("spasms-began", "When the spasms began", since=PartialDate(2019, 5)),
            ProfileRow("condition", "diabetes", since=PartialDate(2012)),
            ProfileRow("medication", "simvastatin", "20 mg", since=PartialDate(2021)),
            ProfileRow("medication", "magnesium", "300 mg", since=PartialDate(2026, 7, 6)),
        ),
    )
    return make_material(*entries, answers=answers, **given)


_NUMBER = re.compile(r"[\d.,:%+–]+|mg|h")
_MONTHS = {str(name) for name in (*MONTHS, *SHORT_MONTHS)}


def spoken(report: Report) -> list[str]:
    """The words of page 1 as they are read aloud: without numbers, dates, and the "of" or "to" between two numbers."""
    collected = []
    for text in printed(report.page_one):
        tokens = [token.strip("().,;:·“”?…") for token in re.split(r"[\s/]+", text)]
        tokens = [token for token in tokens if token]
        is_number = [bool(_NUMBER.fullmatch(token)) or token in _MONTHS for token in tokens]
        for place, token in enumerate(tokens):
            between = 0 < place < len(tokens) - 1 and is_number[place - 1] and is_number[place + 1]
            if not is_number[place] and not (token in {"of", "to"} and between):
                collected.append(token)
    return collected
