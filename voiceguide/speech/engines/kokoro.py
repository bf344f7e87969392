"""Natural voices by Kokoro, a larger neural model than Piper's, in a worker process.

It needs eight to eleven times Piper's work for a sentence, so it speaks only for those who install
it. All its voices share one model.
"""

from collections.abc import Callable, Sequence

from voiceguide.speech.engine import EngineSettings
from voiceguide.speech.engines.natural import (
    THREADS_OPTION,
    NaturalEngine,
    check_installed,
    order_of,
)

CALM_RATE = 78
"""Percent of the voice's own speed, for voices whose catalogue gives no other. With its pauses,
af_heart then speaks the massage at 126 words a minute, at 75 percent at 122, and at 82 at 142:
Kokoro makes each sound from whole frames of 25 ms, so its speed changes in steps."""

_LOAD_S = 60.0


def default_deadline_s(text: str) -> float:
    """Returns seconds: twenty times what a slow machine needs to load the model and speak."""
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
