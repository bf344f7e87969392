import os
import signal
import subprocess
import sys
import tempfile
import threading
from contextlib import closing
from pathlib import Path

import pytest

from tests.speech.fakes import (
    NO_CACHE,
    Crew,
    FakeEngine,
    Log,
    guarded,
    lines,
    results,
    speak_all,
    speaking,
)
from tests.speech.programs import ends, is_running, pid_in
from voiceguide.errors import (
    EngineCrashed,
    EngineError,
    EngineRefused,
    EngineSetupError,
    EngineTimeout,
    SpeechError,
    UnknownNameError,
)
from voiceguide.speech.engine import EngineSettings, Traits
from voiceguide.speech.engines.silent import SilentEngine
from voiceguide.speech.speaker import Speaker


def test_each_text_gets_its_clip():
    clips = speak_all(lines("one", "one two three four five"), Log(), NO_CACHE)
    assert {text: clip.length_ms for text, clip in clips.items()} == {
        "one": 375,
        "one two three four five": 1875,
    }


def test_engines_work_before_anyone_waits_for_them():
    begun = threading.Event()
    log = Log(lambda *_: begun.set())
    with speaking(lines("one"), guarded(log), NO_CACHE) as spoken:
        assert begun.wait(10)
        assert [one.text for one in spoken] == ["one"]


def test_leaving_without_waiting_stops_the_engines():
    log = Log()
    with speaking(lines("a", "b", "c"), guarded(log), NO_CACHE):
        pass
    assert log.engines
    assert log.all_closed()


def test_a_text_that_comes_twice_is_spoken_once():
    log = Log()
    assert list(speak_all(lines("a", "b", "a"), log, NO_CACHE)) == ["a", "b"]
    assert sorted(log.spoken) == ["a", "b"]


def test_the_engines_speak_one_batch_after_another():
    log = Log()
    with closing(Crew(guarded(log))) as crew:
        speaker = Speaker(crew.take, crew.give_back, NO_CACHE, workers=2)
        for batch in (lines("a", "b"), [], lines("c", "d", "e")):
            with speaker.speaking(batch) as spoken:
                assert sorted(one.text for one in spoken) == [line.text for line in batch]
        assert not any(engine.closed.is_set() for engine in log.engines)
    assert len(log.engines) == 2
    assert log.all_closed()


def test_if_everything_is_cached_nothing_is_written(cache, tmp_path, monkeypatch):
    speak_all(lines("a"), Log(), cache)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "missing"))
    assert list(speak_all(lines("a"), Log(), cache)) == ["a"]


def test_only_uncached_texts_are_fresh_and_cached_ones_come_first(cache):
    speak_all(lines("b", "d"), Log(), cache)
    spoken = results(lines("a", "b", "c", "d", "b"), Log(), cache)
    assert [(one.text, one.fresh) for one in spoken[:2]] == [("b", False), ("d", False)]
    assert sorted((one.text, one.fresh) for one in spoken[2:]) == [("a", True), ("c", True)]


def test_each_clip_comes_as_soon_as_it_is_done(cache):
    """With one engine: the second text is not even begun before the first is handed over."""
    go_on = threading.Event()

    def behave(text: str, attempt: int) -> None:
        assert text == "a" or go_on.wait(10)

    with speaking(lines("a", "b"), guarded(Log(behave)), cache, workers=1) as spoken:
        assert next(spoken).text == "a"
        go_on.set()
        assert next(spoken).text == "b"


@pytest.mark.parametrize(("workers", "texts", "expected"), [(3, 9, 3), (3, 2, 2), (1, 5, 1)])
def test_there_are_as_many_engines_as_workers_but_no_more_than_texts(workers, texts, expected):
    log = Log()
    speak_all(lines(*map(str, range(texts))), log, NO_CACHE, workers=workers)
    assert len(log.engines) == expected
    assert log.all_closed()


def test_engines_speak_at_the_same_time():
    together = threading.Barrier(3, timeout=10)
    log = Log(lambda text, attempt: together.wait() and None)  # type: ignore[arg-type]
    speak_all(lines("a", "b", "c"), log, NO_CACHE, workers=3)
    assert sorted(log.spoken) == ["a", "b", "c"]


def test_all_cached_makes_one_engine_that_never_speaks(cache):
    speak_all(lines("a", "b"), Log(), cache)
    log = Log()
    speak_all(lines("a", "b"), log, cache, workers=4)
    assert (len(log.engines), log.spoken, log.all_closed()) == (1, [], True)


@pytest.mark.parametrize("error", [EngineCrashed("died"), EngineTimeout("slept")])
def test_a_failure_that_may_pass_gets_a_second_try(error):
    def once(text: str, attempt: int) -> None:
        if attempt == 1:
            raise error

    log = Log(once)
    assert speak_all(lines("a"), log, NO_CACHE)["a"].length_ms == 375
    assert log.spoken == ["a", "a"]


@pytest.mark.parametrize(
    ("error", "tries"),
    [
        (EngineCrashed("it broke"), 2),
        (EngineTimeout("it broke"), 2),
        (EngineRefused("it broke"), 1),
        (EngineError("it broke"), 1),
        (ZeroDivisionError("it broke"), 1),
    ],
)
def test_a_failure_that_stays_names_the_cue_the_text_and_the_reason(error, tries):
    def fail(text: str, attempt: int) -> None:
        if text == "b":
            raise error

    log = Log(fail)
    with pytest.raises(SpeechError, match=r"cue 2.*'b'.*it broke") as caught:
        speak_all(lines("a", "b", "b"), log, NO_CACHE, workers=1)
    assert (caught.value.cue, caught.value.text) == ("cue 2", "b")
    assert log.spoken.count("b") == tries
    assert log.all_closed()


@pytest.mark.parametrize(
    "error", [UnknownNameError("voice", "x", ["y"]), EngineSetupError("not installed")]
)
def test_a_wrong_setting_found_late_is_passed_on_as_it_is(error):
    def fail(text: str, attempt: int) -> None:
        raise error

    with pytest.raises(type(error)) as caught:
        speak_all(lines("a"), Log(fail), NO_CACHE)
    assert caught.value is error


def test_an_engine_that_writes_rubbish_is_tried_twice_and_named(tmp_path):
    class Rubbish(FakeEngine):
        def speak(self, text: str, target: Path) -> None:
            self._log.spoken.append(text)
            target.write_bytes(b"this is no sound")

    log = Log()
    with pytest.raises(SpeechError, match="cue 1"):
        speak_all(lines("a"), lambda: Rubbish(log, log._behave), NO_CACHE)
    assert log.spoken == ["a", "a"]


def test_an_engine_that_writes_nothing_does_not_get_the_last_texts_sound(tmp_path):
    class Forgetful(FakeEngine):
        def speak(self, text: str, target: Path) -> None:
            if text != "b":
                super().speak(text, target)

    log = Log()
    with pytest.raises(SpeechError, match="cue 2"):
        speak_all(lines("a", "b"), lambda: Forgetful(log, log._behave), NO_CACHE, workers=1)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_an_engine_that_ends_its_thread_fails_instead_of_hanging():
    def leave(text: str, attempt: int) -> None:
        raise SystemExit(3)

    with pytest.raises(SpeechError, match="ended its own thread"):
        speak_all(lines("a"), Log(leave), NO_CACHE)


def test_after_a_failure_the_rest_is_not_spoken_and_running_engines_are_closed():
    log = Log()

    def behave(text: str, attempt: int) -> None:
        if text == "a":
            raise EngineRefused("no")
        for engine in log.engines:
            assert engine.closed.wait(10)
        raise EngineCrashed("closed")

    log._behave = behave
    with pytest.raises(SpeechError, match="cue 1"):
        speak_all(lines("a", *map(str, range(50))), log, NO_CACHE, workers=2)
    assert len(set(log.spoken)) <= 2


def test_clips_made_before_a_failure_are_not_made_again(cache):
    def fail(text: str, attempt: int) -> None:
        if text == "c":
            raise EngineRefused("no")

    with pytest.raises(SpeechError):
        speak_all(lines("a", "b", "c"), Log(fail), cache, workers=1)
    log = Log()
    speak_all(lines("a", "b", "c"), log, cache)
    assert log.spoken == ["c"]


def test_an_interrupt_closes_the_engines_and_keeps_what_was_done(cache):
    log = Log()

    def stopped() -> None:
        with speaking(lines("a", "b", "c"), guarded(log), cache, workers=1) as spoken:
            next(spoken)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        stopped()
    assert log.all_closed()
    again = Log()
    speak_all(lines("a", "b", "c"), again, cache)
    assert "a" not in again.spoken


def test_no_temporary_file_is_left(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

    def fail(text: str, attempt: int) -> None:
        if text == "b":
            raise EngineRefused("no")

    with pytest.raises(SpeechError):
        speak_all(lines("a", "b"), Log(fail), NO_CACHE)
    assert list(tmp_path.iterdir()) == []


def test_an_engine_that_cannot_close_does_not_hide_the_failure():
    class Stuck(FakeEngine):
        def close(self) -> None:
            raise OSError("stuck")

    def fail(text: str, attempt: int) -> None:
        raise EngineRefused("no")

    log = Log(fail)
    with pytest.raises(SpeechError):
        speak_all(lines("a"), lambda: Stuck(log, fail), NO_CACHE)


def test_an_engine_without_a_working_fingerprint_is_reported_by_name():
    class Secretive(FakeEngine):
        def fingerprint(self) -> str:
            raise ValueError("no model is loaded")

    log = Log()
    log.kind = Secretive
    with pytest.raises(EngineSetupError, match=r"engine 'fake' .*: no model is loaded"):
        speak_all(lines("a"), log, NO_CACHE)
    assert log.all_closed()


def test_a_text_that_cannot_be_encoded_is_refused_with_its_cue():
    with pytest.raises(SpeechError, match="cue 1"):
        speak_all(lines("\ud800"), lambda: SilentEngine(EngineSettings()), NO_CACHE)


HANG = """
import os, sys, time
with open(sys.argv[2], "w") as file:
    file.write(f"{os.getpid()}.")
time.sleep(600)
"""
INTERRUPTED = """
import shlex, signal, sys, tempfile
from contextlib import closing
from pathlib import Path
from voiceguide.cache.store import Cache, Store
from voiceguide.speech.engine import EngineSettings
from voiceguide.speech.engines.command import CommandEngine
from voiceguide.speech.guarded import Guarded
from voiceguide.speech.speaker import Line, Speaker
tempfile.tempdir = sys.argv[3]
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background jobs ignore it
command = shlex.join([sys.executable, sys.argv[1], "{wav}", sys.argv[2]])
settings = EngineSettings(options={"command": command})
try:
    lines = [Line(text="a", cue="b")]
    engine = Guarded(CommandEngine(settings))
    speaker = Speaker(lambda: engine, lambda _: None, Cache.nowhere().store("clip"))
    with closing(engine), speaker.speaking(lines) as spoken:
        list(spoken)
except KeyboardInterrupt:
    print("interrupted")
"""


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_ctrl_c_ends_a_hanging_engine_and_leaves_nothing(tmp_path):
    program, note, temporary = tmp_path / "hang.py", tmp_path / "pid", tmp_path / "tmp"
    program.write_text(HANG)
    temporary.mkdir()
    command = [sys.executable, "-c", INTERRUPTED, str(program), str(note), str(temporary)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as run:
        pid = pid_in(note)
        assert is_running(pid)
        os.kill(run.pid, signal.SIGINT)
        try:
            assert run.communicate(timeout=10) == (b"interrupted\n", b"")
        finally:
            run.kill()
    assert ends(pid)
    assert list(temporary.iterdir()) == []


class Expecting(FakeEngine):
    """An engine that speaks alone, and wants to know the coming texts."""

    traits = Traits(at_once=1)

    def expect(self, requests):
        self._log.expected += [text for text, rate in requests]


def test_an_engine_that_speaks_alone_knows_its_texts_in_advance(cache):
    log = Log()
    log.kind = Expecting
    speak_all(lines("four"), Log(), cache)
    speak_all(lines("one, two", "three", "four"), log, cache, comma_ms=300)
    assert log.expected == ["one,", "two", "three"]
    assert sorted(log.spoken) == sorted(log.expected)
