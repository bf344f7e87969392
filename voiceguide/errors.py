"""All errors, as one tree.

    VoiceguideError                 exit code 1: failed while working
    ├── InputError                  exit code 2: wrong usage or wrong script
    │   ├── ScriptError             all of a script's problems, with their places
    │   ├── LengthError             the script has no session of that length
    │   ├── PlanError               the script can't be laid out in time
    │   ├── UnknownNameError        no such script, engine, voice, bed or length
    │   ├── EngineSetupError        the engine can't be started with these settings
    │   ├── CacheSetupError         the cache that the environment names can't be used
    │   └── OutputPathError         the file can't be written to that place
    ├── EngineError                 an engine failed to speak a text
    │   ├── EngineCrashed           its process died
    │   ├── EngineTimeout           it did not answer in time
    │   ├── EngineBusy              its service takes no more texts for now
    │   └── EngineRefused           it refused the text; trying again will not help
    ├── SpeechError                 a cue could not be spoken (names the cue)
    ├── AudioError                  a sound can't be read or made
    │   ├── SilenceError            the sound is silent
    │   └── LostClipError           a cached clip or bed is missing or damaged
    ├── PlaybackError               sound can't be played on this machine
    ├── OutputError                 the track could not be written
    │   └── StreamError             standard output or standard error takes no more
    ├── FetchError                  a voice's file can't be fetched from its home
    └── CacheError                  the cache can't be changed as asked

Messages say what happened, where, and what to do. The data is in attributes. Only the module that
calls a third-party library turns its exceptions into these.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import islice

_SHOWN = 24
_COMPARED = 50
_LONGEST_COMPARED = 100


class VoiceguideError(Exception):
    """The base class of all errors that voiceguide raises on purpose."""

    exit_code = 1

    def lines(self) -> tuple[str, ...]:
        """Returns the message as lines: one, or one for each problem."""
        return (str(self),)


class InputError(VoiceguideError):
    """Wrong input; nothing has been changed."""

    exit_code = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One fault of a script: its place, what was found, and what was expected.

    `line` and `column` count from 1; 0 means the file as a whole.
    """

    line: int
    column: int
    message: str

    def __str__(self) -> str:
        return f"{self.line}:{self.column}: {self.message}" if self.line else self.message


class ScriptError(InputError):
    """A script that can't be used; `problems` has every fault found, in order."""

    def __init__(self, source: str, problems: Sequence[Problem]) -> None:
        self.source = source
        self.problems = tuple(problems)
        super().__init__(source, self.problems)

    def __str__(self) -> str:
        return "\n".join(self.lines())

    def lines(self) -> tuple[str, ...]:
        """Returns a line for each problem, with its place."""
        return tuple(
            f"{self.source}:{problem}" if problem.line else f"{self.source}: {problem}"
            for problem in self.problems
        )


class LengthError(InputError):
    """The script has no session of this length."""


class PlanError(InputError):
    """The script's words and rules can't be laid out in time."""


class UnknownNameError(InputError):
    """An unknown name; the message offers the nearest valid one."""

    def __init__(self, kind: str, name: str, valid: Iterable[str], hint: str = "") -> None:
        self.kind = kind
        self.name = name
        self.valid = tuple(valid)
        self.hint = hint
        super().__init__(kind, name, self.valid, hint)

    def __str__(self) -> str:
        text = f"unknown {self.kind} {self.name!r}{nearest(self.name, self.valid)}"
        if not self.hint:
            return text
        return f"{text}{'' if text.endswith('?') else '.'} {self.hint}"


class EngineSetupError(InputError):
    """The engine can't be started with these settings on this machine."""


class CacheSetupError(InputError):
    """The cache that the environment names can't be used."""


class OutputPathError(InputError):
    """The output can't be written to that place; found before any work is done."""


class EngineError(VoiceguideError):
    """An engine failed to speak a text."""


class EngineCrashed(EngineError):
    """The engine's process died while speaking."""


class EngineTimeout(EngineError):
    """The engine did not finish a text before its deadline."""


class EngineBusy(EngineError):
    """The engine's service takes no more texts for now; the same text may be tried again.

    `retry_after_s` is how long the service asked to wait, in seconds; None if it didn't say.
    """

    def __init__(self, message: str, retry_after_s: float | None = None) -> None:
        self.message = message
        self.retry_after_s = retry_after_s
        super().__init__(message, retry_after_s)

    def __str__(self) -> str:
        return self.message


class EngineRefused(EngineError):
    """The engine refused a text; trying again will not help."""


class SpeechError(VoiceguideError):
    """A cue could not be spoken, even after retries."""

    def __init__(self, cue: str, text: str, reason: str) -> None:
        self.cue = cue
        self.text = text
        self.reason = reason
        super().__init__(cue, text, reason)

    def __str__(self) -> str:
        words = self.text if len(self.text) <= 60 else self.text[:57] + "..."
        return f"could not speak {self.cue} ({words!r}): {self.reason}"


class AudioError(VoiceguideError):
    """A sound that can't be decoded, measured or encoded."""


class LostClipError(AudioError):
    """A cached clip, or a piece of a bed, is missing or damaged; the next run makes it again."""


class SilenceError(AudioError):
    """A sound that is silent."""


class PlaybackError(VoiceguideError):
    """Sound can't be played on this machine: no device, or no player installed."""


class OutputError(VoiceguideError):
    """The track could not be written; the earlier file, if any, is intact."""


class StreamError(OutputError):
    """Standard output or standard error is closed, or takes no more; only commands raise it."""


class FetchError(VoiceguideError):
    """A voice's file can't be fetched from its home; nothing was installed."""


class CacheError(VoiceguideError):
    """The cache can't be changed as asked; sessions can still be made."""


def nearest(name: str, valid: Iterable[str]) -> str:
    """Returns `; did you mean 'x'?` if a valid name is close, else the list of valid names.

    >>> nearest("shrot", ["short", "long"])
    "; did you mean 'short'?"
    >>> nearest("zzz", ["short", "long"])
    '; expected one of: short, long'
    """
    names = list(valid)
    close = get_close_matches(name, _likely(name, names), n=1, cutoff=0.6)
    if close:
        return f"; did you mean {close[0]!r}?"
    if not names:
        return ""
    shown = ", ".join(names[:_SHOWN]) + (", ..." if len(names) > _SHOWN else "")
    return f"; expected one of: {shown}"


def _likely(name: str, names: Sequence[str]) -> Sequence[str]:
    """Returns the few names that are worth comparing, since comparing takes far longer than this
    selection."""
    if len(name) > _LONGEST_COMPARED:
        return ()
    likely = (
        other
        for other in names
        if len(name) <= 2 * len(other) + 2
        and len(other) <= min(2 * len(name) + 2, _LONGEST_COMPARED)
        and (len(names) <= _COMPARED or {name[:1], name[-1:]} & {other[:1], other[-1:]})
    )
    return tuple(islice(likely, _COMPARED))
