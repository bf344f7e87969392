"""Every command that a page shows works, and every file that it links to exists."""

import re
import shlex
from pathlib import Path

import click
import pytest

from voiceguide.cli.app import app

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
NAMES = [str(page.relative_to(ROOT)) for page in PAGES]


def commands(text: str) -> list[list[str]]:
    """Returns the arguments of every voiceguide command in a page."""
    blocks = re.findall(r"^```sh\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    shown = "\n".join(blocks) + "\n" + "\n".join(re.findall(r"`([^`\n]+)`", text))
    found = re.findall(r"(?:^|&& |bin/|\n)voiceguide ([a-z].*)$", shown, re.MULTILINE)
    return [shlex.split(line, comments=True) for line in found]


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_every_command_shown_is_valid(page: Path) -> None:
    if page.name == "commands.md":  # has usage lines, written by the commands themselves
        return
    for arguments in commands(page.read_text(encoding="utf-8")):
        name, command, rest = app.resolve_command(click.Context(app), arguments)
        assert command is not None
        if rest:  # a name alone, in a sentence, may lack what a command needs
            command.make_context(name, rest, **app.context_settings)


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_every_linked_file_exists(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    links = [link for link in re.findall(r"\]\(([^)#\s]+)", text) if "://" not in link]
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_the_readme_is_short_and_begins_with_the_essentials() -> None:
    lines = PAGES[0].read_text(encoding="utf-8").splitlines()
    assert len(lines) < 130
    first = "\n".join(lines[:24])
    assert "voice-guided audio session" in first
    assert first.count("```sh") == 2
    assert "](docs/session.svg)" in first
