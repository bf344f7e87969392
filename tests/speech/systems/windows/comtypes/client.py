"""SAPI: speaks the first text of a process alone, and belongs to the thread that began COM.

FAKE_SPEECH holds what else it does: `missing` (there is no speech on this machine), `mute` (it
never finishes).
"""

import math
import os
import struct
import time
import wave
from pathlib import Path
from typing import Any

from comtypes import check_thread

RATE = 22_050
_TOKENS = r"HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\Speech\Voices\Tokens"


class Token:
    def __init__(self, name: str, shown: str, language: str) -> None:
        self.Id, self._shown, self._language = f"{_TOKENS}\\{name}", shown, language

    def GetDescription(self) -> str:
        return self._shown

    def GetAttribute(self, name: str) -> str:
        return {"Language": self._language, "Gender": "Female", "Age": "Adult"}[name]


TOKENS = [
    Token("TTS_MS_DE-DE_HEDDA_11.0", "Microsoft Hedda Desktop - German", "407"),
    Token("TTS_MS_EN-US_ZIRA_11.0", "Microsoft Zira Desktop - English (United States)", "409"),
    Token("TWO_LANGUAGES", "Somebody's voice", "409;9"),
]


class SpFileStream:
    def Open(self, path: str, mode: int) -> None:
        check_thread()
        if not Path(path).parent.is_dir():
            raise OSError("(-2147024893, 'The system cannot find the path specified.')")
        self.path = path

    def close(self) -> None:
        pass


class SpVoice:
    spoken = 0

    def __init__(self) -> None:
        check_thread()
        self.Voice, self.Rate, self.Volume = TOKENS[0], 0, 100
        self.AudioOutputStream: Any = None

    def GetVoices(self) -> list[Token]:
        return TOKENS

    def Speak(self, text: str, flags: int = 0) -> int:
        check_thread()
        if os.environ.get("FAKE_SPEECH") == "mute":
            time.sleep(600)
        SpVoice.spoken += 1
        with wave.open(self.AudioOutputStream.path, "wb") as file:
            file.setparams((1, 2, RATE, 0, "NONE", ""))
            file.writeframes(self._samples(text) if SpVoice.spoken == 1 else b"")
        return SpVoice.spoken

    def _samples(self, text: str) -> bytes:
        period = 60 + 20 * TOKENS.index(self.Voice)
        tone = (math.sin(2 * math.pi * n / period) for n in range(period))
        cycle = b"".join(struct.pack("<h", round(120 * self.Volume * y)) for y in tone)
        return cycle * round(len(text) * 0.06 * RATE / (period * 1.11**self.Rate))


def CreateObject(name: str) -> Any:
    if os.environ.get("FAKE_SPEECH") == "missing":
        raise OSError("[WinError -2147221164] Class not registered")
    return {"SAPI.SPVoice": SpVoice, "SAPI.SPFileStream": SpFileStream}[name]()


def GetEvents(source: Any, sink: Any) -> Any:
    return sink
