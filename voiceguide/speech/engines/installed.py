"""Versions of installed packages, and programs of our own that an engine starts."""

import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path


def version_of(package: str) -> str:
    """Returns a package's version; empty if it is not installed."""
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def program(name: str) -> list[str]:
    """Returns the command for a program in this folder.

    It runs by its path; -P keeps its folder and the current one out of sys.path.
    """
    return [sys.executable, "-P", str(Path(__file__).with_name(name))]


def module(name: str) -> list[str]:
    """Returns the command for a program in this folder that imports others of voiceguide's."""
    return [sys.executable, "-P", "-m", f"{__package__}.{name}"]
