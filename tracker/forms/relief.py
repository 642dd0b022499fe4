"""What was done against the spasm: for each thing, how well it helped during it and after it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypeAlias, cast

from django import forms
from django.core.exceptions import ValidationError
from django.forms.renderers import BaseRenderer
from django.template.loader import render_to_string
from django.utils.datastructures import MultiValueDict
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from tracker.forms.texts import one_line
from tracker.forms.widgets import without_indents
from tracker.records.relief import ReliefUse, canonical_relief
from tracker.vocabulary.lazy_text import LazyText
from tracker.vocabulary.relief import AFTER, DURING, EFFECTS, NOTHING, RELIEF, RELIEF_TEXT_LENGTH, REMEDY_MEDICATION
from tracker.vocabulary.terms import OWN_WORDS_LENGTH, is_own_code, own_code_among

NEW = "new"
"""Key of the line for words of the person's own."""
USED = "used"
UNSAID = "unsaid"
ANY_KEY, ANY_LABEL = "KEY", "WHAT"
"""Where the script puts those of a line into the questions that the page has once."""
SLOTS = {DURING: DURING, AFTER: AFTER, UNSAID: ""}
MEDICINE_ROWS = 2
TickedLine: TypeAlias = tuple[str, str, dict[str, str]]
"""(key, text, answer by slot) of a line that was ticked."""


def text_length(key: str) -> int:
    """How many characters the words of a line may have; new words become a code."""
    return OWN_WORDS_LENGTH if key == NEW else RELIEF_TEXT_LENGTH


@dataclass(frozen=True, slots=True)
class ReliefLine:
    """One thing as the form shows it: ticked or not, and what was answered for it during and after."""

    key: str
    code: str
    label: LazyText
    is_used: bool = False
    during: str = ""
    after: str = ""
    unsaid: str = ""
    text: str = ""

    @property
    def takes_text(self) -> bool:
        return self.code in {REMEDY_MEDICATION, ""}

    @property
    def text_length(self) -> int:
        return text_length(self.key)


class ReliefWidget(forms.Widget):
    """Draws the lines; reads them back as a list of (key, code, text, {slot: answer})."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        self.own: tuple[tuple[str, str], ...] = ()
        self.recent: tuple[str, ...] = ()
        self.asks_late = False
        """True if what is not ticked is asked for its effect once it is: by a script, or after a button."""

    def value_from_datadict(self, data: Mapping[str, Any], files: Mapping[str, Any], name: str) -> list[TickedLine]:
        ticked: list[str] = data.getlist(name) if isinstance(data, MultiValueDict) else data.get(name, [])
        lines = []
        for key in ticked:
            answers = {slot: data.get(f"{name}_{slot}_{key}", "") for slot in SLOTS}
            lines.append((key, data.get(f"{name}_text_{key}", ""), answers))
        return lines

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Mapping[str, Any], name: str) -> bool:
        return False

    def render(
        self,
        name: str,
        value: Any,
        attrs: dict[str, Any] | None = None,
        renderer: BaseRenderer | None = None,
    ) -> SafeString:
        language, own = get_language() or "", dict(self.own)
        lines = [
            # What is the person's own, ticked or typed is kept for nobody else.
            (_line_html.__wrapped__ if line.is_used or line.code in own else _line_html)(
                language, name, line, asks_late=self.asks_late
            )
            for line in self.lines(value or [])
        ]
        # Nothing between two lines: an indent of the template would be sent with each.
        context = {"lines": mark_safe("".join(lines)), "asks": _asks_html(language, name) if self.asks_late else ""}
        return render_to_string("tracker/fields/relief.html", context)

    def lines(self, value: Sequence[TickedLine] | Sequence[ReliefUse]) -> list[ReliefLine]:
        """All lines: what was used last first, then the vocabulary, own words, medicines, one for new words."""
        ticked = {key: (text, answers) for key, text, answers in _as_ticked(value)}
        codes = [code for code in RELIEF if code != REMEDY_MEDICATION]
        own = {key: RELIEF.label(key) for key in ticked if is_own_code(key)} | dict(self.own)
        ordered = [code for code in self.recent if code in codes or code in own]
        ordered += [code for code in [*codes, *own] if code not in ordered]
        medicines = max(MEDICINE_ROWS, sum(key.startswith(REMEDY_MEDICATION) for key in ticked) + 1)
        keys = [(code, code, own.get(code) or RELIEF.label(code)) for code in ordered if code != NOTHING]
        keys += [
            (
                f"{REMEDY_MEDICATION}-{n}",
                REMEDY_MEDICATION,
                _("another medicine") if n > 1 else RELIEF.label(REMEDY_MEDICATION),
            )
            for n in range(1, medicines + 1)
        ]
        keys += [(NEW, "", _("something else")), (NOTHING, NOTHING, RELIEF.label(NOTHING))]
        return [
            ReliefLine(key, code, label, key in ticked, *_slots(ticked.get(key)), text=(ticked.get(key) or ("",))[0])
            for key, code, label in keys
        ]


def _asks(name: str, *, asks_late: bool) -> dict[str, Any]:
    """What the questions of a line are made of."""
    return {"name": name, "effects": EFFECTS.values(), "used": USED, "asks_late": asks_late}


@lru_cache(maxsize=32)
def _asks_html(language: str, name: str) -> SafeString:
    """The questions that the script asks of whatever line is ticked. `language` only keys the cache."""
    context = _asks(name, asks_late=True) | {"line": ReliefLine(ANY_KEY, "", ANY_LABEL)}
    return without_indents(render_to_string("tracker/fields/relief_asks.html", context))


@lru_cache(maxsize=128)
def _line_html(language: str, name: str, line: ReliefLine, *, asks_late: bool) -> SafeString:
    """One line. `language` only keys the cache."""
    html = render_to_string("tracker/fields/relief_line.html", _asks(name, asks_late=asks_late) | {"line": line})
    # In what somebody typed every space counts.
    return html if line.text else without_indents(html)


def _slots(ticked: tuple[str, dict[str, str]] | None) -> tuple[str, str, str]:
    answers = ticked[1] if ticked else {}
    return answers.get(DURING, ""), answers.get(AFTER, ""), answers.get(UNSAID, "")


def _as_ticked(value: Sequence[TickedLine] | Sequence[ReliefUse]) -> list[TickedLine]:
    """The widget's own list as it is; stored uses as the list that the widget would read."""
    lines: dict[tuple[str, str], dict[str, str]] = {}
    for use in value:
        if not isinstance(use, ReliefUse):
            return cast("list[TickedLine]", value)
        slot = use.moment or UNSAID
        lines.setdefault((use.relief, use.text), {})[slot] = use.effect or USED
    numbered, medicines = [], 0
    for (code, text), answers in lines.items():
        key = code
        if code == REMEDY_MEDICATION:
            medicines += 1
            key = f"{REMEDY_MEDICATION}-{medicines}"
        if answers.get(UNSAID) == USED:
            answers = {slot: answer for slot, answer in answers.items() if slot != UNSAID}
        numbered.append((key, text, answers))
    return numbered


class ReliefField(forms.Field):
    """Cleans to a tuple of ReliefUse. `own_words` then holds {code: label} of words that were new."""

    widget = ReliefWidget

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)
        self.own_words: dict[str, str] = {}

    def clean(self, value: list[TickedLine] | None) -> tuple[ReliefUse, ...]:
        uses: list[ReliefUse] = []
        self.own_words = {}
        for key, text, by_slot in value or []:
            text = one_line(text) if key == NEW else text.strip()
            length = text_length(key)
            if "\x00" in text or len(text) > length:
                raise ValidationError(
                    _("Keep this to %(length)d plain characters. There’s more room in the note."),
                    "too-long",
                    {"length": length},
                )
            code, text = self._code(key, text)
            answers = {slot: answer for slot, answer in by_slot.items() if answer}
            for answer in answers.values():
                if answer != USED and answer not in EFFECTS:
                    raise ValidationError(_("Choose one of the ratings offered."), "effect")
            if not answers:
                uses.append(ReliefUse(code, text))
            for slot, answer in answers.items():
                uses.append(ReliefUse(code, text, SLOTS[slot], "" if answer == USED else answer))
        if len({use.relief for use in uses}) > 1 and any(use.relief == NOTHING for use in uses):
            raise ValidationError(
                _("You selected “did nothing” and something else. Uncheck one of them."), "nothing-and-something"
            )
        return canonical_relief(tuple(uses))

    def _code(self, key: str, text: str) -> tuple[str, str]:
        if key == NEW:
            code = own_code_among(text, dict(cast(ReliefWidget, self.widget).own) | self.own_words)
            if not code:
                raise ValidationError(_("Say in a word or two what else you did."), "no-words")
            self.own_words[code] = text
            return code, ""
        if key.startswith(f"{REMEDY_MEDICATION}-"):
            return REMEDY_MEDICATION, text
        if key in RELIEF or is_own_code(key):
            return key, ""
        raise ValidationError(_("This can’t be chosen here. Choose from the list."), "unknown")
