import av
import pytest

from voiceguide.audio.clip import Clip
from voiceguide.errors import AudioError
from voiceguide.track.mp3 import encoder
from voiceguide.track.mp3.encoder import encode_frames
from voiceguide.track.mp3.form import FRAME_SAMPLES, MONO

SILENCE = bytes(2 * FRAME_SAMPLES * 10)


def test_the_requested_frames_equal_those_of_the_whole_encode(speechlike: Clip) -> None:
    pcm = speechlike.pcm[: 2 * FRAME_SAMPLES * 10]
    whole = encode_frames(pcm, MONO, drop=0, keep=10)
    assert (
        encode_frames(pcm, MONO, drop=3, keep=4)
        == whole[3 * MONO.frame_bytes : 7 * MONO.frame_bytes]
    )


def test_every_frame_is_288_bytes_of_96_kbit_mono(speechlike: Clip) -> None:
    frames = encode_frames(speechlike.pcm, MONO, drop=0, keep=500)
    assert len(frames) == 500 * MONO.frame_bytes
    starts = {frames[at : at + 4] for at in range(0, len(frames), MONO.frame_bytes)}
    assert starts == {MONO.frame_header}


def test_no_frame_borrows_bytes_from_the_one_before(speechlike: Clip) -> None:
    frames = encode_frames(speechlike.pcm, MONO, drop=0, keep=500)
    # main_data_begin: the nine bits that follow the frame header
    borrowed = {frames[at + 4 : at + 6] for at in range(0, len(frames), MONO.frame_bytes)}
    assert all(int.from_bytes(bits) >> 7 == 0 for bits in borrowed)


def test_more_frames_than_there_are_is_an_audio_error() -> None:
    with pytest.raises(AudioError, match="did not return frames of 96 kbit"):
        encode_frames(SILENCE, MONO, drop=0, keep=100)


def test_an_encoder_that_is_missing_is_an_audio_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def create(*_: object) -> None:
        raise av.codec.codec.UnknownCodecError("libmp3lame")

    monkeypatch.setattr(encoder, "library", lambda: None)
    monkeypatch.setattr(av.CodecContext, "create", create, raising=True)
    with pytest.raises(AudioError, match="libmp3lame"):
        encode_frames(SILENCE, MONO, drop=0, keep=1)
