"""One check and its result."""

from dataclasses import dataclass
from enum import StrEnum

NO_TIMELINE = "there is no timeline"
"""The value of a check that needs the session's plan, for a file without one."""

PART = "this is a part of a session"
"""The value of a check that only a whole session can pass or fail."""


class Verdict(StrEnum):
    """Whether a rule is kept; `UNKNOWN` if the file doesn't show it."""

    PASS = "pass"  # noqa: S105
    FAIL = "fail"
    UNKNOWN = "not known"


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One rule of a good session, and whether the file keeps it.

    `target` describes the requirement and `value` the finding, both for people. `where` says where
    in the file the rule is broken, or where it is kept worst.
    """

    name: str
    target: str
    value: str
    verdict: Verdict
    where: str = ""


def judged(name: str, target: str, value: str, *, good: bool, where: str = "") -> Check:
    """Returns a check with a result."""
    verdict = Verdict.PASS if good else Verdict.FAIL
    return Check(name=name, target=target, value=value, verdict=verdict, where=where)


def unknown(name: str, target: str, why: str) -> Check:
    """Returns a check that could not be made."""
    return Check(name=name, target=target, value=why, verdict=Verdict.UNKNOWN)


def unplanned(name: str, target: str = "") -> Check:
    """Returns a check that needs the session's plan, for a file without one."""
    return unknown(name, target, NO_TIMELINE)


def of_part(check: Check) -> Check:
    """Returns a check of a part of a session, which may fail though the whole session passes."""
    fails = check.verdict is Verdict.FAIL
    return unknown(check.name, check.target, f"{check.value}; {PART}") if fails else check


def places(found: list[str], most: int = 4) -> str:
    """Returns the first places, and the number of others.

    >>> places(["0:01", "0:02", "0:03", "0:04", "0:05"])
    '0:01, 0:02, 0:03, 0:04 and 1 more'
    """
    more = len(found) - most
    return ", ".join(found[:most]) + (f" and {more} more" if more > 0 else "")
