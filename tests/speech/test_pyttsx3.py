import contextlib
import importlib.util
import os
import signal
import subprocess
import sys
import time
import wave
from pathlib import Path

import pytest

from tests.speech.programs import ends, is_running
from voiceguide.errors import (
    EngineCrashed,
    EngineRefused,
    EngineSetupError,
    EngineTimeout,
    UnknownNameError,
)
from voiceguide.speech.engine import EngineSettings
from voiceguide.speech.engines.pyttsx3 import DEFAULT_RATE, LONGEST_TEXT, Pyttsx3Engine

pytestmark = pytest.mark.skipif(
    importlib.util.find_spec("espeakng_loader") is None, reason="needs espeakng-loader's voices"
)

IN_ANOTHER_PROCESS = """
import sys
from pathlib import Path
from voiceguide.speech.engine import EngineSettings
from voiceguide.speech.engines.pyttsx3 import Pyttsx3Engine
engine = Pyttsx3Engine(EngineSettings())
engine.speak("Other words first.", Path(sys.argv[1]))
engine.speak(sys.argv[2], Path(sys.argv[1]))
engine.close()
"""
KEEPS_A_WORKER = """
import sys, time
from pathlib import Path
from voiceguide.speech.engine import EngineSettings
from voiceguide.speech.engines.pyttsx3 import Pyttsx3Engine
engine = Pyttsx3Engine(EngineSettings())
engine.voices()
children = Path("/proc/self/task/%d/children" % __import__("os").getpid()).read_text()
print(children.strip(), flush=True)
time.sleep(600)
"""
KEEPS_RUNNING = """
import os, sys, time
print(os.getpid(), file=open(sys.argv[1], "w"), flush=True)
time.sleep(600)
"""
HANGS = """
import sys, time
print("started", file=open(sys.argv[1], "a"), flush=True)
time.sleep(600)
"""
FAKE = """
import json, sys
def answer(message):
    print(json.dumps(message), flush=True)
for line in sys.stdin:
    request = json.loads(line)
    if request["do"] == "voices":
        answer({"voices": [{"id": "x/en-us", "name": "X", "languages": ["en-us"], "gender": ""}],
                "current": "", "variants": []})
        continue
    %s
"""


@pytest.fixture
def make():
    with contextlib.ExitStack() as engines:

        def opened(*, worker=None, deadline_s=None, **settings) -> Pyttsx3Engine:
            options = {} if deadline_s is None else {"deadline_s": lambda text: deadline_s}
            engine = Pyttsx3Engine(EngineSettings(**settings), worker=worker, **options)
            return engines.enter_context(contextlib.closing(engine))

        yield opened


def fake(fault: str) -> list[str]:
    return [sys.executable, "-S", "-E", "-c", FAKE % fault]


def sound(engine: Pyttsx3Engine, text: str, target: Path) -> bytes:
    engine.speak(text, target)
    return target.read_bytes()


def seconds(file: Path) -> float:
    with wave.open(str(file)) as opened:
        return opened.getnframes() / opened.getframerate()


def test_the_same_words_give_the_same_bytes_in_every_process(make, tmp_path):
    text = "Place both palms on the lower back, and breathe out slowly. " * 4
    here, there = tmp_path / "here.wav", tmp_path / "there.wav"
    command = [sys.executable, "-c", IN_ANOTHER_PROCESS, str(there), text]
    subprocess.run(command, check=True, timeout=60)
    assert sound(make(), text, here) == there.read_bytes()


def test_the_same_words_give_the_same_bytes_every_time(make, tmp_path):
    """pyttsx3 by itself sometimes loses the rate: for one short text in twenty-five."""
    engine = make()
    assert len({sound(engine, "Hello there.", tmp_path / "a.wav") for _ in range(60)}) == 1


def test_the_default_voice_is_ours_not_the_librarys(make, tmp_path):
    default = sound(make(), "Hello there.", tmp_path / "a.wav")
    assert default == sound(make(voice="en-us+edward2"), "Hello there.", tmp_path / "b.wav")
    assert default != sound(make(voice="en-us"), "Hello there.", tmp_path / "c.wav")


def test_the_default_rate_is_ours_not_the_librarys(make, tmp_path):
    default = sound(make(), "Hello there.", tmp_path / "a.wav")
    assert default == sound(make(rate=DEFAULT_RATE), "Hello there.", tmp_path / "b.wav")


def test_another_language_gets_its_own_voice(make, tmp_path):
    german = sound(make(language="de-AT"), "Guten Tag.", tmp_path / "a.wav")
    assert german == sound(make(voice="gmw/de"), "Guten Tag.", tmp_path / "b.wav")


def test_a_new_rate_applies_from_the_next_text(make, tmp_path):
    engine = make()
    engine.start()
    calm = sound(engine, "Breathe in.", tmp_path / "a.wav")
    engine.set_rate(250)
    assert len(sound(engine, "Breathe in.", tmp_path / "a.wav")) < 0.75 * len(calm)
    assert "rate 250" in engine.fingerprint()
    engine.set_rate(None)
    assert sound(engine, "Breathe in.", tmp_path / "a.wav") == calm


def test_a_worker_that_was_started_but_never_needed_ends(make, tmp_path):
    pid = tmp_path / "pid"
    engine = make(worker=[sys.executable, "-c", KEEPS_RUNNING, str(pid)])
    engine.start()
    while not (pid.is_file() and pid.read_text().endswith("\n")):
        time.sleep(0.01)
    engine.close()
    assert ends(int(pid.read_text()))


def test_a_start_that_hangs_is_waited_for_once(make, tmp_path):
    """The first text raises the failure, and only a second try starts another worker."""
    started = tmp_path / "started"
    engine = make(worker=[sys.executable, "-c", HANGS, str(started)], deadline_s=0.5)
    engine.start()
    while not started.is_file():
        time.sleep(0.01)
    with pytest.raises(EngineTimeout):
        engine.speak("One.", tmp_path / "one.wav")
    assert started.read_text() == "started\n"


def test_a_failure_to_start_is_reported_at_the_first_text(make, tmp_path):
    engine = make(worker=["no-such-program"])
    engine.start()
    with pytest.raises(EngineCrashed, match="could not be started"):
        engine.speak("One.", tmp_path / "one.wav")


def test_the_volume_is_heard(make, tmp_path):
    loud = sound(make(), "Hello.", tmp_path / "a.wav")
    assert sound(make(volume=0.3), "Hello.", tmp_path / "b.wav") != loud


@pytest.mark.parametrize(("voice", "near"), [("en-uss", "en-us"), ("en-us+edwad2", "edward2")])
def test_an_unknown_voice_is_an_error_and_not_another_voice(make, tmp_path, voice, near):
    with pytest.raises(UnknownNameError, match=f"did you mean '{near}'"):
        make(voice=voice).speak("Hello.", tmp_path / "a.wav")
    assert not (tmp_path / "a.wav").exists()


def test_voices_are_listed_with_their_languages(make):
    voices = {voice.id: voice for voice in make().voices()}
    assert voices["gmw/en-us"].languages == ("en-us",)
    assert voices["gmw/en-us"].name == "English (America)"
    assert voices["gmw/en-us"].gender == "male"
    assert not any("!v" in id_ for id_ in voices)


def test_the_longest_text_is_spoken_and_a_longer_one_refused(make, tmp_path):
    engine = make()
    text = ("breathe out " * LONGEST_TEXT)[:LONGEST_TEXT].strip().ljust(LONGEST_TEXT, ".")
    engine.speak(text, tmp_path / "a.wav")
    assert seconds(tmp_path / "a.wav") > 60
    with pytest.raises(EngineRefused, match="2,001 characters"):
        engine.speak(text + ".", tmp_path / "b.wav")


@pytest.mark.parametrize("settings", [{"rate": 79}, {"rate": 451}, {"volume": 1.1}, {"volume": -1}])
def test_settings_that_the_library_would_alter_are_setup_errors(settings):
    with pytest.raises(EngineSetupError, match="choose"):
        Pyttsx3Engine(EngineSettings(**settings))


def test_the_fingerprint_names_the_library_and_every_setting():
    def of(**settings) -> str:
        return Pyttsx3Engine(EngineSettings(**settings)).fingerprint()

    prints = {
        of(),
        of(voice="en-us"),
        of(rate=150),
        of(volume=0.5),
        of(language="de"),
    }
    assert len(prints) == 5
    assert of() == of(rate=DEFAULT_RATE)
    assert "pyttsx3 2." in of()
    assert "espeakng-loader 0." in of()


def test_a_hang_is_a_timeout(make, tmp_path):
    engine = make(worker=fake("import time; time.sleep(600)"), deadline_s=1)
    with pytest.raises(EngineTimeout, match="within 1 s"):
        engine.speak("Hello.", tmp_path / "a.wav")


@pytest.mark.parametrize(
    ("fault", "message"),
    [
        ("import os; os.abort()", "SIGABRT"),
        ('answer({"ended": -11})', "pyttsx3 was ended by SIGSEGV"),
        ('answer({"ended": 1})', "ended with exit code 1"),
        ('answer({"crashed": "no luck"})', "no luck"),
        ("answer({})", "wrote nothing"),
        ("open(request['file'], 'w').close(); answer({})", "wrote nothing"),
    ],
)
def test_every_way_to_fail_is_named(make, tmp_path, fault, message):
    with pytest.raises(EngineCrashed, match=message):
        make(worker=fake(fault)).speak("Hello.", tmp_path / "a.wav")


def test_an_old_file_is_not_taken_for_new_words(make, tmp_path):
    (tmp_path / "a.wav").write_bytes(b"old")
    with pytest.raises(EngineCrashed, match="wrote nothing"):
        make(worker=fake("answer({})")).speak("Hello.", tmp_path / "a.wav")


def test_a_library_that_is_missing_is_a_setup_error_with_the_cure(make, tmp_path):
    engine = make(worker=fake('answer({"setup": "No module named \'pyttsx3\'"})'))
    with pytest.raises(EngineSetupError, match=r"No module.*pip install.* pyttsx3"):
        engine.speak("Hello.", tmp_path / "a.wav")


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_no_worker_outlives_a_parent_that_is_killed():
    command = [sys.executable, "-c", KEEPS_A_WORKER]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as parent:
        worker = int(parent.stdout.readline())
        assert is_running(worker)
        os.kill(parent.pid, signal.SIGKILL)
    assert ends(worker)
