"""The command line. Its modules import little, so that `--help` answers at once."""

import sys


def main() -> None:
    """Runs the command line and exits. Reports a stop at any moment, even while loading."""
    try:
        from voiceguide.cli import app

        app.main()
    except KeyboardInterrupt:
        sys.exit("Stopped.")
