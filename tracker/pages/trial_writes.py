"""What the answer to a trial's morning question stores, sent just now or kept on a device for a while.

As in running_writes: no request here.
"""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tracker.forms.trial import NightForm
from tracker.pages.outbox_case import Case, NotStoredError, checked
from tracker.pages.outbox_item import Result, invalid, stored
from tracker.services import trials as service

NIGHT_OVER_WORDS = gettext_lazy("That night can’t be answered anymore. It simply doesn’t count.")


def answered_words(answer: bool | None) -> str:
    """After the answer."""
    return _("Undone. Last night is unanswered again.") if answer is None else _("Saved.")


def answer_night(case: Case) -> Result:
    """The answer of a morning, as of when it was tapped. A night that was not open then stays missing."""
    form = NightForm(case.data())
    checked(form)
    if case.item.date is None:
        raise NotStoredError(invalid({"": [str(NIGHT_OVER_WORDS)]}))
    try:
        service.answer_night(case.person, case.item.date, form.value, at=case.at, now=case.now)
    except service.NightNotOpenError:
        raise NotStoredError(invalid({"": [str(NIGHT_OVER_WORDS)]})) from None
    return stored()
