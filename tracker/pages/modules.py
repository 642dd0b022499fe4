"""What a script of the site imports."""

import re
from functools import cache
from pathlib import Path, PurePosixPath
from posixpath import normpath

from django.contrib.staticfiles import finders

_IMPORTS = re.compile(r'^(?:import|export)\b[^"]*?"(\.[^"]+)";$', re.MULTILINE)


@cache
def imported_by(name: str) -> tuple[str, ...]:
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
