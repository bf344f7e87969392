"""Finds out how much text a session will send to engines that may cost money, before it does."""

from collections.abc import Iterable

from voiceguide.cache.store import Cache
from voiceguide.progress import Charge
from voiceguide.speech.beats import Beats
from voiceguide.speech.calm import Calm
from voiceguide.speech.delivery import Delivery
from voiceguide.speech.engine_pool import EnginePool
from voiceguide.speech.pace import known_rate, relative_pace, sentences_to_measure
from voiceguide.timeline.parts import Outline


def charge(
    texts: Iterable[str],
    maybe: Iterable[str],
    pool: EnginePool,
    rate: int | None,
    outline: Outline,
    calm: Calm,
    cache: Cache,
    *,
    beats: Beats | None = None,
) -> Charge | None:
    """Returns how much the pool's engine will be asked to speak, at `rate` words per minute: the
    uncached ones of `texts`, and at most those of `maybe`, which may not be needed.

    None if all `texts` are cached. Raises as `EnginePool.take` does.
    """
    voicing, language = pool.voicing, outline.language
    pace = relative_pace(rate, language)
    with pool.lent(None) as engine:
        known = known_rate(engine, rate, language, cache.store("rate"))
    if known is None:
        missing = [calm.with_rests(text, pace) for text in dict.fromkeys(texts)]
        missing += sentences_to_measure(language)
        more = [calm.with_rests(text, pace) for text in dict.fromkeys(maybe)]
    else:
        with pool.lent(known.rate) as engine:
            delivery = Delivery.by(
                engine,
                cache.store("clip"),
                comma_ms=outline.comma_ms,
                chain=voicing.chain,
                pace=pace,
                rate=known.rate,
                calm=calm,
                beats=beats,
            )
            missing, more = _uncached(delivery, texts), _uncached(delivery, maybe)
    if not missing:
        return None
    return Charge(
        engine=voicing.engine,
        texts=len(missing) + len(more),
        characters=sum(map(len, missing)) + sum(map(len, more)),
        is_most=known is None or bool(more),
    )


def _uncached(delivery: Delivery, texts: Iterable[str]) -> list[str]:
    """Returns the distinct texts that an engine will be asked for."""
    missing = (text for text in dict.fromkeys(texts) if delivery.kept(text) is None)
    return ["".join(delivery.phrases(text)) for text in missing]


def added(charges: Iterable[Charge | None]) -> tuple[Charge, ...]:
    """Returns one charge for each engine."""
    sums = dict[str, Charge]()
    for one in charges:
        if one is not None:
            other = sums.get(one.engine, Charge(engine=one.engine, texts=0, characters=0))
            sums[one.engine] = Charge(
                engine=one.engine,
                texts=one.texts + other.texts,
                characters=one.characters + other.characters,
                is_most=one.is_most or other.is_most,
            )
    return tuple(sums.values())
