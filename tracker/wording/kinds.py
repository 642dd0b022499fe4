"""Which kinds of entries there were, in words, for the doctor. No computing."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.analysis.kinds import KindsOfEntries
from tracker.formatting import (
    number_words,
)
from tracker.vocabulary.episodes import NOT_SURE


def kinds_words(kinds: KindsOfEntries) -> str:
    """The kinds told apart: "18 cramps, 4 spasms, 2 not stated", or "21 days, all twitches"."""
    if kinds.only:
        days = ngettext("%(n)s day", "%(n)s days", kinds.days) % {"n": number_words(kinds.days)}
        all_of = {
            "twitch": _("%(days)s, all twitches"),
            "spasm": _("%(days)s, all spasms"),
            "cramp": _("%(days)s, all cramps"),
            "jerk": _("%(days)s, all jerks"),
            NOT_SURE: _("%(days)s, not sure of the kind"),
        }
        return all_of.get(kinds.only, _("%(days)s, kind not known")) % {"days": days}
    parts = [_kind_words(kind, n) for kind, n in kinds.counts]
    if kinds.not_stated:
        parts.append(_("%(n)s not stated") % {"n": number_words(kinds.not_stated)})
    if kinds.withheld:
        parts.append(_("%(n)s private") % {"n": number_words(kinds.withheld)})
    return ", ".join(parts)


def _kind_words(kind: str, n: int) -> str:
    words = {
        "twitch": ngettext("%(n)s twitch", "%(n)s twitches", n),
        "spasm": ngettext("%(n)s spasm", "%(n)s spasms", n),
        "cramp": ngettext("%(n)s cramp", "%(n)s cramps", n),
        "jerk": ngettext("%(n)s jerk", "%(n)s jerks", n),
        NOT_SURE: ngettext("%(n)s not sure", "%(n)s not sure", n),
    }
    return words.get(kind, _("%(n)s, kind not known")) % {"n": number_words(n)}
