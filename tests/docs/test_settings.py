"""Every setting of the environment stands in the docs."""

import re
from pathlib import Path

import voiceguide
from voiceguide.cache.limit import DEFAULT_BYTES
from voiceguide.cache.sizes import show_size

PAGE = (Path(__file__).parents[2] / "docs" / "settings.md").read_text(encoding="utf-8")


def read_by_the_package() -> set[str]:
    """Every name of ours that the package's code looks up."""
    texts = [
        path.read_text(encoding="utf-8") for path in Path(voiceguide.__file__).parent.rglob("*.py")
    ]
    return {name for text in texts for name in re.findall(r"\"(_?VOICEGUIDE_[A-Z_]+)\"", text)}


def test_every_setting_is_explained() -> None:
    explained = set(re.findall(r"^\| `(\w+)`", PAGE, re.MULTILINE))
    assert len(read_by_the_package()) >= 4
    assert read_by_the_package() <= explained


def test_no_setting_is_explained_that_nobody_reads() -> None:
    explained = set(re.findall(r"^\| `(\w+)`", PAGE, re.MULTILINE))
    assert explained - {"_VOICEGUIDE_COMPLETE"} <= read_by_the_package()  # that one click reads


def test_the_limit_s_default_is_the_one_that_holds() -> None:
    [row] = [line for line in PAGE.splitlines() if line.startswith("| `VOICEGUIDE_CACHE_LIMIT`")]
    assert show_size(DEFAULT_BYTES) in row
