"""What a card is about, in words."""

import pytest

from tracker.guidance.about import about_words, title_words
from tracker.guidance.loader import load_library

pytestmark = pytest.mark.pure
OWN = {"x-donau": "Donau"}


@pytest.mark.parametrize(
    ("about", "words"),
    [
        ("", ""),
        ("stress", "stress"),
        ("x-donau", "Donau"),
        ("x-gone", "gone"),
        ("fluids", "drinking something"),
        ("medication:Baclofen 5: half", "Baclofen 5: half"),
        ("calf:left:walking", "your left calf, walking"),
        ("kidney-failure", "kidney"),
    ],
)
def test_words(about, words):
    assert words in about_words(about, OWN)


def test_a_title_with_what_it_is_about():
    entry = load_library().entries["relief-without-help"]
    assert title_words(entry, "x-donau", OWN) == f"{entry.title} (Donau)"
    assert title_words(entry, "") == entry.title


def test_nothing_is_said_twice():
    assert title_words(load_library().entries["stress"], "stress") == "Stress"
