"""The silent engine: exact lengths without sound, for dry runs and tests."""

import wave
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

from voiceguide.errors import EngineCrashed, UnknownNameError
from voiceguide.speech.engine import EngineSettings, Rates, Traits, Voice
from voiceguide.speech.engines.checks import check_rate, check_text
from voiceguide.timecode import SAMPLE_RATE, SAMPLES_PER_MS, nearest_ms
from voiceguide.wording.pronunciation import EVERY

DEFAULT_RATE = 160
"""In words per minute, including the edges of clips; inside phrases, 170 words per minute."""

SHORTEST_MS = 300
"""The length of the shortest text: one spoken syllable with its edges."""

_RATES = Rates(least=20, most=1000, usual=DEFAULT_RATE)
_VOICE = Voice(id="silent", name="Silence")


def spoken_ms(text: str, rate: int = DEFAULT_RATE) -> int:
    """Returns about how many milliseconds a text takes to say, at `rate` words a minute."""
    return max(SHORTEST_MS, nearest_ms(Fraction(len(text.split()) * 60_000, rate)))


class SilentEngine:
    """Writes silence, as long as the text would take to say.

    The length is the number of words divided by the rate, in whole
    milliseconds, and at least `SHORTEST_MS`. The file is a 48 kHz mono WAV.
    """

    name = "silent"
    silent = True
    traits = Traits(phonemes=EVERY)

    def __init__(self, settings: EngineSettings) -> None:
        if settings.voice not in (None, _VOICE.id):
            raise UnknownNameError("voice", settings.voice, [_VOICE.id])
        self._rate = DEFAULT_RATE if settings.rate is None else settings.rate
        check_rate(self._rate, _RATES)

    def fingerprint(self) -> str:
        """Returns the rate: the length depends on nothing else."""
        return f"silent, rate {self._rate}"

    def voices(self) -> Sequence[Voice]:
        """Returns the one voice, which says nothing."""
        return (_VOICE,)

    def speak(self, text: str, target: Path) -> None:
        """Writes the silence that stands for `text` to `target`."""
        check_text(text)
        frames = spoken_ms(text, self._rate) * SAMPLES_PER_MS
        try:
            with target.open("wb") as file, wave.open(file, "wb") as sound:
                sound.setnchannels(1)
                sound.setsampwidth(2)
                sound.setframerate(SAMPLE_RATE)
                sound.writeframes(bytes(2 * frames))
        except OSError as error:
            raise EngineCrashed(f"can't write {target}: {error.strerror}") from error

    def close(self) -> None:
        """Does nothing: there is nothing to release."""
