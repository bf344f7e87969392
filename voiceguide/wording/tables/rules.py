"""Rules for numbers in words: unicode-rbnf's for a language, a folder's own, or both.

Rules are written in CLDR's notation, each under the number from which it applies:

    20 = "twenty[->>]"      a hyphen and the remainder, if there is one
    100 = "<< hundred[ >>]" the number of hundreds, and the remainder
    "x.x" = "<< point >>"
    0 = "=%cardinal=th"     the words of another rule set, and an ending
"""

from functools import lru_cache

from unicode_rbnf import RbnfEngine
from unicode_rbnf.engine import RbnfError

from voiceguide.wording.tables.reader import Table

Rules = tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
"""Rule sets by name; each has rules by the number from which they apply."""

_FAULTS = (ValueError, AssertionError, IndexError, RbnfError, RecursionError)
_EXAMPLES = {"-x": "-1", "x.x": "1.5"}


@lru_cache(maxsize=16)
def engine(code: str, rules: Rules) -> RbnfEngine | None:
    """Returns the rules of language `code`, overridden by `rules`; None if there are none.

    They are cached, because reading them takes longer than reading a script.
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
    """Reads the table of rule sets. Raises InputError unless every rule is text."""
    return tuple((name, tuple(table.words(name).items())) for name in table)


def check(table: Table, code: str, rules: Rules) -> None:
    """Raises InputError for a rule that can't be parsed, or produces no words."""
    for name, texts in rules:
        for value, text in texts:
            number, _, radix = value.partition("/")
            try:
                if RbnfEngine("").add_rule(number, text, name, radix=int(radix or 10)) is None:
                    message = f"{value!r} is not a number such as 20, 80/20, -x or x.x"
                    raise table.fault(name, message)
            except _FAULTS as error:
                raise table.fault(f"{name}.{value}", f"{text!r} is not a valid rule") from error
    made = engine(code, rules) if rules else None
    for name, texts in rules:
        for value, text in texts:
            example = _EXAMPLES.get(value, value.partition("/")[0])
            try:
                said = made.format_number(example, ruleset_names=[name]).text if made else ""
            except _FAULTS:
                said = ""
            if not said:
                message = f"{text!r} produces no words for {example}; is a rule missing?"
                raise table.fault(f"{name}.{value}", message)
