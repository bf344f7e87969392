"""Asks a question, and reads the answer: a line from a terminal, or from a pipe."""

import sys

from voiceguide.console.visible import visible
from voiceguide.errors import InputError

_LONGEST = 10_000


def ask(question: str) -> str | None:
    """Returns the answer without spaces around it; None if there are no more lines.

    The question is written to standard error, so that output can be redirected. Raises StreamError,
    and InputError for a line that is not text.
    """
    sys.stderr.write(f"{visible(question)} ")
    sys.stderr.flush()
    if sys.stdin is None:
        return None
    try:
        line = sys.stdin.readline(_LONGEST)
    except (OSError, UnicodeError) as error:
        raise InputError(f"the answer can't be read: {error}") from error
    if not is_asked_of_a_person():
        sys.stderr.write("\n")
    return line.strip() if line else None


def is_asked_of_a_person() -> bool:
    """Returns whether somebody can be asked again after an answer that makes no sense."""
    return sys.stdin is not None and sys.stdin.isatty()
