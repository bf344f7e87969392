"""What `import voiceguide` gives, and what it costs."""

import json
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path
from typing import Any

import pytest

import voiceguide
from voiceguide.audio.levels import CHIME_LUFS
from voiceguide.audio.selection import BEDS, CHIME_SETS

ROOT = Path(__file__).parents[1]

HEAVY = {"pydantic", "av", "pydub", "rich", "ruamel", "numpy", "pyttsx3", "unicode_rbnf"}


def project() -> dict[str, Any]:
    """What pyproject.toml says."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def laid_out(archive: Path) -> None:
    """A ZIP file of what a wheel has by pyproject.toml, its metadata left out."""
    wheel = project()["tool"]["hatch"]["build"]["targets"]["wheel"]
    places = {name: name for name in wheel["packages"]} | wheel["force-include"]
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as target:
        for source, place in places.items():
            start = ROOT / source
            for file in [start] if start.is_file() else sorted(start.rglob("*")):
                if file.is_file() and "__pycache__" not in file.parts:
                    target.write(file, Path(place, file.relative_to(start)))


def built(archive: Path) -> None:
    """The wheel itself."""
    wheel = pytest.importorskip("hatchling.builders.wheel", reason="builds a wheel with hatchling")
    (path,) = wheel.WheelBuilder(str(ROOT)).build(directory=str(archive.parent))
    Path(path).rename(archive)


@pytest.fixture(scope="module", params=[laid_out, built], ids=["as laid out", "as built"])
def wheel(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    archive = tmp_path_factory.mktemp("wheel") / "wheel.zip"
    request.param(archive)
    return archive


@pytest.fixture
def held(wheel: Path) -> set[str]:
    """The names of the files in the wheel, but of its metadata."""
    with zipfile.ZipFile(wheel) as archive:
        return {name for name in archive.namelist() if ".dist-info/" not in name}


def imported_by(statement: str) -> set[str]:
    """The top-level packages that a fresh interpreter has loaded after a statement."""
    code = f"{statement}\nimport sys, json\nprint(json.dumps(sorted(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    return {name.partition(".")[0] for name in json.loads(done.stdout)}


def test_the_public_names_are_these():
    assert voiceguide.__all__ == [
        "Engine",
        "EngineSettings",
        "Made",
        "Script",
        "Timeline",
        "Voice",
        "VoiceguideError",
        "Voicing",
        "load",
        "make",
        "plan",
    ]


@pytest.mark.parametrize("name", voiceguide.__all__)
def test_every_public_name_leads_to_what_it_says(name):
    found = getattr(voiceguide, name)
    assert found.__name__ == name
    assert found.__doc__


def test_another_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="module 'voiceguide' has no attribute 'makes'"):
        voiceguide.makes  # noqa: B018


def test_importing_the_package_costs_nothing():
    beyond = imported_by("import voiceguide") - imported_by("import importlib, typing")
    assert {name for name in beyond if name not in sys.stdlib_module_names} == {"voiceguide"}


def test_a_public_name_can_be_used_at_once():
    loaded = imported_by("import voiceguide; voiceguide.load('box-breathing')")
    assert "pydantic" in loaded
    assert not {"pyttsx3", "comtypes"} & loaded


def test_the_command_line_starts_with_the_standard_library_and_click():
    beyond = imported_by("import voiceguide.cli.app") - imported_by("import json")
    assert not HEAVY & beyond
    others = {name for name in beyond if name not in sys.stdlib_module_names}
    assert {name for name in others if not name.startswith("_")} == {"voiceguide", "click"}


def test_the_licence_names_every_package_that_is_installed_beside_it():
    licence = (ROOT / "LICENSE").read_text(encoding="utf-8")
    for requirement in project()["project"]["dependencies"]:
        name = re.split("[><=; ]", requirement)[0]
        assert re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", licence), name


def test_the_wheel_is_smaller_than_3_mb(wheel: Path) -> None:
    assert wheel.stat().st_size < 3_000_000


def test_the_wheel_holds_everything_that_is_read_from_it(held: set[str]) -> None:
    sounds = {
        *(f"beds/{name}.opus" for name in BEDS),
        *(f"chimes/{kind}/{name}.flac" for kind in CHIME_SETS for name in CHIME_LUFS),
    }
    assets = {"CREDITS.md", "cover.jpg", *sounds}
    bundled = {f"audio_assets/{name}" for name in assets}
    bundled |= {f"scripts/{path.name}" for path in (ROOT / "scripts").iterdir()}
    package = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "voiceguide").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert {"voiceguide/page/web/player.js", "voiceguide/wording/data/en.toml"} <= package
    assert held == package | {f"voiceguide/_bundled/{name}" for name in bundled}


def test_the_programs_that_make_the_sounds_stay_out_of_the_wheel(held: set[str]) -> None:
    assert not [name for name in held if "_bundled" in name and name.endswith(".py")]
