"""The tag that links a script of the site. What a script does stands in static/js/."""

import re
from functools import cache
from pathlib import Path, PurePosixPath
from posixpath import normpath

from django import template
from django.contrib.staticfiles import finders
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join

register = template.Library()

_IMPORTS = re.compile(r'^(?:import|export)\b[^"]*?"(\.[^"]+)";$', re.MULTILINE)


@register.simple_tag
@cache
def module_script(name: str) -> str:
    """{% module_script "js/today.js" %}: a module, and the browser asks for all that it imports at once.

    Without that a browser finds what a module imports only once it has read the module: on a slow line each level costs
    a way there and back. Neither the files nor their names change while a process runs: made once.
    """
    preloads = format_html_join(
        "", '<link rel="modulepreload" href="{}">', ((static(each),) for each in _imported_by(name))
    )
    return format_html('{}<script type="module" src="{}"></script>', preloads, static(name))


def _imported_by(name: str) -> tuple[str, ...]:
    """The names of all modules that a module needs, each once."""
    needed, waiting = [], [name]
    while waiting:
        module = PurePosixPath(waiting.pop(0))
        file = finders.find(str(module))
        if file is None:
            raise ValueError(f"no script {module}")
        for path in _IMPORTS.findall(Path(file).read_text()):
            each = normpath(module.parent / path)
            if each not in needed:
                needed.append(each)
                waiting.append(each)
    return tuple(needed)
