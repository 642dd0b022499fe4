"""The page for the doctor: choose days and contents, see the very page, print it, save it as PDF."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from tracker.pages.owner import diary_owner, diary_person, is_caregiver
from tracker.pages.report import report_of, report_page
from tracker.pages.report_request import ReportRequest
from tracker.pages.request import SignedInRequest
from tracker.services.report import remember_choice
from tracker.views.answers import log_export


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: SignedInRequest) -> HttpResponse:
    """What is included, and the page as it is now. What was ticked is kept; htmx gets the page alone."""
    is_sent = request.method == "POST"
    if is_sent:
        report_request = ReportRequest.from_form(diary_person(request), timezone.now(), request.POST)
    else:
        report_request = ReportRequest.from_address(diary_person(request), timezone.now(), request.GET)
    if is_sent and report_request.is_valid:
        # What a caregiver ticks stands in the address: only the owner's choice is kept.
        if not is_caregiver(request):
            remember_choice(diary_owner(request), report_request.chosen.as_data())
        if not request.htmx:
            query = report_request.whole_query if is_caregiver(request) else report_request.query
            return redirect(f"{reverse('report')}{query}#page")
    is_part = is_sent and bool(request.htmx)
    template = "tracker/report_result.html" if is_part else "tracker/report.html"
    # What htmx gets is put into the page even if a date is wrong: it says so there.
    status = 200 if report_request.is_valid or is_part else 422 if is_sent else 400
    response = render(request, template, {"page": report_page(report_request, is_part=is_part)}, status=status)
    patch_vary_headers(response, ["HX-Request"])
    return response


@login_required
@require_safe
def report_pdf(request: SignedInRequest) -> HttpResponse:
    """The same page as a file."""
    from tracker.report.pdf import NotPrinted, pdf_of

    report_request = ReportRequest.from_address(diary_person(request), timezone.now(), request.GET)
    if not report_request.is_valid:
        return redirect(f"{reverse('report')}?{request.GET.urlencode()}")
    try:
        report = report_of(report_request)
        content = pdf_of(report)
    except NotPrinted:
        messages.error(request, _("We couldn’t make this file. Print the page below instead, or leave out the list."))
        return redirect(f"{reverse('report')}{report_request.query}")
    log_export(request, "the doctor's page")
    name = f"spasmlog-{report.days.first}-to-{report.days.last}.pdf"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type="application/pdf", headers=headers)
