"""The lines that an engine speaks: a session's sentences in words or in the engine's phonemes."""

from collections.abc import Iterable, Mapping

from voiceguide.errors import EngineSetupError
from voiceguide.script.narration import Sentence
from voiceguide.speech.engine_pool import EnginePool
from voiceguide.speech.speaker import Line
from voiceguide.timeline.parts import Outline
from voiceguide.wording import language as languages
from voiceguide.wording import lexicon, pronunciation
from voiceguide.wording.pronunciation import Pronunciation
from voiceguide.wording.spoken import spoken

_NONE = frozenset[str]()


def lines_for(
    pool: EnginePool, sentences: Mapping[Sentence, str], outline: Outline
) -> dict[Sentence, Line]:
    """Returns each sentence's line for the pool's engines; `sentences` has their cues.

    Raises EngineSetupError if the script has only sounds for words that the engine can't take, and
    as `EnginePool.take` does.
    """
    sounds = {word: p for word, p in outline.pronounce.items() if isinstance(p, Pronunciation)}
    symbols = pool.phonemes() if sounds else _NONE
    if sounds:
        _check(sounds, symbols, sentences, outline.language, pool)
    return {
        sentence: Line(
            text=spoken(sentence.text, outline.language, outline.pronounce, symbols), cue=cue
        )
        for sentence, cue in sentences.items()
    }


def _check(
    sounds: Mapping[str, Pronunciation],
    symbols: frozenset[str],
    sentences: Iterable[Sentence],
    language: str,
    pool: EnginePool,
) -> None:
    """Raises EngineSetupError for all words of the session that this engine can't say."""
    tables = languages.of(language)
    mute = {
        word: said.ipa
        for word, said in sounds.items()
        if said.say is None and not lexicon.sounded(said, symbols, tables)
    }
    used = {word for sentence in sentences for word in lexicon.used(sentence.text, mute)}
    if not used:
        return
    words = [word for word in mute if word in used]
    signs = [
        sign
        for word in words
        for sign in pronunciation.unknown(
            pronunciation.suited(mute[word], symbols, tables.sounds_instead), symbols
        )
    ]
    voicing = pool.voicing
    voice = f"the voice {voicing.voice}" if voicing.voice else f"the engine {voicing.engine}"
    why = f"has no sound for {' '.join(dict.fromkeys(signs))}" if symbols else "takes no IPA"
    first = words[0]
    raise EngineSetupError(
        f"{voice} {why}, and 'pronounce' has nothing else for {', '.join(words)}. Add how to spell "
        f"it as it sounds, such as {first}: {{ipa: {mute[first]}, say: ...}}"
    )
