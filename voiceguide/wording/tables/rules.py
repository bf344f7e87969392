"""The rules that put a number in words: unicode-rbnf's for a language, a folder's own, or both.

A rule is written as CLDR writes it, by the number from which it holds:

    20 = "twenty[->>]"      what is over 20 comes after a hyphen, where anything is
    100 = "<< hundred[ >>]" how many hundreds, and what is over
    "x.x" = "<< point >>"
    0 = "=%cardinal=th"     another set's words, and an ending
"""

from functools import lru_cache

from unicode_rbnf import RbnfEngine
from unicode_rbnf.engine import RbnfError

from voiceguide.wording.tables.reader import Table

Rules = tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
"""Sets of rules by name, each of numbers and their rules."""

_FAULTS = (ValueError, AssertionError, IndexError, RbnfError, RecursionError)
_EXAMPLES = {"-x": "-1", "x.x": "1.5"}


@lru_cache(maxsize=16)
def engine(code: str, rules: Rules) -> RbnfEngine | None:
    """The rules of the language `code` with `rules` on top, which win; None where there are none.

    Kept, because reading them takes longer than reading a script.
    """
    try:
        made = RbnfEngine.for_language(code) if code else RbnfEngine("")
    except ValueError:
        return None
    for name, texts in rules:
        for value, text in texts:
            number, _, radix = value.partition("/")
            made.add_rule(number, text, name, radix=int(radix or 10))
    return made


def read_rules(table: Table) -> Rules:
    """The table as sets of rules. Raises InputError for one that is not understood."""
    return tuple((name, tuple(table.words(name).items())) for name in table)


def check(table: Table, code: str, rules: Rules) -> None:
    """Raise InputError for a rule that can't be read, or doesn't lead to words."""
    for name, texts in rules:
        for value, text in texts:
            number, _, radix = value.partition("/")
            try:
                if RbnfEngine("").add_rule(number, text, name, radix=int(radix or 10)) is None:
                    message = f"{value!r} is no number; expected such as 20, 80/20, -x or x.x"
                    raise table.fault(name, message)
            except _FAULTS as error:
                raise table.fault(f"{name}.{value}", f"{text!r} is no rule") from error
    made = engine(code, rules) if rules else None
    for name, texts in rules:
        for value, text in texts:
            example = _EXAMPLES.get(value, value.partition("/")[0])
            try:
                said = made.format_number(example, ruleset_names=[name]).text if made else ""
            except _FAULTS:
                said = ""
            if not said:
                message = f"{text!r} leads to no words for {example}; is a rule missing?"
                raise table.fault(f"{name}.{value}", message)
