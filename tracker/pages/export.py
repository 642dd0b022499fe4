"""What the page of the export shows."""

from dataclasses import dataclass

from tracker.forms.filters import DiaryFilterForm
from tracker.pages.filter_request import FilterRequest
from tracker.querysets import EpisodeFilter

FOR_SPREADSHEETS = "spreadsheets"
"""What an address of a file says under `form`, beside the diary's filter, for one that every spreadsheet can read."""


@dataclass(frozen=True, slots=True)
class ExportPage:
    """What the files will hold: everything, or what the filter asks for."""

    form: DiaryFilterForm
    filters: EpisodeFilter
    is_filtered: bool
    count: int
    """Entries that match."""
    left_blank_words: str
    """Of how many entries nobody knows whether they match."""
    spreadsheets: str = FOR_SPREADSHEETS


def export_page(request: FilterRequest) -> ExportPage:
    """The page for what the address asks for."""
    return ExportPage(
        form=request.form,
        filters=request.filters,
        is_filtered=request.is_filtered,
        count=request.entries.count(),
        left_blank_words=request.left_blank_words(),
    )
