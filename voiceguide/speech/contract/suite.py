"""The tests that every engine must pass."""
# ruff: noqa: S101, ARG002 (these are tests, and hooks that may ignore their folder)

import re
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from voiceguide.audio import voice_chain
from voiceguide.audio.clip import Clip
from voiceguide.audio.shaping import clip_from_files
from voiceguide.errors import EngineBusy, EngineError, EngineRefused, EngineSetupError
from voiceguide.speech.contract.phonemes import PhonemesContract
from voiceguide.speech.engine import Engine, EngineSettings, Rates, traits_of
from voiceguide.speech.options import Option, completed, secrets_in
from voiceguide.speech.registry import Installed

SENTENCE = "Place both palms on the lower back, and breathe out slowly."
LONG = " ".join([SENTENCE] * 5)

_WORDS_A_MINUTE = Rates(least=110, most=170, usual=140)
"""The rates for an engine that declares none."""

_PATIENCE_S = 60.0
_ADDRESS = re.compile(r"0x[0-9a-f]{6,}", re.IGNORECASE)


class EngineContract(PhonemesContract):
    """The suite: subclass it in a test file, as `Test...`."""

    engine_class: Callable[[EngineSettings], Engine]
    """The class or function that the entry point names."""

    def settings(self, folder: Path) -> EngineSettings:
        """Returns settings that the engine can speak with; it may write to `folder`."""
        return EngineSettings()

    def different(self, folder: Path) -> Iterable[EngineSettings]:
        """Returns settings that each sound different from `settings`, and from each other."""
        return ()

    def busy(self, folder: Path) -> Engine:
        """Returns an engine whose service refuses the next text once, then accepts it."""
        pytest.skip("this engine has no service that may be busy")

    def make(self, folder: Path, *, rate: int | None = None) -> Engine:
        """Returns a new engine that speaks at `rate`, in the engine's own units."""
        return self._opened(replace(self.settings(folder), rate=rate))

    @pytest.fixture
    def engine(self, tmp_path: Path) -> Iterator[Engine]:
        with closing(self.make(tmp_path)) as engine:
            yield engine

    # How it describes itself

    def test_it_has_a_name_and_says_whether_it_is_silent(self, engine: Engine) -> None:
        assert re.fullmatch(r"\S+", engine.name)
        assert engine.silent in (True, False)

    def test_its_traits_make_sense(self, engine: Engine) -> None:
        traits = traits_of(engine)
        assert voice_chain.find(traits.chain)
        if traits.rates is not None:
            assert traits.rates.least <= traits.rates.usual <= traits.rates.most

    def test_options_have_distinct_names_and_help(self) -> None:
        names = [option.name for option in self._declared()]
        assert len(set(names)) == len(names)
        assert all(option.help.strip() for option in self._declared())
        assert not [o.name for o in self._declared() if o.secret and o.default is not None]

    def test_a_missing_required_option_is_reported(self, tmp_path: Path) -> None:
        given = self.settings(tmp_path).options
        for option in self._declared():
            if option.required:
                rest = {name: value for name, value in given.items() if name != option.name}
                with pytest.raises(EngineSetupError, match=option.name):
                    completed("engine", self._declared(), rest)

    def test_voices_have_distinct_ids(self, engine: Engine) -> None:
        ids = [voice.id for voice in engine.voices()]
        assert all(ids)
        assert len(ids) == len(set(ids))

    # What it depends on

    def test_the_fingerprint_stays_the_same(self, engine: Engine, tmp_path: Path) -> None:
        before = engine.fingerprint()
        assert isinstance(before, str)
        engine.speak(SENTENCE, tmp_path / "a.wav")
        assert engine.fingerprint() == before
        assert not _ADDRESS.search(before), "an object's address differs from run to run"

    def test_engines_with_the_same_fingerprint_sound_the_same(
        self, engine: Engine, tmp_path: Path
    ) -> None:
        with closing(self.make(tmp_path)) as other:
            assert other.fingerprint() == engine.fingerprint()
            first = self.spoken(engine, SENTENCE, tmp_path / "a.wav")
            assert self.spoken(other, SENTENCE, tmp_path / "b.wav") == first

    def test_different_settings_have_different_fingerprints(self, tmp_path: Path) -> None:
        every = [self.settings(tmp_path), *self.different(tmp_path)]
        engines = [self._opened(settings) for settings in every]
        prints = {engine.fingerprint() for engine in engines}
        for engine in engines:
            engine.close()
        assert len(prints) == len(every)

    def test_different_rates_have_different_fingerprints(self, tmp_path: Path) -> None:
        rates = self._rates(tmp_path)
        with (
            closing(self.make(tmp_path, rate=_slow(rates))) as slow,
            closing(self.make(tmp_path, rate=_fast(rates))) as fast,
        ):
            assert slow.fingerprint() != fast.fingerprint()

    def test_secrets_are_not_shown(self, engine: Engine, tmp_path: Path) -> None:
        settings = self.settings(tmp_path)
        for secret in secrets_in(self._declared(), settings.options):
            assert secret not in repr(settings)
            assert secret not in repr(engine)
            assert secret not in engine.fingerprint(), "another key does not change the voice"

    # How it speaks

    def test_a_text_becomes_a_sound(self, engine: Engine, tmp_path: Path) -> None:
        assert self.spoken(engine, SENTENCE, tmp_path / "a.wav").length_ms >= 300

    def test_only_an_engine_declared_silent_produces_silence(
        self, engine: Engine, tmp_path: Path
    ) -> None:
        assert any(self.spoken(engine, SENTENCE, tmp_path / "a.wav").pcm) != engine.silent

    def test_a_long_text_is_complete(self, engine: Engine, tmp_path: Path) -> None:
        one = self.spoken(engine, SENTENCE, tmp_path / "a.wav").length_ms
        assert self.spoken(engine, LONG, tmp_path / "b.wav").length_ms >= 5 * one * 0.9

    def test_the_same_text_gives_the_same_sound(self, engine: Engine, tmp_path: Path) -> None:
        first = self.spoken(engine, SENTENCE, tmp_path / "a.wav")
        self.spoken(engine, LONG, tmp_path / "b.wav")
        assert self.spoken(engine, SENTENCE, tmp_path / "c.wav") == first

    def test_a_higher_rate_makes_speech_shorter(self, tmp_path: Path) -> None:
        rates = self._rates(tmp_path)
        with (
            closing(self.make(tmp_path, rate=_slow(rates))) as slow,
            closing(self.make(tmp_path, rate=_fast(rates))) as fast,
        ):
            long = self.spoken(slow, SENTENCE, tmp_path / "a.wav").length_ms
            assert self.spoken(fast, SENTENCE, tmp_path / "b.wav").length_ms < long

    def test_a_changed_rate_sounds_like_one_set_from_the_start(
        self, engine: Engine, tmp_path: Path
    ) -> None:
        set_rate = getattr(engine, "set_rate", None)
        if set_rate is None:
            pytest.skip("this engine can't change its rate")
        fast = _fast(self._rates(tmp_path))
        engine.speak(SENTENCE, tmp_path / "a.wav")
        set_rate(fast)
        with closing(self.make(tmp_path, rate=fast)) as other:
            assert engine.fingerprint() == other.fingerprint()
            changed = self.spoken(engine, SENTENCE, tmp_path / "b.wav")
            assert changed == self.spoken(other, SENTENCE, tmp_path / "c.wav")

    def test_it_speaks_after_an_early_start(self, engine: Engine, tmp_path: Path) -> None:
        start = getattr(engine, "start", None)
        if start is None:
            pytest.skip("this engine has nothing to start ahead")
        assert start() is None
        assert self.spoken(engine, SENTENCE, tmp_path / "a.wav").length_ms >= 300

    def test_letters_of_any_script_are_accepted(self, engine: Engine, tmp_path: Path) -> None:
        text = "“Ça va?” — über Straße, 40 %, {braces}, -dash, $HOME, 呼吸 😀"
        assert self.spoken(engine, text, tmp_path / "a.wav").length_ms > 0

    # What it writes

    def test_an_existing_target_is_replaced(self, engine: Engine, tmp_path: Path) -> None:
        target = tmp_path / "a.wav"
        self.spoken(engine, LONG, target)
        again = self.spoken(engine, SENTENCE, target)
        assert again == self.spoken(engine, SENTENCE, tmp_path / "b.wav")

    def test_nothing_but_the_target_is_left_behind(self, engine: Engine, tmp_path: Path) -> None:
        folder = tmp_path / "a folder with spaces"
        folder.mkdir()
        engine.speak(SENTENCE, folder / "é 1.wav")
        assert [file.name for file in folder.iterdir()] == ["é 1.wav"]

    def test_nothing_is_printed(
        self, engine: Engine, tmp_path: Path, capfd: pytest.CaptureFixture[str]
    ) -> None:
        engine.voices()
        engine.speak(SENTENCE, tmp_path / "a.wav")
        assert capfd.readouterr() == ("", "")

    # What goes wrong

    @pytest.mark.parametrize("text", ["", " \n ", "half a \0 text", "half a \ud800 letter"])
    def test_unspeakable_text_is_refused(self, engine: Engine, tmp_path: Path, text: str) -> None:
        with pytest.raises(EngineRefused):
            engine.speak(text, tmp_path / "a.wav")
        assert not (tmp_path / "a.wav").exists()

    def test_it_can_speak_again_after_a_refusal(self, engine: Engine, tmp_path: Path) -> None:
        with pytest.raises(EngineRefused):
            engine.speak("", tmp_path / "a.wav")
        assert self.spoken(engine, SENTENCE, tmp_path / "a.wav").length_ms > 0

    def test_a_busy_service_raises_engine_busy_and_can_be_asked_again(self, tmp_path: Path) -> None:
        with closing(self.busy(tmp_path)) as engine:
            with pytest.raises(EngineBusy) as caught:
                engine.speak(SENTENCE, tmp_path / "a.wav")
            assert caught.value.retry_after_s is None or caught.value.retry_after_s >= 0
            assert not (tmp_path / "a.wav").exists()
            assert self.spoken(engine, SENTENCE, tmp_path / "a.wav").length_ms > 0

    def test_an_unwritable_target_raises_an_engine_error(
        self, engine: Engine, tmp_path: Path
    ) -> None:
        with pytest.raises(EngineError):
            engine.speak(SENTENCE, tmp_path / "no such folder" / "a.wav")

    # How it ends

    def test_it_can_be_closed_twice_and_without_being_used(self, tmp_path: Path) -> None:
        engine = self.make(tmp_path)
        before = sorted(tmp_path.rglob("*"))
        engine.close()
        engine.close()
        assert sorted(tmp_path.rglob("*")) == before

    def test_closing_it_from_another_thread_stops_its_speech(
        self, engine: Engine, tmp_path: Path
    ) -> None:
        begun, raised = threading.Event(), list[Exception]()

        def speak() -> None:
            begun.set()
            try:
                engine.speak(LONG, tmp_path / "a.wav")
            except Exception as error:
                raised.append(error)

        thread = threading.Thread(target=speak, daemon=True)
        thread.start()
        assert begun.wait(_PATIENCE_S)
        engine.close()
        thread.join(_PATIENCE_S)
        assert not thread.is_alive()
        assert all(isinstance(error, EngineError) for error in raised), raised

    def spoken(self, engine: Engine, text: str, target: Path) -> Clip:
        """Returns the sound of a text as a session would use it."""
        engine.speak(text, target)
        return clip_from_files([target], "spoken", silent=engine.silent)

    def _factory(self) -> Callable[[EngineSettings], Engine]:
        """Looked up on the class: through the instance, a function would become a method."""
        factory: Callable[[EngineSettings], Engine] = vars(_owner(type(self)))["engine_class"]
        return factory

    def _declared(self) -> tuple[Option, ...]:
        return Installed("engine", self._factory()).options

    def _opened(self, settings: EngineSettings) -> Engine:
        options = completed("engine", self._declared(), settings.options)
        return self._factory()(replace(settings, options=options))

    def _rates(self, folder: Path) -> Rates:
        with closing(self.make(folder)) as engine:
            rates = traits_of(engine).rates
        if rates is not None:
            return rates
        try:
            self.make(folder, rate=_WORDS_A_MINUTE.usual).close()
        except EngineSetupError:
            pytest.skip("this engine has one rate")
        return _WORDS_A_MINUTE


def _owner(suite: type[EngineContract]) -> type:
    return next(kind for kind in suite.__mro__ if "engine_class" in vars(kind))


def _slow(rates: Rates) -> int:
    return max(rates.least, round(rates.usual * 0.8))


def _fast(rates: Rates) -> int:
    return min(rates.most, round(rates.usual * 1.25))
