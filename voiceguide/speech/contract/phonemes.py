"""The test of an engine that takes phonemes in place of words."""
# ruff: noqa: S101 (this is a test)

from pathlib import Path

import pytest

from voiceguide.audio.shaping import clip_from_files
from voiceguide.speech.engine import Engine, traits_of


class PhonemesContract:
    """The part of the suite for engines whose traits name `phonemes`."""

    def test_it_says_the_sounds_that_its_traits_name(self, engine: Engine, tmp_path: Path) -> None:
        phonemes = traits_of(engine).phonemes
        if not phonemes:
            pytest.skip("this engine takes no phonemes")
        assert all(len(sign) == 1 for sign in phonemes), "each is one character of the IPA"
        sounds = "".join(sorted(phonemes & set("aeimn"))) or min(phonemes)
        engine.speak(f"Now [[{sounds}]], and rest.", tmp_path / "a.wav")
        assert clip_from_files([tmp_path / "a.wav"], "spoken", silent=engine.silent).length_ms > 0
