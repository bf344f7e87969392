"""Mistakes in a language's files: one error, which names the file and the key."""

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from voiceguide.errors import InputError
from voiceguide.wording import language
from voiceguide.wording.spoken import spoken
from voiceguide.wording.tables import templates
from voiceguide.wording.tables.plurals import read_plurals
from voiceguide.wording.tables.reader import Table, read_file

MADE_UP = Path(__file__).with_name("languages") / "xx"


@pytest.fixture
def xx(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the made-up language, for tests to spoil."""
    monkeypatch.setenv("VOICEGUIDE_LANGUAGES", str(tmp_path))
    return Path(shutil.copytree(MADE_UP, tmp_path / "xx"))


FAULTS = [
    (
        "numbers",
        "decimal =",
        "decimel =",
        "written: unknown key 'decimel'; did you mean 'decimal'?",
    ),
    (
        "numbers",
        'decimal = ","',
        "decimal = 1",
        "written.decimal: expected text in quotes, found 1",
    ),
    ("numbers", '"de {} ad {}"', '"de {}"', "said.range: expected 2 {} in the text, found 'de {}'"),
    (
        "numbers",
        '"de {} ad {}"',
        '"{a} {}"',
        "said.range: expected 2 {} in the text, found '{a} {}'",
    ),
    ("numbers", "[written]", "[writen]", "unknown key 'writen'; did you mean 'written'?"),
    ("numbers", 'ordinal = "place"', 'ordinal = "plac"', "words.ordinal: unknown rule set 'plac'"),
    ("numbers", '"<<den[ >>]"', '"<den["', "rules.count.20: '<den[' is not a valid rule"),
    ("numbers", '20 = "<<d', 'xx = "<<d', "rules.count: 'xx' is not a number such as 20"),
    (
        "numbers",
        '"vo=%count="',
        '"vo=%cunt="',
        "rules.place.0: 'vo=%cunt=' produces no words for 0",
    ),
    ("numbers", "n % 10 = 2..4", "n mod 10 = 2", "plurals.few: 'n mod 10 = 2' is not a condition"),
    (
        "numbers",
        'before = ["n-", "N-"]\nfollows',
        "follows",
        "ordinals[1]: expected what is written",
    ),
    ("numbers", '"1/2" = ["polo", ', '"1/2" = [', 'fractions.1/2: expected "1/2" = [alone'),
    ("numbers", '"polo {of}"', '"polo {off}"', "units.toml: columns: 'off' is missing"),
    ("numbers", '"polo {of}"', '"polo {}"', "fractions.1/2: expected a column name"),
    (
        "numbers",
        'cardinal = "count"',
        'borrow = "zz"',
        "words.borrow: unicode-rbnf has no numbers in 'zz'",
    ),
    ("units", '"few", ', '"fewer", ', "columns: 'few' is missing; XX/numbers.toml uses that"),
    (
        "units",
        '"gender"]',
        '"gendre"]',
        "columns: nothing uses 'gendre'; did you mean 'gender'?",
    ),
    (
        "units",
        '"la seka", "f"]',
        '"la seka"]',
        "units.s: expected one, few, other, of, gender; found",
    ),
    ("units", '"la seka", "f"]', '"la seka", "x"]', "units.s: unknown gender 'x'"),
    ("units", "columns = ", "colums = ", "missing key 'columns'; is 'colums' a misspelling"),
    (
        "units",
        'form = "few"',
        'form = "fow"',
        "alone.form: unknown column 'fow'; did you mean",
    ),
    ("units", '"{} cada {}"', '"po {} {} x"', "per: expected only words between two {}"),
    ("dates", '"Unar", ', "", "months.names: expected twelve months, found 11"),
    (
        "dates",
        "cut_to = [3]",
        "cut_to = [1]",
        "months.cut_to: the first 1 letters don't tell the months",
    ),
    (
        "dates",
        'Pn = "Penar"',
        'Pn = "Penr"',
        "months.also.Pn: unknown month 'Penr'; did you mean 'Penar'?",
    ),
    ("dates", '["Kvar"]', '["Kvr"]', "dates[4].except_months: unknown month 'Kvr'"),
    ("dates", "[lo ]{year}", "lo ]{year}", "dates[1].written: unmatched ']'"),
    (
        "dates",
        "[lo ]{year}",
        "[lo ]{yaer}",
        "dates[1].written: unknown {yaer}; did you mean 'year'?",
    ),
    (
        "dates",
        "[lo ]{year}",
        "[lo {year} ]",
        "dates[1].said: {year} is always said, but it is optional",
    ),
    (
        "dates",
        "{nth} {month}",
        "{nth} {day} {month}",
        "dates[3].written: the day or the month appears twice",
    ),
    ("dates", 'words = "place"', 'words = "plase"', "dates[4].words: unknown rule set 'plase'"),
    ("dates", 'iso = "{year}', 'iso = "{jear}', "iso: unknown {jear}"),
    ("times", 'hour = "la {} klok"', "", "clock: missing key 'hour'"),
    (
        "times",
        'separators = ["h", ":"]',
        "separators = []",
        "clock.separators: expected a list such as",
    ),
    (
        "times",
        'minutes = ["min"]',
        'minutes = ["mn"]',
        "durations.minutes: unknown unit 'mn'; did you mean",
    ),
    ("times", 'few = "{} minue", ', "", "minutes.whole: missing key 'few'"),
    ("times", 'gender = "f"\nhour', 'gender = "n"\nhour', "clock.gender: unknown gender 'n'"),
    ("signs", '"{} au {}"', '"au {} {}"', "either: expected only words between two {}"),
    ("signs", "[signs]", "[sings]", "unknown key 'sings'; did you mean 'signs'?"),
    (
        "abbreviations",
        "go_on =",
        "goes_on =",
        "sentences: unknown key 'goes_on'; did you mean 'go_on'?",
    ),
    ("abbreviations", '["p.ek.", "d-ro."]', '"p.ek."', "sentences.go_on: expected a list such as"),
    ("capitals", "consonants", "consonant", "unknown key 'consonant'; did you mean 'consonants'?"),
    ("refusals", "why", "wy", "refused[1]: missing key 'why'; is 'wy' a misspelling"),
    ("refusals", "m\\b'", "(m'", "refused[1].pattern: not a regular expression: missing )"),
    ("lexicon", "qi", "Qi", "Qi: write the word in lower case: 'qi'"),
    ("heteronyms", "commands_after", "command_after", "unknown key 'command_after'; did you mean"),
    ("pace", "sentences", "sentence", "unknown key 'sentence'; did you mean 'sentences'?"),
    ("pace", "]", "", "can't be read as TOML in UTF-8"),
]


def spoil(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{old!r} is not in {path.name}"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.mark.parametrize(("file", "old", "new", "message"), FAULTS)
def test_a_fault_is_one_error_that_names_file_and_key(xx, file, old, new, message):
    spoil(xx / f"{file}.toml", old, new)
    with pytest.raises(InputError) as caught:
        language.of("xx")
    place = "" if message.startswith("units.toml") else f"{file}.toml: "
    assert str(caught.value).startswith(f"{xx}{os.sep}{place}{message.replace('XX', str(xx))}")
    assert "\n" not in str(caught.value)


def test_a_file_with_an_unknown_name_is_an_error(xx):
    (xx / "unit.toml").write_text("", encoding="utf-8")
    with pytest.raises(
        InputError, match=r"unknown file 'unit\.toml'; did you mean 'units\.toml'\?$"
    ):
        language.of("xx")


def test_a_file_that_is_not_toml_is_reported_with_its_whole_path(xx):
    (xx / "signs.toml").write_text("[", encoding="utf-8")
    with pytest.raises(InputError, match=f"^{re.escape(str(xx / 'signs.toml'))}: can't be read"):
        language.of("xx")


def test_a_column_for_a_plural_form_that_no_number_takes_says_what_to_add(xx):
    spoil(xx / "units.toml", '"few", ', '"few", "many", ')
    with pytest.raises(InputError) as caught:
        language.of("xx")
    advice = f"add the plural form `many` under [plurals] in {xx / 'numbers.toml'}"
    assert str(caught.value).startswith(f"{xx / 'units.toml'}: columns: no number takes 'many'; ")
    assert str(caught.value).endswith(advice)


def test_other_kinds_of_files_are_allowed_beside_the_tables(xx):
    (xx / "README.md").write_text("Of nobody.", encoding="utf-8")
    assert language.of("xx").is_known


def lines() -> Iterator[tuple[str, int]]:
    """Yields every line of the made-up language with a key and a value, by file and line index."""
    for path in sorted(MADE_UP.glob("*.toml")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
            if " = " in line:
                yield path.name, number


@contextmanager
def slipped(name: str, number: int, slip: str) -> Iterator[Path]:
    """Yields a folder with the made-up language, one line of it mistyped."""
    with TemporaryDirectory() as folder:
        copy = Path(shutil.copytree(MADE_UP, Path(folder) / "xx")) / name
        rows = copy.read_text(encoding="utf-8").splitlines()
        key, _, value = rows[number].partition(" = ")
        rows[number] = {"key": f"{key[1:]} = {value}", "value": f"{key} = 1", "line": ""}[slip]
        copy.write_text("\n".join(rows), encoding="utf-8")
        yield Path(folder)


@settings(max_examples=40)  # each example copies the files
@given(st.sampled_from(sorted(lines())), st.sampled_from(["key", "value", "line"]))
def test_a_mistyped_line_is_an_error_or_leaves_a_working_language(place, slip):
    with pytest.MonkeyPatch.context() as patch, slipped(place[0], place[1], slip) as folder:
        patch.setenv("VOICEGUIDE_LANGUAGES", str(folder))
        with suppress(InputError):
            assert spoken("n-3 paso, 1/2 min, 1,5 h, 21 cm, 13:05, 2026 5 Unar, p.ek. AIO", "xx")


CATEGORIES = {
    "pl": {
        "one": "i = 1 and v = 0",
        "few": "v = 0 and i % 10 = 2..4 and i % 100 != 12..14",
        "many": "v = 0 and i != 1 and i % 10 = 0..1 or v = 0 and i % 10 = 5..9 "
        "or v = 0 and i % 100 = 12..14",
    },
    "lt": {
        "one": "n % 10 = 1 and n % 100 != 11..19",
        "few": "n % 10 = 2..9 and n % 100 != 11..19",
        "many": "f != 0",
    },
    "lv": {
        "zero": "n % 10 = 0 or n % 100 = 11..19 or v = 2 and f % 100 = 11..19",
        "one": "n % 10 = 1 and n % 100 != 11 or v = 2 and f % 10 = 1 and f % 100 != 11 "
        "or v != 2 and f % 10 = 1",
    },
    "en": {"one": "i = 1 and v = 0"},
}


@pytest.mark.parametrize("code", CATEGORIES)
@given(number=st.integers(0, 2000), share=st.none() | st.integers(0, 99))
def test_plural_categories_are_those_of_cldr(code, number, share):
    plural_rules = pytest.importorskip("unicode_rbnf.plural_rules")
    digits = str(number) if share is None else f"{number}.{share}"
    ours = read_plurals(Table(Path(), "", CATEGORIES[code])).category(digits)
    assert ours == plural_rules.get_plural_category(code, plural_rules.Decimal(digits))


@pytest.mark.parametrize(
    ("template", "year", "said"),
    [
        ("the {day} of {month}[, {year}]", "1905", "the D of M, 1905"),
        ("the {day} of {month}[, {year}]", None, "the D of M"),
        ("[in [the ]{year}, ]{month} {day}", "1905", "in the 1905, M D"),
        ("[in [the ]{year}, ]{month} {day}", None, "M D"),
    ],
)
def test_brackets_are_said_if_all_their_fields_are_known(template, year, said):
    assert templates.fill(template, {"day": "D", "month": "M", "year": year}) == said


@given(st.text("{}[] aday", max_size=12))
def test_a_template_without_a_fault_can_be_filled(template):
    if not templates.fault(template, ("day",)):
        filled = templates.fill(template, {"day": "D"})
        assert not set("{}[]") & set(filled)


FREE = {
    *("before", "fractions", "genders", "rules", "units", "touching", "currencies", "also"),
    *("hundredths", "magnitudes", "smaller", "decades", "after_names"),
    *("fractions_after_units", "nouns"),
    *("spellings", "beginnings", "endings", "contracted", "phrases"),
    *("halves", "letters", "in_full", "respelt", "anywhere", "commands", "signs"),
}
"""Tables whose keys the author chooses."""


def asked(table: Table, name: str) -> Iterator[str]:
    """Yields every key that the code reads from a file, in all its tables."""
    if name not in FREE:
        yield from table._asked
        for key, inner in table._inner.items():
            yield from asked(inner, key.partition("[")[0])


def test_the_page_about_languages_names_every_file_and_every_key():
    page = (Path(__file__).parents[2] / "docs" / "languages.md").read_text(encoding="utf-8")
    files = {name: read_file(MADE_UP / f"{name}.toml") for name in language._FILES}
    language._from_tables("xx", files, language.assumed().shown)
    known = {
        name for name, table in files.items() if name != "lexicon" for name in asked(table, "")
    }
    assert len(known) > 60
    assert [key for key in sorted(known) if not re.search(rf"\b{key}\b", page)] == []
    assert [name for name in language._FILES if f"{name}.toml" not in page] == []
