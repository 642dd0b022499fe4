"""What was done against spasms: what did not help, and heat, cold or massage during the attack."""

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from tracker.analysis.patterns.thresholds import RELIEF_USES, RELIEF_WINDOW_DAYS, RELIEF_WORSE_USES
from tracker.formatting import list_words
from tracker.guidance.rules.facts import Facts
from tracker.guidance.rules.found import of_pattern
from tracker.guidance.rules.raised import Raised
from tracker.guidance.rules.rule import Found, Rule
from tracker.vocabulary.relief import MEDICATION, RELIEF

NO_HELP, MEDICINE, DISPUTED = "relief", "medicine", "relief-when"


def _no_help(facts: Facts, *, of_medicine: bool) -> Iterator[Found]:
    pattern = facts.pattern("relief-without-help")
    for each in pattern.found:
        if (each.code == MEDICATION) is of_medicine:
            strength = max(each.n / RELIEF_USES, each.worse / RELIEF_WORSE_USES)
            yield Found(
                each.n,
                each.of,
                strength,
                about=f"{each.code}:{each.text}" if each.text else each.code,
                values={"code": each.code, "text": each.text, "worse": each.worse},
                episodes=each.episodes,
            )


def _says_no_help(raised: Raised, own_words: Mapping[str, str]) -> str:
    thing = raised.values["text"] or str(RELIEF.label(raised.values["code"], own_words))
    words = _("By your own rating, “%(thing)s” did not help in %(n)d of %(of)d uses in %(days)d days.")
    said = words % {"thing": thing, "n": raised.n, "of": raised.of, "days": RELIEF_WINDOW_DAYS}
    if not raised.values["worse"]:
        return said
    more = ngettext("%(n)d time it got worse.", "%(n)d times it got worse.", raised.values["worse"])
    return f"{said} {more % {'n': raised.values['worse']}}"


def _disputed(facts: Facts) -> Iterator[Found]:
    disputed = facts.pattern("disputed-relief-during")
    if disputed.holds:
        yield of_pattern(disputed, 1, values={"things": list(disputed.things)})


def _says_disputed(raised: Raised, own_words: Mapping[str, str]) -> str:
    words = ngettext(
        "%(things)s while the spasm lasted: %(n)d of %(of)d entry that says when something was done.",
        "%(things)s while the spasm lasted: %(n)d of %(of)d entries that say when something was done.",
        raised.of,
    )
    things = list_words([str(RELIEF.label(code)) for code in raised.values["things"]])
    return words % {"things": things[:1].upper() + things[1:], "n": raised.n, "of": raised.of}


RULES = (
    Rule(
        name="relief-without-help",
        topic=NO_HELP,
        when=gettext_lazy(
            "In 90 days, “not at all” or worse in three quarters of 4 or more rated uses of one remedy, or worse "
            "twice. Medicines have a card of their own."
        ),
        find=lambda facts: _no_help(facts, of_medicine=False),
        sentence=_says_no_help,
        patterns=("relief-without-help",),
    ),
    Rule(
        name="medicine-without-help",
        topic=MEDICINE,
        when=gettext_lazy(
            "The same for a medicine: “not at all” or worse in three quarters of 4 or more rated uses, or worse twice."
        ),
        find=lambda facts: _no_help(facts, of_medicine=True),
        sentence=_says_no_help,
        patterns=("relief-without-help",),
    ),
    Rule(
        name="disputed-relief-during",
        topic=DISPUTED,
        when=gettext_lazy("Heat, cold or massage while the spasm lasted, in 1 or more entries of 28 days."),
        find=_disputed,
        sentence=_says_disputed,
        patterns=("disputed-relief-during",),
    ),
)
