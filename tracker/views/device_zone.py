"""The answer to what is asked where a device is in another time zone than the diary."""

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from tracker.pages.owner import diary_person
from tracker.pages.request import SignedInRequest
from tracker.places import place_words
from tracker.services.preferences import answer_device_zone
from tracker.views.access import post_action


@post_action
def device_zone(request: SignedInRequest) -> HttpResponse:
    """Uses the device's zone for entries that are made on it, or keeps the diary's. `beside`: asked by a script."""
    person = diary_person(request)
    zone = answer_device_zone(person, request.POST.get("zone", ""), use=request.POST.get("answer") == "use")
    if "beside" in request.POST:
        return JsonResponse({"zone": zone})
    words = _("Entries from this device use %(place)s time.")
    messages.success(request, words % {"place": place_words(zone or person.time_zone)})
    return redirect("today")
