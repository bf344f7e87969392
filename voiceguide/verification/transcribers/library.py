"""The common part of the recognisers' libraries: they are optional, and take numpy arrays."""

from importlib import import_module
from typing import Any

from voiceguide.errors import EngineSetupError


def imported(module: str) -> Any:
    """Returns a library's module. Raises EngineSetupError if it is installed, but can't be used."""
    try:
        return import_module(module)
    except (ImportError, OSError) as error:  # OSError: a system library is missing
        library = module.partition(".")[0]
        raise EngineSetupError(
            f"the recogniser's library {library} is installed, but can't be loaded: {error}. "
            f"Install it again, or remove it with: pip uninstall {library}"
        ) from error


def floats(pcm: bytes) -> Any:
    """Returns a numpy array of samples from -1 to 1; numpy comes with every recogniser."""
    import numpy as np

    return np.frombuffer(pcm, "<i2").astype(np.float32) / 32768
