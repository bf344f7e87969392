"""The questions of `voiceguide new`, and the defaults for empty answers."""

import re
from collections.abc import Callable
from fractions import Fraction
from typing import TypeVar

from voiceguide.console.ask import ask, is_asked_of_a_person
from voiceguide.console.say import say
from voiceguide.errors import InputError

Answer = TypeVar("Answer")

DEFAULT_LANGUAGE = "en"
DEFAULT_MINUTES = "10"
MOST_TITLE = 80
MOST_STEP_TITLE = 36

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")
_MINUTES = re.compile(r"[0-9]{1,4}(\.[0-9]{1,9})?")
_MOST_MINUTES = 24 * 60


def title(text: str) -> str:
    """Returns a session's title. Raises ValueError."""
    return _name(text, MOST_TITLE)


def language(text: str) -> str:
    """Returns a language's code. Raises ValueError."""
    if not _LANGUAGE.fullmatch(text):
        raise ValueError(f"{text!r} is not a language; expected a code such as en, de or pt-BR")
    return text


def minutes(text: str) -> tuple[Fraction, ...]:
    """Returns one length in minutes, or two. Raises ValueError."""
    found = [part for part in re.split(r"[\s,;/]+", text) if part]
    if not 1 <= len(found) <= 2 or not all(map(_MINUTES.fullmatch, found)):
        raise ValueError(f"{text!r} is not a number of minutes, such as 20, or two: 10,20")
    lengths = tuple(map(Fraction, found))
    if not all(0 < length <= _MOST_MINUTES for length in lengths):
        raise ValueError(f"{text!r}: a session takes more than 0 minutes, and at most a day")
    if len(set(lengths)) < len(lengths):
        raise ValueError(f"{text!r} has the same length twice; give it once")
    return lengths


def steps(text: str) -> tuple[str, ...]:
    """Returns the titles of steps, which are separated by commas. Raises ValueError."""
    found = tuple(part.strip() for part in re.split(r"[,;\n]", text) if part.strip())
    if not found:
        raise ValueError("a session has at least one step; give names, separated by commas")
    return tuple(_name(part, MOST_STEP_TITLE) for part in found)


def checked(read: Callable[[str], Answer], given: str) -> Answer:
    """Returns an option's answer. Raises InputError."""
    try:
        return read(given)
    except ValueError as error:
        raise InputError(str(error)) from error


def settled(
    question: str, default: str, given: str | None, read: Callable[[str], Answer], *, asks: bool
) -> Answer:
    """Returns the option `given` or, if it `asks`, the answer to the question, or else the default.

    An empty answer means the default. Asks again after an answer that makes no sense, if there is a
    person to ask. Raises InputError.
    """
    while True:
        text = given
        if text is None and asks:
            text = ask(f"{question} [{default}]")
        try:
            return read(text or default)
        except ValueError as error:
            if given is not None or not is_asked_of_a_person():
                raise InputError(str(error)) from error
            say(str(error), err=True)


def _name(text: str, most: int) -> str:
    text = " ".join(text.split())
    if len(text) > most:
        raise ValueError(f"{text[:20]!r}... is too long; a title has at most {most} characters")
    if sign := re.search(r"[\[\]{}]", text):
        raise ValueError(f"{text!r}: {sign[0]!r} can't be in a title; leave it out")
    if not re.search(r"\w", text):
        raise ValueError(f"{text!r} has no words; expected a title")
    return text
