"""A word of another app is suggested a meaning only where there is little doubt."""

import pytest

from tracker.exchange.suggestions import suggested


@pytest.mark.parametrize(
    ("topic", "word", "value"),
    [
        ("place", "Left calf", "calf:left"),
        ("place", "CALF (right)", "calf:right"),
        ("place", "calf, left", "calf:left"),
        ("place", "lower back, middle", "lower-back:middle"),
        ("place", "widespread", "widespread"),
        ("place", "calf", None),
        ("place", "Neck", None),
        ("place", "somewhere else", None),
        ("factor", "Stress", "stress"),
        ("factor", "lack of sleep", "poor-sleep"),
        ("factor", "Weather", None),
        ("factor", "none of these", None),
        ("relief", "Gentle Stretch", "gentle-stretch"),
        ("relief", "ice pack", "cold"),
        ("relief", "Ibuprofen", None),
        ("noticed", "numbness or tingling", "numbness"),
        ("noticed", "Nausea", None),
        ("columns", "Start time", "start"),
        ("severity", "Moderate", None),
        ("subject", "Muscle spasm", None),
        ("zone", "", None),
    ],
)
def test_a_word_means_what_it_says_or_nothing(topic, word, value):
    assert suggested(topic, word) == value
