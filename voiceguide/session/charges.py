"""What a session will send to engines that may cost money, known before anything is sent."""

from collections.abc import Iterable

from voiceguide.cache.store import Cache
from voiceguide.progress import Charge
from voiceguide.speech.calm import Calm
from voiceguide.speech.delivery import Delivery
from voiceguide.speech.engine_pool import EnginePool
from voiceguide.speech.pace import known_rate, relative_pace, sentences_to_measure
from voiceguide.timeline.parts import Outline


def charge(
    texts: Iterable[str], pool: EnginePool, outline: Outline, calm: Calm, cache: Cache
) -> Charge | None:
    """Returns what the pool's engine will be asked to speak of `texts`, beyond what is cached.

    None if that costs nothing. Raises as `EnginePool.take` does.
    """
    voicing, language, distinct = pool.voicing, outline.language, list(dict.fromkeys(texts))
    with pool.lent(None) as engine:
        if not engine.traits.charges:
            return None
        known = known_rate(engine, voicing.rate, language, cache.store("rate"))
    if known is None:
        missing = [calm.with_rests(text, relative_pace(voicing.rate)) for text in distinct]
        missing += sentences_to_measure(language)
    else:
        with pool.lent(known.rate) as engine:
            delivery = Delivery.by(
                engine,
                cache.store("clip"),
                comma_ms=outline.comma_ms,
                chain=voicing.chain,
                pace=relative_pace(voicing.rate),
                calm=calm,
            )
            pieces = [delivery.phrases(text) for text in distinct if delivery.kept(text) is None]
            missing = ["".join(phrases) for phrases in pieces]
    if not missing:
        return None
    return Charge(
        engine=voicing.engine,
        texts=len(missing),
        characters=sum(map(len, missing)),
        is_most=known is None,
    )


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
