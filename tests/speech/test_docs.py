"""docs/engines.md: its examples run, and it leaves nothing out."""

import ast
import inspect
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import click
import pytest

from voiceguide import errors
from voiceguide.cli.app import app
from voiceguide.speech import engine as engine_module
from voiceguide.speech import guarded, registry
from voiceguide.speech.contract import EngineContract
from voiceguide.speech.engine import CUTS, EngineSettings, Rates, Traits, Voice
from voiceguide.speech.options import Option
from voiceguide.speech.voicing import Voicing

DOCS = (Path(__file__).parents[2] / "docs" / "engines.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    """Returns the code blocks in that language, in order."""
    return re.findall(rf"^```{language}\n(.*?)^```$", DOCS, re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def hum(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Returns an environment in which pip has installed the example, from one folder."""
    package, folder = tmp_path_factory.mktemp("package"), tmp_path_factory.mktemp("installed")
    (package / "voiceguide_hum.py").write_text(blocks("python")[0], encoding="utf-8")
    (package / "test_hum.py").write_text(blocks("python")[1], encoding="utf-8")
    (package / "pyproject.toml").write_text(blocks("toml")[0], encoding="utf-8")
    # Without a network: the build backend is one of our test requirements.
    pip = [sys.executable, "-m", "pip", "install", "-q", "--disable-pip-version-check"]
    pip += ["--no-build-isolation", "--no-deps", "--no-index", "--target", str(folder)]
    done = subprocess.run([*pip, str(package)], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    cache = tmp_path_factory.mktemp("cache")
    return {**os.environ, "PYTHONPATH": str(folder), "VOICEGUIDE_CACHE": str(cache)}


def run(hum: dict[str, str], folder: Path, *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", *arguments], cwd=folder, env=hum, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def commands() -> list[list[str]]:
    """Returns the arguments of each voiceguide command in the text."""
    lines = "".join(blocks("sh")).splitlines()
    return [shlex.split(line.removeprefix("voiceguide ")) for line in lines]


def test_a_complete_engine_takes_thirty_lines():
    assert len([line for line in blocks("python")[0].splitlines() if line.strip()]) <= 36
    body = blocks("python")[0].partition("class ")[2]
    assert len([line for line in body.splitlines() if line.strip()]) <= 30


@pytest.mark.slow
def test_the_example_installs_its_module_alone(hum: dict[str, str]):
    """An installed module named test_hum would be visible to all other packages."""
    assert [file.name for file in Path(hum["PYTHONPATH"]).glob("*.py")] == ["voiceguide_hum.py"]


@pytest.mark.slow
def test_the_example_makes_a_session(hum: dict[str, str], tmp_path: Path):
    [shown] = [command for command in commands() if "hum" in command]
    run(hum, tmp_path, "voiceguide", *shown)
    assert [file.suffix for file in tmp_path.iterdir()] == [".mp3"]
    assert "pitch (default 220)      In hertz" in run(hum, tmp_path, "voiceguide", "engines")
    assert "spoke a sentence" in run(hum, tmp_path, "voiceguide", "doctor").partition("hum: ")[2]


def test_the_example_in_python_asks_for_it(hum: dict[str, str], tmp_path: Path):
    [shown] = re.findall(r"`(voiceguide\.Voicing\(.*?\))`", DOCS)
    program = f"import voiceguide; from voiceguide.speech import voicing as v\nasked = {shown}\n"
    program += "print(v.voice_fingerprint(asked))"
    done = subprocess.run([sys.executable, "-c", program], env=hum, capture_output=True, text=True)
    assert done.stdout == "hum 1, 180 Hz, rate 150\n"


@pytest.mark.slow
def test_the_example_keeps_the_contract(hum: dict[str, str], tmp_path: Path):
    (tmp_path / "test_hum.py").write_text(blocks("python")[1], encoding="utf-8")
    said = run(hum, tmp_path, "pytest", "-q")
    assert re.search(r"2\d passed, 4 skipped", said)


@pytest.mark.slow
def test_the_contract_says_what_an_engine_does_wrong(hum: dict[str, str], tmp_path: Path):
    """Its failures show their values."""
    careless = "fingerprint = lambda self: str(self)\n\nclass Test"
    test = blocks("python")[1].replace("class Test", f"HumEngine.{careless}")
    (tmp_path / "test_hum.py").write_text(test, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-k", "fingerprint"],
        cwd=tmp_path,
        env=hum,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1
    assert "differs from run to run" in done.stdout
    assert re.search(r"assert not <re\.Match object", done.stdout), "no values are shown"


@pytest.mark.parametrize("arguments", commands(), ids=" ".join)
def test_every_command_shown_is_understood(arguments: list[str]):
    # With the app's settings: click remembers a command's help option from its first context.
    context = click.Context(app, **app.context_settings)
    name, command, rest = app.resolve_command(context, arguments)
    assert command is not None
    command.make_context(name, rest, parent=context)


def test_the_documented_entry_point_group_is_the_real_one():
    assert f'[project.entry-points."{registry.GROUP}"]' in blocks("toml")[0]


def looked_up(module: object, owner: str) -> Iterator[str]:
    """Returns the names that a module looks up on `owner`, with a dot or with getattr."""
    for node in ast.walk(ast.parse(inspect.getsource(module))):  # type: ignore[arg-type]
        if isinstance(node, ast.Attribute) and ast.unparse(node.value) == owner:
            yield node.attr
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "getattr":
            looked_at, name, *_ = map(ast.unparse, node.args)
            if looked_at == owner:
                yield ast.literal_eval(name)


def row(name: str) -> str:
    """Returns the line of a table that begins with a name, with or without arguments."""
    found = re.search(rf"^\| `{name}(?:\(.*?\))?`.*$", DOCS, re.MULTILINE)
    return found[0] if found else ""


ATTRIBUTES = {
    *looked_up(guarded, "self._engine"),
    *looked_up(engine_module, "engine"),
    *looked_up(registry, "self.factory"),
}


def test_the_search_finds_every_attribute_that_code_looks_up():
    assert {"name", "speak", "start", "set_rate", "traits", "options"} <= ATTRIBUTES


@pytest.mark.parametrize("name", sorted(ATTRIBUTES))
def test_every_attribute_that_is_looked_up_on_an_engine_is_in_the_table(name: str):
    assert row(name)


@pytest.mark.parametrize("name", [field.name for field in fields(Traits)])
def test_every_trait_is_in_the_table_with_its_default(name: str):
    default = getattr(Traits(), name)
    assert f"| `{repr(str(default)) if isinstance(default, str) else default}` |".replace(
        "'", '"'
    ) in row(name)


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        (kind.__name__, field.name)
        for kind in (EngineSettings, Voicing, Rates, Option, Voice)
        for field in fields(kind)
    ],
)
def test_every_field_is_named(kind: str, name: str):
    assert f"`{kind}`" in DOCS or f"`{kind}s`" in DOCS
    sections = [part for part in re.split(r"\n\n", DOCS) if f"`{kind}" in part]
    assert any(f"`{name}`" in section for section in sections)


def test_every_cut_every_hook_and_every_error_is_named():
    assert all(f'`"{cut}"`' in row("cut") for cut in CUTS)
    for hook in ("settings", "different", "busy", "make"):
        assert hook in vars(EngineContract)
        assert f"`{hook}(" in DOCS
    raised = [kind.__name__ for kind in errors.EngineError.__subclasses__()]
    assert "EngineBusy" in raised
    assert [name for name in raised if f"`{name}`" not in DOCS.partition("## Errors")[2]] == []
