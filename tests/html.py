"""Pages as tests read them: the one parser of HTML of all tests, so that none of them cuts markup out of a string.

`read_page(response)` is a tree of elements. It is found in with a few of CSS's selectors, read as text, and its forms
hold what a browser would send. Markup that is not closed in order is an error: a browser would guess.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from html.parser import HTMLParser

_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
_WITHIN_A_WORD = {
    "a",
    "abbr",
    "b",
    "bdi",
    "bdo",
    "cite",
    "code",
    "data",
    "del",
    "dfn",
    "em",
    "i",
    "ins",
    "kbd",
    "label",
}
_WITHIN_A_WORD |= {
    "mark",
    "q",
    "s",
    "samp",
    "small",
    "span",
    "strong",
    "sub",
    "sup",
    "time",
    "tspan",
    "u",
    "var",
    "wbr",
}
"""Elements that stand in the line, so that no space is read at their edges."""
_NOT_READ = {"script", "style", "template"}
_NOT_TRANSLATED = _NOT_READ | {"code"}
_SPOKEN = {"alt", "aria-description", "aria-label", "aria-roledescription", "aria-valuetext", "placeholder", "title"}
"""Attributes that somebody reads or hears."""
_ADDRESSES = ("href", "action", "formaction", "src", "data-url", "hx-get", "hx-post")
_NOT_SENT = {"submit", "button", "reset", "image", "file"}
_BOXES = {"checkbox", "radio"}


class Element:
    """One element and what stands in it; the page itself is the one without a name."""

    def __init__(self, name: str, attributes: dict[str, str], parent: "Element | None", place: int):
        self.name, self.attributes, self.parent = name, attributes, parent
        self.place = place
        """Its number in the order of the page: what stands first is smaller."""
        self.children: list[Element | str] = []

    def __getitem__(self, attribute: str) -> str:
        return self.attributes[attribute]

    def __repr__(self) -> str:
        return f"<{' '.join([self.name, *(f'{name}={value!r}' for name, value in self.attributes.items())])}>"

    @property
    def classes(self) -> set[str]:
        return set(self.attributes.get("class", "").split())

    @property
    def text(self) -> str:
        """What somebody reads, white space squeezed; also what is folded away or hidden for now."""
        return _squeezed(self._pieces(frozenset()))

    def text_without(self, css: str, *, but: str = "") -> str:
        """What somebody reads without what stands in these elements, but for some of them."""
        kept = {id(each) for each in self.all(but)} if but else set()
        return _squeezed(self._pieces(frozenset({id(each) for each in self.all(css)} - kept)))

    def _pieces(self, left_out: frozenset[int]) -> Iterator[str]:
        if self.name in _NOT_READ or id(self) in left_out:
            return
        edge = "" if self.name in _WITHIN_A_WORD else " "
        yield edge
        for child in self.children:
            if isinstance(child, str):
                yield child
            else:
                yield from child._pieces(left_out)
        yield edge

    @property
    def spoken(self) -> list[str]:
        """Every piece of text that somebody reads or hears, in order, also from attributes: what is translated."""
        return [squeezed for text in self._spoken() if (squeezed := " ".join(text.split()))]

    def _spoken(self) -> Iterator[str]:
        yield from (value for name, value in self.attributes.items() if name in _SPOKEN)
        if self.name == "optgroup" or (self.name == "input" and self.attributes.get("type") in {"submit", "button"}):
            yield self.attributes.get("label") or self.attributes.get("value", "")
        if self.name == "meta" and self.attributes.get("name") == "description":
            yield self["content"]
        for child in self.children:
            if not isinstance(child, str):
                yield from child._spoken()
            elif self.name not in _NOT_TRANSLATED:
                yield child

    # What stands in it

    @property
    def elements(self) -> Iterator["Element"]:
        """Every element in this one, in the order of the page; what stands in a template is on no page yet."""
        for child in self.children:
            if isinstance(child, Element):
                yield child
                if child.name != "template":
                    yield from child.elements

    def all(self, css: str, text: str | None = None) -> list["Element"]:
        """Those in this one that fit, in the order of the page; with a text, those that read exactly this.

        Known are names, #id, .class, [attribute] with =, ^=, $=, *= and ~=, `a b`, `a > b`, and commas.
        """
        found = [each for each in self.elements if any(_fits(each, parts) for parts in _selector(css))]
        return found if text is None else [each for each in found if each.text == text]

    def one(self, css: str, text: str | None = None) -> "Element":
        """The only one that fits."""
        found = self.all(css, text)
        asked = css if text is None else f"{css} “{text}”"
        assert len(found) == 1, f"{len(found)} of {asked} in {self!r}: {found}"
        return found[0]

    def has(self, css: str, text: str | None = None) -> bool:
        return bool(self.all(css, text))

    def texts(self, css: str) -> list[str]:
        """What each of those that fit reads."""
        return [each.text for each in self.all(css)]

    def values(self, css: str, attribute: str) -> list[str]:
        """An attribute of each of those that fit."""
        return [each[attribute] for each in self.all(css)]

    def section(self, id_: str) -> "Element":
        """The section of this id, or whose heading has it."""
        found = self.one(f"#{id_}")
        return found if found.name == "section" else found.closest("section")

    @property
    def links(self) -> list[str]:
        """The addresses that its links lead to, in order."""
        return self.values("a[href]", "href")

    @property
    def addresses(self) -> list[str]:
        """All the addresses that it names: of links, forms, files, and what a script fetches."""
        named = ((each.attributes.get(name), each) for each in self.elements for name in _ADDRESSES)
        return [address for address, _element in named if address is not None]

    @property
    def rows(self) -> list[tuple[str, ...]]:
        """The cells of the rows of the tables in it, heads first; [] without a table."""
        return [tuple(row.texts("td, th")) for row in self.all("tr")]

    @property
    def facts(self) -> dict[str, str]:
        """What its lists of facts say of each term (dt: dd); of a term that stands twice, an error."""
        terms, said = self.texts("dt"), self.texts("dd")
        assert len(set(terms)) == len(terms) == len(said), terms
        return dict(zip(terms, said, strict=True))

    def place_of(self, words: str) -> int:
        """The place of the innermost element that reads these words, the first one of the page."""
        assert words in self.text, words
        inner = (child for child in self.children if isinstance(child, Element) and words in child.text)
        return next((child.place_of(words) for child in inner), self.place)

    # Around it

    @property
    def ancestors(self) -> Iterator["Element"]:
        if self.parent is not None:
            yield self.parent
            yield from self.parent.ancestors

    def closest(self, css: str) -> "Element":
        """The nearest element around this one that fits."""
        return next(each for each in self.ancestors if any(_fits(each, parts) for parts in _selector(css)))

    @property
    def next(self) -> "Element":
        """The element right after this one, beside it."""
        beside = [child for child in self.parent.children if isinstance(child, Element)]
        return beside[next(n for n, child in enumerate(beside) if child is self) + 1]

    # Forms

    @property
    def forms(self) -> list["Form"]:
        return [Form(each) for each in self.all("form")]

    def form(self, action: str) -> "Form":
        """The only form that is sent to this address; "" for one that is sent to its own page."""
        found = [form for form in self.forms if form.action == action]
        assert len(found) == 1, f"{len(found)} forms to {action!r} among {[form.action for form in self.forms]}"
        return found[0]


class Form:
    """A form, with what a browser sends of it as it stands there."""

    def __init__(self, element: Element):
        self.element = element
        self.action = element.attributes.get("action", "")

    @property
    def controls(self) -> list[Element]:
        """Its fields and buttons that have a name and are not disabled, also those outside that belong to it."""
        page = [self.element, *self.element.ancestors][-1]
        found = page.all("input[name], select[name], textarea[name], button[name]")
        return [each for each in found if self._holds(each) and not _is_disabled(each)]

    def _holds(self, control: Element) -> bool:
        if "form" in control.attributes:
            return control["form"] == self.element.attributes.get("id")
        return self.element in control.ancestors

    @property
    def fields(self) -> dict[str, list[str]]:
        """Names and values as they are sent without a button."""
        sent: dict[str, list[str]] = {}
        for control in self.controls:
            for value in _values(control):
                # A browser sends line ends as two characters.
                sent.setdefault(control["name"], []).append(value.replace("\n", "\r\n"))
        return sent

    def __getitem__(self, name: str) -> str:
        """The only value that is sent under a name."""
        (value,) = self.fields[name]
        return value

    def __contains__(self, name: str) -> bool:
        return name in self.fields

    def filled(self, button: str | None = None, **values: str | list[str]) -> dict[str, str | list[str]]:
        """What is sent with these values typed over, by the button that reads so."""
        return {**self.fields, **values, **(self.sent_by(button) if button else {})}

    def sent_by(self, words: str) -> dict[str, str]:
        """Name and value of the button that reads so."""
        button = next(each for each in self.element.all("button") if each.text == words)
        return {button["name"]: button.attributes.get("value", "")} if "name" in button.attributes else {}

    @property
    def buttons(self) -> list[str]:
        return self.element.texts("button")


def read_page(response) -> Element:
    """The page that a view answered with."""
    return read_markup(response.content.decode())


def read_markup(markup: str) -> Element:
    """A page, or a part of one."""
    reader = _Reader()
    reader.feed(markup.replace("\r\n", "\n"))
    reader.close()
    if reader.at.parent is not None:
        raise ValueError(f"{reader.at!r} is not closed")
    return reader.at


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.at, self._place = Element("", {}, None, 0), 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._add(tag, attrs, is_open=tag not in _VOID)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._add(tag, attrs, is_open=False)

    def _add(self, tag: str, attrs: list[tuple[str, str | None]], *, is_open: bool) -> None:
        names = [name for name, _value in attrs]
        if len(set(names)) < len(names):
            raise ValueError(f"<{tag}> has an attribute twice: {names}")
        self._place += 1
        element = Element(tag, {name: value or "" for name, value in attrs}, self.at, self._place)
        self.at.children.append(element)
        if is_open:
            self.at = element

    def handle_endtag(self, tag: str) -> None:
        if self.at.name != tag:
            raise ValueError(f"</{tag}> closes {self.at!r}, line {self.getpos()[0]}")
        self.at = self.at.parent

    def handle_data(self, data: str) -> None:
        self.at.children.append(data)


def _squeezed(pieces: Iterator[str]) -> str:
    return " ".join("".join(pieces).split())


# What a browser sends


def _is_disabled(control: Element) -> bool:
    sets = (each for each in control.ancestors if each.name == "fieldset")
    return any("disabled" in each.attributes for each in (control, *sets))


def _values(control: Element) -> list[str]:
    attributes = control.attributes
    kind = attributes.get("type", "text") if control.name == "input" else control.name
    if kind in _NOT_SENT:
        return []
    if kind in _BOXES:
        return [attributes.get("value", "on")] if "checked" in attributes else []
    if kind == "textarea":
        return ["".join(map(str, control.children)).removeprefix("\n")]
    if kind == "select":
        options = control.all("option")
        chosen = [each for each in options if "selected" in each.attributes]
        if "multiple" not in attributes:
            chosen = chosen[-1:] or options[:1]
        return [each.attributes.get("value", each.text) for each in chosen]
    return [attributes.get("value", "")]


# Selectors

_COMPARED = {
    "=": str.__eq__,
    "^=": str.startswith,
    "$=": str.endswith,
    "*=": str.__contains__,
    "~=": lambda value, wanted: wanted in value.split(),
}
_ATTRIBUTE = r"""\[([\w-]+)(?:([\^$*~]?=)(?:"([^"]*)"|'([^']*)'|([^\]"']*)))?\]"""
_PART = re.compile(rf"([\w-]+|\*)|#([\w-]+)|\.([\w-]+)|{_ATTRIBUTE}|(\s*>\s*|\s*,\s*|\s+)")
_Compound = tuple[tuple[str, str, str], ...]
"""What one element must have: (attribute, comparison, value); its name is the attribute ""."""


@cache
def _selector(css: str) -> tuple[tuple[tuple[str, _Compound], ...], ...]:
    """The alternatives of a selector: what stands before (" ", ">" or "") and what the element must have."""
    alternatives: list[list[tuple[str, list]]] = [[("", [])]]
    end = 0
    while end < len(css):
        found = _PART.match(css, end)
        if not found:
            raise ValueError(f"A selector that is not known here: {css!r} from {css[end:]!r}")
        end = found.end()
        name, id_, class_, attribute, compared, *quoted, between = found.groups()
        compound = alternatives[-1][-1][1]
        if between is not None:
            if between.strip() == ",":
                alternatives.append([("", [])])
            else:
                alternatives[-1].append((between.strip() or " ", []))
        elif name == "*":
            continue
        elif name:
            compound.append(("", "=", name))
        elif id_:
            compound.append(("id", "=", id_))
        elif class_:
            compound.append(("class", "~=", class_))
        else:
            compound.append((attribute, compared or "", next((each for each in quoted if each is not None), "")))
    return tuple(tuple((before, tuple(parts)) for before, parts in each) for each in alternatives)


def _fits(element: Element, parts: tuple[tuple[str, _Compound], ...]) -> bool:
    (before, compound), earlier = parts[-1], parts[:-1]
    if not _has(element.name, element.attributes, compound):
        return False
    if not before:
        return True
    around = [element.parent] if before == ">" and element.parent else element.ancestors
    return any(_fits(each, earlier) for each in around)


def _has(name: str, attributes: Mapping[str, str], compound: _Compound) -> bool:
    for attribute, compared, wanted in compound:
        value = attributes.get(attribute) if attribute else name
        if value is None or (compared and not _COMPARED[compared](value, wanted)):
            return False
    return True
