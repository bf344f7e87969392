"""The part of PyObjC's core that pyttsx3's driver uses."""

from typing import Any

super = super  # noqa: A001


def python_method(function: Any) -> Any:
    return function


class NSObject:
    @classmethod
    def alloc(cls) -> Any:
        """Makes an object without Python's __init__, as Objective-C does."""
        return cls.__new__(cls)

    def init(self) -> Any:
        return self
