"""The style sheet in a real browser shows what the rules say, for every red flag, with JavaScript off."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.browser.conftest import DESKTOP, SMALL
from tests.factories import make_episode
from tests.guidance.red_flags import QUIET_ENTRIES, RED_FLAGS
from tracker.guidance.assess import assess
from tracker.guidance.entry_facts import EntryFacts
from tracker.guidance.form_css import field_name
from tracker.guidance.loader import load_library
from tracker.guidance.questions import CHEST_SIGNS_QUESTION

pytestmark = [pytest.mark.browser, pytest.mark.walk, pytest.mark.django_db(transaction=True)]

_TICK = """
({fields, flags}) => {
  const form = document.querySelector(".episode-form");
  for (const box of form.querySelectorAll("input[type=checkbox], input[type=radio]")) {
    box.checked = (fields[box.name] || []).includes(box.value);
  }
  for (const [name, values] of Object.entries(fields)) {
    for (const value of values) {
      if (![...form.querySelectorAll(`[name="${name}"]`)].some((box) => box.value === value && box.checked)) {
        throw new Error(`the form has no ${name} ${value}`);
      }
    }
  }
  form.querySelector(".safety").className = ["safety", ...flags.map((flag) => `knows-${flag}`)].join(" ");
  if (!document.querySelector(".self-care")) {
    const steps = document.createElement("p");
    steps.className = "self-care";
    steps.textContent = "A step.";
    document.querySelector("main").prepend(steps);
  }
  const shown = (element) => getComputedStyle(element).display !== "none";
  const asks = [...form.querySelectorAll(".ask")].filter((ask) => shown(ask) && !ask.querySelector(":checked"));
  return {
    asks: asks.map((ask) => ask.dataset.question),
    cards: [...form.querySelectorAll(".live-card")].filter(shown).map((card) => card.dataset.card).sort(),
    steps: shown(document.querySelector(".self-care")),
  };
}
"""
_ONLY_FIELDS = """
(ticked) => {
  const form = document.querySelector(".episode-form");
  const safety = form.querySelector(".safety");
  const fields = [...form.querySelectorAll("input")].filter((field) => !safety.contains(field));
  form.replaceChildren(...fields.filter((field) => ticked.includes(`${field.name} ${field.value}`)), safety);
}
"""
"""What is ticked in some case, without the body, labels and texts: every change has all of the form styled anew."""
NOT_IN_A_FORM = {
    "spinal cord injury, a burst",
    "pregnant, a burst",
    "heat",
    "heat, both calves",
    "new medicine, stiff all over, fever",
}
"""How many in a row, how many places: the form cannot tell, so the server asks once it is saved."""
STARTED = {10: "15", 25: "30", 60: "60"}
LASTED = {40: "3600", 60: "3600", 3: "120", 5: "300", 2: "120", 4: "120"}


def ticked(facts: EntryFacts) -> dict:
    """The form's fields that say these facts."""
    fields = {
        "regions": [f"{region}:{side}" if side else region for region, side in facts.regions],
        "also_noticed": sorted(facts.noticed),
        "suspected_factors": sorted(facts.factors),
        "intensity": [] if facts.intensity is None else [str(facts.intensity)],
        "at_onset": [facts.at_onset],
        "impact": [facts.impact],
        "soreness": [facts.soreness],
        "kind": [facts.kind],
        "chest_signs": [facts.chest_signs],
    } | {field_name(question): sorted(answers) for question, answers in facts.follow_up.items()}
    if facts.is_running:
        fields |= {"duration": ["ongoing"], "started": [STARTED.get(facts.duration_minutes, "0")]}
    elif facts.duration_minutes:
        fields["duration"] = [LASTED[facts.duration_minutes]]
    return {name: [value for value in values if value] for name, values in fields.items() if any(values)}


def meant(facts: EntryFacts) -> dict:
    assessment = assess(facts, load_library())
    return {
        "asks": [assessment.asked.code] if assessment.asked else [],
        "cards": sorted(card.entry.key for card in assessment.cards),
        "steps": not assessment.takes_self_care_off,
    }


def cases():
    for name, flag in RED_FLAGS.items():
        if name in NOT_IN_A_FORM:
            continue
        for full in (False, True):
            for answer in ("", *flag.answers):
                minutes = flag.minutes if flag.is_over or flag.minutes else 0
                yield f"{name}: {answer}", flag.facts(minutes=minutes, full=full, answer=answer)
    for name, facts in QUIET_ENTRIES.items():
        if name not in {"forgotten till morning", "an eyelid"}:
            yield name, EntryFacts(**facts)


@pytest.mark.parametrize("part", range(4))
def test_the_form_shows_what_the_rules_say(browse, alice, part):
    """In four parts, so that several processes share it."""
    make_episode(alice, regions=(("chest", "middle"),))
    page = browse(user=alice, scripts=False)
    page.goto(f"{reverse('episode-add')}?lists=all")
    wanted_cases = list(cases())[part::4]
    fields = [ticked(facts) for _name, facts in wanted_cases]
    page.evaluate(_ONLY_FIELDS, sorted({f"{name} {value}" for each in fields for name in each for value in each[name]}))
    different = []
    for name, facts in wanted_cases:
        seen = page.evaluate(_TICK, {"fields": ticked(facts), "flags": sorted(facts.flags)})
        wanted = meant(facts)
        # Beside an emergency the server asks nothing; the form may still show its question.
        if not wanted["asks"] and "emergency" in {load_library().entries[key].care for key in wanted["cards"]}:
            seen["asks"] = []
        if seen != wanted:
            different.append((name, seen, wanted))
    assert different == []


def test_the_first_chest_entry_shows_its_card_at_once(browse, alice):
    page = browse(user=alice, scripts=False)
    page.goto(f"{reverse('episode-add')}?lists=all")
    expect(page.locator(".safety.knows-first-chest")).to_have_count(1)
    page.locator("summary", has_text="Neck, chest, belly").click()
    page.locator("input[name=regions][value='chest:left']").check()
    expect(page.locator('.live-card[data-card="heart-or-lungs"]')).to_be_visible()


def test_a_question_waits_for_the_more_dangerous_one(browse, alice):
    page = browse(user=alice, scripts=False)
    page.goto(f"{reverse('episode-add')}?lists=all")
    fields = {"regions": ["calf:left"], "also_noticed": ["pale-blue-cold", "swelling"]}
    assert page.evaluate(_TICK, {"fields": fields, "flags": []})["asks"] == ["colder"]
    fields["follow_up_colder"] = ["as-always"]
    assert page.evaluate(_TICK, {"fields": fields, "flags": []})["asks"] == ["more-swollen"]
    fields["follow_up_more-swollen"] = ["no"]
    fields["also_noticed"].append("weakness")
    assert page.evaluate(_TICK, {"fields": fields, "flags": []})["asks"] == []


def test_with_the_back_the_form_asks_about_both_legs(browse, alice):
    page = browse(user=alice, scripts=False)
    page.goto(f"{reverse('episode-add')}?lists=all")
    ask = page.locator('.ask[data-question="one-side"] legend')
    page.evaluate(_TICK, {"fields": {"regions": ["lower-back:middle"], "also_noticed": ["weakness"]}, "flags": []})
    assert "both legs" in ask.inner_text()
    page.evaluate(_TICK, {"fields": {"regions": ["calf:left"], "also_noticed": ["weakness"]}, "flags": []})
    assert "both legs" not in ask.inner_text()


@pytest.mark.parametrize("viewport", [SMALL, DESKTOP], ids=["320px", "1280px"])
def test_the_questions_and_cards_in_the_form_are_sound(browse, alice, in_both_themes, fits, viewport):
    page = browse(user=alice, viewport=viewport)
    page.goto(f"{reverse('episode-add')}?lists=all")
    fields = {
        "regions": ["chest:left", "calf:left"],
        "also_noticed": ["breathing-difficulty", "swelling", "bladder-bowel-or-saddle-numbness", "dark-urine"],
    }
    result = page.evaluate(_TICK, {"fields": fields, "flags": []})
    assert result == {
        "asks": [CHEST_SIGNS_QUESTION],
        "cards": ["dark-urine", "heart-or-lungs", "saddle-numbness"],
        "steps": False,
    }
    assert in_both_themes(page) == []
    assert fits(page)


@pytest.mark.parametrize("viewport", [SMALL, DESKTOP], ids=["320px", "1280px"])
@pytest.mark.parametrize(
    "query",
    [
        "region=calf&moment=during",
        "region=calf&moment=after",
        "region=chest",
        "region=chest&chest_signs=yes",
        "side=up",
    ],
)
def test_what_helps_is_sound_with_everything_open(browse, alice, in_both_themes, fits, query, viewport):
    page = browse(user=alice, viewport=viewport)
    page.goto(f"{reverse('guidance')}?{query}")
    page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
    assert in_both_themes(page) == []
    assert fits(page)
