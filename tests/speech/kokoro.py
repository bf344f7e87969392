"""Helpers for tests that speak with Kokoro."""

import pytest

from tests.kokoro_files import COMMAND
from voiceguide.speech.engines.kokoro import KokoroEngine
from voiceguide.speech.voices import places

has_kokoro = pytest.mark.skipif(
    not (places.engine_is_installed("kokoro") and KokoroEngine.installed()),
    reason=f"needs Kokoro and its files: pip install '.[kokoro]' && {COMMAND}",
)
