"""Narration in, words for engines out: numbers and units as people type them, and any unicode.

A text is said right or refused by name. What reaches an engine consists of words, apostrophes,
hyphens inside words and the marks of pauses, and its numbers are those of the text.
"""

import re
import unicodedata
from collections.abc import Sequence
from fractions import Fraction

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from tests.wording.number_words import values
from voiceguide.errors import InputError
from voiceguide.wording.spoken import spoken

Case = tuple[str, tuple[str, ...] | None]
"""A text, and its numbers as fractions: none if it has to be refused, None if they're not known."""

_LONE = re.compile(r"(?<![\w'-])[b-z](?![\w'-])|(?<=[\w'])-[b-z](?![\w'])")
_SHORT = re.compile(
    r"(?<![\w'])(?:min|mins|sec|secs|hr|hrs|cm|mm|km|ft|mg|kg|oz|lb|lbs|ml|Hz|deg|bpm|pcs|kgs|px|nd)"
    r"(?![\w'])"
)


_UNSURE = re.compile(
    r"--|[x×] ?[-\u2212]|\d[-\u2010-\u2012–]\d/\d|2\D{0,3}\d*(?i:st|nd|rd|th)"
    r"|\d and (?:\d/\d|[¼-¾⅐-⅞])"
)
"""A dash, or a dash and a sign; a second; five and one half, which is five and a half."""


def _joined(*parts: str | Case) -> Case:
    """Joins texts and cases into one case; its numbers are known if all parts' are."""
    cases = [(part, ()) if isinstance(part, str) else part for part in parts]
    text = "".join(text for text, _ in cases)
    if any(known is None for _, known in cases) or _UNSURE.search(text):
        return text, None
    return text, tuple(value for _, known in cases for value in known or ())


def _decimal(whole: int, share: int) -> Case:
    written = f"{whole}.{share}"
    return written, (str(Fraction(written)),)


WHOLE: SearchStrategy[Case] = st.integers(0, 2100).map(lambda n: (str(n), (str(n),)))
GROUPED: SearchStrategy[Case] = st.integers(1000, 10**7).map(lambda n: (f"{n:,}", (str(n),)))
DECIMAL: SearchStrategy[Case] = st.builds(_decimal, st.integers(0, 120), st.integers(0, 99))
SHARE: SearchStrategy[Case] = st.integers(1, 99).map(
    lambda n: (f".{n}", (str(Fraction(f"0.{n}")),))
)
FRACTION: SearchStrategy[Case] = st.sampled_from(
    [
        *(("1/2", ("1/2",)), ("½", ("1/2",)), ("3/4", ("3/4",)), ("¼", ("1/4",)), ("⅓", ("1/3",))),
        *(("1 1/2", ("3/2",)), ("2½", ("5/2",)), ("1-1/2", ("3/2",)), ("3 ¾", ("15/4",))),
    ]
)
AMOUNT = WHOLE | WHOLE | GROUPED | DECIMAL | SHARE | FRACTION
UNIT = st.sampled_from(
    [
        *("min", "mins", "s", "sec", "h", "hr", "cm", "mm", "km", "ft", "kg", "g", "lb", "oz"),
        *("ml", "l", "%", "°", "º", "˚", "°C", "ºC", "°F", "″", "deg", "bpm", "km/h", "kcal", "CM"),
        *("Kg", "min.", "minutes", "breaths", "reps", "times", "in", "x", "×", "$", "€", "¢"),
        *("k", "M", "pcs", "kgs", "m", "px", "C", "nd"),
    ]
)
GAP = st.sampled_from(["", " ", "\u00a0", "-"])
DASH = st.sampled_from(
    ["-", "–", "—", " - ", " – ", "\u2012", "\u2212", "--", "~", "\u2011", " to "]
)
SIGN = st.sampled_from(["", "", "", "-", "\u2212", "+", "~", "≥", "±", "#"])


@st.composite
def _measures(draw: st.DrawFn) -> Case:
    """An amount, mostly with a unit: -5 °C, ~10min, 3 breaths."""
    sign, (text, known) = draw(SIGN), draw(AMOUNT)
    if sign in ("-", "\u2212"):
        known = tuple(f"-{value}" for value in known or ())
    unit = draw(GAP) + draw(UNIT) if draw(st.integers(0, 4)) else ""
    unit = unit.replace("-x", "x").replace("-×", "×")
    return f"{sign}{text}{unit}", known


MEASURE = _measures()
RANGE = st.builds(_joined, AMOUNT, DASH, MEASURE) | st.builds(_joined, MEASURE, DASH, MEASURE)
TIMES = st.sampled_from(["x", " x ", "×", " × ", "X", " reps x "])
PRODUCT = st.builds(_joined, WHOLE, TIMES, MEASURE)
PAIR = st.builds(_joined, MEASURE, st.sampled_from(["/", " / "]), MEASURE).map(
    lambda case: (case[0], None if re.search(r"\d ?/ ?\d", case[0]) else case[1])
)
EACH = ["/min", "/side", "/day", " breaths/minute", "/h", "/m", " reps/set", " / min"]
PER = st.builds(_joined, MEASURE, st.sampled_from(EACH))
MONEY: SearchStrategy[Case] = st.builds(
    lambda sign, n, after: (f"{sign}{n}{after}", (str(n),)),
    st.sampled_from(["$", "€", "£"]),
    st.integers(0, 999),
    st.sampled_from(["", "/day", " a day", "k", "M", " million", "bn", "m", "kg"]),
)
CENTS: SearchStrategy[Case] = st.integers(100, 9999).map(
    lambda n: (f"${n / 100:.2f}", tuple(str(part) for part in divmod(n, 100) if part))
)
PARTS: SearchStrategy[Case] = st.builds(
    lambda great, a, gap, b, small: (f"{a}{gap}{great}{gap}{b}{small}", (str(a), str(b))),
    st.sampled_from(["h", "ft", "min", "lb", "m"]),
    st.integers(1, 40),
    st.sampled_from(["", " "]),
    st.integers(1, 59),
    st.sampled_from(["min", " min", "in", " in", "s", "oz", ""]),
)
NTH: SearchStrategy[Case] = st.builds(
    lambda n, sign: (f"the {n}{sign}", (str(n),)),
    st.integers(0, 2100),
    st.sampled_from(["st", "nd", "rd", "th", "th", "TH"]),
)
NTHS = st.builds(
    lambda first, joint, last: _joined(first, joint, (last[0].removeprefix("the "), last[1])),
    NTH,
    st.sampled_from(["/", "-", "–", " and ", ", "]),
    NTH,
)
COUNTED_NTH: SearchStrategy[Case] = st.builds(
    lambda case, gap, unit: (f"{case[0]}{gap}{unit}", ()),
    NTH | NTHS,
    st.sampled_from(["", " ", "/", " / ", "-"]),
    st.sampled_from(["min", "h", "s", "sec", "cm", "kg", "ml", "%", "°", "°C", "€", "m", "km/h"]),
)
OTHER: SearchStrategy[Case] = st.sampled_from(
    [
        *(
            ("the '90s", ("90",)),
            ("the mid-80s", ("80",)),
            ("late 1970s", None),
            ("the 3rd", ("3",)),
        ),
        *(("the 21st–23rd", ("21", "23")), ("7:05", ("7", "5")), ("2:1", ("2", "1"))),
        *(("4-7-8", ("4", "7", "8")), ("L5/S1", ("5", "1")), ("step 3a", ("3",)), ("3D", ("3",))),
        *(("1990", ("1990",)), ("in 2026", ("2026",)), ("mp3", ("3",)), ("nº 5", ("5",))),
        *(("7 am–8 am", ("7", "8")), ("x10", ("10",)), ("5+", ("5",)), ("COVID-19", ("19",))),
        *(
            ("1ª", None),
            ("7/10", None),
            ("24/7", None),
            ("5'10\"", ("5", "10")),
            ("the 1980s", ("19", "80")),
            ("10²", None),
            ("1e3", None),
        ),
    ]
)
EXPRESSION = (
    MEASURE
    | RANGE
    | PRODUCT
    | PAIR
    | PER
    | MONEY
    | CENTS
    | PARTS
    | OTHER
    | NTH
    | NTHS
    | COUNTED_NTH
)
BEFORE = st.sampled_from(["", "Hold for ", "Press ", "about ", "a ", "slowly, ", "and/or "])
AFTER = st.sampled_from(
    ["", ".", " rest", " of oil.", ", then go", " turn!", " gap", "; wait", "?"]
)
MEASURED = st.builds(_joined, BEFORE, EXPRESSION, AFTER)
LISTED = st.builds(_joined, MEASURED, st.sampled_from([", ", " and ", ". "]), MEASURED)
ANY: SearchStrategy[Case] = st.text(max_size=30).map(lambda text: (text, None))
MIXED: SearchStrategy[Case] = st.builds(
    lambda case, text: (case[0] + text, None), MEASURED, st.text(max_size=6)
)

CASES: SearchStrategy[Case] = MEASURED | LISTED | MIXED | ANY


def check(case: Case) -> None:
    """Raises AssertionError unless the text is refused, or said in words with its numbers."""
    text, known = case
    try:
        said = spoken(text, "en")
    except InputError:
        return
    assert_speakable(said)
    assert spoken(said, "en") == said, f"it would be said otherwise the second time: {said!r}"
    if known is not None:
        assert not _LONE.search(said), f"a letter is left beside a number: {said!r}"
        assert not _SHORT.search(said), f"a unit is left beside a number: {said!r}"
        has_money = bool(set("$€£¢") & set(text))
        is_same = _same(known, values(said), has_money=has_money)
        assert is_same, f"the numbers are not those of the text: {said!r}"


def show(case: Case) -> str:
    """Returns a program that shows the fault."""
    return f"from voiceguide.wording.spoken import spoken\nprint(spoken({case[0]!a}, 'en'))"


def assert_speakable(said: str) -> None:
    """Raises AssertionError unless a text has only words and the marks of pauses."""
    assert any(character.isalpha() for character in said)
    for at, character in enumerate(said):
        if character in "'-":
            around = said[at - 1 : at] + said[at + 1 : at + 2]
            is_inside = len(around) == 2 and all(map(_is_letter, around))
            assert is_inside, f"{character!r} is not inside a word: {said!r}"
        else:
            assert character in " ,.;:?!…" or _is_letter(character), f"{character!r} in {said!r}"


def _is_letter(character: str) -> bool:
    return unicodedata.category(character)[0] in "LM" and character not in "ªº"


def _same(known: Sequence[str], said: Sequence[Fraction], *, has_money: bool) -> bool:
    """Whether the numbers are the same; a year may be said in two halves, a sum with its cents."""
    at = 0
    for value in map(Fraction, known):
        ways = [[value]]
        if value >= 1000:
            ways.append([Fraction(half) for half in divmod(value, 100)])
        if has_money:
            ways += [[value * 100], [value * 10**3], [value * 10**6], [value * 10**9]]
            ways.append([Fraction(value // 1), value % 1 * 100])
        way = next((way for way in ways if list(said[at : at + len(way)]) == way), None)
        if way is None:
            return False
        at += len(way)
    return at == len(said)
