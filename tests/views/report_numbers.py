"""The numbers that two pages say, read out of their HTML: the charts of Trends, and the doctor's page.

`differences` sets them side by side. Both are read as a person does: sentences and tables, no results of analysis.
"""

import re
from dataclasses import dataclass, field

from tests.html import Element
from tests.views.report_diaries import SECRET
from tracker.formatting import about_words
from tracker.vocabulary.regions import REGIONS, mark_words

Rows = list[tuple[str, ...]]
_PLACES = {
    mark_words(code, side): (mark_words(code), side) for code, region in REGIONS.items() for side in ("", *region.sides)
}
NOTHING_COUNTED = "There is nothing to count yet."


def number(words: str) -> float:
    return float(words.replace(",", ""))


def numbers(words: str) -> list[float]:
    """Every number of a sentence, in order."""
    return [number(found) for found in re.findall(r"\d[\d,]*(?:\.\d+)?", words)]


@dataclass(frozen=True)
class OnTrends:
    """The charts of Trends for one stretch of days, by name: the sentence of each, and its table with heads."""

    readings: dict[str, str]
    """"" where a chart has nothing to show."""
    tables: dict[str, Rows]
    """[] where a chart has nothing to show."""
    parts: dict[str, str]
    """All the words of a chart and of its table's note, or why there is none."""

    def rows(self, chart: str) -> Rows:
        return self.tables[chart][1:]

    def sums(self, chart: str, *columns: str) -> list[float]:
        heads = self.tables[chart][0]
        return [sum(number(row[heads.index(column)]) for row in self.rows(chart)) for column in columns]

    def measure(self, name: str) -> tuple[str, ...]:
        """(before, these days, side by side) of a measure of the comparison."""
        return next(row[1:4] for row in self.rows("comparison") if row[0] == name)


@dataclass(frozen=True)
class OnReport:
    """The doctor's page: its sections by code."""

    sections: dict[str, Element] = field(repr=False)

    @classmethod
    def of(cls, page: Element) -> "OnReport":
        return cls({code_of(section): section for section in page.all("article.report .report-section")})

    def says(self, code: str) -> str:
        """All of its words, besides what is drawn."""
        return self.sections[code].text_without("figure > *", but="figcaption")

    def items(self, code: str, heading: str = "") -> list[str]:
        """The points of a list of a section; with a heading, of the list right below it."""
        part = self.sections.get(code)
        if part and heading:
            part = next((head.next for head in part.all("h4", heading)), None)
        return part.texts("li") if part else []

    @property
    def measures(self) -> list[tuple[str, ...]]:
        """(name, now) or (name, now, before) of the four measures."""
        return [
            row for row in self.sections["numbers"].rows if len(row) > 1 and not row[0].startswith("Of days answered")
        ]

    def facts(self, code: str) -> list[tuple[str, ...]]:
        """(what it is with what belongs to it, number) of the rows of a section's list."""
        return [row for table in self.sections[code].all("table.report-facts") for row in table.rows]

    def drawn(self, code: str) -> list[tuple[str, Rows]]:
        """(sentence, table of what is drawn) of each chart of a section."""
        return [(figure.one("figcaption").text, figure.rows) for figure in self.sections[code].all("figure")]


def code_of(section: Element) -> str:
    """The code of a section of the doctor's page: its class says it."""
    (code,) = (name.removeprefix("report-of-") for name in section.classes if name.startswith("report-of-"))
    return code


# Phrases that differ between the pages while their numbers must not


def spasm_days(words: str) -> dict[str, float]:
    """Spasm days as Trends words them: "9 of 26 (4 unanswered, so 9 to 13 of 30) and 2 in a pause"."""
    if paused := re.fullmatch(r"([\d,]+) in a pause", words):
        return dict.fromkeys(("n", "answered", "asked", "unanswered", "low", "high"), 0.0) | {
            "in pauses": number(paused[1])
        }
    found = re.search(r"(\d[\d,]*)(?: spasm days?\. You answered ([\d,]+))? of (?:the )?([\d,]+)", words)
    n, known, of = (found[1], found[2], found[3])
    said = {"n": number(n), "answered": number(known or of)}
    if known:
        said["asked"] = number(of)
    if gap := re.search(r"([\d,]+) un(?:answered|known), so ([\d,]+) to ([\d,]+) of ([\d,]+)", words):
        said |= {"unanswered": number(gap[1]), "low": number(gap[2]), "high": number(gap[3]), "asked": number(gap[4])}
    said.setdefault("asked", said["answered"])
    # Where no rate may be said, the range is not said everywhere.
    said.setdefault("unanswered", said["asked"] - said["answered"])
    said = {"low": said["n"], "high": said["n"] + said["unanswered"]} | said
    if outside := re.search(r"(?:and|,) ([\d,]+) (?:more )?in (?:a pause|pauses)", words):
        said["in pauses"] = number(outside[1])
    return said


def in_one_denominator(words: str) -> dict[str, float | str]:
    """Spasm days as the doctor's page words them: "9 of 26 10 (9–13) in 30, 2 more in pauses"."""
    said: dict[str, float | str] = {}
    if paused := re.fullmatch(r"all paused ([\d,]+) spasm days? logged", words):
        return {"n": 0.0, "answered": 0.0, "in pauses": number(paused[1])}
    if share := re.match(r"([\d,]+) of ([\d,]+)(?: (?:about )?([\d.]+)(?: \(([\d.]+–[\d.]+)\))? in ([\d,]+))?", words):
        said = {"rate": share[3] or share[1], "days": number(share[5] or share[2]), "range": share[4] or ""}
        said |= {"n": number(share[1]), "answered": number(share[2])}
    else:
        few = re.match(r"([\d,]+) days? ([\d,]+) of ([\d,]+) answered", words)
        said = {"n": number(few[1]), "answered": number(few[2])}
    if outside := re.search(r"([\d,]+) more in pauses", words):
        said["in pauses"] = number(outside[1])
    return said


def as_in_one_denominator(there: dict[str, float], here: dict[str, float | str]) -> dict[str, float | str]:
    """What Trends says, in the denominator of the doctor's page; without a rate where that page has none."""
    said = {name: there[name] for name in ("n", "answered", "in pauses") if name in there}
    if "rate" not in here:
        return said
    days = here["days"]
    low, high = (about_words(days * there[name] / there["asked"]) for name in ("low", "high"))
    range_ = f"{low}–{high}" if there["unanswered"] else ""
    return said | {"rate": about_words(days * there["n"] / there["answered"]), "days": days, "range": range_}


def day_count(words: str) -> tuple[str, ...]:
    """(share, days that leave it open) of "4 of 20 8 unanswered", "4 of 20 (8 unknown)" and "4 of 20 (unknown on 8 days
    with a spasm)"; ("unanswered",), whatever stands beside it."""
    if not (found := re.match(r"([\d,]+ of [\d,]+)(?:\D+([\d,]+) (?:un|day)| ([\d,]+) un)?", words)):
        return ("unanswered",)
    return (found[1], found[2] or found[3] or "0")


def worst_days(words: str) -> tuple[str | None, ...]:
    """(median, worst, days rated) of the doctor's page; Nones where it says "not rated"."""
    found = re.match(r"(?:median ([\d.]+) )?worst ([\d.]+),? ([\d,]+) days?", words)
    return found.groups() if found else (None, None, None)


def worst_days_on_trends(middle: str, highest: str) -> tuple[str | None, ...]:
    """The same, of the comparison's two rows."""
    known = re.search(r"known for ([\d,]+) of [\d,]+ day", middle)
    if not known:
        return (None, None, None)
    median = re.match(r"([\d.]+),", middle)
    return (median and median[1], highest, known[1])


def in_short_units(range_: str | None, words: str) -> str:
    """ "4 min" of "4 minutes", and of "4" beside "2 to 5 minutes"."""
    if words.isdecimal():
        words = f"{words} {range_.rsplit(' ', 1)[1]}"
    for unit, short in (("second", "s"), ("minute", "min"), ("hour", "h")):
        words = re.sub(rf"\b{unit}s?\b", short, words)
    return words


def uses_of_row(what: str, share: str) -> dict[tuple[str, str], str]:
    """The same of a row of page 1: "heat during; after 2 of 4" and "6 of 8"."""
    name, moment, more = re.fullmatch(
        r"(.+?)(?: (during|after))?((?:; (?:(?:during|after|time not given) )?[\d,]+ of [\d,]+)*)", what
    ).groups()
    first = f"{moment} {share}" if moment else share
    return uses(f"{name}: {first}{more} uses")


def uses(words: str) -> dict[tuple[str, str], str]:
    """Helped by (remedy, moment) of "heat: during 6 of 8; after 2 of 4 uses"."""
    what, said = re.fullmatch(r"(.+): (.+) uses", words).groups()
    found = {}
    for part in said.split("; "):
        moment, share = re.fullmatch(r"(?:(during|after|time not given) )?([\d,]+ of [\d,]+)", part).groups()
        found[(what.removesuffix(" (got better)").casefold(), moment or "time not given")] = share
    return found


# Side by side


def differences(page: OnReport, trends: OnTrends) -> dict[str, tuple]:
    """What the two pages say differently, by what it is about: (doctor's page, Trends). Empty if all is the same."""
    said = {}
    for compare in _COMPARED:
        for name, here, there in compare(page, trends):
            said[f"{compare.__name__.strip('_')}: {name}"] = (here, there)
    return {name: pair for name, pair in said.items() if pair[0] != pair[1]}


def _coverage(page, trends):
    found = re.search(r"([\d,]+) of ([\d,]+) days? answered", page.says("who"))
    here = [number(found[1]), number(found[2])] if found else [0, 0]
    if trends.tables["weekly"]:
        yield "answered, asked", here, trends.sums("weekly", "Answered days", "Days asked about")
    else:
        yield "answered", here[0], 0


def _measures(page, trends):
    """The four lines against the comparison, where Trends has one; else neither compares."""
    is_compared = bool(trends.tables["comparison"])
    measures = page.measures
    yield "is compared", bool(measures) and len(measures[0]) == 3, is_compared
    if not is_compared:
        return
    days, woken, limited, worst = measures
    on_trends = trends.measure("Spasm days")
    for place_, column in ((1, 1), (2, 0)):
        which = "now" if place_ == 1 else "before"
        here = in_one_denominator(days[place_])
        yield f"spasm days {which}", here, as_in_one_denominator(spasm_days(on_trends[column]), here)
        broken = trends.measure("Days with broken sleep")[column]
        yield f"woken {which}", day_count(woken[place_]), day_count(broken)
        few = trends.measure("Days limited “somewhat” or more")[column]
        yield f"limited {which}", day_count(limited[place_]), day_count(few)
        rows = [row for row in trends.rows("comparison") if row[0] in {"Typical daily worst", "Highest rating"}]
        middle, highest = rows[0][1:3], rows[1][1:3] if len(rows) > 1 else ("", "")
        yield f"worst {which}", worst_days(worst[place_]), worst_days_on_trends(middle[column], highest[column])


def _alone(page, trends):
    """The lines of these days against the other charts, compared or not."""
    if not page.measures:
        return
    days, woken, _limited, worst = page.measures
    if "finding" in page.sections:
        here = in_one_denominator(days[1])
        yield "first sentence", numbers(page.says("finding"))[:2], [here["n"], here["answered"]]
    if trends.readings["weekly"].startswith("You paused all these days."):
        yield "all paused", days[1].startswith("all paused"), True
    elif trends.readings["weekly"]:
        reading = trends.readings["weekly"]
        there = spasm_days(reading)
        if outside := re.search(r"leaves out ([\d,]+) spasm days? in (?:a pause|pauses)", reading):
            there["in pauses"] = number(outside[1])
        here = in_one_denominator(days[1])
        yield "spasm days", here, as_in_one_denominator(there, here)
    if trends.readings["calendar"]:
        # Those in pauses stand in its column of paused days.
        yield "days of the calendar", in_one_denominator(days[1])["n"], trends.sums("calendar", "Spasm days")[0]
    slept = re.compile(
        r"Sleep was broken on ([\d,]+) of ([\d,]+) days? with an answer\."
        r"(?: You left this unanswered on ([\d,]+) spasm days?)?"
    )
    if found := slept.search(trends.readings["hours"]):
        yield "woken", day_count(woken[1]), (f"{found[1]} of {found[2]}", found[3] or "0")
    if reading := trends.readings["intensity"]:
        median, highest, known = worst_days(worst[1])
        usual = r"On the ([\d,]+) days you rated, the worst was usually ([\d.]+)(?: to [\d.]+)? of 10"
        if found := re.search(rf"{usual}(?:, typically ([\d.]+))?\.(?: |$)", reading):
            yield "median, rated days", (median, known), (found[3] or found[2], found[1])
        elif found := re.search(r"worst was ([\d.]+) of 10, on ([\d,]+) day", reading):
            yield "worst of few", (median, highest, known), (None, found[1], found[2])
        of_months = [number(row[-1]) for row in trends.rows("calendar") if row[-1] != "–"]
        yield "worst", number(highest), max(of_months)
    else:
        yield "worst", worst_days(worst[1]), (None, None, None)


def _entries(page, trends):
    """Kinds, which add up, and how long the entries took."""
    after = r"(.*?)(?:; each day’s longest:| Over so few| Nothing to compare| The two periods| After a visit|$)"
    kinds, lasted = (
        found[1] if (found := re.search(rf"{label}: {after}", page.says("numbers"))) else ""
        for label in ("Entries", "[Ee]ach day’s longest")
    )
    entries = trends.sums("weekly", "Entries")[0] if trends.tables["weekly"] else 0
    if kinds:
        is_of_one = re.fullmatch(r"[\d,]+ days?, (all \w+|not sure of the kind)", kinds)
        yield "kinds", entries if is_of_one else sum(numbers(kinds)), entries
    if not trends.readings["duration"]:
        yield "durations", lasted, ""
        return
    known = re.search(r"([\d,]+) of ([\d,]+) entr(?:y|ies) with known end", lasted)
    there = [trends.sums("duration", "Entries of known length")[0], entries]
    yield "known ends", [number(known[1]), number(known[2])], there
    middle = re.search(r"the longest usually lasted (?:(.+?), typically )?([^,.]+)\.", trends.readings["duration"])
    yield "median", re.findall(r"median (.+?) \(", lasted), [in_short_units(*middle.groups())] if middle else []


def _places(page, trends):
    more = (
        r"(?: ([\d,]+) other places? w(?:as|ere) also named\.)?(?: An entry on both sides counts once for each side\.)?"
    )
    unsaid = r"(?: ([\d,]+) entr(?:y has|ies have) no place noted\.)?"
    if found := re.search(rf"Of ([\d,]+) entr(?:y|ies) with a place\.{more}{unsaid}", page.says("where")):
        rows = {row[0]: dict(zip(trends.tables["body"][0], row, strict=True)) for row in trends.rows("body")}
        ((_sentence, drawn),) = page.drawn("where")
        touched = [_touched(rows[row[0]]) for row in drawn if row[0] in rows]
        yield "places", len(page.facts("where")) + number(found[2] or "0"), sum(map(len, touched))
        yield "figure", [row for row in drawn if row[0] in rows], [row for row in trends.rows("body") if row in drawn]
        badges = []
        for words, n in page.facts("where"):
            badge, what = re.fullmatch(r"(?:(\d) )?(.+)", words).groups()
            badges += [badge] if badge else []
            region, side = _PLACES[what[:1].lower() + what[1:]]
            yield what, number(n), _touched(rows[region])[side]
        yield "numbers in the figure", badges, [str(n + 1) for n in range(len(badges))]
        noted = re.search(r"You noted a place in ([\d,]+) of ([\d,]+) entr", trends.readings["body"])
        n = number(noted[1])
        yield "entries", (number(found[1]), number(found[3] or "0")), (n, number(noted[2]) - n)


def _touched(row: dict[str, str]) -> dict[str, float]:
    """Entries by the side that they touch, of a row of Trends: those on both sides count on each."""
    left, right, both, middle = (number(row[head]) for head in ("Left", "Right", "Both sides", "Middle"))
    sides = {"left": left + both, "right": right + both, "middle": middle}
    sides[""] = number(row["Entries"]) - left - right - both - middle
    return {side: n for side, n in sides.items() if n > 0}


def _weeks(page, trends):
    found = re.search(
        r"Logged: (.+?)\.(?: On [\d,]+ days?, spasms were not logged one by one\.)?(?: Changes:|$)",
        page.says("weeks"),
    )
    if not found:
        yield "weeks", [], trends.rows("weekly")
        return
    reading = trends.readings["weekly"]
    if paused := re.match(r"You paused all these days\. You logged ([\d,]+) spasms? on them", reading):
        yield "spasms in a pause", numbers(found[1])[-1], number(paused[1])
    else:
        amount = re.search(r"([\d,]+ entr.*)", reading)[1]
        there = re.match(r"([\d,]+) entr(?:y|ies)(?:, about ([\d,]+) spasms?)?", amount)
        yield "entries, spasms", numbers(found[1]), [number(part) for part in there.groups() if part]
    entries, spasms = trends.sums("weekly", "Entries", "Spasms")
    yield "sum", {entries, spasms}, {*numbers(found[1])[: 1 if entries == spasms else 2]}


def _relief(page, trends):
    on_trends = {(row[0].casefold(), row[1]): row[2] for row in trends.rows("relief") if row[2] != "too few"}
    first = [uses_of_row(*row) for row in page.facts("relief")] if "relief" in page.sections else []
    whole = [uses(item) for item in page.items("in-full", "What helped, self-rated")]
    for item in whole or first:
        for key, share in item.items():
            yield key, share, on_trends.get(key)
    if whole:
        whole_names = [not any("…" in name for name, _moment in item) for item in first]
        yield (
            "first of all",
            [item for item, is_whole in zip(first, whole_names, strict=True) if is_whole],
            [item for item, is_whole in zip(whole, whole_names, strict=False) if is_whole],
        )
    named = {key for item in (whole or first) for key in item}
    yield "left out", sorted(key for key in on_trends if key not in named and SECRET not in key[0]), []


def _charts(page, trends):
    drawn = {"hours": ("hours",), "durations": ("duration",), "charts": ("calendar", "intensity"), "weeks": ("weekly",)}
    for code, names in drawn.items():
        figures = page.drawn(code)
        there = [name for name in names if trends.readings[name]]
        yield f"{code} drawn", len(figures), len(there)
        for name, (sentence, table) in zip(there, figures, strict=False):
            if name != "weekly":
                # The doctor reads another sentence with the same numbers, and none of the band of what was usual. Days
                # into which a spasm ran stand in the title of Trends.
                sentence = re.sub(r"On [\d,]+ of the others, an earlier spasm was still going on\.", "", sentence)
                reading = trends.readings[name].partition("Band: ")[0]
                yield f"{name} sentence", {*numbers(sentence)}, {*numbers(reading)}
            shown = without_marks(trends.tables[name])
            # A month is drawn by weeks on the page and by days on Trends, and those add up to the same.
            if table[0][0] == shown[0][0]:
                yield f"{name} table", table, shown
            else:
                sums = [[sum(number(row[n]) for row in rows[1:]) for n in range(1, 6)] for rows in (table, shown)]
                yield f"{name} sums", *sums


def without_marks(table: Rows) -> Rows:
    """Without the column of visits and treatments, which are no numbers: the page brings its own marks."""
    width = len(table[0]) - (table[0][-1] == "Visits and changes")
    kept = [row[:width] for row in table]
    return [row for row in kept if not _is_only_a_mark(row)]


def _is_only_a_mark(row) -> bool:
    return row[1:4] == ("0", "too few days", "–")


def _suspected(page, trends):
    there = {row[0]: row[1] for row in trends.rows("suspected")}
    said = page.sections["suspected"].rows[1:]
    for name, share, _check_ins in said:
        yield name, share, there.get(name)
    if found := re.search(r"([\d,]+) of ([\d,]+) entr(?:y|ies) answered", page.says("suspected")):
        left_open = number(there.get("unanswered", "0").partition(",")[0])
        shares = [numbers(share)[1] for share in there.values() if " of " in share]
        yield "answered", number(found[2]) - number(found[1]), left_open
        yield "of", {number(found[1])}, {*shares}


def _factors(page, trends):
    words, reading = page.says("factors"), trends.readings["factors"]
    here = re.search(r"(?:Based on(?: up to)?|The log has|answers on at most) ([\d,]+) (?:days|evening)", words)
    there = re.search(r"([\d,]+) (?:of about 90 days|days (?:each )?in your whole diary)", reading)
    yield "is there", bool(here), bool(reading)
    if here and there:
        yield "days or evenings", number(here[1]), number(there[1])
    for item in page.items("factors"):
        counts = item.partition(";")[0]
        yield counts, counts in reading, True


def _listed(page, trends):
    rows = len(page.sections["entries"].rows[1:])
    private = re.search(r"([\d,]+) private entr(?:y is|ies are) counted", page.says("about"))
    entries = trends.sums("weekly", "Entries")[0] if trends.tables["weekly"] else 0
    yield "entries", rows + (number(private[1]) if private else 0), entries


def _too_little(page, trends):
    """How many there are where they are too few, or do not say what is asked."""
    of = {"where": "body", "relief": "relief", "hours": "hours", "durations": "duration", "suspected": "suspected"}
    for code, chart in of.items():
        if trends.readings[chart]:
            continue
        found = [
            re.findall(r"(?:([\d,]+) entr|(?:most: |most is |most so far is )([\d,]+))", text)
            for text in (page.says(code), trends.parts[chart])
        ]
        yield code, *found


_COMPARED = (
    *(
        _coverage,
        _measures,
        _alone,
        _entries,
        _places,
        _weeks,
        _relief,
        _charts,
        _suspected,
        _factors,
        _listed,
        _too_little,
    ),
)
