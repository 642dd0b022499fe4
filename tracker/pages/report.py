"""What the page of the doctor's summary shows: its form, and the summary as it is now."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import ngettext

from tracker.formatting import date_words, number_words, period_words
from tracker.forms.report import ReportForm
from tracker.pages.doctors_page import doctors_page
from tracker.pages.report_blocks import ShownReport, shown_report
from tracker.pages.report_request import ReportRequest
from tracker.report.content import Report


@dataclass(frozen=True, slots=True)
class ReportPage:
    """The form, and what it makes; without `summary` if the form has errors."""

    form: ReportForm
    is_remembered: bool
    """Something was ticked before."""
    is_empty: bool
    """Nothing is logged yet."""
    is_part: bool
    """Only what changes with the form is sent."""
    summary: ShownReport | None = None
    period: str = ""
    pdf: str = ""
    share: str = ""
    """Addresses of the same summary as a file, and as a link to share."""
    shorter_words: str = ""
    """Why the summary covers fewer days than were asked for; "" if it does not."""


def report_page(request: ReportRequest, *, is_part: bool) -> ReportPage:
    """The page for what the address or the form asks for."""
    is_empty = request.first_on is None
    if not request.is_valid:
        return ReportPage(request.form, request.is_remembered, is_empty, is_part)
    report = report_of(request)
    return ReportPage(
        form=request.form,
        is_remembered=request.is_remembered,
        is_empty=is_empty,
        is_part=is_part,
        summary=shown_report(report, request.depends_on),
        period=period_words(report.days.first, report.days.last),
        pdf=reverse("report-pdf") + request.whole_query,
        share=reverse("share-new") + request.whole_query,
        shorter_words=_shorter_words(request),
    )


def report_of(request: ReportRequest) -> Report:
    """The summary that a valid form asks for."""
    return doctors_page(request.person, request.chosen, request.period, request.before, request.now)


def _shorter_words(request: ReportRequest) -> str:
    if not (request.first_on and request.is_shorter):
        return ""
    words = ngettext(
        "Your log begins on %(date)s, so the page shows %(n)s day.",
        "Your log begins on %(date)s, so the page shows %(n)s days.",
        len(request.period),
    )
    return words % {"date": date_words(request.first_on), "n": number_words(len(request.period))}
