"""The installation as a text for cache keys, since another version makes different sessions."""

import sys
from collections.abc import Iterator
from pathlib import Path

from voiceguide import resources
from voiceguide.files.stamp import stamps
from voiceguide.wording import places


def installation() -> str:
    """Returns stamps of this program's files, sounds and languages, and of installed packages.

    A file that can't be examined counts as changed every time.
    """
    return "\n".join(_parts())


def _parts() -> Iterator[str]:
    yield sys.version
    package, assets, languages = resources.package(), resources.audio_assets(), places.own()
    yield from stamps(package)
    if not assets.is_relative_to(package):  # an installed package has them inside
        yield from stamps(assets)
    if languages is not None:
        yield from stamps(languages)
    for entry in map(Path, sys.path):
        if entry.is_dir():
            yield from sorted(found.name for found in entry.glob("*.dist-info"))
