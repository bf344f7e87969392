"""Only the reminders that occur in a session are spoken, whatever is cached."""

from collections.abc import Iterator
from pathlib import Path

import pytest

import voiceguide
from tests.session.small import SILENT
from tests.speech.talking import HttpDouble, http_double
from voiceguide.errors import PlanError
from voiceguide.progress import Charge, Progress
from voiceguide.speech.voicing import Voicing
from voiceguide.timeline.model import Timeline

TEXT = """\
voiceguide: 1
title: With reminders
lengths: {default: standard, standard: 6m, long: 12m}
reminders:
  breath:
    every: 2m
    say: [Breathe out slowly now, Let the breath come, Breathe as you like, Take one deep breath]
steps:
  - id: one
    title: One
    time: {standard: 6m, long: 12m}
    reminders: true
    say: Let your head sink to one side.
"""
STRICT = TEXT.replace("steps:", "quiet: 2m 10s\nsteps:", 1)


@pytest.fixture
def server() -> Iterator[HttpDouble]:
    with http_double() as double:
        yield double


def asked(server: HttpDouble) -> list[str]:
    return [one.json["input"] for one in server.asked]


def planned(server: HttpDouble, text: str = TEXT) -> tuple[Timeline, list[Charge]]:
    """Returns the plan of a spoken session, and its charges."""
    charges: list[Charge] = []

    def note(progress: Progress) -> None:
        if progress.charge is not None:
            charges.append(progress.charge)

    Path("s.yaml").write_text(text)
    voicing = Voicing(engine="openai", options={"address": server.address})
    return voiceguide.plan("s.yaml", voicing=voicing, on_progress=note), charges


def test_reminders_that_are_not_said_are_not_spoken(server: HttpDouble, work: Path) -> None:
    timeline, _ = planned(server)
    assert len(asked(server)) == len({cue.text for cue in timeline.cues})
    assert 2 <= len(timeline.cues) - 1 < 4


def test_the_charge_is_the_most_that_is_sent(server: HttpDouble, work: Path) -> None:
    _, [charge] = planned(server)
    assert charge.is_most
    assert len(asked(server)) < charge.texts == 5
    server.asked.clear()
    assert planned(server, f"{TEXT}# a comment\n")[1] == []
    assert asked(server) == []


def test_reminders_that_are_cached_change_nothing(work: Path) -> None:
    (work / "s.yaml").write_text(TEXT)

    def at(minutes: float, folder: str) -> bytes:
        cache = voiceguide.Cache.at(work / folder)
        voiceguide.make("s.yaml", "a.mp3", minutes=minutes, voicing=SILENT, cache=cache)
        return (work / "a.mp3").read_bytes()

    alone = at(6, "alone")
    at(12, "both")
    assert at(6, "both") == alone


def test_a_session_that_fails_by_the_estimate_is_planned_by_all_the_words(
    server: HttpDouble, work: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    too_long = "voiceguide.session.parts.Part.expected_ms"
    monkeypatch.setattr(too_long, lambda *_: 50 * 60_000)
    timeline, _ = planned(server, STRICT)
    assert len(asked(server)) == 5
    assert len(timeline.cues) >= 3


def test_a_session_that_is_too_quiet_fails_with_all_the_words(server: HttpDouble) -> None:
    with pytest.raises(PlanError, match="without a voice"):
        planned(server, STRICT.replace("reminders: true", "reminders: false"))
    assert len(asked(server)) == 5
