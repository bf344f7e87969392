"""Where languages stand: in the package, and in a folder that the user names."""

import os
from pathlib import Path

VARIABLE = "VOICEGUIDE_LANGUAGES"
"""Names a folder of languages; one that stands there wins over the bundled one."""


def bundled() -> Path:
    """The folder of the languages that come along."""
    return Path(__file__).with_name("data")


def own() -> Path | None:
    """The folder that the user names, whether it exists or not."""
    named = os.environ.get(VARIABLE)
    return Path(named).absolute() if named else None
