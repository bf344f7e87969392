"""The code of wording contains no English: all words are in the languages' data."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from voiceguide.wording import language
from voiceguide.wording.tables.plurals import CATEGORIES

FOLDER = Path(language.__file__).parent
MODULES = sorted(FOLDER.rglob("*.py"))

ENGLISH = frozenset(
    re.findall(
        r"\w+",
        """
        a an the of and or to at by in on per each every my our his her your their its with without
        st nd rd th am pm oh clock half point minus plus times divided equals about number numbers
        left right then now gently slowly softly lightly hand hands side sides inch inches
        zero one two three ten hundred thousand first second third quarter quarters
        minute minutes hour hours seconds day days year years centimetre centimetres
        january february march april may june july august september october november december
        jan feb mar apr jun jul aug sep sept oct nov dec
        """,
    )
)
NO_WORDS = {("plurals.py", " or "), ("plurals.py", " and "), ("characters.py", "Nd")}
"""The syntax of CLDR's conditions, and Unicode's name for digits."""


def spoken_words(text: str, keys: set[str]) -> Iterator[tuple[str, str]]:
    """Yields each literal of a module that contains English, with the word; skips messages."""
    tree, skipped = ast.parse(text), set[ast.AST]()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr | ast.Raise) or is_message(node):
            skipped |= set(ast.walk(node)) if not isinstance(node, ast.Expr) else {node.value}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in skipped:
            if node.value in keys or is_prose(node.value):
                continue
            plain = re.sub(r"\\[A-Za-z]|\(\?P?[<a-zA-Z]\w*[>:]?|A-Z|a-z", " ", node.value)
            for word in re.findall(r"[^\W\d]+", plain.lower()):
                if word in ENGLISH:
                    yield node.value, word


def is_message(node: ast.AST) -> bool:
    """Whether a node builds text for authors: a fault, or a value named message or hint."""
    if isinstance(node, ast.Call):
        return isinstance(node.func, ast.Attribute) and node.func.attr == "fault"
    return isinstance(node, ast.Assign) and any(
        isinstance(name, ast.Name) and name.id in ("message", "hint") for name in node.targets
    )


def is_prose(text: str) -> bool:
    """Whether a text is a sentence for authors: four words or more, no braces or regex signs."""
    return len(text.split()) >= 4 and not re.search(r"[\\\[\](){}|*+?^$]", text)


def keys_of(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from keys_of(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from keys_of(inner)


def keys() -> set[str]:
    """Returns the names that code must use: files of a language, their keys, plural categories."""
    files = Path(__file__).with_name("languages").glob("xx/*.toml")
    named = {key for file in files for key in keys_of(tomllib.loads(file.read_text()))}
    return {*CATEGORIES, *named, *language._FILES, *(f"/{name}.toml" for name in language._FILES)}


@pytest.mark.parametrize("module", MODULES, ids=[path.name for path in MODULES])
def test_no_literal_in_the_code_contains_english(module):
    found = spoken_words(module.read_text(encoding="utf-8"), keys())
    assert [pair for pair in found if (module.name, pair[0]) not in NO_WORDS] == []


@pytest.mark.parametrize(
    ("code", "word"),
    [
        ('text = "{} to {}"', "to"),
        ('re.sub(r"(?i:\\bthe\\s)?\\d", "", text)', "the"),
        ('re.compile(r"(?:st|nd|rd|th)\\b")', "st"),
        ('re.compile(r"(?!Mar|May)")', "mar"),
        ('f"{hour} o\'clock"', "clock"),
        ('SAMPLES = {"en": ("Lean in (softly) from your hips.",)}', "in"),
    ],
)
def test_english_would_be_found(code, word):
    assert word in [found for _, found in spoken_words(code, keys())]
