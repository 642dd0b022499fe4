"""What a self-trial promises before it starts, and what its looks say, in words. No computing, no drawing."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from tracker.analysis.trial import (
    END_LOOK,
    FEWER_WITH_IT,
    FEWEST_DIFFERING,
    HALF_WAY_LOOK,
    MORE_WITH_IT,
    NO_CLEAR_DIFFERENCE,
    TOO_FEW_PAIRS,
    UNEVEN_ANSWERS,
    NightCounts,
    TrialResult,
)
from tracker.analysis.trial_power import FALSE_OF_100, HIDDEN_SPASMS, TRIAL_POWER, rarity
from tracker.formatting import number_words, sentences_words, share_words
from tracker.vocabulary.lazy_text import LazyText

NIGHTS_IN_WORDS = 30
"""Both sides of a comparison are told of so many nights."""
FEWEST_PAIRS_IN_WORDS = 10
"""Of fewer pairs, "about 12 in 30" would say more than is known."""
LEAST_P_IN_WORDS = 0.001

_TITLES: dict[str, LazyText] = {
    FEWER_WITH_IT: gettext_lazy("Fewer spasms on the nights drawn for the habit"),
    NO_CLEAR_DIFFERENCE: gettext_lazy("No clear difference"),
    TOO_FEW_PAIRS: gettext_lazy("Too few nights to tell"),
    UNEVEN_ANSWERS: gettext_lazy("No result, because you answered unevenly"),
    MORE_WITH_IT: gettext_lazy("More spasms on the nights drawn for the habit"),
}
_TITLES_WITHIN_PAIRS: dict[str, LazyText] = {
    FEWER_WITH_IT: gettext_lazy("Within pairs, fewer spasms on the night drawn for the habit"),
    MORE_WITH_IT: gettext_lazy("Within pairs, more spasms on the night drawn for the habit"),
}


# Before it starts


def baseline_words(spasms: int, nights: int) -> str:
    """The person's own rate."""
    return _("You had a spasm on %(spasms)s of the %(nights)s nights your check-ins cover in the last six weeks.") % {
        "spasms": number_words(spasms),
        "nights": number_words(nights),
    }


def promise_words(rare: int, nights: int) -> str:
    """What a trial of so many nights can find at this rate, by the benchmark's table."""
    return _(
        "Say the habit halves your spasms, and you answer 9 mornings in 10 and follow the draw. Then about %(low)s to "
        "%(high)s of 100 trials of %(nights)s nights show it."
    ) % _found_of_100(rare, nights)


def limit_words() -> str:
    """What no trial can do."""
    return _(
        "It will mostly miss a smaller effect. In %(low)s to %(high)s of 100 trials, a habit that does nothing seems "
        "to help."
    ) % {"low": FALSE_OF_100[0], "high": FALSE_OF_100[1]}


def _found_of_100(rare: int, nights: int) -> dict[str, str]:
    power = TRIAL_POWER[rare, nights]
    low, high = sorted((power.in_spells, power.otherwise))
    return {"nights": number_words(nights), "low": number_words(low), "high": number_words(high)}


# A look


def title(result: TrialResult) -> str:
    """The finding."""
    if _points_to_more(result):
        return _("No sign that it helps")
    return str((_TITLES_WITHIN_PAIRS if _is_within_pairs(result) else _TITLES)[result.verdict])


def _is_within_pairs(result: TrialResult) -> bool:
    """Whether the verdict holds within the pairs alone: all answered nights of each arm, which stand beside it, do not
    say the same. Nights whose pair lacks the other answer are no part of the test."""
    with_it = result.with_habit.spasms * result.without.answered
    without = result.without.spasms * result.with_habit.answered
    if result.verdict == FEWER_WITH_IT:
        return with_it >= without
    return result.verdict == MORE_WITH_IT and with_it <= without


def sentences(result: TrialResult, look: str, baseline: tuple[int, int], nights: int) -> list[str]:
    """What the look says, for the person: as assigned, how sure, and what was missed.

    `baseline`: (spasms, nights) before the trial; `nights`: its length.
    """
    words = [as_assigned_words(result)]
    if result.overridden:
        words.append(overridden_words(result.overridden))
    if result.pairs >= FEWEST_PAIRS_IN_WORDS:
        words.append(in_30_words(result))
    if says_range(result):
        words.append(range_words(result))
    words += _verdict_words(result, look, baseline, nights)
    return words


def as_assigned_words(result: TrialResult) -> str:
    """Answered nights of each arm, as they were drawn."""
    return _(
        "You had a spasm on %(with)s nights drawn for the habit, and on %(without)s drawn without it. Unanswered "
        "nights don’t count."
    ) % {"with": _share(result.with_habit), "without": _share(result.without)}


def overridden_words(nights: int) -> str:
    """That so many answers were no where an entry says otherwise."""
    words = ngettext(
        "On %(n)s night you answered No, but an entry began that night, so it counts as a spasm night.",
        "On %(n)s nights you answered No, but an entry began that night, so they count as spasm nights.",
        nights,
    )
    return words % {"n": number_words(nights)}


def in_30_words(result: TrialResult) -> str:
    """The same of 30 nights each, from the pairs that the test rests on."""
    with_it, without = (
        round(NIGHTS_IN_WORDS * spasms / result.pairs)
        for spasms in (result.spasms_in_pairs_with, result.spasms_in_pairs_without)
    )
    words = _(
        "In pairs with both nights answered, you had spasms on about %(with)s in 30 nights drawn for the habit and "
        "about %(without)s in 30 drawn without it."
    )
    return words % {"with": number_words(with_it), "without": number_words(without)}


def _has_range(result: TrialResult) -> bool:
    """Whether a range of the difference may be said. Where there is no verdict it would be one: four differing pairs
    that all favor the habit give a range above 0, and pairs that are all alike give one from 0 to 0. If every pair came
    out the same way, sign-flips leave a single point, and no trial knows the difference that well."""
    return result.verdict not in {TOO_FEW_PAIRS, UNEVEN_ANSWERS} and result.low != result.high


def says_range(result: TrialResult) -> bool:
    """Whether the person is told the range: where there is one, and enough pairs to speak of 30 nights."""
    return _has_range(result) and result.pairs >= FEWEST_PAIRS_IN_WORDS


def _points_to_more(result: TrialResult) -> bool:
    """There is no finding, and the whole range lies on the side of more spasms with the habit. The trial tests for
    fewer alone, so that is no finding either, but it is not "it may still help"."""
    return result.verdict == NO_CLEAR_DIFFERENCE and result.high is not None and result.high < 0


def range_words(result: TrialResult) -> str:
    """The 90 % interval, in nights of 30."""
    low, high = (round(NIGHTS_IN_WORDS * (limit or 0.0)) for limit in (result.low, result.high))
    values = {"low": number_words(abs(low)), "high": number_words(abs(high))}
    if low >= 0:
        return _("The true difference is probably %(low)s to %(high)s nights fewer in 30.") % values
    if high <= 0:
        values = {"low": values["high"], "high": values["low"]}
        return _("The true difference is probably %(low)s to %(high)s nights more in 30.") % values
    return _("The true difference is probably between %(low)s nights more and %(high)s nights fewer in 30.") % values


def _verdict_words(result: TrialResult, look: str, baseline: tuple[int, int], nights: int) -> list[str]:
    if result.verdict == FEWER_WITH_IT:
        return [chance_words(), _("You knew which night it was, and that can change what people notice.")]
    if result.verdict == TOO_FEW_PAIRS:
        words = ngettext(
            "Only %(n)s pair of nights had a spasm on just one of the two. It takes at least %(least)s to compare.",
            "Only %(n)s pairs of nights had a spasm on just one of the two. It takes at least %(least)s to compare.",
            result.differing,
        )
        if not result.differing:
            words = _("No pair of nights had a spasm on just one of the two. It takes at least %(least)s to compare.")
        return [words % {"n": number_words(result.differing), "least": number_words(FEWEST_DIFFERING)}]
    if result.verdict == UNEVEN_ANSWERS:
        return [_("You answered one kind of night much more often than the other. That alone could be the difference.")]
    if look == HALF_WAY_LOOK:
        return (
            [] if result.verdict == MORE_WITH_IT else [_("This is only half of the nights, so it is too early to say.")]
        )
    if _points_to_more(result):
        return [
            _(
                "More pairs had a spasm on just the night drawn for the habit than on just the other night. "
                "This is not proof of harm."
            )
        ]
    if result.low is not None and result.low > 0:
        return [_("This falls just short of what counts as a finding, so it could be chance.")]
    return [missed_words(baseline, nights)]


def chance_words() -> str:
    """How often a habit that does nothing looks like this one."""
    return _("By chance alone this happens in %(low)s to %(high)s of 100 such trials.") % {
        "low": FALSE_OF_100[0],
        "high": FALSE_OF_100[1],
    }


def missed_words(baseline: tuple[int, int], nights: int) -> str:
    """What a trial that found nothing may have missed."""
    rare = rarity(*baseline)
    if rare is None or (rare, nights) not in TRIAL_POWER:
        return _("It may still help. A trial like this misses a lot.")
    return _(
        "It may still help. Say spasms come on 1 night in %(rare)s and a habit halves them. Say 9 mornings in 10 are "
        "answered and the draw is followed. Then about %(low)s to %(high)s of 100 trials of %(nights)s nights show it."
    ) % (_found_of_100(rare, nights) | {"rare": number_words(rare)})


def as_done_words(result: TrialResult) -> str:
    """By what the person says they did; "" if that was never answered."""
    done, not_done = result.done, result.not_done
    values = {"done": _share(done), "not_done": _share(not_done)}
    words = ""
    if done.answered and not_done.answered:
        words = _(
            "Going by your answers, you had a spasm on %(done)s nights when you did it, and on %(not_done)s when you "
            "didn’t. Where that differs from the draw, other things may differ, too."
        )
    elif done.answered:
        words = _(
            "Each time you said whether you did it, the answer was yes. You had a spasm on %(done)s of those nights."
        )
    elif not_done.answered:
        words = _(
            "Each time you said whether you did it, the answer was no. You had a spasm on %(not_done)s of those nights."
        )
    return words % values


def hidden_words() -> str:
    """How much the hope that it helps can do."""
    return _(
        "If 1 in 10 spasms on nights with the habit went unreported, a habit that does nothing would look like help in "
        "about %(few)s of 100 trials. If 1 in 5 did, in about %(many)s."
    ) % {"few": HIDDEN_SPASMS[10], "many": HIDDEN_SPASMS[5]}


def method_words(result: TrialResult, look: str) -> str:
    """The test in its own terms, for the details and for the doctor."""
    values = {
        "pairs": number_words(result.pairs),
        "fewer": number_words(result.fewer_with),
        "more": number_words(result.more_with),
        "p": _p_words(result.p_fewer),
    }
    if look == END_LOOK:
        words = _(
            "%(pairs)s pairs with both nights answered, %(fewer)s with a spasm only without the habit, %(more)s only "
            "with it; one-sided sign-flip p %(p)s (checked at the end, level .045)."
        )
    else:
        words = _(
            "%(pairs)s pairs with both nights answered, %(fewer)s with a spasm only without the habit, %(more)s only "
            "with it; one-sided sign-flip p %(p)s (checked halfway, level .01)."
        )
    return words % values


def _p_words(p: float) -> str:
    """A p with its sign: none is 0, since the coins can always have come up that way."""
    if p < LEAST_P_IN_WORDS:
        return "< .001"
    if p == 1:
        return "= 1"
    return "> .999" if p > 1 - LEAST_P_IN_WORDS else "= " + f"{p:.3f}".lstrip("0")


# For the doctor


def design_words() -> str:
    """What such a trial is, in a line."""
    return _(
        "A coin decided for each pair of nights which one had the habit. Outcome: any spasm between going to bed and "
        "getting up, asked each morning. Patient-reported, not clinically verified."
    )


def doctor_words(result: TrialResult | None, began: str, *, is_at_end: bool) -> str:
    """A trial in a line of the doctor's summary. `began`: which habit, when, and how it ended, in words."""
    if result is None:
        return sentences_words([began, _("No result.")])
    counts = _("Spasm on %(with)s nights with, %(without)s without (answered nights, as assigned).") % {
        "with": _share(result.with_habit),
        "without": _share(result.without),
    }
    method = method_words(result, END_LOOK if is_at_end else HALF_WAY_LOOK)
    more = _("Not fewer on nights drawn for the habit, within pairs (tested on one side).")
    within = _DOCTOR_VERDICTS_WITHIN_PAIRS if _is_within_pairs(result) else _DOCTOR_VERDICTS
    verdict = more if _points_to_more(result) else str(within[result.verdict])
    beside = _doctors_overridden_words(result.overridden)
    return sentences_words(filter(None, [began, counts, beside, _difference_words(result), verdict, method]))


def _doctors_overridden_words(nights: int) -> str:
    if not nights:
        return ""
    words = ngettext(
        "On %(n)s night the answer was no, but an entry began that night, so it counts as a spasm night.",
        "On %(n)s nights the answer was no, but an entry began that night, so they count as spasm nights.",
        nights,
    )
    return words % {"n": number_words(nights)}


_DOCTOR_VERDICTS: dict[str, LazyText] = {
    FEWER_WITH_IT: gettext_lazy("Fewer on nights drawn for the habit."),
    NO_CLEAR_DIFFERENCE: gettext_lazy("No clear difference."),
    TOO_FEW_PAIRS: gettext_lazy("Too few differing pairs."),
    UNEVEN_ANSWERS: gettext_lazy("No verdict: answered unevenly."),
    MORE_WITH_IT: gettext_lazy("More on nights drawn for the habit."),
}
_DOCTOR_VERDICTS_WITHIN_PAIRS: dict[str, LazyText] = {
    FEWER_WITH_IT: gettext_lazy("Fewer on nights drawn for the habit, within pairs."),
    MORE_WITH_IT: gettext_lazy("More on nights drawn for the habit, within pairs."),
}


def _difference_words(result: TrialResult) -> str:
    if result.difference is None or result.low is None or result.high is None or not _has_range(result):
        return ""
    return _("Difference (without minus with) %(value)s per night (90 %% CI %(low)s to %(high)s).") % {
        "value": number_words(result.difference),
        "low": number_words(result.low),
        "high": number_words(result.high),
    }


def _share(counts: NightCounts) -> str:
    return share_words(counts.spasms, counts.answered)
