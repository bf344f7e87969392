"""`voiceguide plan`: shows a session's steps and their times, without making the track."""

from fractions import Fraction
from typing import TYPE_CHECKING

import click

from voiceguide.cli import options
from voiceguide.cli.progress import progress
from voiceguide.cli.spoken_by import spoken_by
from voiceguide.cli.wishes import Wished, wishes
from voiceguide.console.say import say, say_json

if TYPE_CHECKING:
    from voiceguide.speech.voicing import Voicing
    from voiceguide.timeline.model import Timeline
    from voiceguide.timeline.statistics import StepStatistics


@click.command()
@click.argument("script", default="back-massage")
@options.length
@options.voicing
@options.chimes
@options.sleep
@wishes
@click.option("--json", "as_json", is_flag=True, help="Print the timeline as JSON.")
def plan(
    script: str,
    length: str | None,
    minutes: Fraction | None,
    voicing: "Voicing",
    chimes: str | None,
    *,
    sleep: bool,
    wished: Wished,
    as_json: bool,
) -> None:
    """Show the steps of a session: start, length, speech and quiet.

    The engine speaks the words to measure them; --engine silent gives a quick estimate.
    """
    from voiceguide.session.plan import plan as planned
    from voiceguide.track.sidecars.timeline_json import timeline_json

    with progress() as report:
        timeline = planned(
            script,
            length=length,
            minutes=minutes,
            voicing=voicing,
            chimes=chimes,
            sleep=sleep,
            **wished,
            on_voice=spoken_by(),
            on_progress=report,
        )
    if as_json:
        say_json(timeline_json(timeline))
    else:
        _show(timeline)


def _written(row: "StepStatistics") -> str:
    """Returns the time that the author gave the step or each of its sides."""
    from voiceguide.timecode import clock, duration

    each_ms = row.chapter.each_ms
    if each_ms is not None:
        return f"{duration(each_ms)} each"
    return clock(row.chapter.written_ms or row.length_ms)


def _show(timeline: "Timeline") -> None:
    from voiceguide.cli.tables import Column, show_table
    from voiceguide.timecode import clock
    from voiceguide.timeline.kept_times import differences
    from voiceguide.timeline.statistics import step_statistics

    differing = list(differences(timeline))
    has_sides = any(chapter.each_ms is not None for chapter in timeline.chapters)
    written = ("Written",) if differing or has_sides else ()
    numbers = ("Start", *written, "Length", "Speech", "Quiet", "Longest quiet")
    rows = [
        (
            row.chapter.label,
            clock(row.chapter.start_ms),
            *(_written(row) for _ in written),
            clock(row.length_ms),
            clock(row.speech_ms),
            clock(row.quiet_ms),
            clock(row.longest_quiet_ms),
        )
        for row in step_statistics(timeline)
    ]
    columns = [Column("Step"), *(Column(name, is_number=True) for name in numbers)]
    show_table(columns, rows, f"{timeline.title}, {clock(timeline.total_ms)}")
    for difference in differing:
        say(difference)
