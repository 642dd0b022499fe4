"""What was done, and how it was rated, during against after: diverging bars. Drawing and its words; no computing."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.analysis import helped as analysis
from tracker.analysis.helped import HELPED_FROM, LEAST_USES, Ratings, Relief, Remedy
from tracker.charts.alone import drawn_alone
from tracker.charts.tables import Link, Row, Table, how_counted
from tracker.charts.theme import SMALL_FONT, Caption, Paper, Sheet, blocks, color, fitting, hit
from tracker.formatting import number_words, share_words
from tracker.vocabulary.relief import DURING, EFFECTS, MEDICATION, MOMENTS, NOTHING, remedy_key, remedy_words

NAME = "relief"
analyze = analysis.relief

MOST_REMEDIES = 8
_ROLES = ("intensity-4", "intensity-0", "accent-soft", "clear", "accent")
"""From worse to greatly. What did not help lies to the left of the middle line, what did to the right."""
_HEAD, _ROW, _BAR, _GAP = 24, 26, 16, 10
_LEFT = 8


def title(result: Relief) -> str:
    """What is shown, and by whose rating."""
    return _("What helped, by your own rating")


@drawn_alone
def draw(result: Relief, paper: Paper, link: Link, caption: Caption | None = None) -> Sheet:
    """For every remedy a bar for each moment: not helped to the left, helped to the right, as shares of its uses."""
    shown = result.shown[:MOST_REMEDIES]
    label_width, share_width = 62, 64
    more = len(result.remedies) - len(shown)
    legend_rows = _legend(Sheet(paper, 100), 50)
    foot = 10 + 20 * (more > 0)
    bottom = foot + 16 + 20 * legend_rows
    height = sum(_HEAD + _ROW * len(remedy.moments) + _GAP for remedy in shown)
    sheet = Sheet(paper, bottom + height + 22, caption)
    left, width = _LEFT + label_width, paper.width - _LEFT - label_width - share_width - 8
    axes = sheet.axes(left, bottom, width, height)
    axes.set_xticks([])
    axes.set_yticks([])
    axes.set_xlim(-1, 1)
    axes.set_ylim(height, 0)
    parts: dict[str, list] = {role: [] for role in _ROLES}
    top = 0
    for place, remedy in enumerate(shown):
        label = remedy_words(remedy.code, remedy.text, result.words)
        sheet.text(
            _LEFT, bottom + height - top - 15, fitting(label, paper.width - 2 * _LEFT, weight="bold"), weight="bold"
        )
        start = top
        top += _HEAD
        for ratings in remedy.moments:
            y = bottom + height - top - _BAR + 3
            sheet.text(_LEFT, y, _moment_words(ratings.moment), role="ink-quiet", size=SMALL_FONT)
            words = share_words(ratings.helped, ratings.n) if ratings.is_enough else _("too few")
            sheet.text(paper.width - 8, y, words, role="ink-quiet", size=SMALL_FONT, align="right")
            if ratings.is_enough:
                _stack(ratings, top, parts)
            top += _ROW
        # Beside the bars alone: a line through the names would be in their way.
        axes.plot((0, 0), (start + _HEAD - 4, top - 4), color=color("ink"), linewidth=1.2, gid="middle")
        gid = f"mark-{place}"
        sheet.titles[gid] = f"{label}: {'; '.join(_said(ratings) for ratings in remedy.moments)}"
        hit(axes, -1, start, 2, top - start, gid=gid, url=link(relief=_key(remedy)))
        top += _GAP
    for role, rectangles in parts.items():
        look = {"facecolor": color(role), "edgecolor": color("line-strong"), "linewidth": 0.7}
        blocks(axes, rectangles, gid=f"rated-{role}", **look)
    middle = left + width / 2
    y = bottom + height + 8
    sheet.text(middle - 8, y, _("not helped"), role="ink-quiet", size=SMALL_FONT, align="right")
    sheet.text(middle + 8, y, _("helped"), role="ink-quiet", size=SMALL_FONT)
    _legend(sheet, bottom - 22)
    if more > 0:
        words = ngettext("%(n)d more is in the table.", "%(n)d more are in the table.", more) % {"n": more}
        sheet.text(_LEFT, 10, words, role="ink-quiet", size=SMALL_FONT)
    return sheet


def _stack(ratings: Ratings, top: float, parts: dict[str, list]) -> None:
    """The shares of one bar, outward from the middle line."""
    left = right = 0.0
    # Outward: "not at all" lies next to the line, "worse" beyond it.
    for effect in (*reversed(range(HELPED_FROM)), *range(HELPED_FROM, len(EFFECTS))):
        share = ratings.by_effect[effect] / ratings.n
        if not share:
            continue
        if effect < HELPED_FROM:
            left -= share
            parts[_ROLES[effect]].append((left, top, share, _BAR))
        else:
            parts[_ROLES[effect]].append((right, top, share, _BAR))
            right += share


def _legend(sheet: Sheet, y: float) -> int:
    """From worse to greatly. Returns how many rows it took."""
    return sheet.legend(
        _LEFT,
        y,
        [(_swatch(role), str(EFFECTS.label(code))) for role, code in zip(_ROLES, EFFECTS, strict=True)],
    )


def _swatch(role: str):
    def draw_swatch(sheet: Sheet, x: float, y: float, size: float = 11) -> None:
        sheet.rectangle(x, y, size, size, facecolor=color(role), edgecolor=color("line-strong"), linewidth=0.7)

    return draw_swatch


def _key(remedy: Remedy) -> str:
    """What the filter asks for: a medicine by its name."""
    return remedy_key(remedy.code, remedy.text if remedy.code == MEDICATION else "")


def _moment_words(moment: str) -> str:
    return str(MOMENTS.label(moment)) if moment else _("any time")


def _said(ratings: Ratings) -> str:
    """One moment as words: "during: helped in 6 of 8 uses, 1 without a rating"."""
    if ratings.is_enough:
        words = _("helped in %(share)s uses") % {"share": share_words(ratings.helped, ratings.n)}
    else:
        words = ngettext("%(n)d rated use, too few", "%(n)d rated uses, too few", ratings.n) % {"n": ratings.n}
    if ratings.unrated:
        words += ", " + _("%(n)s without a rating") % {"n": number_words(ratings.unrated)}
    return f"{_moment_words(ratings.moment)}: {words}"


def reading(result: Relief) -> str:
    """Two or three sentences: what was used most and how it was rated, what it does not say, what is not in it."""
    remedies = [remedy for remedy in result.shown if remedy.code != NOTHING] or list(result.shown)
    remedy = remedies[0]
    shown = [_moment_sentence(ratings) for ratings in remedy.moments if ratings.is_enough]
    words = _("Used most: %(remedy)s. It helped %(uses)s, by your own rating.") % {
        "remedy": remedy_words(remedy.code, remedy.text, result.words),
        "uses": ", ".join(shown),
    }
    if remedy.code == NOTHING:
        words = _("You noted doing nothing most often; it got better %(uses)s, by your own rating.") % {
            "uses": ", ".join(shown)
        }
    words += " " + _("What is used on worse spasms can look weaker than it is.")
    if result.n < result.uses:
        words += " " + _("%(share)s uses have no rating and are not counted.") % {
            "share": share_words(result.uses - result.n, result.uses)
        }
    return words


def _moment_sentence(ratings: Ratings) -> str:
    values = {"share": share_words(ratings.helped, ratings.n)}
    if not ratings.moment:
        return _("in %(share)s uses that do not say when") % values
    if ratings.moment == DURING:
        return _("in %(share)s uses during the spasm") % values
    return _("in %(share)s uses after it") % values


def table(result: Relief, link: Link) -> Table:
    """A row for every remedy and moment, the most used first."""
    headers = (
        _("What was done"),
        _("When"),
        _("Helped"),
        *(str(EFFECTS.label(code)) for code in EFFECTS),
        _("No rating"),
    )
    rows = []
    for remedy in result.remedies:
        for ratings in remedy.moments:
            cells = (
                remedy_words(remedy.code, remedy.text, result.words),
                _moment_words(ratings.moment) if ratings.moment else _("not said"),
                share_words(ratings.helped, ratings.n) if ratings.is_enough else _("too few"),
                *(number_words(n) for n in ratings.by_effect),
                number_words(ratings.unrated),
            )
            rows.append(Row(cells, link(relief=_key(remedy))))
    note = _("From %(n)d rated uses on it says in how many it helped.") % {"n": LEAST_USES}
    return Table(headers, tuple(rows), f"{how_counted(result)} {note}")
