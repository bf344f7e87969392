"""The package's metadata, as package indexes and pip see it."""

import re
import subprocess
import tomllib
from importlib.metadata import metadata, version
from pathlib import Path

import pytest

from tests.cli.running import execute

ROOT = Path(__file__).resolve().parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]

LINK = re.compile(r'\]\(([^)\s]*)|(?:src|href)="([^"]*)')


def relative(text: str) -> list[str]:
    """Returns the relative targets of links and pictures, which depend on where a text is shown."""
    targets = ("".join(found) for found in LINK.findall(text))
    return [target for target in targets if not re.match(r"\w+:|#", target)]


def test_the_long_description_has_only_absolute_links() -> None:
    text = str(metadata("voiceguide").json["description"])
    assert "# voiceguide" in text
    assert "](https://github.com/voiceguide/voiceguide/blob/" in text
    assert relative(text) == []


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("[a](docs/a.md)", ["docs/a.md"]),
        ("![a](docs/a.svg)", ["docs/a.svg"]),
        ('<img width="9" src="docs/a.svg">', ["docs/a.svg"]),
        ("[![badge](https://x.org/b.svg)](LICENSE)", ["LICENSE"]),
        ("[a](https://x.org/) [b](#below) [c](mailto:x@y.org)", []),
    ],
)
def test_a_relative_link_is_noticed(text: str, targets: list[str]) -> None:
    assert relative(text) == targets


def test_the_version_is_stated_in_one_place(tmp_path: Path) -> None:
    assert version("voiceguide") == PROJECT["version"]
    assert execute("--version", cwd=tmp_path).out == f"voiceguide, version {PROJECT['version']}\n"
    sources = (ROOT / "voiceguide").rglob("*.py")
    assert [path.name for path in sources if PROJECT["version"] in path.read_text("utf-8")] == []


def test_the_changelog_begins_with_this_version() -> None:
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    newest, *_ = re.findall(r"^## (\S+) \((?:unreleased|\d{4}-\d\d-\d\d)\)$", text, re.MULTILINE)
    assert newest == PROJECT["version"]


def test_the_metadata_links_to_the_project() -> None:
    assert set(PROJECT["urls"]) == {"Homepage", "Documentation", "Issues", "Changelog"}
    home = PROJECT["urls"]["Homepage"]
    assert all(address.startswith(home) for address in PROJECT["urls"].values())


def test_the_repository_holds_no_packages_and_nothing_large_but_sounds() -> None:
    """Everyone who clones the repository downloads its whole history."""
    if not (ROOT / ".git").exists():
        pytest.skip("not a clone")
    listed = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    files = [ROOT / name for name in listed.stdout.splitlines()]
    assert [path.name for path in files if path.suffix in (".whl", ".gz", ".zip")] == []
    large = [path.name for path in files if path.is_file() and path.stat().st_size > 300_000]
    assert [name for name in large if not name.endswith((".opus", ".flac"))] == []
