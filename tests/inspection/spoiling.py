"""A small spoken session, and ways to spoil it."""

import io
import json
import wave
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray

from voiceguide import resources
from voiceguide.audio.clip import Clip
from voiceguide.audio.scene import Placed, Scene
from voiceguide.cache.store import NOWHERE
from voiceguide.inspection.check import Verdict
from voiceguide.inspection.report import Report
from voiceguide.timeline.model import BedPlan, Chime, ChimeKind, GainPoint, Phrase, Timeline
from voiceguide.track.mp3.writer import write_mp3
from voiceguide.track.sidecars.lrc import lrc
from voiceguide.track.sidecars.timeline_json import compact_timeline_json, timeline_json
from voiceguide.track.tags import Mark, Tags

Samples = NDArray[np.int16]

SCRIPT = """\
voiceguide: 1
title: Neck and shoulders
description: A short one.
lengths: {default: standard, standard: 2m}
announce: "Step {number}: {title}."
quiet: {standard: 30s}
manners: {apart: 4s, subject: 5s, ending: 11s}
reminders:
  breath: {every: 15s, rest: 5s, say: ["Breathe out slowly."]}
steps:
  - id: neck
    title: Neck
    time: 50s
    say: |
      Let your partner rest with the head to one side.
      Draw small circles on the neck with both thumbs.
  - id: shoulders
    title: Shoulders
    time: 46s
    ahead: Next come the shoulders.
    sides: {names: [the far shoulder, the near shoulder], say: "Now go on with {side}."}
    say: |
      Lay one palm on {side}.
      Shake it gently back and forth.
  - id: rest
    title: Rest
    time: 24s
    reminders: false
    ahead: Next you let the back rest.
    say: |
      Lay both palms flat.
      Let them rest there.
"""


def samples(path: Path) -> Samples:
    """Returns the sound of a mono 48 kHz file."""
    resampler = av.AudioResampler(format="s16", layout="mono", rate=48_000)
    with av.open(str(path)) as container:
        parts = [
            part.to_ndarray()[0]
            for frame in container.decode(audio=0)
            for part in resampler.resample(frame)
        ]
    return np.concatenate(parts)


def write_track(
    path: Path, sound: Samples, timeline: Timeline, *, marks: Sequence[Mark] | None = None
) -> Path:
    """Writes an MP3 file like ours, with this sound and this plan."""
    if marks is None:
        marks = [
            Mark(start_ms=chapter.start_ms, end_ms=chapter.end_ms, title=chapter.label)
            for chapter in timeline.chapters
        ]
    tags = Tags(
        title=timeline.title,
        artist="voiceguide",
        album=timeline.title,
        comment="A short one.",
        language="eng",
        lyrics=lrc(timeline),
        cover=(resources.audio_assets() / "cover.jpg").read_bytes(),
        chapters=tuple(marks),
        timeline=compact_timeline_json(timeline),
    )
    clip = Clip("sound", sound.tobytes())
    scene = Scene(total_ms=clip.length_ms, placed=(Placed(0, clip),))
    stream = io.BytesIO()
    write_mp3(stream, scene, tags, NOWHERE, workers=2, on_progress=lambda _done, _whole: None)
    path.write_bytes(stream.getvalue())
    return path


def write_wav(path: Path, channels: Sequence[Samples], timeline: Timeline) -> Path:
    """Writes a WAV file with its plan beside it."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(len(channels))
        file.setsampwidth(2)
        file.setframerate(48_000)
        file.writeframes(np.stack(channels, axis=1).tobytes())
    path.with_suffix(".timeline.json").write_text(timeline_json(timeline), encoding="utf-8")
    return path


def phrases(timeline: Timeline) -> list[Phrase]:
    """Returns every phrase, in order."""
    return [phrase for cue in timeline.cues for phrase in cue.phrases]


def chime(timeline: Timeline, kind: ChimeKind) -> Chime:
    """Returns the first chime of a kind."""
    return next(chime for chime in timeline.chimes if chime.kind is kind)


def moved(timeline: Timeline, old: Chime, by_ms: int) -> Timeline:
    """Returns the plan with one chime moved."""
    new = replace(old, start_ms=old.start_ms + by_ms, end_ms=old.end_ms + by_ms)
    chimes = (new if each == old else each for each in timeline.chimes)
    return replace(timeline, chimes=tuple(sorted(chimes, key=lambda each: each.start_ms)))


def bed_plan(timeline: Timeline, *, level_lu: float = -20.0, duck_db: float = -6.0) -> BedPlan:
    """Returns the bed's gain by the rule: 400 ms down, 800 ms hold, 2,000 ms up."""
    sounds: list[Phrase | Chime] = [*phrases(timeline), *timeline.chimes]
    spans = sorted((sound.start_ms, sound.end_ms) for sound in sounds)
    points = [GainPoint(0, duck_db)]  # the first chime is at the very start
    for (_, end), (start, _) in pairwise(spans):
        if start - end >= 4_000:
            points += [
                GainPoint(end + 800, duck_db),
                GainPoint(end + 2_800, 0.0),
                GainPoint(start - 400, 0.0),
                GainPoint(start, duck_db),
            ]
    return BedPlan(
        name="noise", level_lu=level_lu, gain=tuple(points), fade_in_ms=500, fade_out_ms=12_000
    )


def gains(plan: BedPlan, total_ms: int) -> NDArray[np.float64]:
    """Returns the bed's amplitude at each sample: gain and fades."""
    at = np.arange(total_ms * 48) / 48
    db = np.interp(at, [point.at_ms for point in plan.gain], [point.db for point in plan.gain])
    fade = np.minimum(np.minimum(at / plan.fade_in_ms, (total_ms - at) / plan.fade_out_ms), 1)
    return 10 ** (db / 20) * fade


def verdicts(report: Report) -> dict[str, Verdict]:
    """Returns every check's verdict by its name."""
    found = {check.name: check.verdict for check in report.checks}
    assert len(found) == len(report.checks)
    return found


def failing(report: Report) -> set[str]:
    """Returns the names of the checks that fail."""
    return {check.name for check in report.failed}


def as_json(text: str) -> dict[str, object]:
    """Returns a JSON object."""
    document = json.loads(text)
    assert isinstance(document, dict)
    return document
