"""`voiceguide doctor`: reports what is installed and what is missing, and how to get it."""

import platform
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import click

from voiceguide.cli.aloud import play, wav
from voiceguide.console.say import say

if TYPE_CHECKING:
    from voiceguide.speech.voicing import Voicing


@click.command()
@click.option(
    "--speak",
    is_flag=True,
    help="Try the voices instead: the default voice, and pyttsx3 if that is a different one, say "
    "two sentences aloud. If a voice fails, send this report with yours.",
)
@click.option(
    "--device",
    type=click.Choice(["auto", "null"]),
    default="auto",
    show_default=True,
    help="For --speak: the system's default sound output (auto), or silence in real time (null).",
)
@click.pass_context
def doctor(context: click.Context, device: str, *, speak: bool) -> None:
    """Check this installation: engines, sounds, scripts, cache."""
    context.exit(0 if (_try_voices(device) if speak else _examine()) else 1)


def _examine() -> bool:
    from voiceguide.doctor import examine

    findings = examine()
    for finding in findings:
        state = "good" if finding.good else "missing"
        say(f"{state:<8} {finding.what}: {finding.details}")
    return all(finding.good or not finding.needed for finding in findings)


def _try_voices(device: str) -> bool:
    """Returns whether every voice has spoken."""
    from importlib.metadata import version

    from voiceguide.speech.trial import try_voice

    python = f"Python {platform.python_version()}, {platform.platform()}"
    _report("system", f"voiceguide {version('voiceguide')}, {python}")
    good = True
    for voicing in _voicings():
        trial = try_voice(voicing)
        for what, details in trial.findings:
            _report(what, details)
        good = good and not trial.failed
        if trial.pcm:
            _report("heard", _let_hear(voicing.engine, trial.pcm, device))
    return good


def _voicings() -> "list[Voicing]":
    """Returns the default voice, and the one that is used if no other is installed."""
    from voiceguide.speech.automatic import FORMANT
    from voiceguide.speech.voicing import Voicing, settled

    default = settled(Voicing(), "en")
    return [default] if default.engine == FORMANT else [default, Voicing(engine=FORMANT)]


def _let_hear(engine: str, pcm: bytes, device: str) -> str:
    """Plays the sound or, if that fails, writes a file. Returns a report of that."""
    from voiceguide.errors import PlaybackError

    try:
        play({engine: pcm}, device)
    except PlaybackError as error:
        why = str(error).partition(". ")[0]
    else:
        return "played" if device == "auto" else "played in silence"
    try:
        file = Path(tempfile.mkdtemp(prefix="voiceguide-")) / f"{engine}.wav"
        file.write_bytes(wav(pcm))
    except OSError as error:
        return f"not played: {why}, and no file could be written ({error.strerror})"
    return f"not played: {why}; listen to {file}"


def _report(what: str, details: str) -> None:
    say(f"{what:<8} {details}")
