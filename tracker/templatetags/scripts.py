"""The tag that links a script of the site. What a script does stands in static/js/."""

from functools import cache

from django import template
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join

from tracker.pages.modules import imported_by

register = template.Library()


@register.simple_tag
@cache
def module_script(name: str) -> str:
    """{% module_script "js/today.js" %}: a module, and the browser asks for all that it imports at once.

    Without that a browser finds what a module imports only once it has read the module: on a slow line each level costs
    a way there and back. Neither the files nor their names change while a process runs: made once.
    """
    preloads = format_html_join(
        "", '<link rel="modulepreload" href="{}">', ((static(each),) for each in imported_by(name))
    )
    return format_html('{}<script type="module" src="{}"></script>', preloads, static(name))
