"""What every engine must do: subclass `EngineContract` in a test file and run pytest.

class TestMyEngine(EngineContract):
    def make(self, folder, *, rate=None):
        return MyEngine(EngineSettings(rate=rate))
"""

import contextlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from voiceguide.audio.clip import Clip
from voiceguide.audio.shaping import clip_from_files
from voiceguide.errors import EngineError, EngineRefused
from voiceguide.speech.engine import Engine

SENTENCE = "Place both palms on the lower back, and breathe out slowly."
LONG = " ".join([SENTENCE] * 5)


class EngineContract:
    """The suite. An engine without a choice of rates may skip that test."""

    def make(self, folder: Path, *, rate: int | None = None) -> Engine:
        """A new engine that speaks at `rate`; `folder` is free for use."""
        raise NotImplementedError

    @pytest.fixture
    def engine(self, tmp_path: Path) -> Iterator[Engine]:
        with contextlib.closing(self.make(tmp_path)) as engine:
            yield engine

    def spoken(self, engine: Engine, text: str, target: Path) -> Clip:
        engine.speak(text, target)
        return clip_from_files([target], "spoken", silent=engine.silent)

    def test_a_text_becomes_a_sound(self, engine: Engine, tmp_path: Path) -> None:
        assert self.spoken(engine, SENTENCE, tmp_path / "a.wav").length_ms >= 300

    def test_sound_is_silence_only_where_the_engine_says_so(
        self, engine: Engine, tmp_path: Path
    ) -> None:
        assert any(self.spoken(engine, SENTENCE, tmp_path / "a.wav").pcm) != engine.silent

    def test_a_long_text_is_complete(self, engine: Engine, tmp_path: Path) -> None:
        one = self.spoken(engine, SENTENCE, tmp_path / "a.wav").length_ms
        assert len(LONG) > 190
        assert self.spoken(engine, LONG, tmp_path / "b.wav").length_ms >= 5 * one * 0.9

    def test_the_same_text_gives_the_same_sound(self, engine: Engine, tmp_path: Path) -> None:
        first = self.spoken(engine, SENTENCE, tmp_path / "a.wav")
        self.spoken(engine, LONG, tmp_path / "b.wav")
        assert self.spoken(engine, SENTENCE, tmp_path / "c.wav") == first

    def test_two_engines_of_one_fingerprint_sound_the_same(
        self, engine: Engine, tmp_path: Path
    ) -> None:
        with contextlib.closing(self.make(tmp_path)) as other:
            assert other.fingerprint() == engine.fingerprint()
            first = self.spoken(engine, SENTENCE, tmp_path / "a.wav")
            assert self.spoken(other, SENTENCE, tmp_path / "b.wav") == first

    def test_the_fingerprint_tells_rates_apart(self, tmp_path: Path) -> None:
        with (
            contextlib.closing(self.make(tmp_path, rate=110)) as slow,
            contextlib.closing(self.make(tmp_path, rate=170)) as fast,
        ):
            assert slow.fingerprint() != fast.fingerprint()

    def test_a_higher_rate_is_shorter(self, tmp_path: Path) -> None:
        with (
            contextlib.closing(self.make(tmp_path, rate=110)) as slow,
            contextlib.closing(self.make(tmp_path, rate=170)) as fast,
        ):
            long = self.spoken(slow, SENTENCE, tmp_path / "a.wav").length_ms
            assert self.spoken(fast, SENTENCE, tmp_path / "b.wav").length_ms < long

    def test_what_stood_at_the_target_is_replaced(self, engine: Engine, tmp_path: Path) -> None:
        target = tmp_path / "a.wav"
        self.spoken(engine, LONG, target)
        again = self.spoken(engine, SENTENCE, target)
        assert again == self.spoken(engine, SENTENCE, tmp_path / "b.wav")

    def test_only_the_target_is_left(self, engine: Engine, tmp_path: Path) -> None:
        folder = tmp_path / "a folder with spaces"
        folder.mkdir()
        engine.speak(SENTENCE, folder / "é 1.wav")
        assert [file.name for file in folder.iterdir()] == ["é 1.wav"]

    def test_letters_of_any_script_are_taken(self, engine: Engine, tmp_path: Path) -> None:
        text = "“Ça va?” — über Straße, 40 %, {braces}, -dash, $HOME, 呼吸 😀"
        assert self.spoken(engine, text, tmp_path / "a.wav").length_ms > 0

    @pytest.mark.parametrize("text", ["", " \n ", "half a \0 text", "half a \ud800 letter"])
    def test_what_no_engine_can_say_is_refused(
        self, engine: Engine, tmp_path: Path, text: str
    ) -> None:
        with pytest.raises(EngineRefused):
            engine.speak(text, tmp_path / "a.wav")
        assert not (tmp_path / "a.wav").exists()

    def test_it_goes_on_after_a_refusal(self, engine: Engine, tmp_path: Path) -> None:
        with pytest.raises(EngineRefused):
            engine.speak("", tmp_path / "a.wav")
        assert self.spoken(engine, SENTENCE, tmp_path / "a.wav").length_ms > 0

    def test_a_target_that_cannot_be_written_is_an_engine_error(
        self, engine: Engine, tmp_path: Path
    ) -> None:
        with pytest.raises(EngineError):
            engine.speak(SENTENCE, tmp_path / "no such folder" / "a.wav")

    def test_nothing_is_printed(
        self, engine: Engine, tmp_path: Path, capfd: pytest.CaptureFixture[str]
    ) -> None:
        engine.voices()
        engine.speak(SENTENCE, tmp_path / "a.wav")
        assert capfd.readouterr() == ("", "")

    def test_voices_have_ids_of_their_own(self, engine: Engine) -> None:
        ids = [voice.id for voice in engine.voices()]
        assert all(ids)
        assert len(ids) == len(set(ids))

    def test_it_may_be_closed_twice_and_unused(self, tmp_path: Path) -> None:
        engine = self.make(tmp_path)
        before = sorted(tmp_path.rglob("*"))
        engine.close()
        engine.close()
        assert sorted(tmp_path.rglob("*")) == before
