"""The pipeline: check, speak, plan, mix, write. The only module that knows all of them.

script ──▶ outline ──▶ clips ──▶ timeline ──▶ scene ──▶ track and sidecars
"""

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from voiceguide import timecode
from voiceguide.atomic import Publication
from voiceguide.audio import library as sounds
from voiceguide.audio import voice_chain
from voiceguide.audio.clip import Clip
from voiceguide.errors import InputError, OutputError, PlanError
from voiceguide.labelling import labels
from voiceguide.playing.draft import UNSPOKEN, Draft, sure_until
from voiceguide.proof.check import Check
from voiceguide.proof.gate import admit
from voiceguide.script import library as scripts
from voiceguide.script import reader
from voiceguide.script.model import Script
from voiceguide.script.spoken import spoken
from voiceguide.speech import registry
from voiceguide.speech.engine import Engine, EngineSettings
from voiceguide.speech.engines.silent import spoken_ms
from voiceguide.speech.pace import own_rate
from voiceguide.speech.phrasing import joined_ms
from voiceguide.speech.speaker import Line, speak_all
from voiceguide.staging import (
    BED_LEVEL_LU,
    LOUDEST_BED_LU,
    SOFTEST_BED_LU,
    Backdrop,
    scene,
    with_bed,
)
from voiceguide.store import Store, default_folder
from voiceguide.timeline import lengths
from voiceguide.timeline.model import ChimeKind, Timeline
from voiceguide.timeline.outline import outline
from voiceguide.timeline.parts import Outline
from voiceguide.timeline.planner import plan as plan_timeline
from voiceguide.timeline.utterance import Measure
from voiceguide.track import target
from voiceguide.track.mp3 import write_mp3
from voiceguide.track.sidecars import named

COMMAND_ENGINE = "command"

CHIMES = "classic"
"""The set of chimes that is taken where none is asked for."""

Progress = Callable[[str, int, int], None]
"""Told the stage ("speak" or "encode"), how much is done and how much there is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Voicing:
    """Who speaks and how. `volume` is from 0 to 1.

    `rate` is in real words a minute while the voice speaks, whatever the engine counts in;
    None is a calm pace. `command` is the argument list of the `command` engine. `chain` says
    how the voice is polished: formant, natural, off, or auto for what suits the engine.
    """

    engine: str = "pyttsx3"
    voice: str | None = None
    rate: int | None = None
    volume: float = 1.0
    command: tuple[str, ...] = ()
    chain: str = "auto"


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """What `make` wrote; `findings` are the rules of a good session that its plan breaks,
    `encoded` the blocks of sound that had to be encoded for it."""

    track: Path
    sidecars: tuple[Path, ...]
    timeline: Timeline
    findings: tuple[Check, ...] = ()
    encoded: int = 0


def load(script: str | Path) -> Script:
    """A bundled script by name, or a script file by path.

    Raises UnknownNameError, or ScriptError with every problem found.
    """
    path = script if isinstance(script, Path) else scripts.find(script)
    return reader.load(path)


def total_ms(
    script: Script, *, length: str | None = None, minutes: float | Fraction | None = None
) -> int:
    """The session's exact length for a named length or a number of minutes.

    Neither means the script's default. Raises UnknownNameError, LengthError,
    or InputError where both are given.
    """
    if length is not None and minutes is not None:
        raise InputError("give a named length or minutes, not both")
    if minutes is None:
        name = script.lengths.default_name if length is None else length
        return lengths.named(script.lengths, name)
    try:
        total = timecode.from_minutes(Fraction(str(minutes)))
    except ValueError as error:
        raise InputError(f"{minutes} is not a number of minutes") from error
    lengths.check(script.lengths, total)
    return total


def plan(
    script: Script | str | Path,
    *,
    length: str | None = None,
    minutes: float | Fraction | None = None,
    voicing: Voicing | None = None,
    chimes: str | Path = CHIMES,
    sleep: bool = False,
    on_progress: Progress | None = None,
) -> Timeline:
    """The timeline of a session: every cue, chime and chapter at its time.

    The words are spoken (or taken from the cache) so that the times are those
    of the track; `chimes` and `sleep` are as for `make`. Raises VoiceguideError.
    """
    script = script if isinstance(script, Script) else load(script)
    planned = outline(script, total_ms(script, length=length, minutes=minutes), sleep=sleep)
    report = on_progress or _quietly
    return _rehearse(script, planned, voicing or Voicing(), _chimes(chimes), report).timeline


def estimate(
    script: Script,
    *,
    length: str | None = None,
    minutes: float | Fraction | None = None,
    sleep: bool = False,
) -> Timeline:
    """About what `plan` gives, at an everyday pace of speaking; nothing is spoken.

    Raises LengthError or PlanError where the words or the rules don't fit.
    """
    planned = outline(script, total_ms(script, length=length, minutes=minutes), sleep=sleep)
    return _timed(planned, _everyday(script), _chimes())


def make(
    script: Script | str | Path,
    output: str | Path,
    *,
    length: str | None = None,
    minutes: float | Fraction | None = None,
    voicing: Voicing | None = None,
    bed: str | Path = "room-tone",
    bed_level_lu: float = BED_LEVEL_LU,
    chimes: str | Path = CHIMES,
    sleep: bool = False,
    sidecars: Sequence[str] = (),
    inspect: bool = True,
    on_progress: Progress | None = None,
) -> Made:
    """Make a session: `output`, an MP3 file, and the `sidecars` beside it.

    `bed` is a bundled bed, a sound file, or "none", at `bed_level_lu` against
    speech; `chimes` is a bundled set or a folder of sounds; `sleep` ends gently,
    for falling asleep; `sidecars` are names from captions, chapters, timeline,
    lyrics; with `inspect` the track is read back before it gets its name. Files appear
    whole, all together, or not at all. Raises VoiceguideError.
    """
    backdrop = _backdrop(bed, bed_level_lu, sleep=sleep)
    voicing, report = voicing or Voicing(), on_progress or _quietly
    output = Path(output)
    inputs = _input_files(script, bed)
    wanted = named([sidecars] if isinstance(sidecars, str) else sidecars)
    target.check_track(output)
    script = script if isinstance(script, Script) else load(script)
    total = total_ms(script, length=length, minutes=minutes)
    track = target.resolve(output, inputs)
    beside = [(kind, target.resolve(kind.path(output), inputs)) for kind in wanted]
    signals = _chimes(chimes)
    rehearsal = _rehearse(script, outline(script, total, sleep=sleep), voicing, signals, report)
    timeline = with_bed(rehearsal.timeline, backdrop)
    tags = labels(script, timeline, Store(default_folder(), "picture"))
    try:
        with Publication() as publication:
            file = publication.open(track)
            encoded = write_mp3(
                file,
                scene(timeline, rehearsal.phrases, rehearsal.chimes, backdrop),
                tags,
                Store(default_folder(), "block"),
                workers=os.cpu_count() or 1,
                on_progress=lambda done, whole: report("encode", done, whole),
            )
            findings = admit(file, timeline) if inspect else ()
            for kind, path in beside:
                publication.open(path).write(kind.text(timeline).encode())
            publication.publish()
    except OSError as error:
        raise OutputError(
            f"could not write {output}: {error.strerror or error}. What stood there before is "
            "untouched, and the spoken cues are kept: run again when that is mended"
        ) from error
    paths = tuple(kind.path(output) for kind in wanted)
    return Made(track=output, sidecars=paths, timeline=timeline, findings=findings, encoded=encoded)


def rehearse(
    script: Script,
    on_draft: Callable[[Draft], None],
    *,
    length: str | None = None,
    minutes: float | Fraction | None = None,
    voicing: Voicing | None = None,
    bed: str | Path = "room-tone",
    bed_level_lu: float = BED_LEVEL_LU,
    chimes: str | Path = CHIMES,
    sleep: bool = False,
    on_progress: Progress | None = None,
) -> None:
    """Prepare a session so that it can be heard from the first second on.

    `on_draft` gets it as soon as its opening chime has a time, and again each time
    that more of its opening words are spoken; the last draft is the whole session,
    as `make` would write it. The rest is as for `make`. Raises VoiceguideError.
    """
    planned = outline(script, total_ms(script, length=length, minutes=minutes), sleep=sleep)
    signals, backdrop = _chimes(chimes), _backdrop(bed, bed_level_lu, sleep=sleep)
    guess, clips = _everyday(script), dict[str, Clip]()

    def draft() -> Draft:
        def measure(sentence: str) -> int:
            return clips[sentence].length_ms if sentence in clips else guess(sentence)

        timeline = with_bed(_timed(planned, measure, signals), backdrop)
        sounding = {**{sentence: UNSPOKEN for sentence, _ in planned.sentences()}, **clips}
        return Draft(
            timeline=timeline,
            scene=scene(timeline, sounding, signals, backdrop),
            until_ms=sure_until(timeline, clips),
        )

    def heard(sentence: str, clip: Clip) -> None:
        clips[sentence] = clip
        if sentence in opening:
            on_draft(draft())

    try:
        first = draft()
    except PlanError:  # the words as they are spoken may fit where the guess does not
        opening = frozenset[str]()
    else:
        opening = frozenset(
            phrase.text for cue in first.timeline.cues[:1] for phrase in cue.phrases
        )
        on_draft(first)
    _speak(script, planned, voicing or Voicing(), on_progress or _quietly, heard)
    on_draft(draft())


def create_engine(voicing: Voicing, language: str = "en", *, rate: int | None = None) -> Engine:
    """The engine that a voicing asks for; `rate` is in the engine's own numbers.

    Raises UnknownNameError or EngineSetupError, and InputError for a command
    that the engine would not run.
    """
    if voicing.command and voicing.engine != COMMAND_ENGINE:
        raise InputError(
            f"the engine {voicing.engine} runs no command; choose the engine {COMMAND_ENGINE} "
            "for it, or leave the command out"
        )
    settings = EngineSettings(
        voice=voicing.voice,
        rate=rate,
        volume=voicing.volume,
        language=language,
        command=voicing.command,
    )
    return registry.create(voicing.engine, settings)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rehearsal:
    """A planned session with the sounds that it is made of, by name."""

    timeline: Timeline
    phrases: Mapping[str, Clip]
    chimes: Mapping[ChimeKind, Clip]


def _rehearse(
    script: Script,
    planned: Outline,
    voicing: Voicing,
    chimes: Mapping[ChimeKind, Clip],
    report: Progress,
) -> _Rehearsal:
    """Speak everything and plan it."""
    phrases = _speak(script, planned, voicing, report)
    timeline = _timed(planned, lambda sentence: phrases[sentence].length_ms, chimes)
    return _Rehearsal(timeline=timeline, phrases=phrases, chimes=chimes)


def _backdrop(bed: str | Path, level_lu: float, *, sleep: bool) -> Backdrop:
    if not SOFTEST_BED_LU <= level_lu <= LOUDEST_BED_LU:
        raise InputError(
            f"a bed can't be at {level_lu:g} LU against speech; choose from "
            f"{SOFTEST_BED_LU:g} to {LOUDEST_BED_LU:g}"
        )
    return Backdrop(bed=sounds.find_bed(bed), name=Path(bed).name, level_lu=level_lu, sleep=sleep)


def _everyday(script: Script) -> Measure:
    """How long a sentence takes at an everyday pace; nothing is spoken."""

    def measure(sentence: str) -> int:
        said = spoken(sentence, script.language, script.pronounce)
        return joined_ms(said, script.pauses.comma, spoken_ms)

    return measure


def _chimes(wanted: str | Path = CHIMES) -> Mapping[ChimeKind, Clip]:
    return {ChimeKind(name): clip for name, clip in sounds.find_chimes(wanted).items()}


def _timed(planned: Outline, measure: Measure, chimes: Mapping[ChimeKind, Clip]) -> Timeline:
    return plan_timeline(planned, measure, {kind: clip.length_ms for kind, clip in chimes.items()})


def _speak(
    script: Script,
    planned: Outline,
    voicing: Voicing,
    report: Progress,
    heard: Callable[[str, Clip], None] | None = None,
) -> Mapping[str, Clip]:
    """A clip for every sentence of the outline; `heard` gets each as soon as it is there."""
    respelt = {
        sentence: Line(text=spoken(sentence, script.language, script.pronounce), cue=cue)
        for sentence, cue in planned.sentences()
    }

    if voicing.chain != voice_chain.AUTO:
        voice_chain.find(voicing.chain)

    def each(text: str, clip: Clip) -> None:
        for sentence, line in respelt.items():
            if heard is not None and line.text == text:
                heard(sentence, clip)

    def engine(rate: int | None) -> Engine:
        return create_engine(voicing, script.language, rate=rate)

    kept = default_folder()
    rate = own_rate(engine, voicing.rate, script.language, Store(kept, "rate"))
    clips = speak_all(
        tuple(respelt.values()),
        lambda: engine(rate),
        Store(kept, "clip"),
        comma_ms=script.pauses.comma,
        chain=voicing.chain,
        on_progress=lambda done, whole: report("speak", done, whole),
        on_clip=each,
    )
    return {sentence: clips[line.text] for sentence, line in respelt.items()}


def _input_files(script: Script | str | Path, bed: str | Path) -> list[Path]:
    """The files that the session is made from: never to be written over."""
    inputs = [] if str(bed) in (*sounds.beds(), sounds.NO_BED) else [Path(bed)]
    if not isinstance(script, Script):
        inputs.append(script if isinstance(script, Path) else scripts.find(script))
    return inputs


def _quietly(_stage: str, _done: int, _whole: int) -> None:
    """Report nothing."""
