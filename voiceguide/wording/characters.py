"""Normalises characters: the many forms of a quote, dash or space become one.

Nothing audible is lost. Characters that can't be spoken stay, and `spoken` refuses them.
"""

import re
import unicodedata
from collections.abc import Mapping

_PLAIN = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛`´ʼ＇", "'"),
        **dict.fromkeys("“”„‟«»‹›＂", '"'),
        **dict.fromkeys("‐‑‒﹣－", "-"),
        **dict.fromkeys("—―⸺﹘", "—"),
        **dict.fromkeys("✕✖⨯", "×"),
        "℃": "°C",
        "℉": "°F",
        "∶": ":",
        "−": "-",
        "⁄": "/",
        "∕": "/",
        "、": ", ",
        "，": ", ",
        "。": ". ",
        "।": ". ",
        "،": ", ",
        "؛": "; ",
        "؟": "? ",
        "¿": "",
        "¡": "",
    }
)
_DIGIT = r"[\d¼-¾⅐-⅞]"
_DASH_BETWEEN_DIGITS = re.compile(
    rf"(?<={_DIGIT})(?:\s*–\s*|[—―]|\s?[~〜∼～]\s?)(?={_DIGIT})|(?<=[^\W_xX]|[%°″])[~〜∼～](?=[-−]?{_DIGIT})"
)
_MINUS_AFTER_DASH = re.compile(r"(?<=\S)(?:[-‑‒–]−|−[-−]|[‑‒]-)(?=\S)")
_VULGAR = re.compile(r"(?P<dash>(?<!\d)(?<!\d )[-−])?(?P<sign>[¼-¾⅐-⅞])")
_SPACED_FRACTION = re.compile(r"(?<=/\d) +(?=-[^\s-])")
_RUN = re.compile(r"(?!(?<=[^\W\d_])\.[^\W\d_])[.,;:?!…](?:\s*[.,;:?!…])*")
_STRONGEST = "?!….;:,"


def tidy(text: str) -> str:
    """Returns `text` with plain quotes, dashes, digits and spaces, and no invisible characters.

    >>> tidy("Don’t\\u00a0press… 1½ cm")
    "Don't press… 1 1/2 cm"
    """
    if "~" in text or not text.isascii():
        text = _DASH_BETWEEN_DIGITS.sub(_dash, unicodedata.normalize("NFC", text))
        text = _MINUS_AFTER_DASH.sub(" - -", text)
        text = _VULGAR.sub(_fraction, text)
    text = text.translate(_PLAIN)
    if not text.isascii():  # ASCII is already plain
        text = "".join(map(_plain, text))
    text = _SPACED_FRACTION.sub("", _without_quotes(text))
    return " ".join(unicodedata.normalize("NFC", text).split())


def settle(text: str) -> str:
    """Reduces runs of punctuation to one mark with a space after it, and removes leading marks."""
    text = re.sub(r"(?<!\w)'+|'+(?!\w)", "", text)
    text = re.sub(r"(?<![^\W\d_])-+|-+(?![^\W\d_])", " ", text)
    text = _RUN.sub(lambda run: f"{_strongest(run[0])} ", text)
    text = re.sub(r"\s+(?=[.,;:?!…])", "", " ".join(text.split()))
    return unicodedata.normalize("NFC", re.sub(r"^[.,;:?!…\s]+", "", text))


def entry(table: Mapping[str, str], written: str) -> str:
    """Returns a table's entry for a word that a pattern of its keys has found, ignoring case.

    Such a pattern ignores the difference between Turkish dotted and dotless i, which `casefold`
    does not. Returns "" if there is no entry.
    """
    for fold in (str.casefold, _folded):
        if said := {fold(key): said for key, said in table.items()}.get(fold(written)):
            return said
    return ""


def _folded(text: str) -> str:
    return text.replace("İ", "i").replace("ı", "i").casefold()


def is_speakable(character: str) -> bool:
    """Whether this character may be passed to an engine."""
    if character in " ,.;:?!…'-":
        return True
    if unicodedata.category(character) not in _LETTERS:
        return False
    return not unicodedata.decomposition(character).startswith(_RAISED)


_RAISED = ("<super>", "<sub>")
"""Characters that only look like letters of a word: ª, º, ⁿ."""
_LETTERS = {"Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc"}


def _dash(match: re.Match[str]) -> str:
    """Writes a dash between numbers as a hyphen, with spaces if it could be misread."""
    is_hyphen = match[0] == "–" and match.string[match.end()] not in "-−"
    return "-" if is_hyphen else " - "


def _fraction(match: re.Match[str]) -> str:
    """Writes ½ with digits, separated from a whole number before it."""
    digits = unicodedata.normalize("NFKC", match["sign"])
    return f"{'-' if match['dash'] else ' '}{digits} "


def _plain(character: str) -> str:
    category = unicodedata.category(character)
    if category == "Nd":
        return str(unicodedata.decimal(character))
    if category == "Cf" or "\ufe00" <= character <= "\ufe0f":
        return ""
    if category in ("Zs", "Zl", "Zp"):
        return " "
    name = unicodedata.normalize("NFKC", character)
    if category == "No" and "⁄" in name:
        return f" {name.replace('⁄', '/')} "
    if "\uff01" <= character <= "\uff5e" or "\ufb00" <= character <= "\ufb06":
        return name
    return character


def _without_quotes(text: str) -> str:
    """Removes quotes. One after a digit that closes no quotation becomes the sign for inches."""
    if '"' not in text:
        return text
    kept, is_open = [], False
    for index, character in enumerate(text):
        if character != '"':
            kept.append(character)
        elif is_open or index == 0 or not text[index - 1].isdigit():
            is_open = not is_open
        else:
            kept.append("″")
    return "".join(kept)


def _strongest(run: str) -> str:
    if run.count(".") > 1 and not set("?!") & set(run):
        return "…"
    return next(sign for sign in _STRONGEST if sign in run)
