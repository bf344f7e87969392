import itertools
import shutil
import subprocess
from array import array
from pathlib import Path

import av
import pytest

from voiceguide.audio.clip import BYTES_PER_MS, Clip
from voiceguide.audio.scene import Bed, Placed, Scene
from voiceguide.cache.store import NOWHERE
from voiceguide.track.mp3 import encoder
from voiceguide.track.mp3.encoder import encode_frames
from voiceguide.track.mp3.form import MONO, STEREO, Form, form_of
from voiceguide.track.mp3.writer import write_mp3
from voiceguide.track.tags import Tags


@pytest.fixture
def wide(speechlike: Clip) -> Clip:
    """A sound on the left, half as loud on the right."""
    left = array("h", speechlike.pcm[: 2_400 * BYTES_PER_MS])
    both = array("h", (value for sample in left for value in (sample, sample // 2)))
    return Clip("wide", both.tobytes(), channels=2)


@pytest.fixture
def track(wide: Clip, click: Clip, tmp_path: Path) -> Path:
    """Ten seconds of stereo with a click at 3 s and one a second before the end."""
    placed = (Placed(3_000, click), Placed(9_000, click))
    bed = Bed(loop=wide, fade_in_ms=0, fade_out_ms=0)
    path = tmp_path / "track.mp3"
    with path.open("wb") as stream:
        scene = Scene(total_ms=9_984, placed=placed, bed=bed)
        write_mp3(
            stream, scene, Tags(title="Wide"), NOWHERE, workers=2, on_progress=lambda *_: None
        )
    return path


def test_two_channels_make_a_stereo_track() -> None:
    assert (form_of(1), form_of(2)) == (MONO, STEREO)
    assert (MONO.frame_bytes, STEREO.frame_bytes) == (288, 384)


@pytest.mark.parametrize("by_av", [False, True])
def test_stereo_frames_are_of_one_size_and_none_borrows(
    wide: Clip, monkeypatch: pytest.MonkeyPatch, *, by_av: bool
) -> None:
    if by_av:
        monkeypatch.setattr(encoder, "library", lambda: None)
    frames = encode_frames(wide.pcm, STEREO, drop=1, keep=40)
    assert len(frames) == 40 * STEREO.frame_bytes
    for at in range(0, len(frames), STEREO.frame_bytes):
        frame = frames[at : at + STEREO.frame_bytes]
        assert STEREO.owns(frame)
        main_data_begin = int.from_bytes(frame[4:6], "big") >> 7
        assert main_data_begin == 0


def test_frames_of_the_other_form_are_not_accepted(wide: Clip) -> None:
    stereo = encode_frames(wide.pcm, STEREO, drop=0, keep=1)
    assert STEREO.owns(stereo)
    assert not MONO.owns(stereo)
    assert not STEREO.owns(stereo[:-1])


def test_a_stereo_track_is_exact_to_the_sample(track: Path) -> None:
    with av.open(str(track)) as container:
        frames = list(container.decode(audio=0))
    assert {frame.layout.name for frame in frames} == {"stereo"}
    assert sum(frame.samples for frame in frames) == 9_984 * 48
    left = array("f", b"".join(bytes(frame.planes[0])[: 4 * frame.samples] for frame in frames))
    right = array("f", b"".join(bytes(frame.planes[1])[: 4 * frame.samples] for frame in frames))
    for at, channel in itertools.product((3_000 * 48, 9_000 * 48), (left, right)):
        shape = [1] * 10 + [-1] * 10
        lags = {
            lag: sum(sign * channel[at + lag + n] for n, sign in enumerate(shape))
            for lag in range(-30, 31)
        }
        assert max(lags, key=lambda lag: lags[lag]) == 0
    quiet = slice(48_000, 96_000)
    loud = [sum(x * x for x in channel[quiet]) for channel in (left, right)]
    assert loud[0] / loud[1] == pytest.approx(4, rel=0.05)


@pytest.mark.parametrize("program", ["mpg123", "mp3val"])
def test_other_programs_find_no_fault_in_a_stereo_track(track: Path, program: str) -> None:
    if shutil.which(program) is None:
        pytest.skip(f"{program} is not installed")
    command = ["mpg123", "-q", "-s", str(track)] if program == "mpg123" else ["mp3val", str(track)]
    run = subprocess.run(command, capture_output=True, check=True)
    if program == "mpg123":
        assert (len(run.stdout), run.stderr) == (9_984 * 48 * 4, b"")
    else:
        assert b"WARNING" not in run.stdout.replace(b"No supported tags", b"")


@pytest.mark.parametrize("form", [MONO, STEREO])
def test_the_level_of_a_sound_survives(form: Form, wide: Clip, speechlike: Clip) -> None:
    pcm = speechlike.pcm if form is MONO else wide.pcm
    frames = encode_frames(pcm, form, drop=0, keep=80)
    decoder = av.CodecContext.create("mp3float", "r")
    power = 0.0
    for at in range(0, len(frames), form.frame_bytes):
        for frame in decoder.decode(av.Packet(frames[at : at + form.frame_bytes])):  # type: ignore[attr-defined]
            power += sum(x * x for x in array("f", bytes(frame.planes[0])[: 4 * frame.samples]))
    samples = array("h", pcm)[:: form.channels][: 80 * 1152]
    before = sum((x / 32768) ** 2 for x in samples)
    assert power / before == pytest.approx(1, abs=0.05)
