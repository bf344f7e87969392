"""Scripts, valid and hostile, through the reader, the rehearsal and the planner.

Nothing but a VoiceguideError escapes, soon and without much memory. A valid script keeps what
voiceguide promises: the exact length, nothing over anything else, equal sides, and every text
that applies said once; and what `check` calls good can be planned in every length.
"""

import re
import resource
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from hypothesis import strategies as st

from tests.timeline import examples, manners
from voiceguide.errors import InputError, LengthError, PlanError, VoiceguideError
from voiceguide.script import reader
from voiceguide.script.guidance import AMOUNTS, BARE, BRIEF
from voiceguide.script.model import Script
from voiceguide.script.wishes import NONE, Wishes
from voiceguide.session.estimates import check_pauses, everyday
from voiceguide.session.plan import estimate
from voiceguide.session.rehearsal import rehearse
from voiceguide.session.sounds import signals
from voiceguide.session.timing import Chimes, timed
from voiceguide.timeline import lengths, wishing
from voiceguide.timeline.model import CueKind
from voiceguide.timeline.outline import outline
from voiceguide.timeline.statistics import silences

MOST_S, MOST_MB = 5.0, 300

Case = tuple[str, tuple[tuple[str, tuple[str, ...]], ...]]
"""A script's text and, if it is valid, the texts said in each named length."""

_RANKS = st.sampled_from(AMOUNTS)
_NAMES = ("least", "short", "standard", "long")
_WORDS = ("press", "rest", "lift", "glide", "hold", "sink", "turn", "feel", "breathe", "soften")


@dataclass(frozen=True)
class Step:
    """A step's text, and the first words of its opening and cues in each length."""

    text: str
    said: Mapping[str, tuple[str, ...]]


@st.composite
def valid_cases(draw: st.DrawFn) -> Case:
    """Draws a script that the reader takes, though its words need not fit."""
    names = _NAMES[: draw(st.integers(1, 4))]
    minutes = sorted(draw(st.sets(st.integers(2, 90), min_size=len(names), max_size=len(names))))
    named = dict(zip(names, minutes, strict=True))
    count = draw(st.integers(1, 5))
    steps = [draw(_steps(named, index, count)) for index in range(count)]
    written = ", ".join(f"{name}: {minutes}m" for name, minutes in named.items())
    lines = [
        "voiceguide: 1",
        "title: T",
        f"lengths: {{default: {draw(st.sampled_from(names))}, {written}}}",
        *draw(_rules(named, count)),
        "steps:",
        *(step.text for step in steps),
    ]
    said = {name: [text for step in steps for text in step.said[name]] for name in names}
    return "\n".join(lines) + "\n", tuple((name, tuple(texts)) for name, texts in said.items())


@st.composite
def _rules(draw: st.DrawFn, named: Mapping[str, int], count: int) -> list[str]:
    """Draws quiet, pauses and reminders."""
    lines = []
    if draw(st.booleans()):
        lines.append(f"quiet: {draw(st.integers(11, 900))}s")
    if draw(st.booleans()):
        bed = draw(st.sampled_from(["none", "sea", "rain", "room-tone"]))
        lines.append(f"sound: {{bed: {bed}, bed_level: {draw(st.integers(-40, -10))}}}")
    if draw(st.booleans()):
        kind = draw(st.sampled_from(["comma", "sentence", "idea", "question"]))
        lines.append(f"pauses: {{{kind}: {draw(st.integers(0, 5000))}ms}}")
    if draw(st.booleans()):
        lines.append(f"halfway: {{say: Half of it., guidance: {draw(_RANKS)}}}")
    for index in range(draw(st.integers(0, 2))):
        rank = draw(st.sampled_from(["", ", guidance: full", ", guidance: brief"]))
        steps = draw(st.lists(st.integers(0, count - 1), unique=True))
        only = f", steps: [{', '.join(f's{at}' for at in steps)}]" if steps else ""
        lines += ["reminders:"] * (index == 0)
        lines.append(
            f"  r{index}: {{every: {draw(st.integers(5, 600))}s{only}{rank}, "
            "say: [Breathe out slowly.]}"
        )
    return lines


@st.composite
def _steps(draw: st.DrawFn, named: Mapping[str, int], index: int, count: int) -> Step:
    present = draw(_lengths(named)) if index else list(named)
    seconds = {
        name: max(6, named[name] * 60 * draw(st.integers(50, 150)) // 100 // count)
        for name in present
    }
    sided, is_each = draw(st.booleans()), draw(st.booleans())
    seconds = {name: length // 2 * 2 for name, length in seconds.items()}
    column = ", ".join(
        f"{name}: {f'{length // 2}s each' if sided and is_each else f'{length}s'}"
        for name, length in seconds.items()
    )
    opening = _marked(draw, f"s{index}")
    lines = [f"  - id: s{index}", f"    title: Step {_WORDS[index]}", f"    time: {{{column}}}"]
    lines += [f"    only: {_only(present, named)}", f'    say: "{opening}"']
    if sided:
        lines.append("    sides: {names: [this side, that side], say: 'Now {side}.'}")
    if draw(st.booleans()):
        lines.append(f"    bed: {draw(st.sampled_from(['none', 'rain', 'room-tone']))}")
    if index and draw(st.booleans()):
        lines.append("    ahead: Soon something else.")
    lines += draw(_wishes(index))
    if draw(st.booleans()):
        lines.append("    notes: Not with a fever above 38 °C. Ask first.")
    said = {name: [_mark(opening)] if name in present else [] for name in named}
    lines += ["    cues:"]
    for number in range(draw(st.integers(0, 4))):
        text = _marked(draw, f"s{index} c{number}")
        chime = draw(st.sampled_from(["", "", "chime: bell, ", "chime: end, "]))
        here = draw(_lengths({name: named[name] for name in present}))
        needs = draw(st.integers(1, max(seconds.values()) + 60))
        at = f"{draw(st.integers(0, 100))}%"
        rank = draw(st.sampled_from(["", "guidance: full, ", "guidance: brief, "]))
        when = f"at: {at}, {rank}needs: {needs}s, only: {_only(here, named)}"
        lines.append(f"      - {{{when}, {chime}say: '{text}'}}")
        for name in here:
            if seconds[name] >= needs:
                said[name].append(_mark(text))
    if lines[-1] == "    cues:":
        lines.pop()
    return Step("\n".join(lines), {name: tuple(texts) for name, texts in said.items()})


@st.composite
def _wishes(draw: st.DrawFn, index: int) -> list[str]:
    """Draws words for less guidance, and whether the step may go or last longer."""
    words = {key: _marked(draw, f"s{index}") for key in ("brief", "bare")}
    lines = [f'    {key}: "{text}"' for key, text in words.items() if draw(st.booleans())]
    return lines + [f"    {key}: true" for key in ("may_skip", "grows") if draw(st.booleans())]


@st.composite
def _lengths(draw: st.DrawFn, named: Mapping[str, int]) -> list[str]:
    """Draws lengths beside each other, shortest first."""
    names = list(named)
    first = draw(st.integers(0, len(names) - 1))
    return names[first : draw(st.integers(first + 1, len(names)))]


def _only(present: Sequence[str], named: Mapping[str, int]) -> str:
    longer = list(named)[list(named).index(present[-1]) + 1 :]
    below = f", below: {longer[0]}" if longer else ""
    return f"{{from: {present[0]}{below}}}"


def _marked(draw: st.DrawFn, place: str) -> str:
    """Draws a text that starts with a sentence of its own."""
    mark = " ".join(_WORDS[int(part[1:])] + part[0] for part in place.split())
    ends = st.sampled_from([".", ".", "?", ",", ". [pause 2s]", ". [bell]"])
    words = st.lists(st.sampled_from(_WORDS), min_size=1, max_size=12).map(" ".join)
    more = draw(st.lists(st.tuples(words, ends).map("".join), max_size=4))
    return " ".join([f"Mark {mark}.", *more]).removesuffix(",")


def _mark(text: str) -> str:
    return text.partition(".")[0] + "."


_PIECES = st.text(max_size=20) | st.sampled_from(
    [
        *("[", "]", "{", "}", "{side}", "{left}", "[pause 24h]", "[pause]", ": ", "- ", "#", "&a "),
        *("*a", "!!x ", "\t", "\n", "\n\n", "'", '"', "|", ">", "null", "~", "---\n", "...\n"),
        *("<<: ", "9" * 400 + "h", ".5m", "1e400", "150%", "-0.1%", "A" * 300, "3/4", "$5"),
        *(
            "\u202e",
            "\x1b[31m",
            "\x85",
            "\ufeff",
            "\U0001f600",
            "\u5317\u4eac",
            "lengths: {a: 24h}",
        ),
        *("include: a.yaml#steps/a", "include: ", "- {include: ../a.yaml#b}"),
        *(
            "every: 1ms",
            "quiet: 11s",
            "comma: 24h",
            "only: {below: least}",
            ", sleep: Rest.",
            " each",
            "30s each",
        ),
        *("[bell]", "[Bell][bell]", ", chime: bell", ", chime: ../x.wav", ", bed: /etc/passwd"),
        *("sound: {bed: none}", "sound: {bed_level: .nan}", ", bed: https://a/b.mp3"),
    ]
)

_TIME = re.compile(r"\d+(?:ms|s|m|%)")
_TIMES = st.sampled_from(
    ["0s", "1ms", "24ms", "1s", "10s", "11s", "59s", "5m", "90m", "24h", "0%", "100%", "-10s"]
)


@st.composite
def tampered_cases(draw: st.DrawFn) -> Case:
    """Draws a valid script with some of its times changed."""
    text, _ = draw(valid_cases())
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.sampled_from(list(_TIME.finditer(text))))
        text = text[: at.start()] + draw(_TIMES) + text[at.end() :]
    return text, ()


@st.composite
def hostile_cases(draw: st.DrawFn) -> Case:
    """Draws a valid script with pieces put in, taken out or repeated."""
    text, _ = draw(valid_cases())
    for _ in range(draw(st.integers(1, 3))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.sampled_from([0, 0, 1, 5, 40])))
        piece = draw(_PIECES) * draw(st.sampled_from([1, 1, 1, 1, 3, 500]))
        text = text[:start] + piece[:20_000] + text[end:]
    return text, ()


CASES = valid_cases() | tampered_cases() | hostile_cases()


def check(case: Case) -> None:
    """Reads, rehearses and plans. Raises AssertionError if a promise is broken."""
    text, expected = case
    began_s, peak_mb = time.process_time(), _peak_mb()
    try:
        script = reader.loads(text)
    except VoiceguideError as error:
        if expected:
            raise AssertionError("a valid script is refused") from error
    else:
        _check_script(script, dict(expected))
    assert time.process_time() - began_s < MOST_S, "took too long"
    assert _peak_mb() - peak_mb < MOST_MB, "took too much memory"


def show(case: Case) -> str:
    """Returns the script, to be saved in a file and given to `voiceguide check`."""
    return case[0]


def _check_script(script: Script, expected: Mapping[str, Sequence[str]]) -> None:
    found = rehearse(script)
    good = not found.refused and not found.unsure
    for length in script.lengths.named:
        try:
            _check_plan(script, length, expected.get(length))
        except (LengthError, PlanError) as error:
            if good:
                raise AssertionError(f"called good, but {length} can't be planned") from error
    _check_wishes(script, good=good)
    if good:
        for limit in (script.lengths.least, script.lengths.most):
            if lengths.total_ms(script.lengths, minutes=Fraction(limit, 60_000)) >= limit:
                estimate(script, minutes=Fraction(limit, 60_000))


def _check_wishes(script: Script, *, good: bool) -> None:
    """Checks sessions with less guidance, and with steps left out or lengthened."""
    for amount in (BRIEF, BARE) if good else ():
        for length in script.lengths.named:
            _check_plan(script, length, None, Wishes(guidance=amount))
    for step in script.steps:
        for wishes in (Wishes(without=(step.id,)), Wishes(more=(step.id,), guidance=BARE)):
            with suppress(InputError):
                _check_plan(script, script.lengths.default_name, None, wishes)


def _check_plan(
    script: Script, length: str, expected: Sequence[str] | None, wishes: Wishes = NONE
) -> None:
    offered = wishing.lengths_of(script, wishes)
    session = outline(script, lengths.total_ms(offered, length=length), wishes=wishes)
    check_pauses(session)
    measure = everyday(session)
    timeline = timed(session, measure, _chimes())
    examples.check_order(session, timeline)
    examples.check_distances(session, timeline, measure)
    examples.check_reminders(session, timeline)
    manners.check_all(session, timeline)
    if timeline.quiet_ms is not None:
        assert max(end - start for start, end in silences(timeline)) <= timeline.quiet_ms
    if expected is not None:
        wanted = {CueKind.OPENING, CueKind.COACHING}
        said = [cue.phrases[0].text for cue in timeline.cues if cue.kind in wanted]
        assert Counter(said) == Counter(expected)


@cache
def _chimes() -> Chimes:
    """Returns the usual chimes; to decode them for every plan would take a third of the time."""
    return signals()


def _peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
