"""In no command do other people's titles, names and messages reach a terminal unmasked."""

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from mutagen.id3 import CTOC, GEOB, ID3, TALB, TIT2, TLAN, TPE1

from tests.cli.running import SCRIPT, Run, command
from tests.console.test_visible import commands
from voiceguide.console.visible import visible

ODD = "\x1b[31mA\x1b]0;own\x07B\x9b2JC\u202eD\u2066E\x7fF\x85G\u2028H\u200fI\tJ"
NAME = ODD.replace("/", "")
KEY = "\u202e\x9b\u2066"
"""For places where a script refuses what can't be spoken."""

ENGINE = f"""
from voiceguide import EngineSettings, Option, Voice

ODD = {ODD!r}

class Engine:
    name, silent = "odd", False
    options = (Option(name="key", help=ODD, default=ODD),)

    def __init__(self, settings): pass
    def fingerprint(self): return "odd"
    def voices(self): return [Voice(id=ODD, name=ODD, languages=(ODD,))]
    def speak(self, text, target): raise RuntimeError(ODD + "\\nError: forged")
    def close(self): pass
"""

FAULTS = [
    f"voiceguide: 1\n{json.dumps(ODD)}: 1\n",
    f"voiceguide: {json.dumps(ODD)}\n",
    "voiceguide: !<tag:%1B%5B31m%C2%9B%E2%80%AE> 1\n",
    "voiceguide: !odd%1B%5B31m 1\n",
    f"voiceguide: 1\ntitle: {KEY}\n",
    SCRIPT.replace("default: standard", f"default: {json.dumps(ODD)}"),
    SCRIPT.replace("title: One", f"title: {json.dumps(ODD)}"),
    SCRIPT.replace("Let your", f"[{KEY}] {{{KEY}}} Let your"),
    SCRIPT.replace("title: Two minutes", f"title: Two\nlanguage: {json.dumps(KEY)}"),
    SCRIPT.replace("title: Two minutes", f"title: Two\npronounce: {{{json.dumps(ODD)}: {KEY}}}"),
    f"{KEY}: *{KEY}\n",
    f"a: &{KEY} 1\n'{KEY}': @{KEY}\n",
]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    folder = tmp_path_factory.mktemp("made")
    (folder / "small.yaml").write_text(SCRIPT, encoding="utf-8")
    make = command("make", "small.yaml", "--engine", "silent", "--bed", "none", "-o", "small.mp3")
    subprocess.run(make, cwd=folder, check=True, capture_output=True)
    return (folder / "small.mp3").read_bytes()


@pytest.fixture
def track(made: bytes, work: Path) -> Path:
    """A track whose timeline, written by somebody else, has odd texts."""
    path = work / f"{NAME}.mp3"
    path.write_bytes(made)
    tags = ID3(path)
    (kept,) = tags.getall("GEOB")
    timeline = json.loads(kept.data)
    timeline["title"] = timeline["language"] = ODD
    for chapter in timeline["chapters"]:
        chapter["title"] = ODD
    for cue in timeline["cues"]:
        cue["id"] = cue["text"] = ODD
    kept.data = json.dumps(timeline).encode()
    tags.setall("GEOB", [kept])
    tags.save(v2_version=3)
    return path


@pytest.fixture
def foreign(made: bytes, work: Path) -> Path:
    """A track of another program with odd tags and chapters."""
    path = work / "foreign.mp3"
    path.write_bytes(made)
    tags = ID3(path)
    tags.delall("GEOB")
    for frame in (TIT2, TALB, TPE1, TLAN):
        tags.setall(frame.__name__, [frame(encoding=1, text=[ODD])])
    for chapter in tags.getall("CHAP"):
        chapter.sub_frames.setall("TIT2", [TIT2(encoding=1, text=[ODD])])
    tags.add(GEOB(encoding=1, mime="text/plain", filename=ODD, desc=ODD, data=ODD.encode()))
    assert tags.getall(CTOC.__name__)
    tags.save(v2_version=3)
    return path


@pytest.fixture
def engine(work: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The name of an installed engine with odd options, voices and messages."""
    place = work / "site"
    (place / "odd-1.dist-info").mkdir(parents=True)
    (place / "odd-1.dist-info" / "METADATA").write_text("Name: odd\nVersion: 1\n")
    points = "[voiceguide.engines]\nodd = odd_engine:Engine\n"
    (place / "odd-1.dist-info" / "entry_points.txt").write_text(points)
    (place / "odd_engine.py").write_text(ENGINE, encoding="utf-8")
    monkeypatch.syspath_prepend(str(place))
    monkeypatch.delitem(sys.modules, "odd_engine", raising=False)
    return "odd"


def clean(run: Run, *arguments: str | Path) -> str:
    """Returns a run's output, which must contain no control characters, and be whole lines."""
    outcome = run(*arguments)
    for said in (outcome.out, outcome.err):
        assert set(commands(said)) <= {"\n"}, said
        assert "Traceback" not in said
        assert "Internal error" not in said
        assert not any(line.startswith("Error: forged") for line in said.splitlines())
    return outcome.out + outcome.err


@pytest.mark.parametrize("text", FAULTS)
def test_faults_of_a_script(text: str, run: Run, work: Path) -> None:
    (work / "odd.yaml").write_text(text, encoding="utf-8")
    for words in (["check"], ["make", "--engine", "silent"], ["card"]):
        assert clean(run, words[0], "odd.yaml", *words[1:])


@pytest.mark.parametrize(
    "name",
    ["make", "plan", "card", "read", "check", "page", "plot", "play", "inspect", "verify", "serve"],
)
def test_names_of_files(name: str, run: Run, work: Path) -> None:
    (work / f"{NAME}.yaml").write_text("voiceguide: 2\n", encoding="utf-8")
    for given in (f"{NAME}.yaml", f"{NAME}.mp3", NAME, f"{NAME}/x.html", "bad\udcff.mp3"):
        assert clean(run, name, given)
    assert clean(run, name, f"--{ODD}")
    assert clean(run, name, "--length", ODD, "--engine", ODD, "small.yaml", ODD)


def test_sources_of_scripts(run: Run, work: Path) -> None:
    (work / f"{NAME}.md").write_text(f"---\nby: {KEY}\n---\n# {KEY}\n\nRest.", encoding="utf-8")
    (work / "odd.ssml").write_text(f"<speak><{'x' * 9}\u202e>a</speak>", encoding="utf-8")
    for given in (f"{NAME}.md", "odd.ssml", NAME, "bad\udcff.txt"):
        assert clean(run, "new", "--from", given, "a.yaml", "--force")
        assert clean(run, "new", "--from", given, f"{NAME}.yaml", "--force")
    assert clean(run, "new", "--yes", "--title", ODD, "--steps", ODD, f"{NAME}.yaml", "--force")
    assert clean(run, "script", ODD, "-o", ODD)


def test_names_of_commands_options_engines_beds_and_lengths(run: Run) -> None:
    assert r"\x1b[31mA\x1b]0;own\x07B\x9b2JC\u202eD" in clean(run, ODD)
    silent = ("make", "small.yaml", "--engine")
    assert clean(run, *silent, ODD)
    for option in ("--bed", "--chimes", "--length", "--minutes", "--with", "--voice", "-o"):
        assert clean(run, *silent, "silent", option, ODD)
    assert clean(run, "cache", "clear", "--kind", ODD)
    assert clean(run, "cache", "limit", ODD)
    assert clean(run, "voices", "--engine", ODD)
    assert clean(run, "voices", "--engine", "silent", "--language", ODD)
    assert clean(run, "plan", "--engine-option", f"{ODD}={ODD}")
    assert clean(run, "serve", "--for", ODD)
    assert clean(run, "serve", "--address", ODD, "--lan")


def test_engines(run: Run, engine: str) -> None:
    assert r"\x9b2JC" in clean(run, "engines")
    assert r"\x9b2JC" in clean(run, "voices", "--engine", engine)
    assert r"\x9b2JC" in clean(run, "make", "small.yaml", "--engine", engine)
    assert clean(run, "plan", "small.yaml", "--engine", engine)


def test_programs_that_speak(run: Run, work: Path) -> None:
    (work / "odd.sh").write_text(f"printf '%s' {json.dumps(ODD)} >&2; exit 1", encoding="utf-8")
    line = f"/bin/sh {work / 'odd.sh'} {{wav}} '{ODD}'"
    assert clean(run, "make", "small.yaml", "--engine", "command", "--command", line)
    assert clean(run, "make", "small.yaml", "--engine", "command", "--command", f"'{ODD}' {{wav}}")
    assert clean(run, "make", "small.yaml", "--engine", "command", "--command", f"sh {{{ODD}}}")


@pytest.mark.parametrize("width", ["200", "20"])
def test_tracks(width: str, run: Run, track: Path, foreign: Path, monkeypatch) -> None:
    monkeypatch.setenv("COLUMNS", width)
    for path in (track, foreign):
        assert clean(run, "inspect", path.name)
        assert clean(run, "verify", path.name)
        assert clean(run, "plot", path.name, "-o", "out.svg")
        assert clean(run, "page", path.name, "-o", "out.html")
        assert clean(run, "plan", path.name)


def test_json_stays_json(run: Run, track: Path) -> None:
    outcome = run("inspect", track.name, "--json")
    assert set(commands(outcome.out)) <= {"\n"}
    assert json.loads(outcome.out)["file"] == track.name


@pytest.mark.slow
def test_the_bytes_of_a_server_and_of_a_player(work: Path, track: Path, foreign: Path) -> None:
    for path in (track, foreign):
        serve = command("serve", path.name, "--port", "0", "--for", "1s")
        served = subprocess.run(serve, cwd=work, capture_output=True, timeout=200)
        for done in (served, played(work, path)):
            said = (done.stdout + done.stderr).decode()
            assert path is not track or visible(ODD)[:20] in said
            assert set(commands(said)) <= {"\n"}, said


def played(work: Path, path: Path) -> subprocess.CompletedProcess[bytes]:
    """Plays for a second, and stops with Ctrl-C."""
    line = command("play", path.name, "--device", "null")
    with subprocess.Popen(
        line, cwd=work, stdout=subprocess.PIPE, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL
    ) as run:
        first = run.stdout.readline()
        run.send_signal(signal.SIGINT)
        out, err = run.communicate(timeout=60)
    return subprocess.CompletedProcess(line, run.returncode, first + out, err)
