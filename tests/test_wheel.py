"""The wheel's content and size."""

import tomllib
import zipfile
from pathlib import Path
from typing import Any

import pytest

from voiceguide.audio.levels import CHIME_LUFS
from voiceguide.sounds import BEDS, CHIME_SETS

ROOT = Path(__file__).parents[1]

HEAVY = {"pydantic", "av", "pydub", "rich", "ruamel", "numpy", "pyttsx3", "unicode_rbnf"}


def project() -> dict[str, Any]:
    """Returns the content of pyproject.toml."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def laid_out(archive: Path) -> None:
    """Writes a ZIP file with what pyproject.toml puts into a wheel, without metadata."""
    wheel = project()["tool"]["hatch"]["build"]["targets"]["wheel"]
    places = {name: name for name in wheel["packages"]} | wheel["force-include"]
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as target:
        for source, place in places.items():
            start = ROOT / source
            for file in [start] if start.is_file() else sorted(start.rglob("*")):
                if file.is_file() and "__pycache__" not in file.parts:
                    target.write(file, Path(place, file.relative_to(start)))


def built(archive: Path) -> None:
    """Builds the real wheel."""
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
    """The names of the files in the wheel, except its metadata."""
    with zipfile.ZipFile(wheel) as archive:
        return {name for name in archive.namelist() if ".dist-info/" not in name}


def test_the_wheel_is_smaller_than_3_mb(wheel: Path) -> None:
    assert wheel.stat().st_size < 3_000_000


def test_the_wheel_contains_every_file_that_the_package_reads(held: set[str]) -> None:
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
    assert {"voiceguide/page/web/player.js", "voiceguide/wording/data/en/numbers.toml"} <= package
    assert held == package | {f"voiceguide/_bundled/{name}" for name in bundled}


def test_the_programs_that_make_the_sounds_stay_out_of_the_wheel(held: set[str]) -> None:
    assert not [name for name in held if "_bundled" in name and name.endswith(".py")]
