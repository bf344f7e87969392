"""The folders of languages: the package's, and one that the user names."""

import os
from pathlib import Path

VARIABLE = "VOICEGUIDE_LANGUAGES"
"""The environment variable for a folder of languages, which override the bundled ones."""


def bundled() -> Path:
    """Returns the folder of the bundled languages."""
    return Path(__file__).with_name("data")


def own() -> Path | None:
    """Returns the folder that the user names, whether it exists or not; None if unset."""
    named = os.environ.get(VARIABLE)
    return Path(named).absolute() if named else None
