"""The speech systems of macOS and Windows, faked below pyttsx3: its own drivers run on them."""

import sys
from pathlib import Path

from voiceguide.speech.engines.installed import program

_HERE = Path(__file__).parent
_RUN = """
import contextlib, ctypes, json, os, pathlib, runpy, sys, threading, time, wave  # before the change
sys.platform, folder, worker = sys.argv[1:]
sys.path.insert(0, folder)
runpy.run_path(worker, run_name="__main__")
"""
_FOLDERS = {"darwin": "macos", "win32": "windows"}


def worker(system: str) -> list[str]:
    """Returns the command of the worker for the voices of a system (`sys.platform`)."""
    folder = str(_HERE / _FOLDERS[system])
    return [sys.executable, "-c", _RUN, system, folder, program("system_voice_worker.py")[-1]]
