from types import SimpleNamespace

import pytest

from voiceguide.audio.clip import Clip
from voiceguide.track.mp3 import encoder, lame
from voiceguide.track.mp3.encoder import encode_frames
from voiceguide.track.mp3.form import MONO


def test_without_it_the_other_encoder_gives_frames_of_the_same_kind(
    speechlike: Clip, monkeypatch: pytest.MonkeyPatch
) -> None:
    by_default = encode_frames(speechlike.pcm, MONO, drop=1, keep=50)
    monkeypatch.setattr(encoder, "library", lambda: None)
    by_av = encode_frames(speechlike.pcm, MONO, drop=1, keep=50)
    assert len(by_av) == len(by_default) == 50 * MONO.frame_bytes
    assert {by_av[at : at + 4] for at in range(0, len(by_av), MONO.frame_bytes)} == {
        by_default[at : at + 4] for at in range(0, len(by_default), MONO.frame_bytes)
    }


def test_a_package_that_hides_the_library_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lame, "find_spec", lambda name: None)
    lame.library.cache_clear()
    try:
        assert lame.library() is None
    finally:
        lame.library.cache_clear()


def test_a_library_that_does_not_start_is_reported() -> None:
    broken = SimpleNamespace(lame_init=lambda: 0)
    with pytest.raises(ValueError, match="could not be started"):
        lame.encode(broken, bytes(4608), channels=1, bit_rate=96_000, quality=7)  # type: ignore[arg-type]
