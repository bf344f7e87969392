"""Finds the rate at which an engine speaks a given number of real words per minute.

Engines count differently: at 130, one of espeak-ng's voices speaks 165 words per
minute, another 186. So an engine with `rates` speaks a sample, its rate is
adjusted to fit, and the result is cached.
"""

import hashlib
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass

from voiceguide.audio import levels
from voiceguide.cache.store import Store
from voiceguide.errors import EngineSetupError
from voiceguide.speech.delivery import longest_ms
from voiceguide.speech.engine import Engine, Rates, traits_of
from voiceguide.speech.scratch import check_room, scratch
from voiceguide.wording import counting
from voiceguide.wording import language as languages

CALM_WPM = 170
"""The default words per minute inside a phrase, for English and for languages without a default of
their own. With our pauses between phrases and sentences, that comes to 120. A formant voice that
speaks more slowly is harder to understand."""

CLOSE_ENOUGH = 0.02
"""The relative tolerance: nobody hears a difference of two percent."""

_VERSION = 1
_ROUNDS = 3
_LETTERS_A_WORD = 6
"""Letters that count as one word, including its space, to compare languages."""

Lend = Callable[[int | None], AbstractContextManager[Engine]]
"""Lends an engine at a rate in its own units; None is its usual rate."""


@dataclass(frozen=True, slots=True)
class _Sample:
    """The sentences that an engine speaks for a measurement, and the words they count as."""

    sentences: tuple[str, ...]
    words: float


@dataclass(frozen=True, slots=True)
class Known:
    """A `rate` that is known without measuring; None is the engine's usual rate."""

    rate: int | None


def calm_wpm(language: str) -> int:
    """Returns the default words per minute inside a phrase: fewer in a language of longer words."""
    return languages.of(language).pace.calm or CALM_WPM


def relative_pace(wpm: int | None, language: str) -> float:
    """Returns a rate in words per minute relative to a calm pace; None is calm."""
    return wpm / calm_wpm(language) if wpm else 1.0


def own_rate(lend: Lend, wpm: int | None, language: str, store: Store) -> int | None:
    """Returns the rate, in the engine's own units, at which it speaks `wpm` real words per minute.

    If `wpm` is None, returns None for an engine with a calm rate of its own, and otherwise the rate
    closest to `calm_wpm`. Returns `wpm` unchanged for an engine without `rates`, or a language
    without a sample. Raises EngineSetupError if the engine can't speak that slowly or fast. The
    engine's own errors pass through.
    """
    if wpm is not None and wpm < 1:
        raise EngineSetupError(f"a rate of {wpm} words a minute is too low; 100 to 200 is usual")
    with lend(None) as engine:
        rates, sample = traits_of(engine).rates, _sample(language)
        known = known_rate(engine, wpm, language, store)
        if known is not None or rates is None or sample is None:
            return wpm if known is None else known.rate
        key = _key(engine, sample, wpm, language)
    fitted, real = _fit(lend, rates, wpm or calm_wpm(language), sample)
    if wpm is not None and abs(real / wpm - 1) > 2 * CLOSE_ENOUGH:
        raise EngineSetupError(
            f"this voice can't speak {wpm} words a minute; the nearest it can do is {real:.0f}"
        )
    store.put(key, str(fitted).encode())
    return fitted


def known_rate(engine: Engine, wpm: int | None, language: str, store: Store) -> Known | None:
    """Returns the result of `own_rate`, or None if it would have to measure the engine."""
    rates, sample = traits_of(engine).rates, _sample(language)
    if rates is None or sample is None:
        return Known(wpm)
    if wpm is None and rates.is_calm:
        return Known(None)
    kept = store.get(_key(engine, sample, wpm, language))
    return None if kept is None else Known(int(kept))


def sentences_to_measure(language: str) -> tuple[str, ...]:
    """Returns the sentences that `own_rate` may speak to find a rate."""
    sample = _sample(language)
    return () if sample is None else (1 + _ROUNDS) * sample.sentences


def _fit(lend: Lend, rates: Rates, wpm: int, sample: _Sample) -> tuple[int, float]:
    """Returns the rate that comes closest, and its real words per minute."""
    rate, measured = rates.usual, dict[int, float]()
    if rates.usual_wpm is not None:
        measured[rate] = rates.usual_wpm
    for _ in range(1 + _ROUNDS):
        if rate not in measured:
            with lend(rate) as engine:
                measured[rate] = _words_a_minute(engine, sample)
        if abs(measured[rate] / wpm - 1) <= CLOSE_ENOUGH:
            break
        rate = min(max(round(rate * wpm / measured[rate]), rates.least), rates.most)
        if rate in measured:
            break
    return min(measured.items(), key=lambda pair: abs(pair[1] - wpm))


def words_a_minute(engine: Engine, language: str) -> float | None:
    """Returns an engine's real words per minute; None for a language without a sample.

    The engine's errors pass through.
    """
    sample = _sample(language)
    return None if sample is None else _words_a_minute(engine, sample)


def _words_a_minute(engine: Engine, sample: _Sample) -> float:
    from voiceguide.audio.shaping import clip_from_files

    margins = levels.HEAD_MARGIN_MS + levels.TAIL_MARGIN_MS
    with scratch() as folder:
        spoken_ms = 0
        for number, sentence in enumerate(sample.sentences):
            file = folder / f"{number}.wav"
            engine.speak(sentence, file)
            check_room(folder)
            clip = clip_from_files([file], "sample", longest_ms=longest_ms(sentence))
            spoken_ms += clip.length_ms - margins
    return sample.words * 60_000 / spoken_ms


def sample_sentences(tag: str) -> tuple[str, ...]:
    """Returns the sentences for measuring a language's voices; empty if it has none."""
    sample = _sample(tag)
    return () if sample is None else sample.sentences


def _sample(tag: str) -> _Sample | None:
    """Returns a language's sample sentences or, if it has none, numbers in words.

    In those, `_LETTERS_A_WORD` letters count as a word.
    """
    language = languages.of(tag)
    if sentences := language.pace.sentences:
        return _Sample(sentences, sum(len(sentence.split()) for sentence in sentences))
    if not counting.knows_numbers(language):
        return None
    numbers = [counting.number(value, language) for value in range(21, 39)]
    sentences = tuple(" ".join(numbers[at : at + 6]) for at in range(0, len(numbers), 6))
    return _Sample(sentences, sum(len(sentence) + 1 for sentence in sentences) / _LETTERS_A_WORD)


def _key(engine: Engine, sample: _Sample, wpm: int | None, language: str) -> str:
    calm = calm_wpm(language)
    wanted = wpm or (None if calm == CALM_WPM else f"calm {calm}")
    parts: Sequence[object]
    parts = (_VERSION, engine.name, engine.fingerprint(), sample.sentences, wanted)
    return hashlib.sha256("\n".join(map(str, parts)).encode("utf-8", "surrogatepass")).hexdigest()
