"""Searches for a case that breaks a kind's rule, and shrinks it."""

import faulthandler
import os
import sys
import threading
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import hypothesis
from hypothesis import HealthCheck, Phase, settings

from tests.fuzz.kinds import Kind

BATCH = 200
"""Cases that are generated from one seed."""

STUCK_S = 120.0
"""A case that takes longer counts as one that never ends."""


@dataclass(frozen=True, slots=True)
class Found:
    """The smallest case that broke the rule, and how."""

    shown: str
    why: str


def batch(kind: Kind, seed: int, cases: int = BATCH) -> Found | None:
    """Tries as many cases, the same ones for the same seed. Returns the smallest that fails."""
    failed: list[Found] = []

    @hypothesis.seed(seed)
    @settings(
        max_examples=cases,
        deadline=None,
        database=None,
        derandomize=False,
        report_multiple_bugs=False,
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
    )
    @hypothesis.given(kind.CASES)
    def trial(case: Any) -> None:
        with _watched(kind, case):
            try:
                kind.check(case)
            except hypothesis.errors.UnsatisfiedAssumption:
                raise
            except Exception:
                failed[:] = [Found(kind.show(case), traceback.format_exc())]
                raise

    try:
        trial()
    except Exception:
        if not failed:
            raise
        return failed[0]
    return None


def batches(kind: Kind, seed: int, seconds: float) -> Iterator[tuple[int, Found | None]]:
    """Tries batch after batch until the time is up. Yields each batch's seed and finding."""
    until = time.monotonic() + seconds
    while True:
        yield seed, batch(kind, seed)
        if time.monotonic() >= until:
            return
        seed += 1


@contextmanager
def _watched(kind: Kind, case: Any) -> Iterator[None]:
    """Ends the program, and shows the case, if it takes too long."""

    def stuck() -> None:
        print(f"stuck for {STUCK_S:.0f} s:\n{kind.show(case)}", file=sys.stderr, flush=True)
        faulthandler.dump_traceback()
        os._exit(1)

    timer = threading.Timer(STUCK_S, stuck)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
