"""What one check found."""

from dataclasses import dataclass
from enum import StrEnum

NO_TIMELINE = "there is no timeline"
"""What is said of checks that need the plan of a session, where a file has none."""


class Verdict(StrEnum):
    """Whether a rule is kept; `unknown` where the file doesn't tell."""

    PASS = "pass"  # noqa: S105
    FAIL = "fail"
    UNKNOWN = "not known"


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One rule of a good session, and how the file stands to it.

    `target` says what is asked and `value` what was found, both for people;
    `where` says where in the file it goes wrong, or is worst.
    """

    name: str
    target: str
    value: str
    verdict: Verdict
    where: str = ""


def judged(name: str, target: str, value: str, *, good: bool, where: str = "") -> Check:
    """A check that was made."""
    verdict = Verdict.PASS if good else Verdict.FAIL
    return Check(name=name, target=target, value=value, verdict=verdict, where=where)


def unknown(name: str, target: str, why: str) -> Check:
    """A check that could not be made."""
    return Check(name=name, target=target, value=why, verdict=Verdict.UNKNOWN)


def unplanned(name: str, target: str = "") -> Check:
    """A check that needs the plan of a session, on a file that has none."""
    return unknown(name, target, NO_TIMELINE)


def places(found: list[str], most: int = 4) -> str:
    """The first few of many places.

    >>> places(["0:01", "0:02", "0:03", "0:04", "0:05"])
    '0:01, 0:02, 0:03, 0:04 and 1 more'
    """
    more = len(found) - most
    return ", ".join(found[:most]) + (f" and {more} more" if more > 0 else "")
