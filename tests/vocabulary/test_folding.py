"""What counts as the same text, in every script."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.vocabulary.folding import folded_text


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ilaç", "İlaç"),
        ("ilaç", "İLAÇ"),
        ("ılık", "ILIK"),
        ("Café", "cafe\u0301"),
        ("Straße", "STRASSE"),
        ("ΣΊΣΥΦΟΣ", "σίσυφος"),
        ("ﬁsh", "FISH"),
        ("Émile", "émile"),
        ("ДАВИД", "давид"),
        ("می\u200cخواهم", "میخواهم"),
        ("ｍｕｓｃｌｅ", "muscle"),
    ],
)
def test_the_same_text(one, other):
    assert folded_text(one) == folded_text(other)


@pytest.mark.parametrize(("one", "other"), [("पानी", "पीना"), ("น้ำ", "นำ"), ("ilaç", "ilac"), ("a b", "ab")])
def test_not_the_same_text(one, other):
    assert folded_text(one) != folded_text(other)


_texts = st.text(st.one_of(st.characters(exclude_categories=["Cs"]), st.sampled_from("İıIiΐßﬁ\u0307\u0345\u0301ΣЙ")))


@given(_texts)
def test_folding_once_is_enough_also_after_what_was_stored_before(text):
    assert folded_text(folded_text(text)) == folded_text(text)
    # The migration folds what earlier versions had casefolded. Only a Greek iota below moves over another mark then.
    if "\u0345" not in unicodedata.normalize("NFD", text):
        assert folded_text(text.casefold()) == folded_text(text)
