"""A package of formats that looks installed to Python."""

from pathlib import Path

import pytest

from voiceguide.track.formats import GROUP


def install(folder: Path, patch: pytest.MonkeyPatch, **formats: str) -> None:
    """Installs a package `strange` whose metadata names `formats`, each by its suffix."""
    metadata = folder / "installed" / "strange-1.0.dist-info"
    metadata.mkdir(parents=True)
    (metadata / "METADATA").write_text("Metadata-Version: 2.1\nName: strange\nVersion: 1.0\n")
    named = "".join(f"{name} = {value}\n" for name, value in formats.items())
    (metadata / "entry_points.txt").write_text(f"[{GROUP}]\n{named}")
    patch.syspath_prepend(metadata.parent)
