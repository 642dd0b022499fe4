"""The page for the doctor: choose days and contents, see the very page, print it, save it as PDF."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from tracker.formatting import date_words, number_words, period_words
from tracker.services.report import remember_choice
from tracker.views.access import diary_owner
from tracker.views.doctors_page import doctors_page
from tracker.views.export import log_export
from tracker.views.report_blocks import shown
from tracker.views.report_request import ReportRequest
from tracker.views.request import SignedInRequest


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: SignedInRequest) -> HttpResponse:
    """What is included, and the page as it is now. What was ticked is kept; htmx gets the page alone."""
    asked = ReportRequest.of(request)
    if request.method == "POST" and asked.is_valid:
        remember_choice(diary_owner(request), asked.chosen.as_data())
        if not request.htmx:
            return redirect(f"{reverse('report')}{asked.query}#page")
    is_part = request.method == "POST" and bool(request.htmx)
    template = "tracker/report_result.html" if is_part else "tracker/report.html"
    # What htmx gets is put into the page even if a date is wrong: it says so there.
    status = 200 if asked.is_valid or is_part else 422 if request.method == "POST" else 400
    response = render(request, template, _context(asked) | {"is_part": is_part}, status=status)
    patch_vary_headers(response, ["HX-Request"])
    return response


def _context(asked: ReportRequest) -> dict[str, Any]:
    context = {"form": asked.form, "is_remembered": asked.is_remembered, "is_empty": asked.begins is None}
    if asked.is_valid:
        page = doctors_page(asked.person, asked.chosen, asked.period, asked.before, asked.now)
        context |= {
            "page": shown(page, *asked.key),
            "days": period_words(asked.period.first, asked.period.last),
            "pdf": reverse("report-pdf") + asked.whole_query,
            "share": reverse("share-new") + asked.whole_query,
            "shorter_because": _shorter_because(asked),
        }
    return context


def _shorter_because(asked: ReportRequest) -> str:
    """Why the page shows fewer days than were asked for; "" if it does not."""
    if not (asked.begins and asked.is_shorter):
        return ""
    words = ngettext(
        "Your log begins on %(date)s, so the page shows %(n)s day.",
        "Your log begins on %(date)s, so the page shows %(n)s days.",
        len(asked.period),
    )
    return words % {"date": date_words(asked.begins), "n": number_words(len(asked.period))}


@login_required
@require_safe
def report_pdf(request: SignedInRequest) -> HttpResponse:
    """The same page as a file."""
    from tracker.report.pdf import NotPrinted, pdf_of

    asked = ReportRequest.of(request)
    if not asked.is_valid:
        return redirect(f"{reverse('report')}?{request.GET.urlencode()}")
    page = doctors_page(asked.person, asked.chosen, asked.period, asked.before, asked.now)
    try:
        content = pdf_of(page)
    except NotPrinted:
        messages.error(request, _("We couldn’t make this file. Print the page below instead, or leave out the list."))
        return redirect(f"{reverse('report')}{asked.query}")
    log_export(request, "the doctor's page")
    name = f"spasmlog-{asked.period.first}-to-{asked.period.last}.pdf"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type="application/pdf", headers=headers)
