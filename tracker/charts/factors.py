"""What the check-ins show of each factor: natural frequencies by state. Drawing alone.

It covers the whole diary, whatever days and filter a page asks for, and says so.
"""

from itertools import groupby

from tracker.analysis.factor_blocks import Missing
from tracker.analysis.factors import TOO_EARLY, FactorAnalysis, FactorResult
from tracker.charts.alone import drawn_alone
from tracker.charts.factor_bars import BAR_GAP, GROUP_GAP, FactorColumn
from tracker.charts.theme import Canvas, Caption, Paper
from tracker.wording.factors import full_length_words
from tracker.wording.link_states import counted_words
from tracker.wording.tables import Link, more_in_table

MOST_FACTORS = 12


@drawn_alone
def draw(result: FactorAnalysis, paper: Paper, link: Link, caption: Caption | None = None) -> Canvas:
    """Under each state its factors: how often it followed after days with, and after days without.

    A filled bar for the days with, a hollow one for those without, on tracks as long as all of these days. What cannot
    be told yet has counters and counts alone. No mark is a link: what is counted are days, not entries.
    """
    column = FactorColumn(result, paper)
    shown = result.results[:MOST_FACTORS]
    column.small(counted_words(result), after=BAR_GAP)
    for place, (state, factors) in enumerate(groupby(shown, key=lambda one: one.state)):
        column.skip(GROUP_GAP * (place > 0))
        column.heading(state)
        if state == TOO_EARLY:
            waiting: dict[Missing | None, list[FactorResult]] = {}
            for one in factors:
                waiting.setdefault(one.missing, []).append(one)
            for row, (missing, ones) in enumerate(waiting.items()):
                column.skip(BAR_GAP * (row > 0))
                if missing is not None:
                    column.counter(missing)
                for one in ones:
                    column.counts(one)
        else:
            for one in factors:
                column.bars(one)
    if any(one.state != TOO_EARLY for one in shown):
        column.skip(BAR_GAP)
        column.small(full_length_words())
    more = len(result.results) - len(shown)
    if more:
        column.small(more_in_table(more))
    return column.canvas(caption)
