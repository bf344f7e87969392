"""Measures what a listener would hear in the bundled sounds."""

import os
import subprocess
import sys
import time
from functools import cache
from itertools import chain, pairwise
from pathlib import Path

import av
import pytest
from av.filter import Graph

from voiceguide.resources import audio_assets

np = pytest.importorskip("numpy", reason="measures the sounds with numpy")

RATE = 48_000
SPEECH_LUFS = -19.0
SETS = ("classic", "bowl", "wood", "glass")
CHIMES = ("next-step", "switch", "end")
BEDS = ("room-tone", "rain", "sea", "warm-pad")
SOUNDS = (
    *(f"chimes/{kind}/{name}" for kind in SETS for name in CHIMES),
    *(f"beds/{name}" for name in BEDS),
)


PROGRAMS = Path(__file__).parents[1] / "audio_assets"


def run_program(name, folder, *more):
    """Runs a program in audio_assets/, which may import the modules beside it."""
    command = [sys.executable, "-B", str(PROGRAMS / name), str(folder), *more]
    beside = {**os.environ, "PYTHONSAFEPATH": ""}
    subprocess.run(command, env=beside, check=True, capture_output=True)


def made_sounds(tmp_path_factory, worker):
    """Returns a folder with the sounds as the program makes them here, and with their originals.

    They take ten seconds: the workers of one run share them, and all but the first wait.
    """
    whole = tmp_path_factory.getbasetemp()
    folder = (whole if worker == "master" else whole.parent) / "made-sounds"
    done = folder.with_name("made-sounds-done")
    try:
        folder.mkdir()
    except FileExistsError:
        until = time.monotonic() + 300
        while not done.exists():
            assert time.monotonic() < until, "another worker has not made the sounds"
            time.sleep(0.1)
    else:
        run_program("make_sounds.py", folder, "--originals")
        done.touch()
    return folder


def sound_file(name):
    """Returns a sound's file name in the assets: beds are Opus, chimes FLAC."""
    return f"{name}.opus" if name.startswith("beds/") else f"{name}.flac"


@cache
def pcm(name, folder=None, file=None):
    """Returns a sound's samples as integers; one row per channel if there are two."""
    with av.open(str((folder or audio_assets()) / (file or sound_file(name)))) as container:
        channels = container.streams.audio[0].channels
        whole = av.AudioResampler(format="s16", rate=RATE)
        frames = chain(container.decode(audio=0), [None])
        parts = [part for frame in frames for part in whole.resample(frame)]
    samples = np.concatenate([part.to_ndarray().reshape(-1) for part in parts])
    samples = samples if channels == 1 else samples.reshape(-1, channels).T
    samples.setflags(write=False)
    return samples


def wave(name):
    """Returns a sound's samples, scaled so that full scale is 1."""
    return pcm(name) / 32_768


def one_loudspeaker(samples):
    """Mixes both channels into one, as integers."""
    return samples if samples.ndim == 1 else np.rint(samples.mean(axis=0)).astype(np.int16)


def decibels(amplitude):
    return 20 * np.log10(np.maximum(amplitude, 1e-12))


def rms(sound):
    return np.sqrt(np.mean(np.square(sound)))


def envelope(sound):
    """The envelope: magnitude of the analytic signal, smoothed over 2 ms."""
    spectrum = np.fft.fft(sound)
    spectrum[len(sound) // 2 :] = 0
    return np.convolve(2 * np.abs(np.fft.ifft(spectrum)), np.ones(96) / 96, "same")


def rises(sound):
    """Growth of the envelope over 15 ms, at each sample, as a share of its maximum."""
    level = envelope(sound)
    span = 15 * RATE // 1000
    return (level[span:] - level[:-span]) / level.max()


def strikes(sound):
    """Samples at which a strike begins: a rise after 100 ms without one."""
    rising = np.flatnonzero(rises(sound) > 0.2)
    return [int(rising[0])] + [int(b) for a, b in pairwise(rising) if b - a > RATE // 10]


def pitch(sound, start):
    """The strongest frequency from 20 to 200 ms after sample `start`, in hertz."""
    piece = sound[start + RATE // 50 : start + RATE // 5]
    spectrum = np.abs(np.fft.rfft(piece * np.hanning(len(piece)), RATE))
    return int(np.argmax(spectrum))


def centroid(sound):
    """The centroid of the power spectrum, in hertz."""
    power = np.abs(np.fft.rfft(sound)) ** 2
    return float(power @ np.fft.rfftfreq(len(sound), 1 / RATE) / power.sum())


def share(sound, low, high):
    """Share of the power between two frequencies, 0 to 1, over all channels."""
    power = np.abs(np.fft.rfft(sound)) ** 2
    frequency = np.fft.rfftfreq(sound.shape[-1], 1 / RATE)
    return float(power[..., (frequency >= low) & (frequency <= high)].sum() / power.sum())


def above(sound, frequency):
    """Removes everything below a frequency in hertz."""
    spectrum = np.fft.rfft(sound)
    spectrum[np.fft.rfftfreq(len(sound), 1 / RATE) < frequency] = 0
    return np.fft.irfft(spectrum, len(sound))


def likeness(one, other):
    """The highest correlation of two sounds at any lag, 0 to 1."""
    size = 2 * max(len(one), len(other))
    product = np.fft.rfft(one, size) * np.conj(np.fft.rfft(other, size))
    return float(np.abs(np.fft.irfft(product, size)).max() / np.sqrt(one @ one * (other @ other)))


def loudness(samples, kind):
    """ffmpeg's readings in LUFS, every 100 ms: M for the last 400 ms, I for all so far."""
    graph = Graph()
    source = graph.add_abuffer(format="s16", sample_rate=RATE, layout="mono")
    meter, sink = graph.add("ebur128", "metadata=1"), graph.add("abuffersink")
    source.link_to(meter)
    meter.link_to(sink)
    graph.configure()
    frame = av.AudioFrame.from_ndarray(samples.reshape(1, -1), format="s16", layout="mono")
    frame.sample_rate, frame.pts = RATE, 0
    graph.push(frame)
    graph.push(None)
    readings = list[float]()
    while True:
        try:
            metadata = graph.pull().metadata
        except (EOFError, BlockingIOError):
            return readings
        readings += [float(value) for key, value in metadata.items() if key == f"lavfi.r128.{kind}"]


def bands(sound):
    """Power in the octaves from 62.5 Hz to 8 kHz, in dB."""
    power = np.abs(np.fft.rfft(sound * np.hanning(len(sound)))) ** 2
    frequency = np.fft.rfftfreq(len(sound), 1 / RATE)
    edges = [62.5 * 2**i for i in range(8)]
    octaves = [power[(frequency >= f) & (frequency < 2 * f)].sum() for f in edges]
    return 10 * np.log10(np.array(octaves))
