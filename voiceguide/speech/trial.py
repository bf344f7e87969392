"""Tries a voice: speaks a few sentences, and collects the facts for a problem report."""

import time
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from voiceguide.audio.decode import decode_unresampled
from voiceguide.audio.shaping import clip_from_files
from voiceguide.errors import VoiceguideError
from voiceguide.files.temporary import temporary_folder
from voiceguide.speech.engine import Voice
from voiceguide.speech.voices.defaults import primary
from voiceguide.speech.voicing import Voicing, create_engine

SENTENCES = ("This is the voice that speaks.", "Breathe in, and breathe out slowly.")
"""Two, because on some systems an engine speaks only the first text of a process."""

_MOST_NAMES = 8
_KINDS = (
    (b"RIFF", "WAV"),
    (b"FORM", "AIFF"),
    (b"fLaC", "FLAC"),
    (b"OggS", "Ogg"),
    (b"ID3", "MP3"),
    (b"\xff", "MP3"),
)
"""The first bytes of a file, by its format."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """The findings, each a name and its details. `pcm` is the speech as a session would use it:
    48 kHz 16-bit mono, empty if the voice failed."""

    findings: tuple[tuple[str, str], ...]
    pcm: bytes
    failed: bool


def try_voice(voicing: Voicing, language: str = "en") -> Trial:
    """Speaks with a settled voicing. A failure is a finding."""
    findings = list[tuple[str, str]]([("engine", _who(voicing))])
    pcm = list[bytes]()
    try:
        with closing(create_engine(voicing, language)) as engine, temporary_folder() as folder:
            findings.append(("library", engine.fingerprint()))
            begun = time.monotonic()
            voices = engine.voices()
            findings.append(("voices", _listed(voices, language, time.monotonic() - begun)))
            for number, sentence in enumerate(SENTENCES, start=1):
                target = folder / f"{number}.wav"
                begun = time.monotonic()
                engine.speak(sentence, target)
                took_s = time.monotonic() - begun
                findings.append((f"text {number}", f"{_sound(target)}, in {took_s:.2f} s"))
                pcm.append(clip_from_files([target], "trial", silent=engine.silent).pcm)
    except VoiceguideError as error:
        findings.append(("failed", " ".join(error.lines())))
        return Trial(findings=tuple(findings), pcm=b"", failed=True)
    return Trial(findings=tuple(findings), pcm=b"".join(pcm), failed=False)


def _who(voicing: Voicing) -> str:
    return f"{voicing.engine}, {voicing.voice or 'its own choice of a voice'}"


def _listed(voices: Sequence[Voice], language: str, took_s: float) -> str:
    """Returns how many voices there are, and the names of some that speak the language."""
    tag = primary(language)
    speakers = [v.name or v.id for v in voices if tag in map(primary, v.languages)]
    names = "; ".join(speakers[:_MOST_NAMES]) + ("; ..." if len(speakers) > _MOST_NAMES else "")
    return f"{len(voices)}, found in {took_s:.2f} s; for {tag}: {names or 'none'}"


def _sound(file: Path) -> str:
    """Returns a file's format, as its bytes show it, and its length. Raises AudioError."""
    with file.open("rb") as opened:
        head = opened.read(4)
    kind = next((kind for start, kind in _KINDS if head.startswith(start)), "unknown")
    sound = decode_unresampled(file)
    seconds = len(sound.pcm) / (2 * sound.rate)
    return f"{kind}, {sound.rate} Hz, {file.stat().st_size / 1000:.0f} kB, {seconds:.1f} s long"
