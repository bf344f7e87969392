"""`voiceguide cache`: what is kept for the next run, how much of it, and how to change that."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from voiceguide.cache.kinds import KINDS

if TYPE_CHECKING:
    from voiceguide.cache.census import Census
    from voiceguide.cache.trim import Removed


@click.group(invoke_without_command=True)
@click.option("--json", "as_json", is_flag=True, help="Print what it holds as JSON.")
@click.pass_context
def cache(context: click.Context, *, as_json: bool) -> None:
    """Show what is kept for the next run: spoken cues, encoded blocks; clear or limit it.

    Nothing in it is needed: what is missing is made again.
    """
    if context.invoked_subcommand is not None:
        if as_json:
            raise click.UsageError(f"--json does not go with {context.invoked_subcommand}")
        return
    from voiceguide.cache.census import census

    found = census(_folder())
    if as_json:
        _print_json(found)
    else:
        _show(found)


@cache.command()
@click.option("--kind", metavar="KIND", help=f"Only entries of this kind: {', '.join(KINDS)}.")
def clear(kind: str | None) -> None:
    """Remove what is kept; the next session is made anew."""
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
        click.echo(f"{folder}: {state.note}")
        return
    click.echo(f"{folder}: removed {_amount(removed.count, removed.bytes)}")


@cache.command()
@click.argument("size", metavar="SIZE|none|default")
def limit(size: str) -> None:
    """Keep no more than SIZE, such as 500MB or 2GB; what was not used for longest goes first."""
    from voiceguide.cache import limit as limits
    from voiceguide.cache.trim import trim
    from voiceguide.errors import CacheError

    folder = _folder()
    holds = limits.to_hold(size)
    removed = trim(folder, holds)  # first: on a full disk this makes room
    try:
        limits.set_limit(folder, size)
    except CacheError:
        _tell(removed)
        raise
    click.echo(f"{folder}: {_limit(holds.bytes)}")
    if holds.source == limits.VARIABLE:
        click.echo(f"note: {limits.VARIABLE} is set, and goes before {size}", err=True)
    _tell(removed)


def _tell(removed: "Removed") -> None:
    if removed.count:
        click.echo(f"removed {_amount(removed.count, removed.bytes)}")
    if removed.spared:
        click.echo(_over(removed.spared))


def _folder() -> Path:
    from voiceguide.cache.environment import VARIABLE, default_cache
    from voiceguide.errors import InputError

    kept = default_cache()
    if kept.folder is not None:
        return kept.folder
    if kept.name:
        raise InputError(f"the cache is in {kept.name}, not in a folder: look at it there")
    raise InputError(f"nothing is kept: there is no home folder; set {VARIABLE} to a folder")


def _show(found: "Census") -> None:
    from voiceguide.cache.limit import VARIABLE
    from voiceguide.cache.sizes import show_size

    click.echo(f"{found.folder}")
    if found.condition.note:
        click.echo(found.condition.note)
    if found.count or not found.condition.note:
        for tally in found.tallies:
            click.echo(f"    {tally.what:<16} {tally.count:>7,} {show_size(tally.bytes):>10}")
        click.echo(f"    {'in all':<16} {found.count:>7,} {show_size(found.bytes):>10}")
    by = f" (set by {VARIABLE})" if found.limit.source == VARIABLE else ""
    click.echo(f"{_limit(found.limit.bytes)}{by}")
    if found.over:
        click.echo(_over(found.over))
    click.echo(
        "To change it: voiceguide cache limit 500MB (or none); to empty: voiceguide cache clear"
    )


def _limit(allowed: int | None) -> str:
    from voiceguide.cache.sizes import show_size

    if allowed is None:
        return "no limit"
    return f"limit {show_size(allowed)}; what was not used for longest goes first"


def _over(size: int) -> str:
    from voiceguide.cache.sizes import show_size
    from voiceguide.cache.trim import SPARED_S

    return (
        f"{show_size(size)} over the limit for now: the next session takes away what is old, but "
        f"never what was of use in the last {SPARED_S // 60} minutes, as a running one needs it"
    )


def _amount(count: int, size: int) -> str:
    from voiceguide.cache.sizes import show_size

    return f"{count:,} {'entry' if count == 1 else 'entries'}, {show_size(size)}"


def _print_json(found: "Census") -> None:
    import json

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
    click.echo(json.dumps(document, ensure_ascii=False, indent=2))
