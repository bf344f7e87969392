"""The warning about a truncated track."""

from pathlib import Path

import click

from voiceguide import timecode


def warn_cut_off(source: str | Path, missing_ms: int, total_ms: int, instead: str) -> None:
    """Warns that part of a track is missing; `instead` says how the rest is used."""
    click.echo(
        f"Warning: {source} is incomplete: {timecode.clock(missing_ms)} of "
        f"{timecode.clock(total_ms)} is missing; {instead}",
        err=True,
    )
