"""The person's emergency number in templates: in a text of the guidance, and as a link that dials."""

from django import template
from django.template import Context
from django.utils.html import format_html

from tracker.guidance.emergency import MOBILE_NUMBER, NUMBER_TOKEN, dial_address, emergency_number_words, with_number
from tracker.selectors.person import Person

register = template.Library()


NUMBER = "emergency_number"
"""What a part calls the number in its context, if it is written once for all who share it."""


def number_of(context: Context) -> str:
    """The number of who is signed in, whose preferences come along. Visitors, shared pages and prints: unknown."""
    look: Person | None = context.get("look")
    number: str = context.get(NUMBER) or (look.emergency_number if look else "")
    return number


@register.simple_tag(takes_context=True)
def says(context: Context, text: str) -> str:
    """A text with the person's emergency number in it: {% says entry.what_to_do %}."""
    return with_number(text, number_of(context))


@register.inclusion_tag("tracker/parts/emergency_call.html", takes_context=True)
def emergency_call(context: Context) -> dict[str, object]:
    """The link that dials the person's emergency number."""
    number = number_of(context)
    return {"number": number or MOBILE_NUMBER, "is_known": bool(number), "address": dial_address(number)}


@register.simple_tag(takes_context=True)
def says_with_link(context: Context, text: str) -> str:
    """The same, with the number as a link that dials: where one tap must be enough."""
    number = number_of(context)
    link = format_html('<a class="dial" href="{}">{}</a>', dial_address(number), emergency_number_words(number))
    before, token, after = str(text).partition(NUMBER_TOKEN)
    return format_html("{}{}{}", before, link, after) if token else text
