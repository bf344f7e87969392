"""The amount of text for a service that may cost money is reported before any is sent."""

from collections.abc import Iterator
from pathlib import Path

import pytest

import voiceguide
from tests.session.small import SILENT, TEXT
from tests.speech.talking import HttpDouble, http_double
from voiceguide.progress import Charge, Progress, of_whole
from voiceguide.session.charges import added
from voiceguide.speech.voicing import Voicing


@pytest.fixture
def server() -> Iterator[HttpDouble]:
    with http_double() as double:
        yield double


class Seen:
    """The charges of a session, and how many requests had been sent before each."""

    def __init__(self, server: HttpDouble) -> None:
        self.charges: list[Charge] = []
        self.sent_before: list[int] = []
        self._server = server

    def __call__(self, progress: Progress) -> None:
        if progress.charge is not None:
            self.charges.append(progress.charge)
            self.sent_before.append(len(self._server.asked))


def make(server: HttpDouble, *, rate: int | None = None) -> Seen:
    seen = Seen(server)
    voicing = Voicing(engine="openai", options={"address": server.address}, rate=rate)
    voiceguide.make("small.yaml", "a.mp3", voicing=voicing, on_progress=seen)
    return seen


def sent(server: HttpDouble) -> list[str]:
    return [asked.json["input"] for asked in server.asked]


def test_the_charge_is_what_is_then_sent(server: HttpDouble) -> None:
    seen = make(server)
    assert seen.sent_before == [0]
    [charge] = seen.charges
    assert (charge.engine, charge.is_most) == ("openai", False)
    assert charge.texts == len(sent(server)) >= 3
    assert charge.characters == sum(map(len, sent(server)))


def test_only_what_is_not_cached_is_charged(server: HttpDouble, work: Path) -> None:
    make(server)
    server.asked.clear()
    (work / "small.yaml").write_text(TEXT.replace("Let your head", "Now let your head"))
    [charge] = make(server).charges
    [said] = sent(server)
    assert said.startswith("Now")
    assert (charge.texts, charge.characters) == (1, len(said))


@pytest.mark.parametrize("change", ["", "# a comment\n"])
def test_a_session_that_is_cached_costs_nothing(
    change: str, server: HttpDouble, work: Path
) -> None:
    make(server)
    server.asked.clear()
    (work / "small.yaml").write_text(TEXT + change)
    assert make(server).charges == []
    assert server.asked == []


def test_with_a_rate_the_charge_is_an_upper_bound_until_the_rate_is_known(
    server: HttpDouble, work: Path
) -> None:
    [charge] = make(server, rate=120).charges
    assert charge.is_most
    assert len(sent(server)) <= charge.texts
    assert sum(map(len, sent(server))) <= charge.characters
    server.asked.clear()
    (work / "small.yaml").write_text(TEXT.replace("Let your head", "Now let your head"))
    [charge] = make(server, rate=120).charges
    [said] = sent(server)
    assert (charge.characters, charge.is_most) == (len(said), False)


def test_who_finds_it_too_much_can_stop_before_anything_is_sent(server: HttpDouble) -> None:
    class TooMuch(Exception):
        pass

    def refuse(progress: Progress) -> None:
        if progress.charge is not None:
            raise TooMuch

    voicing = Voicing(engine="openai", options={"address": server.address})
    with pytest.raises(TooMuch):
        voiceguide.make("small.yaml", "a.mp3", voicing=voicing, on_progress=refuse)
    assert server.asked == []


def test_an_engine_that_is_free_reports_no_charge(work: Path) -> None:
    told: list[Progress] = []
    voiceguide.make("small.yaml", "a.mp3", voicing=SILENT, on_progress=told.append)
    assert [at.charge for at in told if at.charge is not None] == []


def test_charges_are_added_for_each_engine() -> None:
    one = Charge(engine="a", texts=1, characters=10)
    other = Charge(engine="b", texts=5, characters=5)
    most = Charge(engine="a", texts=2, characters=20, is_most=True)
    assert added([one, None, other, most]) == (
        Charge(engine="a", texts=3, characters=30, is_most=True),
        other,
    )


def test_one_of_several_sessions_reports_its_charge_too() -> None:
    told: list[Progress] = []
    charge = Charge(engine="a", texts=1, characters=10)
    of_whole(told.append, 1, 2)(Progress(voiceguide.Stage.SPEAK, 0.0, charge))
    assert told == [Progress(voiceguide.Stage.SPEAK, 0.5, charge)]


def test_a_charge_is_one_line() -> None:
    charge = Charge(engine="openai", texts=61, characters=3412)
    assert str(charge) == (
        "Sending 3,412 characters in 61 texts to the engine openai, "
        "whose service may charge for them"
    )
