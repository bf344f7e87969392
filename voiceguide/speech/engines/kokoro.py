"""Natural voices by Kokoro, a larger neural model than Piper's, in a worker process.

It needs eight to eleven times as much computing time as Piper, so it is used only by those who
install it. All its voices share one model.
"""

import importlib.util
import json
from collections.abc import Callable, Sequence
from pathlib import Path

from voiceguide.speech.engine import EngineSettings
from voiceguide.speech.engines.espeak_sounds import sounds_of
from voiceguide.speech.engines.natural import (
    THREADS_OPTION,
    NaturalEngine,
    Order,
    check_installed,
    order_of,
)

CALM_RATE = 78
"""The calm rate, in percent of the voice's own speed, unless the catalogue gives another. With its
pauses, af_heart then speaks the massage at 126 words per minute; at 75 percent it would be 122, and
at 82 percent 142. Kokoro makes each sound from whole frames of 25 ms, so its speed changes in
steps."""

_LOAD_S = 60.0


def default_deadline_s(text: str) -> float:
    """Returns seconds: twenty times as long as a slow machine needs to load the model and speak."""
    return _LOAD_S + 3 * len(text)


class KokoroEngine(NaturalEngine):
    """Speaks with Kokoro; the rate is in percent of the voice's own speed."""

    name = "kokoro"
    title = "Kokoro"
    packages = ("kokoro-onnx", "onnxruntime", "phonemizer", "espeakng-loader")
    program = "kokoro_worker"
    calm_rate = CALM_RATE
    first_voice = "voiceguide voices install af_heart"
    options = (THREADS_OPTION,)

    def __init__(
        self,
        settings: EngineSettings,
        *,
        worker: Sequence[str] | None = None,
        deadline_s: Callable[[str], float] = default_deadline_s,
    ) -> None:
        if worker is None:
            check_installed(KokoroEngine)
        super().__init__(
            settings, order_of(KokoroEngine, settings), worker=worker, deadline_s=deadline_s
        )

    def phonemes_of(self, order: Order) -> frozenset[str]:
        """Returns the phonemes of the voice's language; none if Kokoro is not installed."""
        found = importlib.util.find_spec("kokoro_onnx")
        if found is None or found.origin is None:
            return frozenset()
        config = Path(found.origin).with_name("config.json")
        try:
            return sounds_of(order.settings["language"], json.loads(config.read_bytes())["vocab"])
        except (OSError, ValueError, LookupError):
            return frozenset()
