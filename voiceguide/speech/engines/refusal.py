"""What a speech server's refusal means: wait, correct the settings, or change the text."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

from voiceguide.errors import EngineBusy, EngineRefused, EngineSetupError, VoiceguideError
from voiceguide.speech.engines.said import one_line
from voiceguide.speech.mask import Mask

_LATER = (408, 425, 429)
_NEVER = (501, 505)
_SPENT = ("insufficient_quota", "billing_hard_limit_reached")
"""Codes of a 429 for which waiting is useless."""


def refusal(
    status: int, headers: Mapping[str, str], body: bytes, *, server: str, key_help: str, mask: Mask
) -> VoiceguideError:
    """Returns the error for an HTTP answer without sound, with the server's own words.

    `key_help` says how to set the key. The words are masked before they are shortened, so that
    no part of a secret is left.
    """
    words, code = _explained(mask.text(body.decode("utf-8", "replace")))
    text = f"{server} answered {status}" + (f": {words}" if words else "")
    if code in _SPENT or status == 402:
        return EngineSetupError(text)
    if status in _LATER or (status >= 500 and status not in _NEVER):
        return EngineBusy(text, retry_after_s(headers.get("retry-after", "")))
    if 300 <= status < 400:
        place = one_line(mask.text(headers.get("location", ""))) or "another address"
        return EngineSetupError(f"{server} redirects to {place}; correct the address")
    if status in (401, 403):
        return EngineSetupError(f"{text}. Check the key: {key_help}")
    if status in (404, 405):
        return EngineSetupError(f"{text}. Check the address, which usually ends in /v1")
    return EngineRefused(text)


def retry_after_s(said: str, now: datetime | None = None) -> float | None:
    """Returns the seconds to wait that a Retry-After header asks for, or None.

    >>> retry_after_s("2.5"), retry_after_s("soon"), retry_after_s("-1")
    (2.5, None, 0.0)
    """
    try:
        seconds = float(said)
    except ValueError:
        seconds = _until(said, now or datetime.now(UTC))
    return max(0.0, seconds) if -1e9 < seconds < 1e9 else None  # which also drops NaN


def _until(said: str, now: datetime) -> float:
    """Returns the seconds until an HTTP date, or NaN."""
    try:
        date = parsedate_to_datetime(said)
    except (ValueError, OverflowError):
        return float("nan")
    return (date if date.tzinfo else date.replace(tzinfo=UTC)).timestamp() - now.timestamp()


def _explained(body: str) -> tuple[str, str]:
    """Returns a server's reason on one line, and its code; either may be empty."""
    text = body.strip()
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return ("" if text.startswith("<") else one_line(text)), ""
    while isinstance(found, dict):
        inner = next((found[key] for key in ("error", "detail") if found.get(key)), None)
        if inner is None:
            break
        found = inner
    if isinstance(found, dict):
        return one_line(str(found.get("message", ""))), str(found.get("code", ""))
    if isinstance(found, list):
        return one_line("; ".join(map(_fault, found))), ""
    return one_line(str(found)), ""


def _fault(found: Any) -> str:
    """Returns one of several faults, in the form of FastAPI or any other."""
    if not isinstance(found, dict) or "msg" not in found:
        return str(found)
    place = found.get("loc")
    where = ".".join(map(str, place)) if isinstance(place, list) else ""
    return f"{where}: {found['msg']}" if where else str(found["msg"])
