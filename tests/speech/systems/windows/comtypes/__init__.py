"""comtypes: begins COM in the thread that imports it."""

import threading

BEGUN = {threading.get_ident()}


def check_thread() -> None:
    if threading.get_ident() not in BEGUN:
        raise OSError("[WinError -2147221008] CoInitialize has not been called")
