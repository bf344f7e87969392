"""A third-party package, installed with pip, whose engine uses a service that needs a key."""

import os
import re
import shutil
import subprocess
import sys
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests.outside.http_engine.service import KEY, Service, serving

SCRIPT = """\
voiceguide: 1
title: Four minutes
lengths: {default: standard, standard: 4m}
steps:
  - {id: one, title: One, time: 2m, say: "%s"}
  - {id: two, title: Two, time: 2m, say: "%s"}
"""
ONE, TWO = (
    " ".join(f"{number} {word}, then rest." for word in ("hand", "hands", "thumbs", "palms"))
    for number in ("One", "Two")
)
TEXTS = 16

Make = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def service() -> Iterator[Service]:
    with serving() as service:
        yield service


@pytest.fixture
def key_file(tmp_path: Path) -> Path:
    file = tmp_path / "key"
    file.write_text(f"{KEY}\n", encoding="utf-8")
    return file


@pytest.fixture
def work(tmp_path: Path) -> Path:
    folder = tmp_path / "work"
    folder.mkdir()
    words = [f"{ONE} {ONE.replace('rest', 'wait')}", f"{TWO} {TWO.replace('rest', 'wait')}"]
    (folder / "four.yaml").write_text(SCRIPT % tuple(words), encoding="utf-8")
    return folder


@pytest.fixture
def make(http_engine: Path, work: Path, service: Service) -> Make:
    """Runs `voiceguide make` as a user of the package would."""

    def run(*options: str, **environment: str) -> subprocess.CompletedProcess[str]:
        kept = {name: value for name, value in os.environ.items() if "VOICEGUIDE" not in name}
        return subprocess.run(
            [sys.executable, "-m", "voiceguide", *_command(options)],
            cwd=work,
            env={
                **kept,
                "PYTHONPATH": str(http_engine),
                "VOICEGUIDE_CACHE": str(work.parent / "cache"),
                **environment,
            },
            capture_output=True,
            encoding="utf-8",
            timeout=100,
        )

    def _command(options: tuple[str, ...]) -> list[str]:
        if options[:1] == ("engines",):
            return list(options)
        url = f"url={service.url}"
        return ["make", "four.yaml", "--engine", "http", "--engine-option", url, *options]

    return run


def command_lines() -> str:
    """Returns what `ps` shows of every process."""
    lines = []
    for process in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):
            lines.append(process.read_bytes().decode(errors="replace"))
    return "\n".join(lines)


def contents(folder: Path) -> bytes:
    """Returns the names and contents of all files in a folder, compressed content included."""
    found = b""
    for path in folder.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            found += path.name.encode() + content
            for start in (0, 32, 64):
                with suppress(zlib.error):
                    found += zlib.decompress(content[start:])
    return found


@pytest.mark.slow
def test_a_session_is_made_even_if_the_service_is_sometimes_busy(
    make: Make, service: Service, work: Path, key_file: Path
) -> None:
    service.refuses = lambda number: number % 10 in (3, 7)
    done = make("--engine-option", f"key=@{key_file}")
    assert done.returncode == 0, done.stderr
    assert (work / "four-4m.mp3").stat().st_size > 100_000
    assert len(service.texts) == TEXTS
    assert service.answers.count(429) >= 2  # one with Retry-After, one without
    assert all("," in text for text in service.texts), "whole sentences"


@pytest.mark.slow
def test_another_key_gives_the_same_voice(make: Make, service: Service, work: Path) -> None:
    assert make(VOICEGUIDE_HTTP_KEY=KEY).returncode == 0
    service.key = "another"
    (work / "four-4m.mp3").unlink()
    done = make(VOICEGUIDE_HTTP_KEY="another")
    assert done.returncode == 0
    assert (work / "four-4m.mp3").exists()
    assert len(service.answers) == TEXTS


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
@pytest.mark.parametrize("debug", ["", "1"])
def test_the_key_appears_nowhere(
    make: Make, service: Service, work: Path, key_file: Path, debug: str
) -> None:
    seen: list[str] = []
    service.on_request = lambda: seen.append(command_lines())
    done = make("--engine-option", f"key=@{key_file}", VOICEGUIDE_DEBUG=debug)
    assert done.returncode == 0
    assert any(service.url in lines for lines in seen)
    shown = done.stdout + done.stderr + "\n".join(seen)
    assert KEY not in shown
    assert KEY.encode() not in contents(work) + contents(work.parent / "cache")
    assert b"four" in contents(work), "what is looked into is not empty"


@pytest.mark.parametrize("debug", ["", "1"])
def test_a_key_that_the_service_echoes_is_not_shown(
    make: Make, service: Service, work: Path, debug: str
) -> None:
    service.key = "another"
    done = make(VOICEGUIDE_HTTP_KEY=KEY, VOICEGUIDE_DEBUG=debug)
    assert done.returncode == 1
    assert "could not speak step 1 'One', opening" in done.stderr
    assert "answered 401: no such key: ***" in done.stderr
    assert "sk-live" not in done.stdout + done.stderr
    assert b"sk-live" not in contents(work) + contents(work.parent / "cache")


@pytest.mark.parametrize(
    ("options", "found", "cure"),
    [
        (("--engine-option", "key=sk-on-the-line"), "'key' is a secret", "set VOICEGUIDE_HTTP_KEY"),
        (("--engine-option", "kye=@no-such-file"), "can't be read from no-such-file", "'kye'"),
        (("--engine-option", "key=@nowhere"), "can't be read from nowhere", "No such file"),
        (("--engine-option", "key=@empty"), "the file empty is empty", "'key'"),
        (("--engine-option", "key=@noise"), "not UTF-8 text", "noise"),
        ((), "the engine http needs the option 'key'", "--engine-option key=@FILE"),
        (("--engine-option", "url=http://x"), "'url' is given twice", "--help"),
        (("--engine-option", KEY.replace("=", "")), "expected NAME=VALUE", "--engine-option"),
        (("--engine-option", "kay=@four.yaml"), "unknown option of the engine http", "mean 'key'"),
    ],
)
def test_a_key_given_in_the_wrong_way_is_refused_and_not_repeated(
    make: Make, work: Path, service: Service, options: tuple[str, ...], found: str, cure: str
) -> None:
    (work / "empty").write_text(" \n")
    (work / "noise").write_bytes(b"\xff\xfe\xfd")
    done = make(*options)
    assert done.returncode == 2
    assert found in done.stderr
    assert cure in done.stderr
    assert "sk-" not in done.stdout + done.stderr
    assert service.answers == []


def test_its_options_are_listed(make: Make) -> None:
    done = make("engines")
    assert done.returncode == 0
    listed = done.stdout[done.stdout.index("http\n") :]
    assert "  url (required)           Where the service is" in listed
    assert "  key (required, secret)   The key of your account" in listed


@pytest.mark.slow
def test_its_own_tests_pass_with_the_contract_that_voiceguide_ships(
    http_engine: Path, tmp_path: Path
) -> None:
    for name in ("service.py", "test_voiceguide_http.py"):
        shutil.copy(Path(__file__).parent / "http_engine" / name, tmp_path)
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-ra"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(http_engine)},
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stdout
    assert re.search(r"2\d passed", done.stdout)
    skipped = re.findall(r"SKIPPED .*: (.*)", done.stdout)
    assert sorted(skipped) == [
        "this engine can't change its rate",
        "this engine has nothing to start ahead",
        "this engine takes no phonemes",
    ]
