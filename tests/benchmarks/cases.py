"""The cases. Each makes a track of one length; a `Round` runs each once."""

import shutil
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks import material
from tests.benchmarks.measure import Cost, run
from tests.benchmarks.timeline import phrases, write_table
from tests.benchmarks.voice import CHIMES, ENGINE_VARIABLE, ENGINES, RATE, VOICE

MORE_MINUTES = 5
"""How many minutes longer the other length is."""

_BYTES_A_SECOND = 96_000 // 8


@dataclass(frozen=True, slots=True)
class Made:
    """A track's cost, and the timeline file beside it."""

    cost: Cost
    timeline: Path


class Round:
    """All cases for one length, in a folder that starts empty."""

    def __init__(self, folder: Path, minutes: float, engine: str = ENGINES[0]) -> None:
        self._folder = folder
        self._engine = engine
        self._minutes = minutes
        self._firsts: dict[Path, Made] = {}
        self._stretched = material.stretched(folder)
        self._same_words = material.same_words(folder)
        self.notes: dict[str, str] = {}
        """Remarks for the table, by case name."""

    def obvious(self) -> Cost:
        """The obvious program, given the finished timeline, so it need not plan."""
        return self._other(sys.executable, "-m", "tests.benchmarks.obvious", self._timeline())

    def pipeline(self) -> Cost:
        """The same in a shell script, with the timeline as a table."""
        table = write_table(Path(self._timeline()), self._folder / "events.tsv")
        script = Path(__file__).with_name("pipeline.sh")
        return self._other("bash", str(script), str(table), str(CHIMES), VOICE, str(RATE))

    def bound(self) -> Cost:
        """Its distinct sentences spoken and encoded on all cores, and nothing else."""
        command = [sys.executable, "-m", "tests.benchmarks.bound", self._timeline()]
        return run(command, {ENGINE_VARIABLE: self._engine})

    def cold(self) -> Cost:
        """With an empty cache: reading, speaking, planning, mixing, writing."""
        return self._first(self._stretched).cost

    def warm(self) -> Cost:
        """The same session again, over the existing track."""
        self._first(self._stretched)
        return self._make(self._stretched, self._cache(self._stretched)).cost

    def edited(self) -> Cost:
        """With the cache of the first, after one sentence of the script has changed."""
        return self._make(material.edited(self._stretched), self._copy(self._stretched)).cost

    def longer(self) -> Cost:
        """With the cache of the first, five minutes longer: the bundled script has more to say."""
        return self._longer("longer", self._stretched)

    def bed(self) -> Cost:
        """With an empty cache, and rain (in stereo) instead of the room tone."""
        return self._make(self._stretched, self._folder / "rain", "--bed", "rain").cost

    def same(self) -> Cost:
        """With an empty cache, the script with the same words at every length."""
        made = self._first(self._same_words)
        self.notes["same"] = f"{len(set(phrases(made.timeline)))} different sentences"
        return made.cost

    def same_longer(self) -> Cost:
        """That script, five minutes longer, with the cache of the first."""
        return self._longer("same-longer", self._same_words)

    def _longer(self, case: str, script: Path) -> Cost:
        known = set(phrases(self._first(script).timeline))
        made = self._make(script, self._copy(script), minutes=self._minutes + MORE_MINUTES)
        self.notes[case] = f"{len(set(phrases(made.timeline)) - known)} sentences new"
        return made.cost

    def _timeline(self) -> str:
        return str(self._first(self._stretched).timeline)

    def _other(self, *command: str) -> Cost:
        """Runs another program, which takes the track's name as its last argument."""
        track = self._folder / "other.mp3"
        cost = run([*command, str(track)], {ENGINE_VARIABLE: self._engine})
        seconds = track.stat().st_size / _BYTES_A_SECOND
        if not 0.99 < seconds / (60 * self._minutes) < 1.01:
            raise RuntimeError(f"{command} made {seconds:.1f} s of sound: not the same session")
        return cost

    def _first(self, script: Path) -> Made:
        """Makes a session with an empty cache, once; other cases build on it."""
        if script not in self._firsts:
            self._firsts[script] = self._make(script, self._cache(script))
        return self._firsts[script]

    def _make(self, script: Path, cache: Path, *options: str, minutes: float | None = None) -> Made:
        track = self._folder / f"{script.stem}-{minutes or self._minutes:g}.mp3"
        command = [sys.executable, "-m", "voiceguide", "make", str(script), "-o", str(track)]
        length = ["--minutes", f"{minutes or self._minutes:g}"]
        cost = run(
            [*command, *length, "--with", "timeline", *options],
            {"VOICEGUIDE_CACHE": str(cache), "VOICEGUIDE_ENGINE": self._engine},
        )
        return Made(cost, track.with_suffix(".timeline.json"))

    def _cache(self, script: Path) -> Path:
        return self._folder / f"{script.stem}-cache"

    def _copy(self, script: Path) -> Path:
        """Copies the cache as the first run left it, whatever other cases have done since."""
        self._first(script)
        copy = self._folder / "cache-copy"
        shutil.rmtree(copy, ignore_errors=True)
        return Path(shutil.copytree(self._cache(script), copy))


@dataclass(frozen=True, slots=True)
class Case:
    """A line of the table. `needs` are the programs that it requires."""

    label: str
    measure: Callable[[Round], Cost]
    needs: tuple[str, ...] = ()
    comparable: bool = True
    """Whether it makes the same session as the obvious program."""

    engines: tuple[str, ...] = ENGINES
    """The engines with which the case is meaningful."""

    def is_for(self, engine: str) -> bool:
        """Whether it belongs in this engine's table."""
        return engine in self.engines

    @property
    def missing(self) -> tuple[str, ...]:
        """The required programs that this machine lacks."""
        return tuple(program for program in self.needs if shutil.which(program) is None)


CASES: Mapping[str, Case] = {
    "obvious": Case("the obvious pydub program", Round.obvious, ("ffmpeg",)),
    "pipeline": Case(
        "a shell pipeline: espeak-ng, ffmpeg",
        Round.pipeline,
        ("bash", "espeak-ng", "ffmpeg"),
        engines=ENGINES[:1],
    ),
    "bound": Case("each sentence spoken and encoded once", Round.bound),
    "cold": Case("voiceguide, nothing cached", Round.cold),
    "warm": Case("voiceguide, nothing changed", Round.warm),
    "edited": Case("voiceguide, one sentence edited", Round.edited),
    "longer": Case("voiceguide, then five minutes longer", Round.longer, comparable=False),
    "bed": Case("voiceguide, rain, nothing cached", Round.bed, engines=ENGINES[:1]),
    "same": Case(
        "the same words at any length, nothing cached",
        Round.same,
        comparable=False,
        engines=ENGINES[:1],
    ),
    "same-longer": Case(
        "the same words, then five minutes longer",
        Round.same_longer,
        comparable=False,
        engines=ENGINES[:1],
    ),
}
