"""Finds the texts among the values of a script: words to say, and words to show.

It works on paths in the plain data, so that it also works for a script with faults.
"""

from collections.abc import Iterator, Mapping

Path = tuple[str | int, ...]
"""The path of a value in the data: keys, and indexes in lists."""

KEYS = frozenset(
    (
        *(
            "voiceguide",
            "title",
            "description",
            "language",
            "credits",
            "lengths",
            "announce",
            "halfway",
        ),
        *("quiet", "avoid", "pronounce", "pauses", "reminders", "steps", "default", "id"),
        *("fixed", "groups", "group", "repeat", "round", "style", "chimes"),
        *("voices", "voice", "engine", "rate", "sound", "bed", "bed_level", "chime"),
        *("numbered", "time", "say", "sleep", "notes", "ahead", "sides", "cues", "reminds"),
        *("picture", "only", "names", "at", "side", "needs", "from", "below"),
        *("restful", "still", "manners", "apart", "subject", "opening", "ending", "again"),
        *("first", "after", "asks", "between", "hush"),
        *("guidance", "brief", "bare", "may_skip", "grows", "include"),
        *("count", "to", "breath", "in", "hold", "out", "wait", "rounds", "spoken", "counted"),
        *("every", "rest", "comma", "sentence", "idea", "question", "strokes", "show"),
        *("ipa", "view", "stroke", "where", "hand", "direction", "pressure", "reach", "moves"),
    )
)
"""Every key of the format, to distinguish a key without its colon from words."""

TEXT_KEYS = frozenset(
    (
        *("title", "description", "credits", "announce", "halfway"),
        *("say", "first", "sleep", "notes", "ahead", "names", "brief", "bare"),
    )
)
"""The keys whose values are texts, a list of texts, or a column of texts."""

_SHOWN = frozenset({("title",), ("description",), ("credits",)})
_SAID = frozenset({"say", "sleep", "ahead", "brief", "bare"})


def is_narration(path: Path) -> bool:
    """Whether the value at `path` is narration: one text, or one in a column or list."""
    match path:
        case ("announce" | "halfway",) | ("halfway", int()) | ("halfway", "say", *_):
            return True
        case ("reminders", str(), "say" | "first", *_):
            return True
        case ("steps", int(), "cues", int(), "breath", "say", str()):
            return True
        case ("steps", int(), "sides", key, *_) | ("steps", int(), "cues", int(), key, *_):
            return key in _SAID
        case ("steps", int(), key, *_):
            return key in _SAID
    return False


def may_be_list(path: Path) -> bool:
    """Whether the narration at `path` may be a list of texts."""
    match path:
        case ("halfway",) | ("halfway", "say") | ("reminders", str(), "say"):
            return True
    return False


def is_title(path: Path) -> bool:
    """Whether the value at `path` is the session's title, a step's, or a side's name."""
    match path:
        case ("title",) | ("steps", int(), "title"):
            return True
        case ("steps", int(), "sides", "names", int()):
            return True
    return False


def is_notes(path: Path) -> bool:
    """Whether the value at `path` is a step's notes: one text, or one in a column."""
    match path:
        case ("steps", int(), "notes", *_):
            return True
    return False


def is_text(path: Path) -> bool:
    """Whether the value at `path` is a text that is said or shown, not a name."""
    return path in _SHOWN or is_title(path) or is_narration(path) or is_notes(path)


def leaves(data: object, path: Path = ()) -> Iterator[tuple[Path, object]]:
    """Yields every value that is neither keys and values nor a list, with its path."""
    if isinstance(data, Mapping):
        for key, inner in data.items():
            yield from leaves(inner, (*path, key))
    elif isinstance(data, list):
        for index, inner in enumerate(data):
            yield from leaves(inner, (*path, index))
    else:
        yield path, data
