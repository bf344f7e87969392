"""docs/writing.md: every command runs, in order, and prints the guide's output."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from shlex import split

import pytest

from voiceguide.authoring.importing.formats import FORMATS
from voiceguide.cli import app

PAGE = (Path(__file__).parents[2] / "docs" / "writing.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
SCRIPT = "evening-stretch.yaml"
TIME = "    time: {short: 1m40s, standard: 3m15s}\n"


@dataclass(frozen=True)
class Shown:
    """The output of a block of commands, and the text below the block."""

    commands: str
    printed: str
    promised: str


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("guide")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setenv("COLUMNS", "80")
        patch.setenv("VOICEGUIDE_CACHE", str(folder / "cache"))
        patch.setenv("VOICEGUIDE_ENGINE", "silent")
        yield folder


def edited(script: Path, step: str) -> str:
    """Returns a script with its second step rewritten as in the guide."""
    text = script.read_text(encoding="utf-8")
    start, end = text.index("  - id: neck\n"), text.index("  - id: shoulders\n")
    return f"{text[:start]}{step}\n{text[end:]}"


def run(commands: str, capsys: pytest.CaptureFixture[str]) -> str:
    """Returns the commands' standard output, and the standard error of those that fail."""
    capsys.readouterr()
    printed = ""
    for line in commands.splitlines():
        code = app.run(split(line)[1:])
        said = capsys.readouterr()
        printed += said.out + (said.err if code else "")
    return printed


@pytest.mark.slow
def test_the_guide_can_be_followed_to_the_letter(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shown = []
    for (kind, text), (after, promised) in zip(BLOCKS, [*BLOCKS[1:], ("", "")], strict=True):
        if kind == "yaml":
            (folder / SCRIPT).write_text(edited(folder / SCRIPT, text), encoding="utf-8")
        elif kind == "markdown":
            (folder / "calm.md").write_text(text, encoding="utf-8")
        elif kind == "sh":
            printed = run(text, capsys)
            shown.append(Shown(text, printed, promised if after == "text" else printed))
    assert len(shown) >= 7
    for one in shown:
        assert one.printed == one.promised, one.commands
    names = {path.name for path in folder.iterdir()}
    assert {"evening-stretch-5m.mp3", "evening-stretch-10m.mp3", "my-breathing.yaml"} <= names

    text = (folder / SCRIPT).read_text(encoding="utf-8")
    line = text[: text.index(TIME)].count("\n") + 1
    assert f"With `time: 3` in line {line}" in PAGE
    (folder / SCRIPT).write_text(text.replace(TIME, "    time: 3\n", 1), encoding="utf-8")
    fault = run(f"voiceguide check {SCRIPT}", capsys)
    assert ("text", fault) in BLOCKS


def test_the_guide_names_every_format() -> None:
    table = PAGE[PAGE.index("| format |") :]
    for one in FORMATS:
        for suffix in one.suffixes:
            assert suffix in table or suffix == ".markdown"


def test_the_script_that_it_starts_with_has_what_it_explains(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The keys that are commented out work when the # is taken away."""
    run("voiceguide new --yes --force keys.yaml", capsys)
    path = folder / "keys.yaml"
    text = path.read_text(encoding="utf-8")
    assert len(re.findall(r"^    # (?:ahead|sides): ", text, re.MULTILINE)) == 2
    path.write_text(re.sub(r"^    # (ahead|sides): ", r"    \1: ", text, flags=re.MULTILINE))
    assert "keys.yaml: good" in run("voiceguide check keys.yaml", capsys)
