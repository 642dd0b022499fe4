"""How text is compared: by its letters, not by how they are cased, composed or drawn. Databases fold ASCII alone."""

import re
import unicodedata

_SAME_LETTER = str.maketrans({"ı": "i", "\u200c": None, "\u200d": None, "\u00ad": None})
"""Turkish writes an i without a dot, whose capital is I; joiners and soft hyphens change how letters are drawn."""
_DOTTED_I = re.compile("i\u0307+")
"""What is left over when a capital İ is folded."""


def folded_text(text: str) -> str:
    """The text for comparing and searching: İlaç as ilaç, Straße as strasse, composed and decomposed accents alike.

    Accents and the marks of other scripts stay: पानी is not पीना.
    """
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    folded = _DOTTED_I.sub("i", folded).translate(_SAME_LETTER)
    return unicodedata.normalize("NFKC", folded)
