"""How an emergency number is said. The one place that knows the words for an unknown one. Pure."""

from urllib.parse import quote

from django.utils.translation import gettext as _

NUMBER_TOKEN = "{number}"
"""Stands in a text of the guidance where the person's emergency number belongs."""
MOBILE_NUMBER = "112"
"""Reaches help from mobile phones in many countries; dialed where the country's own number is unknown."""


def emergency_number_words(number: str) -> str:
    """The number, or what to call while it is unknown. Goes after "Call"."""
    return number or _("your local emergency number (%(mobile_number)s works from many mobile phones)") % {
        "mobile_number": MOBILE_NUMBER
    }


def with_number(text: str, number: str) -> str:
    """A text of the guidance with the number in it.

    Example: with_number("Call {number} now.", "999") gives "Call 999 now."
    """
    return str(text).replace(NUMBER_TOKEN, emergency_number_words(number))


def dial_address(number: str) -> str:
    """Where a link that dials leads to."""
    return "tel:" + quote(number or MOBILE_NUMBER, safe="+*")
