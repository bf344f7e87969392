"""The facts that a file states about itself, wherever its format stores them."""

import av
import pytest

from voiceguide.inspection.file_facts import read_file_facts


@pytest.mark.parametrize(
    ("suffix", "codec"), [("ogg", "libopus"), ("opus", "libopus"), ("flac", "flac"), ("mp4", "aac")]
)
def test_texts_are_found_in_the_file_or_in_its_sound(tmp_path, suffix, codec):
    path = tmp_path / f"tagged.{suffix}"
    with av.open(str(path), "w") as container:
        stream = container.add_stream(codec, rate=48_000, layout="mono")
        container.metadata["title"] = "Rest — now"
        frame = av.AudioFrame(format="s16", layout="mono", samples=48_000)
        frame.planes[0].update(bytes(frame.planes[0].buffer_size))
        frame.sample_rate = 48_000
        container.start_encoding()
        sizes = stream.codec_context.frame_size or 4096
        resampler = av.AudioResampler(stream.format, "mono", 48_000, frame_size=sizes)
        for part in [*resampler.resample(frame), *resampler.resample(None)]:
            container.mux(stream.encode(part))
        container.mux(stream.encode(None))
    with path.open("rb") as track:
        facts = read_file_facts(track, None)
    assert facts.tags["title"] == "Rest — now"
    assert facts.built is None
