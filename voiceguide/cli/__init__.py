"""The command line. Its modules import little, so that `--help` answers at once."""

import os
import signal
import sys
from types import FrameType


def main() -> None:
    """Runs the command line and exits. Ctrl-C is reported at any moment, even while loading."""
    if signal.getsignal(signal.SIGINT) is not signal.SIG_IGN:
        signal.signal(signal.SIGINT, _stop_at_once)
    try:
        from voiceguide.cli import app

        app.main()
    except KeyboardInterrupt:
        sys.exit("Stopped.")


def _stop_at_once(_number: int, _frame: FrameType | None) -> None:
    """Ends the process: while it loads, there is nothing to clean up.

    An exception could be lost or replaced while Python imports a module.
    """
    try:
        os.write(2, b"Stopped.\n")
    finally:
        os._exit(1)
