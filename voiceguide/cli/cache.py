"""`voiceguide cache`: shows, clears and limits the cache."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from voiceguide.cache.kinds import KINDS
from voiceguide.console.say import say, say_json

if TYPE_CHECKING:
    from voiceguide.cache.census import Census
    from voiceguide.cache.trim import Removed


@click.group(invoke_without_command=True)
@click.option("--json", "as_json", is_flag=True, help="Print a summary of the cache as JSON.")
@click.pass_context
def cache(context: click.Context, *, as_json: bool) -> None:
    """Show, clear or limit the cache of spoken cues and encoded sound.

    It is safe to empty: voiceguide makes missing entries again.
    """
    if context.invoked_subcommand is not None:
        if as_json:
            raise click.UsageError(f"--json can't be combined with {context.invoked_subcommand}")
        return
    from voiceguide.cache.census import census

    found = census(_folder())
    if as_json:
        _print_json(found)
    else:
        _show(found)


@cache.command()
@click.option("--kind", metavar="KIND", help=f"Remove this kind only: {', '.join(KINDS)}.")
def clear(kind: str | None) -> None:
    """Empty the cache; the next session is made from scratch."""
    from voiceguide.cache.condition import condition
    from voiceguide.cache.trim import clear as remove
    from voiceguide.errors import CacheError, UnknownNameError

    if kind is not None and kind not in KINDS:
        raise UnknownNameError("kind", kind, KINDS)
    folder = _folder()
    state = condition(folder)
    if not state.readable:
        raise CacheError(f"{folder}: {state.note}")
    removed = remove(folder, KINDS if kind is None else (kind,))
    if state.note and not removed.count:
        say(f"{folder}: {state.note}")
        return
    say(f"{folder}: removed {_amount(removed.count, removed.bytes)}")


@cache.command()
@click.argument("size", metavar="SIZE|none|default")
def limit(size: str) -> None:
    """Limit the cache to SIZE, such as 500MB or 2GB.

    The least recently used entries go first.
    """
    from voiceguide.cache import limit as limits
    from voiceguide.cache.trim import trim
    from voiceguide.errors import CacheError

    folder = _folder()
    holds = limits.to_hold(size)
    removed = trim(folder, holds)  # first, to make room on a full disk
    try:
        limits.set_limit(folder, size)
    except CacheError:
        _show_removed(removed)
        raise
    say(f"{folder}: {_limit(holds.bytes)}")
    if holds.source == limits.VARIABLE:
        say(f"note: {limits.VARIABLE} is set and takes precedence over {size}", err=True)
    _show_removed(removed)


def _show_removed(removed: "Removed") -> None:
    if removed.count:
        say(f"removed {_amount(removed.count, removed.bytes)}")
    if removed.spared:
        say(_over(removed.spared))


def _folder() -> Path:
    from voiceguide.cache.environment import VARIABLE, default_cache
    from voiceguide.errors import InputError

    kept = default_cache()
    if kept.folder is not None:
        return kept.folder
    if kept.name:
        raise InputError(f"the cache is at {kept.name}, not in a folder; manage it there")
    raise InputError(f"there is no cache and no home folder for one; set {VARIABLE} to a folder")


def _show(found: "Census") -> None:
    from voiceguide.cache.limit import VARIABLE
    from voiceguide.cache.sizes import show_size

    say(f"{found.folder}")
    if found.condition.note:
        say(found.condition.note)
    if found.count or not found.condition.note:
        for tally in found.tallies:
            say(f"    {tally.what:<16} {tally.count:>7,} {show_size(tally.bytes):>10}")
        say(f"    {'total':<16} {found.count:>7,} {show_size(found.bytes):>10}")
    by = f" (set by {VARIABLE})" if found.limit.source == VARIABLE else ""
    say(f"{_limit(found.limit.bytes)}{by}")
    if found.over:
        say(_over(found.over))
    say(
        "Change the limit: voiceguide cache limit 500MB (or none). Empty it: voiceguide cache clear"
    )


def _limit(allowed: int | None) -> str:
    from voiceguide.cache.sizes import show_size

    if allowed is None:
        return "no limit"
    return f"limit {show_size(allowed)}; the least recently used entries go first"


def _over(size: int) -> str:
    from voiceguide.cache.sizes import show_size
    from voiceguide.cache.trim import SPARED_S

    return (
        f"{show_size(size)} over the limit for now: entries used in the last {SPARED_S // 60} "
        "minutes stay, because a running session may need them; the next session removes old ones"
    )


def _amount(count: int, size: int) -> str:
    from voiceguide.cache.sizes import show_size

    return f"{count:,} {'entry' if count == 1 else 'entries'}, {show_size(size)}"


def _print_json(found: "Census") -> None:
    document = {
        "folder": str(found.folder),
        "note": found.condition.note,
        "bytes": found.bytes,
        "count": found.count,
        "limit_bytes": found.limit.bytes,
        "limit_source": found.limit.source,
        "kinds": [
            {"kind": tally.kind, "what": tally.what, "count": tally.count, "bytes": tally.bytes}
            for tally in found.tallies
        ],
    }
    say_json(document)
