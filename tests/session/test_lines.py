"""The texts that an engine gets from a script with sounds under `pronounce`."""

from types import SimpleNamespace
from typing import Any, cast

import pytest

from voiceguide.errors import EngineSetupError
from voiceguide.script import reader
from voiceguide.session.lines import lines_for
from voiceguide.speech.engine_pool import EnginePool
from voiceguide.speech.engines.espeak_sounds import SOUNDS
from voiceguide.speech.voicing import Voicing
from voiceguide.timeline.outline import outline
from voiceguide.wording.pronunciation import EVERY

SCRIPT = """\
voiceguide: 1
title: Oil
lengths: {default: one, one: 2m}
pronounce: {%s}
steps:
  - id: oil
    title: Oil
    time: 2m
    say: Now effleurage with oil.
"""
AMERICAN = frozenset(SOUNDS["en-us"])


def lines(pronounce: str, symbols: frozenset[str], voice: str | None = None) -> list[str]:
    """Returns the texts for an engine that takes these symbols of the IPA."""
    planned = outline(reader.loads(SCRIPT % pronounce), 120_000)
    voicing = Voicing(engine="piper" if symbols else "pyttsx3", voice=voice)
    pool = cast("Any", SimpleNamespace(voicing=voicing, phonemes=lambda: symbols))
    return [line.text for line in lines_for(pool, dict(planned.sentences()), planned).values()]


@pytest.mark.parametrize(
    ("entry", "symbols", "said"),
    [
        ("effleurage: {ipa: ˌɛfləˈɹɑːʒ, say: eff}", AMERICAN, "Now [[ˌɛfləˈɹɑːʒ]] with oil."),
        ("effleurage: {ipa: ˌɛfləˈɹɑːʒ}", AMERICAN, "Now [[ˌɛfləˈɹɑːʒ]] with oil."),
        ("effleurage: {ipa: ˌɛfləˈrɑːʒ}", AMERICAN, "Now [[ˌɛfləˈɹɑːʒ]] with oil."),
        ("effleurage: {ipa: ˌɛfləˈɹɑːʒ, say: eff}", frozenset[str](), "Now eff with oil."),
        ("effleurage: {ipa: ˌɛfləˈʁɑːʒ, say: eff}", AMERICAN, "Now eff with oil."),
        ("effleurage: eff", AMERICAN, "Now eff with oil."),
        ("unused: {ipa: ʁ}, effleurage: eff", frozenset[str](), "Now eff with oil."),
    ],
)
def test_an_engine_gets_sounds_if_it_has_them_all_and_else_the_respelling(entry, symbols, said):
    assert lines(entry, symbols) == [said]


def test_without_sounds_in_the_script_no_engine_is_asked():
    assert lines("oil: oyl", cast("Any", None)) == ["Now effla-rahzh with oyl."]


def test_an_engine_without_phonemes_needs_a_respelling_and_the_error_says_so():
    with pytest.raises(EngineSetupError) as caught:
        lines("effleurage: {ipa: ˌɛfləˈɹɑːʒ}, oil: {ipa: ɔɪl}, sea: {ipa: siː}", frozenset())
    assert str(caught.value) == (
        "the engine pyttsx3 takes no IPA, and 'pronounce' has nothing else for effleurage, oil. "
        "Add how to spell it as it sounds, such as effleurage: {ipa: ˌɛfləˈɹɑːʒ, say: ...}"
    )


def test_sounds_that_a_voice_lacks_are_named_together():
    with pytest.raises(EngineSetupError) as caught:
        lines("effleurage: {ipa: ˌɛfləˈʁɑːʒ}, oil: {ipa: ʁøl}", AMERICAN, "en_US-joe-medium")
    assert str(caught.value) == (
        "the voice en_US-joe-medium has no sound for ʁ ø, and 'pronounce' has nothing else for "
        "effleurage, oil. Add how to spell it as it sounds, such as "
        "effleurage: {ipa: ˌɛfləˈʁɑːʒ, say: ...}"
    )


def test_the_engine_silent_takes_all_of_the_ipa():
    assert EnginePool(Voicing(engine="silent")).phonemes() == EVERY


def test_another_pronunciation_is_another_text_so_nothing_old_comes_from_the_cache():
    said = [lines(f"effleurage: {{ipa: {ipa}}}", AMERICAN) for ipa in ("ˌɛfləˈɹɑːʒ", "ɛfləɹɑːʒ")]
    assert said[0] != said[1]
