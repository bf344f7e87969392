"""The scripts to make: all are variants of the bundled back massage."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

BUNDLED = Path(__file__).parents[2] / "scripts" / "back-massage.yaml"

LONGEST_MINUTES = 150

_BEFORE = "with flat, soft hands."
_AFTER = "with flat, warm hands."


def stretched(folder: Path) -> Path:
    """Writes the bundled script, stretched to last up to 150 minutes instead of 70.

    This is fair, because up to its deep length, 60 minutes, nothing changes: the same
    words at the same times. Beyond that its steps grow in proportion, with the words
    of the deep length; reminders repeat, as they do at any length.
    """
    script = _bundled()
    deep = _minutes(script["lengths"]["deep"])
    script["lengths"]["most"] = f"{LONGEST_MINUTES}m"
    for step in script["steps"]:
        step["time"]["most"] = f"{_seconds(step['time']['deep']) * LONGEST_MINUTES / deep:g}s"
    return _written(script, folder / "stretched.yaml")


def edited(script: Path) -> Path:
    """Writes a copy of `script` with one sentence changed that is said at every length."""
    text = script.read_text(encoding="utf-8")
    if _BEFORE not in text:
        raise ValueError(f"{script} no longer says {_BEFORE!r}; choose another sentence")
    changed = script.with_stem(f"{script.stem}-edited")
    changed.write_text(text.replace(_BEFORE, _AFTER), encoding="utf-8")
    return changed


def same_words(folder: Path) -> Path:
    """Writes the bundled script's short session, with the same words at every length.

    It omits everything that says more, or other words, in longer sessions: longer
    openings, cues that need a long step, heads-ups, and "about {left} more". One pool of
    reminders remains, spoken about every minute, so that two hours are not silent:
    the same few sentences repeat.
    """
    script = _bundled()
    short = script["lengths"]["short"]
    script["lengths"] = {"default": "short", "short": short, "most": f"{LONGEST_MINUTES}m"}
    del script["halfway"], script["quiet"]
    pool = script["reminders"]["soft-breath"]
    script["reminders"] = {"breath": {"every": "60s", "rest": "30s", "say": pool["say"][:3]}}
    script["manners"] = dict.fromkeys(("apart", "between", "subject", "ending", "again"), "0s")
    script["steps"] = [_short(step, _minutes(short)) for step in script["steps"]]
    return _written(script, folder / "same-words.yaml")


def _short(step: Any, short_minutes: float) -> dict[str, Any]:
    time = _seconds(step["time"]["short"])
    kept = {key: step[key] for key in ("id", "title", "numbered", "reminders") if key in step}
    kept["time"] = {"short": f"{time:g}s", "most": f"{time * LONGEST_MINUTES / short_minutes:g}s"}
    kept["say"] = _words(step["say"])
    if "sides" in step and "only" not in step["sides"]:
        kept["sides"] = {"names": step["sides"]["names"], "say": _words(step["sides"]["say"])}
    return kept


def _words(column: Any) -> str:
    """Returns what is said at the short length."""
    return str(column if isinstance(column, str) else column.get("short", column.get("least")))


def _bundled() -> Any:
    return YAML().load(BUNDLED)


def _written(script: Any, path: Path) -> Path:
    YAML().dump(script, path)
    return path


def _seconds(duration: str) -> float:
    """Seconds of durations such as `1m30s`, `90s`, `20m`."""
    return sum(_parts(duration))


def _parts(duration: str) -> Iterator[float]:
    for number, unit in re.findall(r"([\d.]+)(m|s)", duration):
        yield float(number) * {"m": 60, "s": 1}[unit]


def _minutes(duration: str) -> float:
    return _seconds(duration) / 60
