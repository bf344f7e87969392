"""Sessions with the voices of macOS and Windows, on faked speech systems."""

import pytest

from tests.cli.running import Run
from tests.speech.systems import worker
from voiceguide.speech.engines import pyttsx3 as engine_module

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("system", ["darwin", "win32"])
def test_a_session_is_made_and_again_from_the_cache(
    system: str, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FAKE_SPEECH", "early")
    monkeypatch.setattr(engine_module, "_LINUX", False)
    monkeypatch.setattr(engine_module, "program", lambda name: worker(system))
    made = run("make", "small.yaml", "--engine", "pyttsx3", "-o", "one.mp3")
    assert (made.code, made.out) == (0, "one.mp3: 2:00, 2 chapters\n")
    monkeypatch.setattr(engine_module, "program", lambda name: ["no-such-program"])
    assert run("make", "small.yaml", "--engine", "pyttsx3", "-o", "two.mp3").code == 0
