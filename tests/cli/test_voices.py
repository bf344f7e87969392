"""`voiceguide voices`: the table, installing, removing, defaults and samples."""

import wave
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.running import Run
from tests.files.home import Home, serving
from tests.speech.natural import CONFIG, MODEL, catalogued, entry, sharing, silent
from voiceguide.terminal import play

LINEAGE = "fine-tuned from another voice"


@pytest.fixture
def home(work: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Home]:
    """The home of two voices, of which none is installed; a third one needs no files."""
    monkeypatch.delenv("VOICEGUIDE_ENGINE")
    monkeypatch.setenv("VOICEGUIDE_CONFIG", str(tmp_path / "config"))
    monkeypatch.setenv("VOICEGUIDE_VOICES", str(tmp_path / "voices"))
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    with serving() as home:
        voices = (entry("anna", "en-US", lineage=LINEAGE), entry("cara", "de-DE"), silent("en-GB"))
        catalogued(monkeypatch, *voices, home=home.address)
        home.files = {"voices/anna/anna.onnx": MODEL, "voices/anna/anna.onnx.json": CONFIG}
        yield home


def table(run: Run, *arguments: str) -> dict[str, list[str]]:
    """Returns the table's rows by their voices."""
    lines = run("voices", *arguments).out.splitlines()
    rows = [line.split() for line in lines if line.startswith(("piper ", "silent "))]
    return {row[1]: row for row in rows}


def test_the_table_shows_each_voice_on_one_line(run: Run, home: Home) -> None:
    assert table(run) == {
        "anna": ["piper", "anna", "Anna", "en-US", "female", "10", "kB", "no", "CC0"],
        "cara": ["piper", "cara", "Cara", "de-DE", "female", "10", "kB", "no", "CC0"],
        "silent": ["silent", "silent", "Silent", "en-GB", "female", "yes", "CC0"],
    }
    assert f"lineage of anna: {LINEAGE}" in run("voices").out


def test_the_table_of_a_language(run: Run, home: Home) -> None:
    assert list(table(run, "--language", "en")) == ["anna", "silent"]
    assert list(table(run, "--language", "en_us")) == ["anna"]
    none = run("voices", "--language", "tlh")
    assert (none.code, none.out) == (0, "")
    assert "no natural voice for language 'tlh' is known" in none.err


def test_the_real_table_names_licences_and_lineage(run: Run, work: Path) -> None:
    shown = run("voices").out
    assert "CC BY 4.0" in shown
    assert "lineage of en_US-joe-medium, " in shown
    assert "an open question" in shown


def test_a_voice_is_installed_used_as_default_and_removed(run: Run, home: Home) -> None:
    done = run("voices", "install", "Anna")
    assert done.code == 0
    assert done.out.splitlines()[0].startswith("anna: installed in ")
    assert "recordings: CC0, by a reader" in done.out
    assert f"lineage: {LINEAGE}" in done.out
    assert f"more: {home.address}/voices/anna/MODEL_CARD" in done.out
    assert run("voices", "install", "anna").out.startswith("anna: already installed in ")
    assert table(run)["anna"][-2] == "yes"

    assert run("voices", "default", "anna").out == "anna: the default voice for en\n"
    assert table(run)["anna"][-2] == "default"
    assert run("voices", "default").out == "en   anna (piper)\n"

    gone = run("voices", "remove", "anna")
    assert gone.out == "anna is no longer the default voice\nanna: removed\n"
    assert run("voices", "remove", "anna").out == "anna: was not installed by voiceguide\n"
    assert run("voices", "default").err == "There is no default voice.\n"


def test_voices_that_share_their_files_are_removed_together(
    run: Run, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    pair = (sharing("emma", "en-GB", lineage=LINEAGE), sharing("george", "en-GB", lineage=LINEAGE))
    catalogued(monkeypatch, *pair, home=home.address)
    home.files = {"all.onnx": MODEL, "all.bin": CONFIG}
    assert run("voices", "install", "emma").code == 0
    assert run("voices", "default", "george").code == 0
    shown = run("voices").out
    assert "the voices of piper share their files: installing one installs them all\n" in shown
    assert f"lineage of all voices of piper: {LINEAGE}\n" in shown
    assert run("voices", "remove", "emma").out.splitlines() == [
        "george is no longer the default voice",
        "emma: removed",
        "removed with it, because they share its files: george",
    ]
    assert table(run)["george"][-2] == "no"


def test_a_failed_installation_is_one_message(run: Run, home: Home) -> None:
    home.files.clear()
    failed = run("voices", "install", "anna")
    assert failed.code == 1
    assert failed.out == ""
    assert failed.err.splitlines()[-1].startswith(f"Error: {home.address}/voices/anna/anna.onnx: ")
    assert table(run)["anna"][-2] == "no"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("install", "ana"), "unknown voice 'ana'; did you mean 'anna'?"),
        (("install", "anna", "--mirror", "http://x", "--from", "."), "not both"),
        (("install", "anna", "--from", "nowhere.onnx"), "'nowhere.onnx' does not exist"),
        (("default", "anna", "--clear"), "not both"),
        (("default", "cara"), "get it with: voiceguide voices install cara"),
        (("default", "nobody"), "unknown voice 'nobody'"),
        (("sample", "anna", "silent"), "'silent' is not a script"),
        (("sample", "box-breathing"), "name a voice"),
        (("sample", "silent", "-o", "a.mp3"), ".mp3 is not a sound file for samples"),
        (("sample", "silent", "small.yaml", "-o", "small.yaml"), ".yaml is not a sound file"),
        (("--language", "en", "remove", "anna"), "put the options after remove"),
        (("--engine-option", "a=b"), "name that with --engine"),
    ],
)
def test_wrong_usage_is_one_message(run: Run, home: Home, arguments, said: str) -> None:
    refused = run("voices", *arguments)
    assert refused.code == 2
    assert said in refused.err


def test_a_default_voice_of_another_engine(run: Run, home: Home) -> None:
    set_one = run("voices", "default", "en-us+f3", "--engine", "pyttsx3")
    assert set_one.out == "en-us+f3: the default voice for en\n"
    assert run("voices", "default", "--clear").out == "Forgotten.\n"
    assert run("voices", "default", "--clear").out == "There was no default voice.\n"


def spoken_ms(file: Path) -> float:
    with wave.open(str(file)) as sound:
        assert (sound.getnchannels(), sound.getsampwidth(), sound.getframerate()) == (1, 2, 48_000)
        return sound.getnframes() / 48


def test_a_sample_is_written_to_a_file(run: Run, home: Home, work: Path) -> None:
    done = run("voices", "sample", "silent", "-o", "one.wav")
    assert (done.code, done.out) == (0, "one.wav\n")
    assert done.err.startswith("Voice: Silent, silent (natural)\n")
    run("voices", "sample", "silent", "small.yaml", "-o", "two.wav")
    run("voices", "sample", "--compare", "silent", "Silent", "-o", "three.wav")
    one, two, three = (spoken_ms(work / f"{name}.wav") for name in ("one", "two", "three"))
    assert 5_000 < one < 30_000
    assert 1_000 < two < one
    assert three == pytest.approx(2 * one + 1_000)


@pytest.mark.slow
def test_a_sample_is_played(run: Run, home: Home, work: Path) -> None:
    pytest.importorskip("miniaudio")
    assert run("voices", "sample", "silent", "small.yaml", "--device", "null").code == 0


@pytest.mark.parametrize(
    "command",
    [
        pytest.param("make", marks=pytest.mark.slow),
        pytest.param("page", marks=pytest.mark.slow),
        "plan",
        "plot",
    ],
)
def test_a_command_says_in_one_line_who_speaks(run: Run, home: Home, command: str) -> None:
    assert run(command, "small.yaml").err.count("Voice: Silent, silent (natural)\n") == 1
    assert "Voice:" not in run(command, "small.yaml", "--engine", "silent").err


def test_playing_says_who_speaks_before_it_takes_the_screen(
    run: Run, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    played = play.Played(position_ms=0, total_ms=120_000, ended=True, kept=False)
    monkeypatch.setattr(play, "play_script", lambda *_: played)
    assert run("play", "small.yaml").err == "Voice: Silent, silent (natural)\n"


def test_an_option_without_an_engine_is_refused(run: Run, home: Home) -> None:
    refused = run("plan", "small.yaml", "--engine-option", "threads=2")
    assert refused.code == 2
    assert "belongs to one engine" in refused.err
