"""docs/settings.md explains every environment variable."""

import re
from pathlib import Path

import voiceguide
from voiceguide.cache.limit import DEFAULT_BYTES
from voiceguide.cache.sizes import show_size
from voiceguide.speech.options import variable

PAGE = (Path(__file__).parents[2] / "docs" / "settings.md").read_text(encoding="utf-8")


def read_by_the_package() -> set[str]:
    """Returns every variable that the package's code reads."""
    texts = [
        path.read_text(encoding="utf-8") for path in Path(voiceguide.__file__).parent.rglob("*.py")
    ]
    return {name for text in texts for name in re.findall(r"\"(_?VOICEGUIDE_[A-Z_]+)\"", text)}


def test_every_setting_is_explained() -> None:
    explained = set(re.findall(r"^\| `(\w+)`", PAGE, re.MULTILINE))
    assert len(read_by_the_package()) >= 4
    assert read_by_the_package() <= explained


def test_every_explained_setting_exists() -> None:
    explained = set(re.findall(r"^\| `(\w+)`", PAGE, re.MULTILINE))
    assert explained - {"_VOICEGUIDE_COMPLETE"} <= read_by_the_package()  # click reads that one


def test_the_default_limit_is_the_real_one() -> None:
    [row] = [line for line in PAGE.splitlines() if line.startswith("| `VOICEGUIDE_CACHE_LIMIT`")]
    assert show_size(DEFAULT_BYTES) in row


def test_the_variables_of_engines_options_are_explained() -> None:
    [row] = [line for line in PAGE.splitlines() if line.startswith("| `VOICEGUIDE_<")]
    assert re.findall(r"`(VOICEGUIDE_\S+)`", row) == [
        variable("engine", "option").replace("ENGINE", "<ENGINE>").replace("OPTION", "<OPTION>"),
        variable("command", "command"),
    ]
