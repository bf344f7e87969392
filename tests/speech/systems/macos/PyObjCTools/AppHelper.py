"""Stops a run loop from inside."""

from typing import Any

from objc import NSObject

_STOPPERS: list[Any] = []


class PyObjCAppHelperRunLoopStopper(NSObject):
    shouldStop = False

    def shouldRun(self) -> bool:
        return not self.shouldStop

    @staticmethod
    def addRunLoopStopper_toRunLoop_(stopper: Any, loop: object) -> None:
        assert not _STOPPERS, "Stopper already registered for this runLoop"
        _STOPPERS.append(stopper)

    @staticmethod
    def removeRunLoopStopperFromRunLoop_(loop: object) -> None:
        _STOPPERS.clear()


def stopEventLoop() -> None:
    if _STOPPERS:
        _STOPPERS[0].stop()
