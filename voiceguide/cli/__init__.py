"""The command line. Its modules import little, so that `--help` answers at once."""

import sys


def main() -> None:
    """Run the command line and exit; stopped at any moment, even while it loads, it says so."""
    try:
        from voiceguide.cli import app

        app.main()
    except KeyboardInterrupt:
        sys.exit("Stopped.")
