"""What the person suspected, in words that say it is an opinion, and as a table. No computing, no drawing."""

from collections.abc import Collection, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from tracker.analysis.suspected import SuspectedTriggers
from tracker.formatting import list_words, number_words, sentences_words, share_words
from tracker.vocabulary.factors import FACTORS
from tracker.vocabulary.terms import NONE_OF_THESE
from tracker.wording.readers import DOCTOR, Reader
from tracker.wording.tables import Link, Table, TableRow, how_counted

HEADING = gettext_lazy("What you suspected")
"""What its chart is called on pages."""


def title(result: SuspectedTriggers) -> str:
    """What was suspected most, with its denominator."""
    if not result.factors:
        return _("You suspected none of these")
    first = result.factors[0]
    return _("Suspected most: %(factor)s, in %(share)s entries") % {
        "factor": FACTORS.label(first.code, result.words),
        "share": share_words(first.entries, result.n),
    }


def subtitle(result: SuspectedTriggers) -> str:
    """What one mark is."""
    return _("Each bar counts entries. This is your opinion, not a finding.")


def reading(result: SuspectedTriggers, reader: Reader) -> str:
    """Two or three sentences: the first in rank with their denominators, that it is an opinion, who did not answer."""
    if reader is DOCTOR:
        words = ngettext(
            "Selected while logging. An opinion, not a finding. %(share)s entry answered.",
            "Selected while logging. An opinion, not a finding. %(share)s entries answered.",
            result.of,
        )
        return words % {"share": share_words(result.n, result.of)}
    if result.factors:
        first = [
            _("%(factor)s in %(n)s")
            % {"factor": FACTORS.label(factor.code, result.words), "n": number_words(factor.entries)}
            for factor in result.factors[:3]
        ]
        words = ngettext(
            "In the %(of)s entry where you answered, you suspected %(factors)s.",
            "In the %(of)s entries where you answered, you suspected %(factors)s.",
            result.n,
        ) % {"of": number_words(result.n), "factors": list_words(first)}
    else:
        words = ngettext(
            "In the %(of)s entry where you answered, you suspected none of these.",
            "In all %(of)s entries where you answered, you suspected none of these.",
            result.n,
        ) % {"of": number_words(result.n)}
    sentences = [words, _("This is your opinion, not a finding.")]
    if result.n < result.of:
        unanswered = ngettext(
            "You left %(share)s entry unanswered.", "You left %(share)s entries unanswered.", result.of
        )
        sentences.append(unanswered % {"share": share_words(result.of - result.n, result.of)})
    return sentences_words(sentences)


def table(result: SuspectedTriggers, link: Link) -> Table:
    """A row for every factor, the most frequent first; then "none of these" and the open ones, kept apart."""
    counts = [(factor.code, factor.entries) for factor in result.factors]
    counts += [(NONE_OF_THESE, result.none)] if result.none else []
    rows = [
        TableRow((str(FACTORS.label(code, result.words)), share_words(entries, result.n)), link(factor=code))
        for code, entries in counts
    ]
    if result.n < result.of:
        rows.append(TableRow((_("unanswered"), _("%(n)s, not counted") % {"n": number_words(result.of - result.n)})))
    return Table((_("Suspected"), _("Entries where you answered")), tuple(rows), how_counted(result))


def bar_words(label: str, share: str) -> str:
    """One bar, for who points at it."""
    return _("%(factor)s: %(share)s entries where you answered") % {"factor": label, "share": share}


def full_length_words(result: SuspectedTriggers) -> str:
    """What the length of a whole track stands for."""
    words = ngettext(
        "Full bar: the 1 entry where you answered", "Full bar: all %(n)s entries where you answered", result.n
    )
    return words % {"n": number_words(result.n)}


def table_beside_check_ins(result: SuspectedTriggers, shown: Collection[str], check_ins: Mapping[str, str]) -> Table:
    """For the doctor: the factors of `shown`, and what the check-ins say of each, in words by its code."""
    rows = tuple(
        TableRow(
            (
                str(FACTORS.label(one.code, result.words)),
                share_words(one.entries, result.n),
                check_ins.get(one.code, ""),
            )
        )
        for one in result.factors
        if one.code in shown
    )
    return Table((_("Suspected"), _("Entries answered"), _("Evening check-ins")), rows)
