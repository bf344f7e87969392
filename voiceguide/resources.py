"""The folders of bundled scripts and sounds, in a checkout and in a wheel."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def package() -> Path:
    """The folder of the installed package."""
    return _PACKAGE


def scripts() -> Path:
    """The folder of bundled scripts."""
    return _folder("scripts")


def audio_assets() -> Path:
    """The folder of bundled sounds and the cover."""
    return _folder("audio_assets")


def _folder(name: str) -> Path:
    """Returns a folder that is inside the package in a wheel, and beside it in a checkout."""
    inside = _PACKAGE / "_bundled" / name
    return inside if inside.is_dir() else _PACKAGE.parent / name
