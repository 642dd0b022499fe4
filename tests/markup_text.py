"""Pages as tests read them: without the white space that nobody sees, however their templates are laid out."""

import re


def squeezed(page: str) -> str:
    """White space in a row is one space, and there is none at the edge of an element, between two or within a tag."""
    page = re.sub(r"\s+", " ", page)
    page = re.sub(r" (?=>)", "", page)
    page = re.sub(r"(<[a-z][^<>]*>) ", r"\1", page)
    page = re.sub(r" (?=</)", "", page)
    return re.sub(r"(?<=>) (?=<)", "", page)
