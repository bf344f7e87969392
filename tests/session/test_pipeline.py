"""The pipeline from Python."""

import math
import shlex
import subprocess
import sys
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import pytest

import voiceguide
from tests.session.small import SILENT
from voiceguide.errors import (
    EngineSetupError,
    InputError,
    LengthError,
    OutputPathError,
    ScriptError,
    SpeechError,
    UnknownNameError,
    VoiceguideError,
)
from voiceguide.script.model import Script
from voiceguide.session.plan import total_ms
from voiceguide.session.preview import preview
from voiceguide.speech import engine_pool
from voiceguide.speech.engine import Engine, EngineSettings, Traits
from voiceguide.speech.engines.command import CommandEngine
from voiceguide.speech.engines.silent import SilentEngine
from voiceguide.speech.guarded import Guarded


def test_importing_the_package_costs_nothing() -> None:
    program = "import voiceguide, sys; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    loaded = set(done.stdout.split())
    assert not loaded & {"av", "pydub", "pydantic", "rich", "voiceguide.plan"}


def test_every_public_name_is_there() -> None:
    for name in voiceguide.__all__:
        assert getattr(voiceguide, name).__name__ == name
    with pytest.raises(AttributeError, match="no attribute 'mkae'"):
        _ = voiceguide.mkae


@pytest.mark.parametrize("given", ["small.yaml", Path("small.yaml"), "./small.yaml"])
def test_a_script_is_loaded_by_its_path(given: str | Path) -> None:
    assert voiceguide.load(given).title == "Two to four minutes"


def test_a_bundled_script_is_loaded_by_its_name() -> None:
    assert len(voiceguide.load("back-massage").steps) == 13


def test_a_path_object_is_never_a_bundled_name() -> None:
    with pytest.raises(ScriptError, match="back-massage: this file does not exist"):
        voiceguide.load(Path("back-massage"))


def test_the_default_length_is_the_script_s(script: Script) -> None:
    assert total_ms(script) == 120_000
    assert total_ms(script, length="long") == 240_000


@pytest.mark.parametrize("minutes", [3, 3.0, Fraction(3), Fraction(9, 3)])
def test_minutes_may_be_any_number(minutes: float | Fraction, script: Script) -> None:
    assert total_ms(script, minutes=minutes) == 180_000


def test_minutes_become_whole_frames_of_the_track(script: Script) -> None:
    total = total_ms(script, minutes=Fraction(10, 3))
    assert total % 24 == 0
    assert abs(total - 200_000) <= 12


@pytest.mark.parametrize("minutes", [math.nan, math.inf, -math.inf])
def test_minutes_must_be_a_number(minutes: float, script: Script) -> None:
    with pytest.raises(InputError, match="is not a number of minutes"):
        total_ms(script, minutes=minutes)


@pytest.mark.parametrize("minutes", [0, -5, 1.99, 4.01, 1e9])
def test_a_length_out_of_range_is_refused_with_the_range(minutes: float, script: Script) -> None:
    with pytest.raises(LengthError, match="ask for 2 to 4 minutes"):
        voiceguide.plan(script, minutes=minutes, voicing=SILENT)


def test_a_length_and_minutes_together_are_refused(script: Script) -> None:
    with pytest.raises(InputError, match="not both"):
        voiceguide.plan(script, length="long", minutes=4)


def test_wrong_input_is_found_before_anything_is_spoken(work: Path, script: Script) -> None:
    """Nobody should wait for an error."""
    faults: list[tuple[type[VoiceguideError], dict[str, object]]] = [
        (UnknownNameError, {"length": "lnog"}),
        (UnknownNameError, {"sidecars": ["captoins"]}),
        (UnknownNameError, {"bed": "wind"}),
        (InputError, {"bed": Path("rain.flac")}),
        (OutputPathError, {"output": "out.ogg"}),
        (OutputPathError, {"output": "nowhere/out.mp3"}),
        (OutputPathError, {"output": "a\0b.mp3"}),
        (UnknownNameError, {"voicing": voiceguide.Voicing(engine="sielnt")}),
        (InputError, {"voicing": voiceguide.Voicing(engine="silent", options={"command": "say"})}),
        (EngineSetupError, {"voicing": voiceguide.Voicing(engine="command")}),
        (UnknownNameError, {"voicing": voiceguide.Voicing(chain="warm")}),
        (InputError, {"voicing": voiceguide.Voicing(rate=0)}),
        (InputError, {"voicing": voiceguide.Voicing(volume=2)}),
    ]
    told: list[voiceguide.Progress] = []
    for error, wrong in faults:
        given = {"output": "out.mp3", "voicing": SILENT, **wrong}
        with pytest.raises(error):
            voiceguide.make(script, on_progress=told.append, **given)  # type: ignore[arg-type]
    assert told == []
    assert sorted(path.name for path in work.iterdir()) == ["small.yaml"]


def test_a_plan_has_the_times_of_the_track(script: Script, work: Path) -> None:
    planned = voiceguide.plan(script, minutes=3, voicing=SILENT)
    made = voiceguide.make(script, "out.mp3", minutes=3, voicing=SILENT, bed="none")
    assert made.timeline == planned
    assert planned.total_ms == 180_000
    assert [cue.text for cue in planned.cues] == [
        "Let your head sink to one side.",
        "Draw circles. Now rest.",
    ]


def test_the_result_describes_the_track(script: Script, work: Path) -> None:
    made = voiceguide.make(
        script, "out.mp3", voicing=SILENT, bed="none", sidecars=("lyrics", "captions", "lyrics")
    )
    assert made.track == Path("out.mp3")
    assert made.sidecars == (Path("out.lrc"), Path("out.vtt"), Path("out.srt"))
    assert all(path.is_file() for path in (made.track, *made.sidecars))


def test_a_script_a_path_and_a_name_make_the_same(script: Script, work: Path) -> None:
    for number, given in enumerate((script, "small.yaml", work / "small.yaml")):
        voiceguide.make(given, f"{number}.mp3", voicing=SILENT, bed="none")  # type: ignore[arg-type]
    assert len({(work / f"{number}.mp3").read_bytes() for number in range(3)}) == 1


def test_progress_grows_from_stage_to_stage_up_to_the_whole(script: Script) -> None:
    told: list[voiceguide.Progress] = []
    voiceguide.make(script, "out.mp3", voicing=SILENT, on_progress=told.append)
    assert list(dict.fromkeys(at.stage for at in told)) == ["speak", "encode"]
    for stage in ("speak", "encode"):
        shares = [at.share for at in told if at.stage == stage]
        assert shares == sorted(shares)
        assert (shares[-1], shares[0] < 1, len(shares) >= 4) == (1, True, True)


def speak_with(monkeypatch: pytest.MonkeyPatch, opened: Callable[[], Engine]) -> None:
    monkeypatch.setattr(engine_pool, "engine_maker", lambda *_: lambda _rate: Guarded(opened()))


def test_engines_get_words_respelt_and_captions_do_not(
    script: Script, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[str] = []

    class Listening(SilentEngine):
        """An engine that remembers its texts."""

        def speak(self, text: str, target: Path) -> None:
            heard.append(text)
            super().speak(text, target)

    speak_with(monkeypatch, lambda: Listening(EngineSettings()))
    timeline = voiceguide.plan(script)
    assert sorted(heard) == ["Draw surkles.", "Let your head sink to one side.", "Now rest."]
    assert [cue.text for cue in timeline.cues][1] == "Draw circles. Now rest."


@pytest.mark.parametrize("way", ["make", "plan", "preview"])
def test_an_engine_for_paragraphs_gets_sentences_together(
    way: str, script: Script, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[str] = []

    class Fluent(SilentEngine):
        """An engine that speaks whole paragraphs, and remembers them."""

        traits = Traits(cut="paragraphs")

        def speak(self, text: str, target: Path) -> None:
            heard.append(text)
            super().speak(text, target)

    speak_with(monkeypatch, lambda: Fluent(EngineSettings()))
    {
        "make": lambda: voiceguide.make(script, "out.mp3", inspect=False),
        "plan": lambda: voiceguide.plan(script),
        "preview": lambda: preview(script, lambda _: None),
    }[way]()
    assert sorted(heard) == ["Draw surkles. Now rest.", "Let your head sink to one side."]


def engine_that_runs(program: str) -> CommandEngine:
    """Returns the command engine with a short timeout."""
    command = shlex.join([sys.executable, "-S", "-E", "-c", program, "{wav}"])
    settings = EngineSettings(options={"command": command})
    return CommandEngine(settings, deadline_s=lambda text: 0.2)


def test_an_engine_that_hangs_is_reported_with_the_cue(
    work: Path, script: Script, monkeypatch: pytest.MonkeyPatch
) -> None:
    (work / "out.mp3").write_bytes(b"old")
    hanging = "import time; time.sleep(600)"
    speak_with(monkeypatch, lambda: engine_that_runs(hanging))
    with pytest.raises(SpeechError, match=r"could not speak step \d '(One|Two)'.* 0 s") as caught:
        voiceguide.make(script, "out.mp3")
    assert caught.value.exit_code == 1
    assert (work / "out.mp3").read_bytes() == b"old"
    assert sorted(path.name for path in work.iterdir()) == ["out.mp3", "small.yaml"]


@pytest.mark.slow
def test_a_session_for_falling_asleep_ends_with_its_own_words_and_a_long_fade(work: Path) -> None:
    awake = voiceguide.plan("back-massage", length="long", voicing=SILENT)
    asleep = voiceguide.plan("back-massage", length="long", voicing=SILENT, sleep=True)
    ends = [" ".join(c.text for c in t.cues if c.step == "close") for t in (awake, asleep)]
    assert "take your time" in ends[0]
    assert "take your time" not in ends[1]
    assert "let them sleep" in ends[1]
    made = voiceguide.make("box-breathing", "a.mp3", voicing=SILENT, bed="rain", sleep=True)
    assert made.timeline.bed is not None
    assert made.timeline.bed.fade_out_ms >= 45_000
