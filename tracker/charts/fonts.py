"""Which fonts of this machine have which signs: for pictures, whose letters are drawn here, and for what is said first.

matplotlib's own list of fonts is made once and kept on the disk: a font that was installed later is not in it.
"""

import hashlib
import threading
import unicodedata
import warnings
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from matplotlib import font_manager, get_data_path
from matplotlib.ft2font import FT2Font

OWN = "DejaVu Sans"
"""The font of all drawings, which comes with matplotlib."""
_PREFERRED = (
    *("Noto Sans CJK JP", "Noto Sans CJK SC", "Noto Sans JP", "Noto Sans SC", "Noto Sans KR", "Source Han Sans"),
    *("WenQuanYi Zen Hei", "WenQuanYi Micro Hei", "Droid Sans Fallback", "IPAGothic", "NanumGothic"),
    *("Hiragino Sans", "PingFang SC", "Apple SD Gothic Neo", "Yu Gothic", "Microsoft YaHei", "Malgun Gothic"),
    *("Noto Sans Devanagari", "Noto Sans Thai", "Noto Sans Bengali", "Noto Sans Tamil", "Lohit Devanagari"),
    *("Noto Emoji", "Symbola", "Segoe UI Emoji", "Segoe UI Symbol", "Arial Unicode MS"),
)
"""Asked before all others, so that a picture looks alike from one machine to the next."""
_WITHOUT_SIGN = {"Cc", "Cf", "Cs", "Zs", "Zl", "Zp"}
_VARIATIONS = {*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0), *range(0x180B, 0x1810)}
"""They choose between two signs and are none themselves."""
_lock = threading.Lock()

# "Glyph 12524 missing from font": a letter of somebody's own words, and the log holds none of them.
warnings.filterwarnings("ignore", message="Glyph ")


@dataclass(frozen=True, slots=True)
class Font:
    """One of the machine's fonts; one that is not scalable (colored emoji) is set in PDFs, but cannot be drawn."""

    family: str
    path: str
    is_scalable: bool


def picture_families(words: str) -> list[str]:
    """The fonts of a picture with these words: our own, then those that have what it lacks. Call it while alone."""
    chosen, _rest = _covering(_lacking(words), True)
    known = {entry.fname for entry in font_manager.fontManager.ttflist}
    for font in chosen:
        if font.path not in known:
            font_manager.fontManager.addfont(font.path)
    return [OWN, *(font.family for font in chosen)]


def is_lacking_in_picture(words: str) -> bool:
    """True if a picture of these words would have boxes in it."""
    return bool(_covering(_lacking(words), True)[1])


def is_lacking_in_pdf(words: str) -> bool:
    """The same of a PDF, for which colored emoji will do, too."""
    return bool(_covering(_lacking(words), False)[1])


@cache
def fonts_mark() -> str:
    """What changes when fonts are installed or removed, from one start to the next."""
    return hashlib.sha256("\n".join(sorted(font.path for font in machine_fonts())).encode()).hexdigest()[:8]


@cache
def machine_fonts() -> tuple[Font, ...]:
    """The fonts of this machine as they are at the first call, those first that are to be asked first."""
    fonts = []
    for path in font_manager.findSystemFonts():
        try:
            font = FT2Font(path)
        except (OSError, RuntimeError):
            # Not a font that can be read, whatever its name says.
            continue
        if font.family_name.lstrip(".").replace(" ", "").startswith("LastResort"):
            # It has a box for every sign there is.
            continue
        is_regular = font.style_name.lower() in {"regular", "book", "roman", "medium"}
        fonts.append((_rank(font.family_name), font.family_name, not is_regular, path, bool(font.scalable)))
    return tuple(Font(family, path, is_scalable) for _rank, family, _is_other, path, is_scalable in sorted(fonts))


def _rank(family: str) -> int:
    return _PREFERRED.index(family) if family in _PREFERRED else len(_PREFERRED)


def _lacking(words: str) -> frozenset[str]:
    """The signs in these words that our own font does not have."""
    if words.isascii():
        return frozenset()
    signs = {sign for sign in words if ord(sign) > 0x17F and ord(sign) not in _VARIATIONS}
    return frozenset(sign for sign in signs if unicodedata.category(sign) not in _WITHOUT_SIGN and not _is_in_own(sign))


@lru_cache(4096)
def _is_in_own(sign: str) -> bool:
    with _lock:
        return bool(_own_font().get_char_index(ord(sign)))


@cache
def _own_font() -> FT2Font:
    return FT2Font(str(Path(get_data_path(), "fonts", "ttf", "DejaVuSans.ttf")))


@lru_cache(256)
def _covering(signs: frozenset[str], is_drawn: bool) -> tuple[tuple[Font, ...], frozenset[str]]:
    """Fonts that have these signs between them, and the signs that none has."""
    chosen, rest = [], set(signs)
    for font in machine_fonts() if signs else ():
        if not rest:
            break
        if is_drawn and not font.is_scalable:
            continue
        had = _signs_in(font, rest)
        if had:
            chosen.append(font)
            rest -= had
    return tuple(chosen), frozenset(rest)


def _signs_in(font: Font, signs: set[str]) -> set[str]:
    try:
        # Opened anew each time: hundreds of fonts would each hold an open file.
        file = FT2Font(font.path)
    except (OSError, RuntimeError):
        return set()
    return {sign for sign in signs if file.get_char_index(ord(sign))}
