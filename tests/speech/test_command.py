import json
import os
import shlex
import signal
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.speech.programs import TONE, ends, pid_in, python
from voiceguide.errors import EngineCrashed, EngineSetupError, EngineTimeout
from voiceguide.speech.engine import EngineSettings
from voiceguide.speech.engines.command import CommandEngine

ON_LINUX = pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")

RECORD = """
import json, sys
with open(sys.argv[1], "w") as file:
    json.dump([sys.argv[2:], sys.stdin.buffer.read().decode("utf-8")], file)
"""
HANG = """
import os, subprocess, sys, time
helper = subprocess.Popen([sys.executable, "-S", "-c", "import time; time.sleep(600)"])
with open(sys.argv[2], "w") as file:
    file.write(f"{helper.pid}.")
time.sleep(600)
"""


def settings_for(command: Sequence[str], **settings) -> EngineSettings:
    return EngineSettings(options={"command": shlex.join(command)}, **settings)


def engine(command: tuple[str, ...], **settings) -> CommandEngine:
    return CommandEngine(settings_for(command, **settings))


def recorded(tmp_path: Path, *arguments: str, text: str = "two words", **settings) -> list:
    target = tmp_path / "out.wav"
    engine(python(tmp_path, RECORD, "{wav}", *arguments), **settings).speak(text, target)
    return json.loads(target.read_text())


def test_the_text_is_on_standard_input_unless_an_argument_has_it(tmp_path):
    assert recorded(tmp_path, text="schön\nzwei") == [[], "schön\nzwei"]


def test_the_text_is_passed_as_one_argument_without_a_shell(tmp_path):
    text = "a; touch x $(id) `id` \"'* {wav} %s"
    assert recorded(tmp_path, "--say={text}", text=text) == [[f"--say={text}"], ""]


def test_the_text_can_be_passed_in_a_file(tmp_path):
    source = "import shutil, sys; shutil.copy(sys.argv[2], sys.argv[1])"
    target = tmp_path / "out.wav"
    engine(python(tmp_path, source, "{wav}", "{textfile}")).speak("über\nall", target)
    assert target.read_bytes() == "über\nall".encode()


def test_voice_and_rate_are_filled_in(tmp_path):
    arguments, _ = recorded(tmp_path, "{voice}/{rate}", voice="anna", rate=120)
    assert arguments == ["anna/120"]


def test_the_default_rate_is_150(tmp_path):
    assert recorded(tmp_path, "{rate}")[0] == ["150"]


def test_doubled_braces_are_braces(tmp_path):
    assert recorded(tmp_path, '{{"a": {{}}}}')[0] == ['{"a": {}}']


@pytest.mark.parametrize(
    ("command", "message"),
    [
        ((), "the command is empty"),
        (("",), "the command is empty"),
        ((sys.executable, "{text}"), r"add \{wav\}"),
        ((sys.executable, "{wav}", "{speed}"), r"'\{speed\}' has an unknown placeholder.*\{rate\}"),
        ((sys.executable, "{wav}", "{}"), "unknown placeholder"),
        ((sys.executable, "{wav.name}"), "unknown placeholder"),
        ((sys.executable, "{wav!r}"), "unknown placeholder"),
        ((sys.executable, "{wav:>9}"), "unknown placeholder"),
        ((sys.executable, "{wav}", "{"), "single brace"),
        ((sys.executable, "{wav}", "{voice}"), "choose a voice with --voice"),
        (("no-such-program-at-all", "{wav}"), "can't find the program 'no-such-program-at-all'"),
        (("./no/such/program", "{wav}"), "can't find the program"),
        ((os.curdir, "{wav}"), "can't find the program"),
    ],
)
def test_a_command_that_cannot_work_is_a_setup_error(command, message):
    with pytest.raises(EngineSetupError, match=message):
        engine(command)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permission")
def test_a_program_that_is_not_executable_is_a_setup_error(tmp_path):
    program = tmp_path / "speak"
    program.write_text("#!/bin/sh\n")
    with pytest.raises(EngineSetupError, match="not executable; run: chmod"):
        engine((str(program), "{wav}"))


@pytest.mark.parametrize("settings", [{"voice": "anna"}, {"rate": 120}])
def test_a_setting_that_would_be_ignored_is_a_setup_error(settings):
    with pytest.raises(EngineSetupError, match=r"the command can't use the (voice|rate)"):
        engine((sys.executable, "{wav}"), **settings)


def test_an_exit_code_comes_with_the_last_line_of_the_errors(tmp_path):
    source = (
        "import sys\n"
        "print('first\\n\\x1b[31mno model\\x1b[0m \\n\\n', file=sys.stderr)\n"
        "sys.exit(3)"
    )
    with pytest.raises(EngineCrashed, match="exit code 3") as caught:
        engine(python(tmp_path, source, "{wav}")).speak("x", tmp_path / "a.wav")
    assert str(caught.value).isprintable()
    assert "no model" in str(caught.value)
    assert "first" not in str(caught.value)


def test_a_flood_of_output_is_neither_kept_nor_waited_for(tmp_path):
    source = (
        "import sys\n"
        "for stream in (sys.stdout, sys.stderr):\n"
        "    stream.write('x' * 3_000_000)\n"
        "sys.exit(1)"
    )
    with pytest.raises(EngineCrashed) as caught:
        engine(python(tmp_path, source, "{wav}")).speak("x", tmp_path / "a.wav")
    assert len(str(caught.value)) < 500


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signals")
@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("import os; os.abort()", "SIGABRT"),
        ("import ctypes; ctypes.string_at(0)", "SIGSEGV"),
    ],
)
def test_a_crash_names_the_signal(tmp_path, source, name):
    with pytest.raises(EngineCrashed, match=name):
        engine(python(tmp_path, source, "{wav}")).speak("x", tmp_path / "a.wav")


@pytest.mark.parametrize("source", ["pass", "import sys; open(sys.argv[1], 'w').close()"])
def test_a_program_that_writes_nothing_is_distinguished_from_one_that_fails(tmp_path, source):
    with pytest.raises(EngineCrashed, match=r"wrote nothing to \{wav\}"):
        engine(python(tmp_path, source, "{wav}")).speak("x", tmp_path / "a.wav")


def test_an_old_file_is_not_taken_for_the_programs_output(tmp_path):
    target = tmp_path / "a.wav"
    target.write_bytes(b"old")
    with pytest.raises(EngineCrashed, match="wrote nothing"):
        engine(python(tmp_path, "pass", "{wav}")).speak("x", target)


@ON_LINUX
def test_a_program_that_hangs_is_ended_with_all_that_it_started(tmp_path):
    note = tmp_path / "pid"
    command = python(tmp_path, HANG, "{wav}", str(note))
    waits = []

    def deadline_s(text: str) -> float:
        waits.append(pid_in(note))
        return 0.01

    hanging = CommandEngine(settings_for(command), deadline_s=deadline_s)
    with pytest.raises(EngineTimeout, match="did not finish"):
        hanging.speak("x", tmp_path / "a.wav")
    assert ends(waits[0])


@ON_LINUX
def test_closing_from_another_thread_ends_a_program_that_hangs(tmp_path):
    note = tmp_path / "pid"
    hanging = engine(python(tmp_path, HANG, "{wav}", str(note)))
    errors = []

    def speak() -> None:
        try:
            hanging.speak("x", tmp_path / "a.wav")
        except EngineCrashed as error:
            errors.append(str(error))

    thread = threading.Thread(target=speak)
    thread.start()
    helper = pid_in(note)
    hanging.close()
    thread.join(5)
    assert ends(helper)
    assert signal.Signals.SIGKILL.name in errors[0]


def test_nothing_is_spoken_after_closing(tmp_path):
    closed = engine(python(tmp_path, TONE, "{wav}", "{rate}"))
    closed.close()
    with pytest.raises(EngineCrashed, match="closed"):
        closed.speak("x", tmp_path / "a.wav")


@ON_LINUX
def test_a_program_left_running_is_not_waited_for(tmp_path):
    source = HANG.replace("time.sleep(600)\n", "open(sys.argv[1], 'w').write('sound')\n")
    note = tmp_path / "pid"
    engine(python(tmp_path, source, "{wav}", str(note))).speak("x", tmp_path / "a.wav")
    assert ends(pid_in(note))


def test_the_fingerprint_changes_with_everything_audible(tmp_path):
    command = python(tmp_path, TONE, "{wav}", "{rate}", "{voice}")
    first = engine(command, voice="a").fingerprint()
    prints = {
        first,
        engine(command, voice="b").fingerprint(),
        engine(command, voice="a", rate=99).fingerprint(),
        engine((*command, "-x"), voice="a").fingerprint(),
    }
    assert engine(command, voice="a").fingerprint() == first
    assert len(prints) == 4


def test_the_fingerprint_changes_with_the_program_and_its_files(tmp_path):
    program = tmp_path / "speak.exe"
    program.write_bytes(b"#!/bin/sh\n")
    program.chmod(0o755)
    model = tmp_path / "model"
    model.write_bytes(b"1")
    command = (str(program), "{wav}", "-m", str(model), "x" * 5000)
    prints = {engine(command).fingerprint()}
    program.write_bytes(b"#!/bin/sh\n\n")
    prints.add(engine(command).fingerprint())
    model.write_bytes(b"12")
    prints.add(engine(command).fingerprint())
    later = time.time() + 60
    os.utime(program, (later, later))
    prints.add(engine(command).fingerprint())
    assert len(prints) == 4


@pytest.mark.skipif(sys.platform == "win32", reason="files have no time of change there")
@pytest.mark.parametrize("place", ["in place", "by a new file"])
def test_the_fingerprint_changes_with_a_program_of_the_same_size_and_date(tmp_path, place):
    program = tmp_path / "speak.exe"
    program.write_bytes(b"#!/bin/sh\n# en")
    program.chmod(0o755)
    os.utime(program, (10**9, 10**9))
    first = engine((str(program), "{wav}")).fingerprint()
    assert engine((str(program), "{wav}")).fingerprint() == first
    other = program if place == "in place" else tmp_path / "other.exe"
    other.write_bytes(b"#!/bin/sh\n# de")
    other.chmod(0o755)
    changed = program.stat().st_ctime_ns
    os.utime(other, (10**9, 10**9))
    while other.stat().st_ctime_ns == changed:  # times of change tick some milliseconds apart
        os.utime(other, (10**9, 10**9))
    other.replace(program)
    assert engine((str(program), "{wav}")).fingerprint() != first


def test_options_say_how_to_run_programs():
    settings = {"command": f"{sys.executable} {{wav}}", "cut": "sentences", "at_once": "2"}
    traits = CommandEngine(EngineSettings(options=settings)).traits
    assert (traits.cut, traits.at_once) == ("sentences", 2)


@pytest.mark.parametrize(
    ("option", "said"),
    [
        ({"cut": "sentence"}, "cut=sentence is unknown; did you mean 'sentences'"),
        ({"cut": "words"}, "expected one of: clauses, sentences, paragraphs"),
        ({"at_once": "0"}, "at_once=0 is not a number, such as 1"),
        ({"at_once": "many"}, "at_once=many is not a number, such as 1"),
        ({"command": "say 'hello"}, "can't split the command .*: No closing quotation"),
    ],
)
def test_a_wrong_option_is_reported(option, said):
    with pytest.raises(EngineSetupError, match=said):
        CommandEngine(EngineSettings(options={"command": f"{sys.executable} {{wav}}", **option}))
