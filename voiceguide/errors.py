"""Everything that can go wrong, as one tree.

    VoiceguideError                 exit code 1: failed while working
    ├── InputError                  exit code 2: wrong usage or wrong script
    │   ├── ScriptError             the script's problems, all of them, with their places
    │   ├── LengthError             no session of the asked length exists
    │   ├── PlanError               the script can't be laid out in time
    │   ├── UnknownNameError        no such script, engine, voice, bed or length
    │   ├── EngineSetupError        the engine can't be started as asked
    │   ├── CacheSetupError         the cache that the environment names can't be used
    │   └── OutputPathError         the file can't be written where it was asked for
    ├── EngineError                 an engine failed to speak a text
    │   ├── EngineCrashed           it died
    │   ├── EngineTimeout           it did not answer in time
    │   ├── EngineBusy              its service takes no more texts for now
    │   └── EngineRefused           it answered no; trying again will not help
    ├── SpeechError                 a cue could not be spoken (names the cue)
    ├── AudioError                  a sound can't be read or made
    │   ├── SilenceError            there is nothing to hear in it
    │   └── LostClipError           a kept clip or bed is gone, or damaged
    ├── PlaybackError               sound can't be played on this machine
    ├── OutputError                 the track could not be written
    └── CacheError                  what is kept for the next run can't be changed as asked

Messages say what happened, where, and what to do. The data is in attributes.
Foreign exceptions are turned into these in the module that calls the foreign
library, nowhere else.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches


class VoiceguideError(Exception):
    """The root: catch this to catch all that voiceguide raises on purpose."""

    exit_code = 1


class InputError(VoiceguideError):
    """Something that was given to voiceguide is wrong; nothing was touched."""

    exit_code = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One fault of a script: where, what was found, what was expected.

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
        return "\n".join(
            f"{self.source}:{problem}" if problem.line else f"{self.source}: {problem}"
            for problem in self.problems
        )


class LengthError(InputError):
    """The asked length is outside what the script can fill."""


class PlanError(InputError):
    """The script's words and rules can't be laid out in time."""


class UnknownNameError(InputError):
    """A name that stands for nothing; the message offers the nearest valid one."""

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
    """An engine that can't be started with these settings on this machine."""


class CacheSetupError(InputError):
    """The cache that the environment names can't be used."""


class OutputPathError(InputError):
    """The output can't be written there; found before any work is done."""


class EngineError(VoiceguideError):
    """An engine did not speak a text."""


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
    """The engine refused a text for a reason that will not go away."""


class SpeechError(VoiceguideError):
    """A cue could not be spoken, after every try."""

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
    """A kept clip, or a piece of a bed, is gone or damaged; the next run makes it again."""


class SilenceError(AudioError):
    """A sound that holds only silence."""


class PlaybackError(VoiceguideError):
    """Sound can't be played here: no device, or nothing installed that plays."""


class OutputError(VoiceguideError):
    """Writing the track failed; what stood there before is intact."""


class CacheError(VoiceguideError):
    """The cache can't be changed as asked; making sessions goes on without."""


def nearest(name: str, valid: Iterable[str]) -> str:
    """`; did you mean 'x'?` where a valid name is close, else the list of valid names.

    >>> nearest("shrot", ["short", "long"])
    "; did you mean 'short'?"
    >>> nearest("zzz", ["short", "long"])
    '; expected one of: short, long'
    """
    names = list(valid)
    close = get_close_matches(name, names, n=1, cutoff=0.6)
    if close:
        return f"; did you mean {close[0]!r}?"
    if not names:
        return ""
    shown = ", ".join(names[:16]) + (", ..." if len(names) > 16 else "")
    return f"; expected one of: {shown}"
