"""The person's emergency number in templates: in a text of the guidance, and as a link that dials."""

from django import template

from tracker.guidance.emergency import MOBILE_NUMBER, dial_address, with_number

register = template.Library()


def _number(context) -> str:
    """The number of who is signed in, whose preferences come along. Visitors, shared pages and prints: unknown."""
    look = context.get("look")
    return look.emergency_number if look else ""


@register.simple_tag(takes_context=True)
def says(context, text: str) -> str:
    """A text with the person's emergency number in it: {% says entry.what_to_do %}."""
    return with_number(text, _number(context))


@register.inclusion_tag("tracker/parts/emergency_call.html", takes_context=True)
def emergency_call(context) -> dict:
    """The link that dials the person's emergency number."""
    number = _number(context)
    return {"number": number or MOBILE_NUMBER, "is_known": bool(number), "address": dial_address(number)}
