"""The type of words that are translated when they are shown: what `gettext_lazy` gives, or a plain string."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise as LazyText
else:
    from django.utils.functional import Promise

    LazyText = str | Promise

__all__ = ["LazyText"]
