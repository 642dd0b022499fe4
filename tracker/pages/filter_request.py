"""What an address with a filter of entries asks for. Trends, the diary list and the export read it in the same way."""

from dataclasses import dataclass

from django.http import QueryDict
from django.utils.functional import cached_property

from tracker.diary import OwnWords
from tracker.forms.filters import DiaryFilterForm
from tracker.models import Episode
from tracker.pages.diary_request import DiaryRequest
from tracker.pages.filters import filter_form, filter_words, left_blank_words
from tracker.querysets import EpisodeFilter, EpisodeQuerySet
from tracker.selectors.person import own_words


@dataclass(frozen=True)
class FilterRequest(DiaryRequest):
    """A person's entries, narrowed by the query of an address."""

    query: QueryDict

    @cached_property
    def own_words(self) -> OwnWords:
        """The person's own words for factors and remedies."""
        return own_words(self.person.owner)

    @cached_property
    def form(self) -> DiaryFilterForm:
        """The filter as a form."""
        return filter_form(self.query, self.person.owner, self.own_words)

    @cached_property
    def filters(self) -> EpisodeFilter:
        """Which entries; its dates are those that were chosen, if any. What the form cannot read is left out."""
        return self.form.episode_filter()

    @property
    def is_filtered(self) -> bool:
        """True if the address asks for less than everything, be it in words that cannot be read."""
        return not self.filters.is_empty or bool(self.form.errors)

    @property
    def entries(self) -> EpisodeQuerySet:
        """The entries that match."""
        return Episode.objects.of(self.person.owner).matching(self.filters)

    def filter_words(self) -> list[str]:
        """What the filter asks for, without its dates."""
        return filter_words(self.filters, self.own_words)

    def left_blank_words(self) -> str:
        """Of how many entries nobody knows whether they match; "" for none."""
        return left_blank_words(Episode.objects.of(self.person.owner).leaving_open(self.filters).count())
