"""A password that anybody would try first here: made of the app's own words, or of the person's name."""

import re

from django import forms
from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.utils.translation import gettext as _

from tracker.vocabulary.folding import folded_text

APP_WORDS = ("spasmlog", "spasms", "spasm", "cramps", "cramp", "twitch", "muscle", "diary", "login", "password", "log")
LEAST_OTHER = 4
"""Letters that must stand beside such words."""


class OwnWordsValidator:
    """Refuses what holds little but these words, whatever digits and signs stand between them."""

    def validate(self, password: str, user: AbstractBaseUser | None = None) -> None:
        letters = _letters(password)
        words = sorted({*APP_WORDS, *_words_of(user), *_parts(settings.HOST)}, key=len, reverse=True)
        rest = letters
        for word in words:
            rest = rest.replace(word, " ")
        if rest != letters and len(rest.replace(" ", "")) < LEAST_OTHER:
            raise forms.ValidationError(
                _("Too easy to guess: it’s your name or a word of this app. Add other words."), "own_words"
            )

    def get_help_text(self) -> str:
        return _("Not just your name or words of this app.")


def _letters(text: str) -> str:
    return "".join(sign for sign in folded_text(text) if sign.isalpha())


def _parts(text: str) -> list[str]:
    return [part for part in re.split(r"[\W\d_]+", folded_text(text)) if len(part) > 2]


def _words_of(user: AbstractBaseUser | None) -> list[str]:
    """The name and the email address, whole and in parts."""
    given = [user.get_username(), getattr(user, "email", "")] if user else []
    return [word for text in given for word in (_letters(text), *_parts(text)) if len(word) > 2]
