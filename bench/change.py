"""Do looks at change keep what docs/methods.md promises? Simulated diaries with a known truth, through the app's code.

python -m bench.change            the tables of the methods page (a few minutes); exits non-zero when out of bounds
python -m bench.change --quick    a short run that shows only that the measuring works

Bounds are those of METHODS §3. Its figures name no share of answered days, so what is found is held at 97 %; the pages
print what is found at 90 %.
"""

import sys
from collections.abc import Iterator

import numpy as np

from bench.spasm_days import KINDS, Days, spells_of
from bench.table import Row, print_rows, verdict
from tracker.analysis.change import (
    MARK_DAYS,
    MARKED_LOOK_DAYS,
    VERDICT_FEWER,
    VERDICT_MORE,
    VERDICT_UNCLEAR,
    YEAR_LOOK_DAYS,
    WindowDays,
    judged,
)
from tracker.analysis.change_figures import ANSWERED_PERCENT, LOOK_FIGURES, NEXT_WEEK_HELD
from tracker.analysis.coverage import shares_differ
from tracker.analysis.next_week import LEAST_ANSWERED, LEAST_WEEKS, MOST_WEEKS, WEEK_DAYS, shortest_range

DIARIES, QUICK_DIARIES = 1000, 12
SHARE = 0.2
ANSWERED = (0.80, 0.90, 0.97)
PRINTED, HELD = ANSWERED_PERCENT / 100, 0.97
MOST_FALSE = 0.07
SLACK = 0.04
"""Two and a half times what chance does to a share of 1,000 diaries near one half."""
FINDS = {
    (YEAR_LOOK_DAYS, "halved"): {"days alike": 0.92, "spells of 4 days": 0.75, "spells of 8 days": 0.59},
    (MARKED_LOOK_DAYS, "halved"): dict.fromkeys(("days alike", "spells of 4 days", "spells of 8 days"), 0.13),
    (MARKED_LOOK_DAYS, "doubled"): dict.fromkeys(("days alike", "spells of 4 days", "spells of 8 days"), 0.36),
}
"""What METHODS says is found, at least."""
COVERED, COVERED_AT = (0.87, 0.95), 0.05
"""METHODS names no share of spasm days; at more of them, fewer weeks are in a range that holds just 8 in 10."""
SHARES = {"unchanged": SHARE, "halved": SHARE / 2, "doubled": SHARE * 2}
SIDES = {"unchanged": (VERDICT_FEWER, VERDICT_MORE), "halved": (VERDICT_FEWER,), "doubled": (VERDICT_MORE,)}


def verdicts(before: Days, after: Days, known: tuple[Days, Days]) -> np.ndarray:
    """The verdict on each diary, as the app says it."""
    sides = []
    for spasm, later_spasm, answered, later_answered in zip(before, after, *known, strict=True):
        asked = np.ones(len(spasm), bool)
        first = WindowDays(asked, answered, spasm & answered)
        second = WindowDays(asked, later_answered, later_spasm & later_answered)
        shares = [(int(window.is_answered.sum()), len(window)) for window in (first, second)]
        can_be_judged = not shares_differ(*shares) and (first.spasm_days or second.spasm_days)
        sides.append(judged(first, second).side if can_be_judged else VERDICT_UNCLEAR)
    return np.array(sides)


def answered_at_random(rng: np.random.Generator, shape: tuple[int, int], share: float) -> tuple[Days, Days]:
    return rng.random(shape) < share, rng.random(shape) < share


def share_of(sides: np.ndarray, wanted: tuple[str, ...]) -> float:
    return float(np.isin(sides, wanted).mean())


def looks(number: int) -> Iterator[tuple[tuple[int, str, str, float], Row]]:
    """Yields the rows of looks, each with (days, truth, kind of diary, share answered)."""
    for days in (YEAR_LOOK_DAYS, MARKED_LOOK_DAYS):
        for truth, share in SHARES.items():
            for place, (kind, draw) in enumerate(KINDS.items()):
                for answered in ANSWERED:
                    rng = np.random.default_rng((days, len(truth), place, round(100 * answered)))
                    before, after = draw(rng, number, days, SHARE), draw(rng, number, days, share)
                    known = answered_at_random(rng, before.shape, answered)
                    value = share_of(verdicts(before, after, known), SIDES[truth])
                    low, high = None, MOST_FALSE if truth == "unchanged" else None
                    if answered == HELD and kind in FINDS.get((days, truth), {}):
                        low = FINDS[days, truth][kind] - SLACK
                    name = f"{days} days, {truth}, {kind}, {100 * answered:.0f} % answered"
                    yield (days, truth, kind, answered), Row(name, value, low, high)


def distorted(number: int) -> Iterator[Row]:
    """Yields false verdicts where answers or dates depend on the spasms."""
    for days in (YEAR_LOOK_DAYS, MARKED_LOOK_DAYS):
        for kind in ("days alike", "spells of 4 days"):
            rng = np.random.default_rng((days, len(kind)))
            before, after = (KINDS[kind](rng, number, days, SHARE) for _window in range(2))
            known = rng.random(before.shape) < 0.97, rng.random(after.shape) < np.where(after, 0.97, 0.83)
            sides = verdicts(before, after, known)
            name = f"{days} days, {kind}, quiet days answered less in the later window"
            yield Row(name, share_of(sides, SIDES["unchanged"]), None, MOST_FALSE)
    for days in (4, 8):
        rng = np.random.default_rng((90, days))
        spasm = spells_of(days)(rng, number, 3 * MARKED_LOOK_DAYS, SHARE)
        sides = marked(rng, spasm, _after_a_bad_week)
        name = f"90 days, spells of {days} days, begun in a bad week"
        yield Row(name, share_of(sides, SIDES["unchanged"]), None, MOST_FALSE)
        sides = marked(rng, spasm, _before_a_good_week)
        name = f"90 days, spells of {days} days, marked because the first {MARK_DAYS} days were good"
        yield Row(name, share_of(sides, SIDES["unchanged"]), None, MOST_FALSE)


def marked(rng: np.random.Generator, spasm: Days, choose) -> np.ndarray:
    """Verdicts on changes that begin on the day that `choose` picks in each diary, of those with 90 days around it."""
    days = MARKED_LOOK_DAYS
    weeks = np.lib.stride_tricks.sliding_window_view(spasm, MARK_DAYS, axis=1).sum(axis=2)
    begins = choose(weeks, np.arange(days, spasm.shape[1] - days + 1))
    places = begins[:, None] + np.arange(days)
    before, after = (np.take_along_axis(spasm, places - shift, axis=1) for shift in (days, 0))
    return verdicts(before, after, answered_at_random(rng, before.shape, 0.97))


def _after_a_bad_week(weeks: np.ndarray, days: np.ndarray) -> np.ndarray:
    """The first day right after a week with three spasm days or more; the one after the worst week without such."""
    before = weeks[:, days - MARK_DAYS]
    is_bad = before >= np.minimum(3, before.max(axis=1, keepdims=True))
    return days[is_bad.argmax(axis=1)]


def _before_a_good_week(weeks: np.ndarray, days: np.ndarray) -> np.ndarray:
    """The first day with which a week without a spasm day begins; with the best week without such."""
    later = weeks[:, days]
    return days[(later == later.min(axis=1, keepdims=True)).argmax(axis=1)]


def next_weeks(number: int) -> Iterator[Row]:
    """Yields how often the next week's spasm days lie in the range of the weeks before it."""
    for place, (kind, draw) in enumerate(KINDS.items()):
        for weeks in (LEAST_WEEKS, 39, MOST_WEEKS):
            for share in (COVERED_AT, SHARE / 2, SHARE, 2 * SHARE):
                rng = np.random.default_rng((place, weeks, round(100 * share)))
                # As many again, because not every week has six answers.
                spasm = draw(rng, number, (2 * weeks + 1) * WEEK_DAYS, share).reshape(number, -1, WEEK_DAYS)
                held = [_holds(rng, days, weeks) for days in spasm]
                name = f"next 7 days, {kind}, {weeks} weeks, {share:.0%} spasm days"
                is_held = share == COVERED_AT and kind != "self-exciting"
                low, high = (COVERED[0] - SLACK, COVERED[1] + SLACK) if is_held else (None, None)
                yield Row(name, float(np.mean(held)), low, high)


def _holds(rng: np.random.Generator, weeks: Days, number: int) -> bool:
    past, next_one = weeks[:-1], weeks[-1]
    known = rng.random(past.shape) < PRINTED
    counts = (past & known).sum(axis=1)[known.sum(axis=1) >= LEAST_ANSWERED][-number:]
    low, high, _held = shortest_range(counts)
    return bool(low <= next_one.sum() <= high)


def figures_printed(rows: dict[tuple[int, str, str, float], float], weeks: list[float]) -> Iterator[Row]:
    """Yields whether what pages print is what was measured, of 100."""
    for name, value, shown in zip(("least", "most"), (min(weeks), max(weeks)), NEXT_WEEK_HELD, strict=True):
        yield Row(f"next 7 days: {name} of 100", 100 * value, shown - 0.5, shown + 0.5)
    for days, printed in LOOK_FIGURES.items():
        for truth, pair in (("unchanged", printed.false), ("halved", printed.halved), ("doubled", printed.doubled)):
            values = [
                value
                for (of_days, of_truth, _kind, answered), value in rows.items()
                if (of_days, of_truth) == (days, truth) and (truth == "unchanged" or answered == PRINTED)
            ]
            for name, value, shown in (("least", min(values), pair[0]), ("most", max(values), pair[1])):
                yield Row(f"{days} days, {truth}: {name} of 100", 100 * value, shown - 0.5, shown + 0.5)


def main(arguments: list[str]) -> int:
    number = QUICK_DIARIES if "--quick" in arguments else DIARIES
    print(f"{number} simulated diaries a row; spasms on one day in five where nothing changed\n")
    values = {}

    def noted() -> Iterator[Row]:
        for key, row in looks(number):
            values[key] = row.value
            yield row

    rows = [*print_rows(noted()), *print_rows(distorted(number))]
    weeks = print_rows(next_weeks(number))
    if number == QUICK_DIARIES:
        return 0
    print("\nWhat the pages print:")
    rows += [*weeks, *print_rows(figures_printed(values, [row.value for row in weeks]))]
    return verdict([row.name for row in rows if row.is_out])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
