"""The command line. Its modules import little, so that `--help` answers at once."""

from voiceguide.cli.app import main

__all__ = ["main"]
