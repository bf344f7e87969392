"""NSSpeechSynthesizer: writes AIFF, beside the program, and says when it has finished.

FAKE_SPEECH holds what else it does: `early` (it says that it has finished while it is still
writing, as on macOS 13), `empty` (nothing but a head of 4 kB), `mute` (it never finishes).
"""

import math
import os
import struct
import threading
import time
from pathlib import Path
from typing import Any

from Foundation import NSRunLoop
from objc import NSObject

RATE = 22_050
VOICES = {
    "com.apple.speech.synthesis.voice.Albert": ("Albert", "en_US"),
    "com.apple.voice.compact.en-US.Samantha": ("Samantha", "en_US"),
    "com.apple.voice.compact.de-DE.Anna": ("Anna", "de_DE"),
}


class NSSpeechSynthesizer(NSObject):
    def initWithVoice_(self, voice: str | None) -> Any:
        self._voice, self._rate, self._volume = voice, 180.0, 1.0
        self._loop = NSRunLoop.currentRunLoop()
        return self

    @staticmethod
    def availableVoices() -> list[str]:
        return list(VOICES)

    @staticmethod
    def attributesForVoice_(voice: str) -> dict[str, str]:
        name, locale = VOICES[voice]
        return {
            "VoiceIdentifier": voice,
            "VoiceName": name,
            "VoiceLocaleIdentifier": locale,
            "VoiceGender": "VoiceGenderFemale",
        }

    def setDelegate_(self, delegate: Any) -> None:
        self._delegate = delegate

    def voice(self) -> str | None:
        return self._voice

    def setVoice_(self, voice: str) -> bool:
        """Ignores an unknown voice, and uses its own rate."""
        if voice in VOICES:
            self._voice, self._rate = voice, 180.0
        return voice in VOICES

    def rate(self) -> float:
        return self._rate

    def setRate_(self, rate: float) -> None:
        self._rate = rate

    def volume(self) -> float:
        return self._volume

    def setVolume_(self, volume: float) -> None:
        self._volume = volume

    def stopSpeaking(self) -> None:
        pass

    def startSpeakingString_toURL_(self, text: str, path: str) -> bool:
        threading.Thread(target=self._write, args=(text, path), daemon=True).start()
        return True

    def _write(self, text: str, path: str) -> None:
        does = os.environ.get("FAKE_SPEECH", "")
        whole, head = aiff(self._samples(text)), aiff(b"")
        if not Path(path).parent.is_dir():
            return self._finish()
        Path(path).write_bytes(head)
        if does == "mute":
            return None
        if does == "early":
            self._finish()
        if does != "empty":
            with Path(path).open("r+b") as file:
                for start in range(0, len(whole), 16_384):
                    time.sleep(0.01)
                    file.seek(start)
                    file.write(whole[start : start + 16_384])
                    file.flush()
        return self._finish() if does != "early" else None

    def _finish(self) -> None:
        self._loop.due.put(lambda: self._delegate.speechSynthesizer_didFinishSpeaking_(self, True))

    def _samples(self, text: str) -> bytes:
        period = 60 + 20 * list(VOICES).index(self._voice or next(iter(VOICES)))
        wave = (math.sin(2 * math.pi * n / period) for n in range(period))
        cycle = b"".join(struct.pack(">h", round(12_000 * self._volume * y)) for y in wave)
        return cycle * round(len(text) * 0.06 * RATE * 170 / (period * self._rate))


def aiff(samples: bytes) -> bytes:
    """Returns an AIFF file as macOS writes it, with padding up to 4 kB before the sound."""
    common = struct.pack(">hLh", 1, len(samples) // 2, 16) + struct.pack(
        ">HQ", 16383 + 14, RATE << (63 - 14)
    )
    chunks = b"COMM" + struct.pack(">L", len(common)) + common
    chunks += b"FLLR" + struct.pack(">L", 4096 - 12 - len(chunks) - 8 - 16)
    chunks += bytes(4096 - 12 - len(chunks) - 16)
    chunks += b"SSND" + struct.pack(">LLL", len(samples) + 8, 0, 0) + samples
    return b"FORM" + struct.pack(">L", len(chunks) + 4) + b"AIFF" + chunks
