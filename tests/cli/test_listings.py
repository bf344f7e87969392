"""`voiceguide scripts`, `schema`, `voices` and `doctor`."""

import json
from pathlib import Path

import jsonschema
import pytest
from ruamel.yaml import YAML

from tests.cli.running import Run, changed
from voiceguide import doctor, resources
from voiceguide.doctor import Finding


def test_the_bundled_scripts_are_listed_with_their_lengths(run: Run) -> None:
    outcome = run("scripts")
    assert outcome.code == 0
    listed = [line.partition(":")[0] for line in outcome.out.splitlines() if line[0] != " "]
    assert listed == sorted(path.stem for path in resources.scripts().glob("*.yaml"))
    assert "short 10:00, standard 20:00, long 40:00, deep 1:00:00" in outcome.out
    assert "default standard" in outcome.out


def test_the_schema_accepts_what_the_reader_accepts(run: Run, work: Path) -> None:
    outcome = run("schema")
    assert outcome.code == 0
    validator = jsonschema.Draft202012Validator(json.loads(outcome.out))
    for path in (work / "small.yaml", *resources.scripts().glob("*.yaml")):
        assert not list(validator.iter_errors(YAML(typ="safe", pure=True).load(path)))
    bad = YAML(typ="safe", pure=True).load(changed("title: One", "tilte: One"))
    assert len(list(validator.iter_errors(bad))) >= 1


def test_the_voices_of_a_language_are_listed_one_a_line(run: Run) -> None:
    listed = ("voices", "--engine", "pyttsx3")
    every = run(*listed).out.splitlines()
    english = run(*listed, "--language", "en").out.splitlines()
    british = run(*listed, "--language", "en_GB").out.splitlines()
    assert 1 < len(british) < len(english) < len(every)
    assert set(british) < set(english) < set(every)
    assert all(line.split()[1].startswith("en") for line in english)


def test_a_listed_voice_can_be_used(run: Run) -> None:
    voice = run("voices", "--engine", "pyttsx3", "--language", "en-us").out.split()[0]
    assert run("plan", "small.yaml", "--voice", voice).code == 0


def test_listing_a_language_without_voices_does_not_fail(run: Run) -> None:
    outcome = run("voices", "--engine", "pyttsx3", "--language", "tlh")
    assert outcome.code == 0
    assert outcome.out == ""
    assert "no voices for language 'tlh'" in outcome.err


def test_voices_of_an_unknown_engine_are_refused(run: Run) -> None:
    outcome = run("voices", "--engine", "pytsx3")
    assert outcome.code == 2
    assert "did you mean 'pyttsx3'?" in outcome.err


def test_the_doctor_finds_no_fault_in_a_good_installation(run: Run, cache: Path) -> None:
    outcome = run("doctor")
    assert outcome.code == 0
    assert outcome.err == ""
    assert all(line.startswith("good ") for line in outcome.out.splitlines())
    assert f"Cache: {cache}" in outcome.out


@pytest.mark.parametrize(("needed", "code"), [(True, 1), (False, 0)])
def test_the_doctor_fails_only_if_something_needed_is_missing(
    needed: bool, code: int, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    findings = [
        Finding(what="Python", good=True, details="3.12"),
        Finding(what="av", good=False, details="Install it with: pip install av", needed=needed),
    ]
    monkeypatch.setattr(doctor, "examine", lambda: findings)
    outcome = run("doctor")
    assert outcome.code == code
    assert outcome.out.splitlines() == [
        "good     Python: 3.12",
        "missing  av: Install it with: pip install av",
    ]
