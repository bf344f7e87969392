"""The program in which Piper speaks; natural_worker.py says how it is used."""

import json
import threading
from collections.abc import Mapping, Sequence
from typing import Any, BinaryIO

from voiceguide.speech.engines.natural_worker import Message, Model, Text, serve, session
from voiceguide.speech.engines.phoneme_blocks import phonemes_of

LEAD_IN = (" ",)
"""The phonemes of a short rest before each sentence. Without it, some voices lose an initial s or
sh: a recogniser misheard the first word in 7 of 16 sentences of en_US-joe-medium, but in none with
the rest. A comma or a full stop works too, but is heard as a faint click before the words."""


class _Piper:
    """One of Piper's voices. With the noise off, the same text always gives the same samples."""

    def __init__(self, voice: Any) -> None:
        self._voice = voice
        self._reading = threading.Lock()  # eSpeak NG reads one text at a time
        config = voice.config
        self.sample_rate: int = config.sample_rate
        self.facts: Message = {
            "speakers": dict(config.speaker_id_map),
            "count": config.num_speakers,
        }

    def sound(self, text: Text) -> Any:
        """Returns a text's samples."""
        import numpy as np
        from piper.config import SynthesisConfig

        manner = SynthesisConfig(
            speaker_id=text.speaker,
            length_scale=self._voice.config.length_scale * 100 / text.rate,
            noise_scale=0.0,
            noise_w_scale=0.0,
        )
        with self._reading:
            sentences = list(filter(None, phonemes_of(text.text, self._voice.phonemize)))
        ids = [self._voice.phonemes_to_ids([*LEAD_IN, *phonemes]) for phonemes in sentences]
        sounds = [self._voice.phoneme_ids_to_audio(one, manner) for one in ids]
        return np.concatenate([np.zeros(0, np.float32), *sounds])


def _load(files: Sequence[BinaryIO], threads: int, settings: Mapping[str, str]) -> Model:  # noqa: ARG001 (Piper has no settings of its own)
    from piper.config import PiperConfig
    from piper.voice import PiperVoice

    model, config = files
    return _Piper(
        PiperVoice(config=PiperConfig.from_dict(json.load(config)), session=session(model, threads))
    )


if __name__ == "__main__":
    serve(_load)
