"""Every sentence is spoken by its own voice, at its own pace."""

from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from tests.session.small import SILENT
from voiceguide.cache.store import Cache
from voiceguide.errors import UnknownNameError
from voiceguide.progress import Progress
from voiceguide.script.model import Script
from voiceguide.script.narration import ON_BEAT, Manner, Narration, Sentence
from voiceguide.session.estimates import everyday
from voiceguide.session.voices import Callbacks, Clips, at_work
from voiceguide.speech import engine_pool
from voiceguide.speech.engine import EngineSettings
from voiceguide.speech.engine_pool import EnginePool
from voiceguide.speech.engines.silent import DEFAULT_RATE, SilentEngine
from voiceguide.speech.guarded import Guarded
from voiceguide.speech.voicing import Voicing
from voiceguide.timeline.outline import outline
from voiceguide.timeline.parts import Outline

SLOW = Manner(pace=0.5)


def saying(script: Script, *sentences: Sentence) -> Outline:
    """Returns an outline with just these sentences."""
    whole = outline(script, 120_000)
    opening = replace(whole.steps[0].opening, narration=Narration(sentences))
    return replace(whole, steps=(replace(whole.steps[0], opening=opening, cues=(), ahead=None),))


def spoken(
    planned: Outline,
    work: Path,
    told: list[Progress],
    others: Mapping[str, Voicing] | None = None,
) -> Clips:
    cache, callbacks = Cache.at(work / "cache"), Callbacks(on_progress=told.append)
    with (
        closing(EnginePool(SILENT)) as pool,
        at_work(planned, pool, cache, callbacks, others) as voices,
    ):
        voices.begin(planned.sentences_of_cues())
        return voices.finish()


def test_a_text_in_two_manners_makes_two_clips(script: Script, work: Path) -> None:
    plain, slow = Sentence("Now rest here."), Sentence("Now rest here.", manner=SLOW)
    told: list[Progress] = []
    clips = spoken(saying(script, plain, slow), work, told)
    assert clips[slow].length_ms > 1.5 * clips[plain].length_ms
    shares = [at.share for at in told]
    assert shares == sorted(shares)
    assert shares[-1] == 1


def test_another_voice_speaks_its_own_sentences(script: Script, work: Path) -> None:
    guide, partner = Sentence("Now rest here."), Sentence("Now rest here.", voice="partner")
    voices = {"partner": Voicing(engine="silent", rate=85)}
    clips = spoken(saying(script, guide, partner), work, [], voices)
    assert clips[partner].length_ms > 1.5 * clips[guide].length_ms


def test_an_unknown_voice_is_reported_by_name(script: Script, work: Path) -> None:
    with pytest.raises(UnknownNameError, match="voice of the script 'patner'; did you mean"):
        spoken(
            saying(script, Sentence("Rest.", voice="patner")),
            work,
            [],
            {"partner": Voicing(engine="silent")},
        )


def test_a_slower_manner_is_estimated_longer(script: Script) -> None:
    measure = everyday(outline(script, 120_000))
    assert measure(Sentence("Now rest.", manner=SLOW)) == 2 * measure(Sentence("Now rest."))


def test_an_engine_that_speaks_alone_says_all_that_its_voice_says(
    script: Script, work: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A neural voice takes a lot of memory, so a session loads it once."""
    opened: list[Alone] = []

    def maker(voicing: Voicing, *_: object) -> Callable[[int | None], Guarded]:
        def make(rate: int | None) -> Guarded:
            opened.append(Alone(rate, voicing.voice))
            return Guarded(opened[-1])

        return make

    monkeypatch.setattr(engine_pool, "engine_maker", maker)
    said = [
        Sentence("Now rest here."),
        Sentence("Four,", manner=ON_BEAT),
        Sentence("Now rest here.", manner=SLOW),
        Sentence("Breathe out.", voice="partner"),
    ]
    others = {"partner": Voicing(engine="silent", voice="anna", rate=85)}
    clips = spoken(saying(script, *said), work, [], others)
    assert clips.keys() == set(said)
    assert [engine.voice for engine in opened if engine.texts] == [None, "anna"]
    assert sorted(map(len, (engine.texts for engine in opened if engine.texts))) == [1, 3]


class Alone(SilentEngine):
    """An engine of which one may speak at a time, with a rate of words a minute."""

    traits = replace(SilentEngine.traits, at_once=1)

    def __init__(self, rate: int | None, voice: str | None) -> None:
        super().__init__(EngineSettings(rate=rate))
        self.voice = voice
        self.texts: list[str] = []

    def set_rate(self, rate: int | None) -> None:
        self._rate = rate or DEFAULT_RATE

    def speak(self, text: str, target: Path) -> None:
        self.texts.append(text)
        super().speak(text, target)
