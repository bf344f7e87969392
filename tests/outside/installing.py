"""Installs a package with pip, without a network or a build backend."""

import subprocess
import sys
import tempfile
import tomllib
import zipfile
from pathlib import Path


def installed(package: Path, folder: Path) -> None:
    """Installs a package of modules beside its pyproject.toml into a folder for PYTHONPATH."""
    with tempfile.TemporaryDirectory() as work:
        pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index"]
        pip += ["--disable-pip-version-check", "--no-compile", "--target", str(folder)]
        subprocess.run([*pip, str(wheel(package, Path(work)))], check=True)


def wheel(package: Path, folder: Path) -> Path:
    """Returns the wheel that a backend would build, by the fields that matter here."""
    project = tomllib.loads((package / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    name, version = project["name"].replace("-", "_"), project["version"]
    info = f"{name}-{version}.dist-info"
    groups = [
        f"[{group}]\n" + "".join(f"{key} = {value}\n" for key, value in entries.items())
        for group, entries in project["entry-points"].items()
    ]
    files = {
        module.name: module.read_text(encoding="utf-8")
        for module in package.glob("voiceguide_*.py")
    }
    files[f"{info}/METADATA"] = (
        f"Metadata-Version: 2.1\nName: {project['name']}\nVersion: {version}\n"
    )
    files[f"{info}/WHEEL"] = "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    files[f"{info}/entry_points.txt"] = "\n".join(groups)
    record = "".join(f"{path},,\n" for path in [*files, f"{info}/RECORD"])
    path = folder / f"{name}-{version}-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as archive:
        for where, text in {**files, f"{info}/RECORD": record}.items():
            archive.writestr(where, text)
    return path
