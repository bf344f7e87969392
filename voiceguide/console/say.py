"""Writes lines, errors and JSON for commands."""

import sys
from typing import Any

from voiceguide.console.streams import own
from voiceguide.console.visible import visible, visible_json, visible_lines
from voiceguide.errors import VoiceguideError


def say(line: str, *, err: bool = False) -> None:
    """Writes one line, to standard output or standard error. Raises StreamError."""
    stream = sys.stderr if err else sys.stdout
    stream.write(f"{visible(line)}\n")
    stream.flush()


def say_text(text: str) -> None:
    """Writes a text of several lines to standard output. Raises StreamError."""
    sys.stdout.write(visible_lines(text))
    sys.stdout.flush()


def say_error(error: VoiceguideError, before: str = "") -> None:
    """Writes an error's message to standard error, after `before`."""
    first, *rest = error.lines()
    for line in (f"{before}{first}", *rest):
        say(line, err=True)


def say_json(document: Any) -> None:
    """Writes a document, or a text that is JSON already, to standard output.

    Characters that must not reach a terminal, or that its encoding lacks, become JSON escapes,
    which mean the same.
    """
    import json

    text = document
    if not isinstance(document, str):
        text = json.dumps(document, ensure_ascii=False, indent=2) + "\n"
    own(sys.stdout).write(visible_json(text, sys.stdout.encoding))
    sys.stdout.flush()


def say_painted(line: str, *, front: str, back: str) -> None:
    """Writes one line to standard output, in click's colours if that is a terminal."""
    import click

    click.secho(visible(line), file=own(sys.stdout), fg=front, bg=back)
