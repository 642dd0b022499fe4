"""The style sheet in a real browser shows what the engine says, for every kind of answer, with JavaScript off."""

import pytest
from django.urls import reverse

from tests.browser.conftest import DESKTOP, SMALL
from tests.factories import make_episode
from tracker.guidance.conditions import EntryFacts
from tracker.guidance.engine import safety_for_entry
from tracker.guidance.loader import load_library

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

_TICK = """
(wanted) => {
  for (const name of ["regions", "also_noticed", "intensity", "duration", "started", "chest_signs"]) {
    for (const box of document.getElementsByName(name)) {
      box.checked = (wanted[name] || []).includes(box.value);
    }
  }
  for (const [name, values] of Object.entries(wanted)) {
    for (const value of values) {
      if (![...document.getElementsByName(name)].some((box) => box.value === value && box.checked)) {
        throw new Error(`the form has no ${name} ${value}`);
      }
    }
  }
  if (!document.querySelector(".self-care")) {
    const steps = document.createElement("p");
    steps.className = "self-care";
    steps.textContent = "A step.";
    document.querySelector("main").prepend(steps);
  }
  const shown = (element) => getComputedStyle(element).display !== "none";
  return {
    lines: shown(document.querySelector(".two-lines")),
    cards: [...document.querySelectorAll(".live-card")].filter(shown).map((card) => card.dataset.card),
    steps: shown(document.querySelector(".self-care")),
  };
}
"""

REGIONS = [
    ("calf", "left"),
    ("lower-back", "middle"),
    ("chest", "left"),
    ("chest", "middle"),
    ("upper-back", "left"),
    ("upper-back", "right"),
    ("upper-back", "both"),
    ("shoulder", "both"),
    ("jaw-face", "middle"),
    ("ribs-side", "right"),
    ("breathing-muscles", ""),
]
SIGNS = [
    (),
    ("chest-pressure",),
    ("breathing-difficulty", "none"),
    ("sweating-faint-sick",),
    ("swelling",),
    ("swelling", "warmth-color-change"),
    ("bladder-bowel-or-saddle-numbness",),
    ("weakness", "numbness"),
]
SECONDS = {"300": 5, "600": 10, "3600": 60}


def cases():
    for place in REGIONS:
        for signs in SIGNS:
            yield {"regions": (place,), "noticed": frozenset(signs)}
        for intensity in (0, 6, 7, 10):
            yield {"regions": (place,), "intensity": intensity}
        for minutes in SECONDS.values():
            yield {"regions": (place,), "duration_minutes": minutes}
        for answer in ("yes", "not-sure", "no"):
            yield {"regions": (place,), "chest_signs": answer}
    yield {"regions": (("calf", "left"), ("chest", "right")), "intensity": 8}


def ticked(facts):
    seconds = {minutes: value for value, minutes in SECONDS.items()}
    wanted = {
        "regions": [f"{region}:{side}" if side else region for region, side in facts["regions"]],
        "also_noticed": list(facts.get("noticed", ())),
        "intensity": [str(facts["intensity"])] if "intensity" in facts else [],
        "duration": [seconds[facts["duration_minutes"]]] if "duration_minutes" in facts else [],
        "chest_signs": [facts["chest_signs"]] if "chest_signs" in facts else [],
    }
    return {name: values for name, values in wanted.items() if values}


@pytest.mark.parametrize("knows_the_chest", [True, False], ids=["chest known", "first chest entry"])
def test_the_form_shows_what_the_engine_says(browse, alice, knows_the_chest):
    if knows_the_chest:
        make_episode(alice, regions=(("chest", "middle"),))
    page = browse(user=alice, scripts=False)
    page.goto(reverse("episode-add"))
    seen, meant = [], []
    for facts in cases():
        seen.append((facts, page.evaluate(_TICK, ticked(facts))))
        safety = safety_for_entry(EntryFacts(**facts, is_first_chest_entry=not knows_the_chest), load_library())
        meant.append(
            (
                facts,
                {
                    "lines": safety.asks_two_lines,
                    "cards": [card.entry.key for card in safety.cards],
                    "steps": not safety.takes_self_care_off,
                },
            )
        )
    assert [pair for pair in zip(seen, meant, strict=True) if pair[0] != pair[1]] == []


def test_one_that_began_long_ago_and_goes_on_shows_the_card(browse, alice):
    make_episode(alice, regions=(("chest", "middle"),))
    page = browse(user=alice, scripts=False)
    page.goto(reverse("episode-add"))
    wanted = {"regions": ["chest:left"], "duration": ["ongoing"], "started": ["15"]}
    assert page.evaluate(_TICK, wanted)["cards"] == ["heart-or-lungs"]
    assert page.evaluate(_TICK, wanted | {"started": ["0"]})["cards"] == []


@pytest.mark.parametrize("viewport", [SMALL, DESKTOP], ids=["320px", "1280px"])
def test_the_cards_in_the_form_are_sound(browse, alice, in_both_themes, fits, viewport):
    page = browse(user=alice, viewport=viewport)
    page.goto(reverse("episode-add"))
    signs = ["breathing-difficulty", "swelling", "warmth-color-change", "bladder-bowel-or-saddle-numbness"]
    found = page.evaluate(_TICK, {"regions": ["chest:left", "calf:left"], "also_noticed": signs})
    assert found == {"lines": True, "cards": ["heart-or-lungs", "saddle-numbness", "swollen-warm-leg"], "steps": False}
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
