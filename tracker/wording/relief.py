"""What helped, by the person's own rating, in words and as a table. No computing, no drawing."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from tracker.analysis.relief import LEAST_USES, Ratings, Relief, Remedy
from tracker.formatting import facts_words, list_words, number_words, sentences_words, share_words
from tracker.vocabulary.relief import (
    AFTER,
    DURING,
    EFFECTS,
    MOMENTS,
    NOTHING,
    REMEDY_MEDICATION,
    remedy_key,
    remedy_words,
)
from tracker.wording.readers import DOCTOR, Reader
from tracker.wording.tables import Link, Table, TableRow, how_counted

HEADING = gettext_lazy("By your own rating")
"""What its chart is called on pages."""


def title(result: Relief) -> str:
    """The finding: what was used most, and how often it helped."""
    remedies = [remedy for remedy in result.shown if remedy.code != NOTHING] or list(result.shown)
    first = remedies[0]
    words = (
        _("%(remedy)s: got better %(share)s times")
        if first.code == NOTHING
        else _("%(remedy)s: helped in %(share)s uses")
    )
    name = remedy_words(first.code, first.text, result.words)
    return words % {"remedy": name[:1].upper() + name[1:], "share": share_words(first.helped, first.rated)}


def subtitle(result: Relief) -> str:
    """What one mark is."""
    return _("How often each helped, by your rating.")


def filter_key(remedy: Remedy) -> str:
    """What the filter asks for: a medicine by its name."""
    return remedy_key(remedy.code, remedy.text if remedy.code == REMEDY_MEDICATION else "")


def moment_words(moment: str) -> str:
    """During or after the spasm, or at any time."""
    return str(MOMENTS.label(moment)) if moment else _("any time")


def ratings_words(ratings: Ratings) -> str:
    """One moment as words: "during: helped in 6 of 8 uses, 1 without a rating"."""
    if ratings.is_enough:
        words = _("helped in %(share)s uses") % {"share": share_words(ratings.helped, ratings.n)}
    else:
        words = ngettext("%(n)d rated use, too few", "%(n)d rated uses, too few", ratings.n) % {"n": ratings.n}
    if ratings.unrated:
        words = _("%(uses)s, %(n)s without a rating") % {"uses": words, "n": number_words(ratings.unrated)}
    return f"{moment_words(ratings.moment)}: {words}"


def uses_words(remedy: Remedy) -> str:
    """In how many of its rated uses a remedy helped, whenever it was used: "helped in 6 of 8"."""
    words = _("got better in %(share)s") if remedy.code == NOTHING else _("helped in %(share)s")
    return words % {"share": share_words(remedy.helped, remedy.rated)}


def reading(result: Relief, reader: Reader) -> str:
    """Two or three sentences: what was used most and how it was rated, what it does not say, what is not in it.

    The doctor reads a `remedy_line` for each remedy that may be named, and this below them.
    """
    if reader is DOCTOR:
        return _("Not a comparison of remedies.")
    remedies = [remedy for remedy in result.shown if remedy.code != NOTHING] or list(result.shown)
    remedy = remedies[0]
    shown = [_moment_sentence(ratings) for ratings in remedy.by_moment if ratings.is_enough]
    # What is used most may have no ratings, and then it is not among those that are shown.
    is_used_most = all(remedy.uses >= other.uses for other in result.remedies if other.code != NOTHING)
    if remedy.code == NOTHING and is_used_most:
        words = _("Most often, you noted that you did nothing. By your own rating, it got better %(uses)s.")
    elif remedy.code == NOTHING:
        words = _("Sometimes you noted that you did nothing. By your own rating, it got better %(uses)s.")
    elif is_used_most:
        words = _("Used most: %(remedy)s. By your own rating, it helped %(uses)s.")
    else:
        words = _("Used most of those shown here: %(remedy)s. By your own rating, it helped %(uses)s.")
    words %= {"remedy": remedy_words(remedy.code, remedy.text, result.words), "uses": list_words(shown)}
    sentences = [words, _("A remedy used on worse spasms can look weaker than it is.")]
    if result.n < result.uses:
        unrated = result.uses - result.n
        sentence = ngettext(
            "%(n)s of %(of)s uses has no rating and is not counted.",
            "%(n)s of %(of)s uses have no rating and are not counted.",
            unrated,
        )
        sentences.append(sentence % {"n": number_words(unrated), "of": number_words(result.uses)})
    return sentences_words(sentences)


def _moment_sentence(ratings: Ratings) -> str:
    values = {"share": share_words(ratings.helped, ratings.n)}
    if not ratings.moment:
        return _("in %(share)s uses with no time given") % values
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
        for ratings in remedy.by_moment:
            cells = (
                remedy_words(remedy.code, remedy.text, result.words),
                moment_words(ratings.moment) if ratings.moment else _("time not given"),
                share_words(ratings.helped, ratings.n) if ratings.is_enough else _("too few"),
                *(number_words(n) for n in ratings.by_effect),
                number_words(ratings.unrated),
            )
            rows.append(TableRow(cells, link(relief=filter_key(remedy))))
    note = _("How often it helped is shown once it has been rated %(n)d times.") % {"n": LEAST_USES}
    return Table(headers, tuple(rows), f"{how_counted(result)} {note}")


def _share_words(ratings: Ratings) -> str:
    """In how many of the rated uses it helped: "during 6 of 8"."""
    words = {DURING: _("during %(share)s"), AFTER: _("after %(share)s")}.get(
        ratings.moment, _("time not given %(share)s")
    )
    return words % {"share": share_words(ratings.helped, ratings.n)}


def remedy_line(remedy: Remedy, what: str) -> str:
    """A remedy with its rated uses, for the doctor: "heat: during 6 of 8; after 2 of 4 uses". `what`: its name."""
    enough = [ratings for ratings in remedy.by_moment if ratings.is_enough]
    shares = [_share_words(ratings) for ratings in enough]
    if len(enough) == 1 and not enough[0].moment:
        # Alone they are all that there are.
        shares = [share_words(enough[0].helped, enough[0].n)]
    return _("%(what)s: %(uses)s uses") % {"what": what, "uses": facts_words(shares)}


def uses_line(remedy: Remedy) -> tuple[str, str]:
    """The same as a number and what belongs to it: ("6 of 8", "during; after 2 of 4")."""
    first, *others = (ratings for ratings in remedy.by_moment if ratings.is_enough)
    more = [_share_words(each) for each in others]
    moment = {DURING: pgettext("a remedy", "during"), AFTER: pgettext("a remedy", "after")}.get(first.moment, "")
    return share_words(first.helped, first.n), facts_words(part for part in (moment, *more) if part)


def doctors_name(remedy: Remedy, spelled: str, own: Mapping[str, str]) -> str:
    """What a remedy is called beside its uses: doing nothing is none, it did not help, it got better."""
    words = remedy_words(remedy.code, spelled, own)
    return _("%(nothing)s (got better)") % {"nothing": words} if remedy.code == NOTHING else words
