"""The run loop of a thread: what happens in it happens only while the thread runs it."""

import contextlib
import queue
import threading
import time
from collections.abc import Callable
from typing import Any

from objc import NSObject as NSObject

NSDefaultRunLoopMode = "default"
_LOOPS: dict[int, "NSRunLoop"] = {}


class NSRunLoop:
    def __init__(self) -> None:
        self.due: queue.Queue[Callable[[], object]] = queue.Queue()

    @classmethod
    def currentRunLoop(cls) -> "NSRunLoop":
        return _LOOPS.setdefault(threading.get_ident(), cls())

    def limitDateForMode_(self, mode: str) -> None:
        return None

    def runMode_beforeDate_(self, mode: str, date: object) -> bool:
        with contextlib.suppress(queue.Empty):
            self.due.get(timeout=0.005)()
        return True


class NSTimer:
    @staticmethod
    def scheduledTimerWithTimeInterval_target_selector_userInfo_repeats_(
        seconds: float, target: Any, selector: str, info: object, repeats: bool
    ) -> None:
        action = getattr(target, selector.replace(":", "_"))
        NSRunLoop.currentRunLoop().due.put(lambda: action(None))


class NSDate:
    @staticmethod
    def dateWithTimeIntervalSinceNow_(seconds: float) -> float:
        return time.monotonic() + seconds


class NSURL:
    @staticmethod
    def fileURLWithPath_(path: str) -> str:
        return path
