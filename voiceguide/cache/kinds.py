"""The kinds of entries, in words. Imports nothing, because the command line's help lists them."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from voiceguide.cache.store import Kind

KINDS: "dict[Kind, str]" = {
    "clip": "spoken cues",
    "block": "encoded blocks",
    "track": "finished tracks",
    "picture": "drawn pictures",
    "rate": "speaking rates",
    "script": "script facts",
    "bed": "own bed pieces",
}
"""A plain name for every kind."""
