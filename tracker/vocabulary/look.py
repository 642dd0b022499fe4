"""How the pages look: the theme and the size of the text a person may choose."""

from django.utils.translation import pgettext_lazy

from tracker.vocabulary.terms import Term, Vocabulary

SYSTEM, LIGHT, DARK = "system", "light", "dark"
THEMES = Vocabulary(
    Term(SYSTEM, pgettext_lazy("colors of the pages", "system")),
    Term(LIGHT, pgettext_lazy("colors of the pages", "light")),
    Term(DARK, pgettext_lazy("colors of the pages", "dark")),
)

NORMAL, LARGE, LARGER = "normal", "large", "larger"
TEXT_SIZES = Vocabulary(
    Term(NORMAL, pgettext_lazy("size of the text", "normal")),
    Term(LARGE, pgettext_lazy("size of the text", "large")),
    Term(LARGER, pgettext_lazy("size of the text", "larger")),
)
