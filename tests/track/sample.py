"""A track to try formats on: what is in it, and where its clicks are heard."""

import io
import random
import shutil
import subprocess
from array import array
from fractions import Fraction
from pathlib import Path

import av
import pytest

from voiceguide.audio.scene import Scene
from voiceguide.cache.store import NOWHERE, Store
from voiceguide.track.format import Format, Written
from voiceguide.track.tags import Mark, Tags


def cover() -> bytes:
    """Returns a JPEG of 64 by 64 pixels of noise."""
    chance = random.Random(3)
    context = av.CodecContext.create("mjpeg", "w")
    context.width = context.height = 64
    context.pix_fmt = "yuvj420p"
    context.time_base = Fraction(1)
    picture = av.VideoFrame(64, 64, "yuvj420p")
    for plane in picture.planes:
        plane.update(chance.randbytes(plane.buffer_size))
    return b"".join(map(bytes, context.encode(picture)))


def tags_for(total_ms: int, timeline: str = "") -> Tags:
    """Returns tags with two chapters that fill a track."""
    half_ms = total_ms // 2
    return Tags(
        title="Back massage",
        artist="voiceguide",
        album="Guided sessions — English",
        comment="Not medical advice.",
        language="eng",
        lyrics="[00:01.00]Lie down.\n",
        cover=cover(),
        timeline=timeline,
        chapters=(
            Mark(start_ms=0, end_ms=half_ms, title="Welcome"),
            Mark(start_ms=half_ms, end_ms=total_ms, title="1. Nacken — naturally"),
        ),
    )


def write(
    kind: Format, scene: Scene, tags: Tags, store: Store = NOWHERE, *, workers: int = 2
) -> tuple[bytes, Written]:
    """Returns a track's bytes, and what the format says of them."""
    stream = io.BytesIO()
    told = kind.write(
        stream, scene, tags, store, workers=workers, on_progress=lambda _done, _total: None
    )
    return stream.getvalue(), told


def needs(tool: str) -> pytest.MarkDecorator:
    """Skips a test if a program is not installed."""
    return pytest.mark.skipif(not shutil.which(tool), reason=f"{tool} is not installed")


def run(*command: str | Path) -> tuple[bytes, str]:
    """Returns a tool's output and its complaints."""
    done = subprocess.run(command, capture_output=True, check=True)
    return done.stdout, done.stderr.decode()


def clicks(samples: "array[int] | array[float]") -> list[int]:
    """Returns the samples at which the signal swings from high to low: ten into a click."""
    loud = max(samples) / 3
    found: list[int] = []
    for n in range(1, len(samples)):
        swings = samples[n - 1] > 0 >= samples[n]
        if swings and max(samples[max(0, n - 8) : n]) > loud and min(samples[n : n + 8]) < -loud:
            found.append(n)
    return found
