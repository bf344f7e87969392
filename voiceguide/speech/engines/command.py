"""The command engine: speaks with any program that turns a text into a sound file."""

import contextlib
import os
import re
import shlex
import string
import subprocess
import threading
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from shutil import which
from typing import IO

from voiceguide.errors import EngineCrashed, EngineSetupError, EngineTimeout, nearest
from voiceguide.files.stamp import stamp
from voiceguide.speech.engine import CUTS, EngineSettings, Rates, Traits, Voice
from voiceguide.speech.engines.checks import check_rate, check_text
from voiceguide.speech.engines.process import Tied, how_it_ended
from voiceguide.speech.engines.said import one_line
from voiceguide.speech.options import Option

_PACES = {
    "rate": Rates(least=1, most=1000, usual=150),
    "stretch": Rates(least=20, most=500, usual=100),
}
"""The rates by placeholder. {rate} is in words per minute. {stretch} is a factor for the length,
such as 1.25 for a quarter longer; the engine's rate is then the speed in percent."""

_PLACEHOLDERS = ("text", "textfile", "wav", "voice", *_PACES)
_EXAMPLE = "espeak-ng -w {wav} -f {textfile}"
_KEPT_BYTES = 4096


def default_deadline_s(text: str) -> float:
    """Returns seconds: two minutes to load a neural model, and 0.2 s per character to speak."""
    return 120 + len(text) / 5


class CommandEngine:
    """Runs the program in its option `command`, once for each text.

    The command is split as a shell would, but no shell runs it. In its arguments, {wav} is the
    file to write, and required; {text} is the text, {textfile} a UTF-8 file with the text, {voice}
    the voice, {rate} or {stretch} the pace; {{ and }} are literal braces. Without {text} and
    {textfile}, the program reads the text from standard input. Its output is not shown.
    """

    name = "command"
    silent = False
    options = (
        Option(
            name="command",
            help=f"The program that speaks, with its arguments, e.g. {_EXAMPLE}",
            required=True,
        ),
        Option(
            name="cut",
            help="How much to speak at a time: clauses, with the script's pauses at commas; "
            "sentences, which suit a neural voice; or paragraphs",
            default="clauses",
        ),
        Option(name="at_once", help="How many programs may run at the same time, e.g. 1"),
    )

    def __init__(
        self,
        settings: EngineSettings,
        *,
        deadline_s: Callable[[str], float] = default_deadline_s,
    ) -> None:
        command = _arguments(settings.options.get("command", ""))
        self._used = _check_placeholders(command)
        _check_settings(settings, self._used)
        self._program = _find(command[0])
        self._arguments = command[1:]
        self._voice = settings.voice
        self.traits = _traits(settings.options, _pace(self._used))
        usual = self.traits.rates.usual if self.traits.rates else 0
        self._rate = usual if settings.rate is None else settings.rate
        self._deadline_s = deadline_s
        self._lock = threading.Lock()
        self._running: Tied | None = None
        self._closed = False

    def fingerprint(self) -> str:
        """Returns the arguments, the voice, the rate, and a stamp of each file among them."""
        files = [_stamp(name) for name in (self._program, *self._arguments)]
        command = (self._program, *self._arguments)
        return f"command, {command!r}, {self._voice!r}, {self._rate}, {files!r}"

    def voices(self) -> Sequence[Voice]:
        """Returns an empty list: there is no way to ask a program."""
        return ()

    def speak(self, text: str, target: Path) -> None:
        """Runs the program on `text`, and checks that it wrote `target`."""
        check_text(text)
        textfile = target.with_name(f"{target.name}.txt")
        try:
            target.unlink(missing_ok=True)
            textfile.write_text(text, encoding="utf-8", newline="")
            self._run(text, textfile, target)
        except OSError as error:
            raise EngineCrashed(f"can't run {self._program}: {error}") from error
        finally:
            textfile.unlink(missing_ok=True)
        if not target.is_file() or target.stat().st_size == 0:
            raise EngineCrashed(
                f"{self._program} ended without an error but wrote nothing to {{wav}}; "
                "check that its arguments name {wav} as the output file"
            )

    def close(self) -> None:
        """Ends the program if it is running; no text can be spoken afterwards."""
        with self._lock:
            self._closed = True
            if self._running is not None:
                self._running.kill()

    def _run(self, text: str, textfile: Path, target: Path) -> None:
        running = self._start(self._command(text, textfile, target), textfile)
        tail = _Tail(running.process.stderr)
        try:
            code = running.process.wait(self._deadline_s(text))
        except subprocess.TimeoutExpired as error:
            raise EngineTimeout(
                f"{self._program} did not finish within {error.timeout:.0f} s and was stopped"
            ) from error
        finally:
            with self._lock:
                # Ends the whole group: a program left running would keep our pipe open.
                running.end()
                self._running = None
            said = tail.last_line()
        if code != 0:
            reason = f"{self._program} {how_it_ended(code)}"
            raise EngineCrashed(f"{reason}: {said}" if said else reason)

    def _start(self, command: list[str], textfile: Path) -> Tied:
        reading = None if self._used & {"text", "textfile"} else textfile
        with self._lock:
            if self._closed:
                raise EngineCrashed("the engine was closed")
            self._running = Tied(command, reading=reading)
            return self._running

    def _command(self, text: str, textfile: Path, target: Path) -> list[str]:
        values = {
            "text": text,
            "textfile": str(textfile.absolute()),
            "wav": str(target.absolute()),
            "voice": self._voice or "",
            "rate": str(self._rate),
            "stretch": f"{100 / self._rate:.3f}" if self._rate else "",
        }
        return [self._program, *(argument.format(**values) for argument in self._arguments)]


class _Tail:
    """Reads a pipe to its end in the background, and keeps only the last bytes."""

    def __init__(self, stream: IO[bytes] | None) -> None:
        self._stream = stream
        self._kept = b""
        self._thread = threading.Thread(target=self._drain, daemon=True)
        self._thread.start()

    def _drain(self) -> None:
        if self._stream is None:
            return
        with self._stream:
            while chunk := os.read(self._stream.fileno(), _KEPT_BYTES):
                self._kept = (self._kept + chunk)[-_KEPT_BYTES:]

    def last_line(self) -> str:
        """Returns the last line that isn't blank, visible and of limited length."""
        self._thread.join(timeout=5)
        lines = self._kept.decode("utf-8", errors="replace").splitlines()
        for line in reversed(lines):
            if shown := one_line(line):
                return shown
        return ""


def _arguments(command: str) -> tuple[str, ...]:
    """Returns the words of a command line. Raises EngineSetupError for an unclosed quote."""
    try:
        return tuple(shlex.split(command))
    except ValueError as error:
        raise EngineSetupError(f"can't split the command {command!r}: {error}") from error


def _traits(options: Mapping[str, str], rates: Rates | None) -> Traits:
    """Returns the traits that the options ask for. Raises EngineSetupError for wrong ones."""
    asked, at_once = options.get("cut", "clauses"), options.get("at_once")
    cut = next((cut for cut in CUTS if cut == asked), None)
    if cut is None:
        raise EngineSetupError(f"the option cut={asked} is unknown{nearest(asked, CUTS)}")
    if at_once is not None and not re.fullmatch("[1-9][0-9]{0,3}", at_once):
        raise EngineSetupError(f"the option at_once={at_once} is not a number, such as 1")
    return Traits(cut=cut, at_once=int(at_once) if at_once else None, rates=rates)


def _check_placeholders(command: Sequence[str]) -> frozenset[str]:
    """Returns the placeholders that occur. Raises EngineSetupError for wrong or missing ones."""
    if not command or not command[0]:
        raise EngineSetupError(f"the command is empty; name a program, e.g. {_EXAMPLE}")
    used = set()
    for argument in command[1:]:
        try:
            fields = [field for field in string.Formatter().parse(argument) if field[1] is not None]
        except ValueError as error:
            raise EngineSetupError(
                f"the command's argument {argument!r} has a single brace; double it: {{{{ or }}}}"
            ) from error
        for _, name, form, conversion in fields:
            if name not in _PLACEHOLDERS or form or conversion:
                known = ", ".join(f"{{{known}}}" for known in _PLACEHOLDERS)
                raise EngineSetupError(
                    f"the command's argument {argument!r} has an unknown placeholder; "
                    f"expected one of: {known}; for braces, write {{{{ and }}}}"
                )
            used.add(name)
    if "wav" not in used:
        raise EngineSetupError(
            f"the command does not say where to write the sound: add {{wav}}, e.g. {_EXAMPLE}"
        )
    return frozenset(used)


def _check_settings(settings: EngineSettings, used: frozenset[str]) -> None:
    """Raises EngineSetupError for a setting that the command would ignore, or that it lacks."""
    if settings.voice is not None and "voice" not in used:
        raise EngineSetupError(
            f"the command can't use the voice {settings.voice!r}: add {{voice}} to it"
        )
    if settings.voice is None and "voice" in used:
        raise EngineSetupError("the command contains {voice}, so choose a voice with --voice")
    if settings.rate is not None:
        rates = _pace(used)
        if rates is None:
            raise EngineSetupError(
                f"the command can't use the rate {settings.rate}: add {{rate}} or {{stretch}} to it"
            )
        check_rate(settings.rate, rates)


def _pace(used: frozenset[str]) -> Rates | None:
    """Returns the rates of a command, or None if it has no placeholder for one."""
    paces = [rates for name, rates in _PACES.items() if name in used]
    if len(paces) > 1:
        raise EngineSetupError("the command contains {rate} and {stretch}; remove one of them")
    return paces[0] if paces else None


def _find(program: str) -> str:
    """Returns the full path of `program`, looked up as a shell would."""
    found = which(program)
    if found is not None:
        return str(Path(found).absolute())
    if Path(program).is_file():
        raise EngineSetupError(f"{program} is not executable; run: chmod +x {program}")
    raise EngineSetupError(f"can't find the program {program!r}; install it or give its full path")


def _stamp(name: str) -> str | None:
    """Returns the stamp that identifies a file's content, or None if `name` is not a file."""
    with contextlib.suppress(OSError, ValueError):
        if (path := Path(name)).is_file():
            return stamp(path)
    return None
