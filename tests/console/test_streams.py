"""A standard stream that is closed or full ends every command in one line."""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.cli.running import command
from voiceguide.console.say import say
from voiceguide.console.streams import doors
from voiceguide.errors import StreamError

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a shell's redirections")
ON_LINUX = pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full device")

QUICK = [["scripts"], ["nonsense"]]
SLOW = [
    ["--help"], ["schema"], ["plan", "--engine", "silent"], ["cache", "--json"], ["doctor"],
    ["make", "--engine", "silent", "--length", "least"], ["inspect", "none.mp3"],
    ["play", "none.mp3"],
]  # fmt: skip
COMMANDS = [*QUICK, *(pytest.param(words, marks=pytest.mark.slow) for words in SLOW)]
NAMES = {1: "standard output", 2: "standard error"}


def redirected(arguments: Sequence[str], redirection: str, folder: Path) -> tuple[int, str]:
    """Returns the exit code and the output of a shell command with the redirection."""
    shell = ["/bin/sh", "-c", f'"$@" {redirection}', "sh", *command(*arguments)]
    done = subprocess.run(
        shell, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=100
    )
    progress = ("Speaking the cues ...", "Making the track ...", "Listening ...")
    lines = [line for line in done.stdout.splitlines() if line not in progress]
    return done.returncode, "\n".join(lines)


@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
@pytest.mark.parametrize("closed", [1, 2])
def test_a_closed_stream_ends_it_in_one_line_on_the_other(arguments, closed, tmp_path):
    code, said = redirected(arguments, f"{closed}>&-", tmp_path)
    assert code == 1
    assert said == f"Error: {NAMES[closed]} can't be written to: it is closed"
    assert not list(tmp_path.iterdir())


@ON_LINUX
@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_a_full_disk_under_its_output_ends_it_in_one_line(arguments, tmp_path):
    full = 2 if arguments[0] == "nonsense" or "none.mp3" in arguments else 1
    code, said = redirected(arguments, f"{full}>/dev/full", tmp_path)
    assert code == 1
    assert said == f"Error: {NAMES[full]} can't be written to: No space left on device"


@ON_LINUX
@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
@pytest.mark.parametrize("both", ["<&- >&- 2>&-", ">/dev/full 2>/dev/full"])
def test_if_no_stream_takes_a_line_only_the_exit_code_tells(arguments, both, tmp_path):
    assert redirected(arguments, both, tmp_path) == (1, "")


def test_closed_descriptors_are_not_given_to_files(tmp_path):
    program = "import os\nfrom voiceguide.console.streams import occupy_descriptors\n"
    program += "for number in range(3): os.close(number)\noccupy_descriptors()\n"
    program += "assert os.open('new', os.O_CREAT | os.O_WRONLY) > 2"
    assert subprocess.run([sys.executable, "-c", program], cwd=tmp_path).returncode == 0


def test_a_loss_is_noted_also_where_the_error_is_dropped():
    with Path(os.devnull).open() as unwritable, pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "stdout", unwritable)
        with doors() as (out, err):
            with pytest.raises(StreamError):
                say("one")
            say("two")
            assert out.loss == "standard output can't be written to: not writable"
            assert err.loss is None
