"""Hides secrets in the messages of engines and of the libraries they use."""

import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TypeVar

from voiceguide.errors import (
    AudioError,
    EngineBusy,
    EngineCrashed,
    EngineError,
    EngineRefused,
    EngineSetupError,
    EngineTimeout,
    InputError,
)

Result = TypeVar("Result")

_HIDDEN = "***"
_KINDS = (EngineCrashed, EngineTimeout, EngineRefused, EngineError, AudioError)


@dataclass(frozen=True, slots=True)
class Mask:
    """Hides one engine's secrets, even as they are escaped in URLs, JSON and Python."""

    secrets: tuple[str, ...] = field(default=(), repr=False)

    def text(self, text: str) -> str:
        """Returns the text with `***` in place of every secret."""
        for form in sorted(set(self._forms()), key=len, reverse=True):
            text = text.replace(form, _HIDDEN)
        return text

    def call(self, action: Callable[[], Result]) -> Result:
        """Returns the result of `action`. Raises its errors, masked by `error`."""
        try:
            return action()
        except Exception as error:
            failure = error
        raise self.error(failure)  # outside the handler, so that no unmasked error is chained

    def error(self, error: Exception) -> Exception:
        """Returns the error, or one of its kind if its traceback would show a secret.

        The replacement has the same message with the secret hidden, and no chained error.
        """
        if not self.secrets:
            return error
        shown = "".join(traceback.format_exception(error))
        return error if self.text(shown) == shown else _like(error, self.text(str(error)))

    def _forms(self) -> Iterator[str]:
        if not self.secrets:
            return
        from base64 import b64encode
        from json import dumps
        from urllib.parse import quote, quote_plus

        for secret in filter(None, self.secrets):
            encoded = secret.encode("utf-8", "surrogatepass")
            yield from (secret, secret.strip() or secret, repr(secret)[1:-1], dumps(secret)[1:-1])
            yield from (_escaped(secret), _escaped(_escaped(secret)))
            yield from (quote(encoded), quote(encoded, safe=""), quote_plus(encoded))
            yield b64encode(encoded).decode("ascii")


def _escaped(text: str) -> str:
    """Returns the text as the repr of a longer text with both kinds of quotes shows it."""
    return repr(f"{text}\"'")[1:-4]


def _like(error: Exception, message: str) -> Exception:
    """Returns an error of the same kind, as far as callers distinguish kinds."""
    if isinstance(error, EngineBusy):
        return EngineBusy(message, error.retry_after_s)
    for kind in _KINDS:
        if isinstance(error, kind):
            return kind(message)
    return EngineSetupError(message) if isinstance(error, InputError) else EngineError(message)
