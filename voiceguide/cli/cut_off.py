"""What is said about a track that was cut off."""

from pathlib import Path

import click

from voiceguide import timecode


def warn_cut_off(source: str | Path, missing_ms: int, total_ms: int, instead: str) -> None:
    """Say how much is missing of how much, and what happens `instead` of all of it."""
    click.echo(
        f"Warning: {source} is not whole: {timecode.clock(missing_ms)} of "
        f"{timecode.clock(total_ms)} are missing; {instead}",
        err=True,
    )
