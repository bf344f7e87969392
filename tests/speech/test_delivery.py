"""A clip's key covers everything that the clip depends on, and nothing else."""

import os
import struct
import wave

import pytest

from tests.speech.fakes import (
    NO_CACHE,
    FakeEngine,
    FormantEngine,
    Log,
    MistakenEngine,
    SpeakingEngine,
    lines,
    speak_all,
)
from voiceguide.audio.voice_chain import VoiceChain
from voiceguide.cache.store import Store
from voiceguide.errors import (
    LostClipError,
    SpeechError,
    UnknownNameError,
)
from voiceguide.speech import delivery
from voiceguide.speech.engine import Traits
from voiceguide.speech.engines.silent import spoken_ms


def test_a_cached_text_is_not_spoken_again(cache):
    first = speak_all(lines("a", "b"), Log(), cache)
    log = Log()
    again = speak_all(lines("a", "b", "c"), log, cache)
    assert {text: again[text].pcm for text in first} == {t: clip.pcm for t, clip in first.items()}
    assert list(again) == ["a", "b", "c"]
    assert log.spoken == ["c"]


def test_a_clip_damaged_after_it_was_found_is_an_error_and_is_respoken_later(cache, tmp_path):
    (clip,) = speak_all(lines("a"), Log(), cache).values()
    (entry,) = tmp_path.rglob("*.clip")
    entry.write_bytes(entry.read_bytes()[:-1] + b"x")
    with pytest.raises(LostClipError, match="run again"):
        _ = clip.pcm
    log = Log()
    speak_all(lines("a"), log, cache)
    assert log.spoken == ["a"]


def test_another_fingerprint_makes_another_clip(cache):
    speak_all(lines("a"), Log(), cache)
    other = Log()
    other.fingerprint = "fake 2"
    speak_all(lines("a"), other, cache)
    assert other.spoken == ["a"]


def test_another_clip_version_makes_another_clip(cache, monkeypatch):
    speak_all(lines("a"), Log(), cache)
    monkeypatch.setattr(delivery, "CLIP_VERSION", delivery.CLIP_VERSION + 1)
    log = Log()
    speak_all(lines("a"), log, cache)
    assert log.spoken == ["a"]


def test_clips_have_different_names_for_different_texts_or_engines():
    other = Log()
    other.fingerprint = "fake 2"
    names = [
        clip.name
        for log in (Log(), other)
        for clip in speak_all(lines("a", "b"), log, NO_CACHE).values()
    ]
    assert len(set(names)) == 4
    assert all(len(name) == 64 for name in names)


def test_two_engines_with_one_fingerprint_do_not_share_clips(cache):
    first, second = Log(), Log()
    speak_all(lines("a"), first, cache)

    def another():
        engine = second()
        engine.name = "another"
        return engine

    speak_all(lines("a"), another, cache)
    assert second.spoken == ["a"]


def spoken(kind: type[FakeEngine], chain: str, cache: Store = NO_CACHE) -> tuple[bytes, int]:
    """Returns the clip of "a", and how many texts an engine had to speak for it."""
    log = Log()
    log.kind = kind
    clips = speak_all(lines("a"), log, cache, chain=chain)
    return clips["a"].pcm, len(log.spoken)


@pytest.mark.parametrize(
    ("kind", "preset"),
    [(SpeakingEngine, "natural"), (FormantEngine, "formant"), (FakeEngine, "off")],
)
def test_without_a_choice_the_voice_goes_through_the_chain_that_suits_its_engine(kind, preset):
    assert spoken(kind, "auto") == spoken(kind, preset)


def test_the_chains_sound_different():
    assert len({spoken(SpeakingEngine, name) for name in ("formant", "natural", "off")}) == 3


def test_two_chains_never_share_clips(cache):
    for name in ("formant", "natural", "off"):
        assert spoken(SpeakingEngine, name, cache) == spoken(SpeakingEngine, name)
        assert spoken(SpeakingEngine, name, cache)[1] == 0


def test_a_chain_with_a_changed_number_makes_new_clips(cache, monkeypatch):
    spoken(SpeakingEngine, "natural", cache)
    changed = VoiceChain(name="natural", filters=(("highpass", "frequency=71"),))
    monkeypatch.setattr(delivery, "find", lambda name: changed)
    assert spoken(SpeakingEngine, "natural", cache)[1] == 1


@pytest.mark.parametrize(("kind", "chain"), [(FakeEngine, "hoarse"), (MistakenEngine, "auto")])
def test_a_chain_that_does_not_exist_is_refused_before_anything_is_spoken(kind, chain):
    log = Log()
    log.kind = kind
    with pytest.raises(UnknownNameError, match="unknown voice chain 'hoarse'"):
        speak_all(lines("a"), log, NO_CACHE, chain=chain)
    assert log.spoken == []


def test_phrases_are_spoken_one_by_one_and_joined_with_the_pause(cache):
    log = Log()
    (clip,) = speak_all(lines("one two, three; four five six"), log, cache, comma_ms=300).values()
    assert log.spoken == ["one two,", "three;", "four five six"]
    assert clip.length_ms == sum(map(spoken_ms, log.spoken)) + 2 * 300


def test_with_no_pause_set_commas_are_left_to_the_engine(cache):
    log = Log()
    speak_all(lines("one two, three"), log, cache, comma_ms=0)
    assert log.spoken == ["one two, three"]


def test_a_changed_pause_respeaks_only_texts_that_contain_one(cache):
    speak_all(lines("one, two", "three"), Log(), cache, comma_ms=300)
    log = Log()
    speak_all(lines("one, two", "three"), log, cache, comma_ms=400)
    assert log.spoken == ["one,", "two"]


class WholeSentences(FakeEngine):
    """An engine that wants whole sentences."""

    traits = Traits(cut="sentences")


def test_an_engine_for_whole_sentences_gets_their_commas():
    log = Log()
    log.kind = WholeSentences
    (clip,) = speak_all(lines("one two, three"), log, NO_CACHE, comma_ms=300).values()
    assert log.spoken == ["one two, three"]
    assert clip.length_ms == spoken_ms("one two, three")


def test_a_key_depends_on_the_cut_of_texts_only_where_it_matters(cache):
    speak_all(lines("one, two", "three"), Log(), cache, comma_ms=300)
    log = Log()
    log.kind = WholeSentences
    speak_all(lines("one, two", "three"), log, cache, comma_ms=300)
    assert log.spoken == ["one, two"]


class EndlessEngine(FakeEngine):
    """Writes a valid sound of hours for each text."""

    silent = False

    def speak(self, text, target):
        self._log.spoken.append(text)
        with wave.open(str(target), "wb") as file:
            file.setparams((1, 2, 22_050, 0, "NONE", ""))
            file.writeframes(bytes(22_050 * 2))
        head = bytearray(target.read_bytes()[:44])
        struct.pack_into("<I", head, 40, 10**9)
        target.write_bytes(head)
        os.truncate(target, 10**9)


def test_more_sound_than_a_text_can_need_is_refused_unread(cache):
    log = Log()
    log.kind = EndlessEngine
    with pytest.raises(SpeechError, match=r"'Rest\.'.*longer than 1m5s"):
        speak_all(lines("Rest."), log, cache)


def test_whoever_speaks_slowly_is_not_refused():
    assert delivery.longest_ms("In.") >= 60_000
    assert delivery.longest_ms("Breathe in." * 20) >= 200_000
    assert delivery.longest_ms("a" * 100_000) == 30 * 60_000
