"""How the pages look: the theme and the size of the text a person may choose."""

from django.utils.translation import gettext_lazy as _

from tracker.vocabulary.terms import Term, Vocabulary

SYSTEM, LIGHT, DARK = "system", "light", "dark"
THEMES = Vocabulary(
    Term(SYSTEM, _("system")),
    Term(LIGHT, _("light")),
    Term(DARK, _("dark")),
)

NORMAL, LARGE, LARGER = "normal", "large", "larger"
TEXT_SIZES = Vocabulary(
    Term(NORMAL, _("normal")),
    Term(LARGE, _("large")),
    Term(LARGER, _("larger")),
)
