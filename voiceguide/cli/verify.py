"""`voiceguide verify`: checks that every cue is heard in a finished track, at its time."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from voiceguide.cli.misheard import misheard_document, show_misheard
from voiceguide.cli.progress import progress
from voiceguide.console.say import say, say_json

if TYPE_CHECKING:
    from voiceguide.verification.heard import HeardCue, Verification


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--all", "show_all", is_flag=True, help="List all cues, even those heard as planned.")
@click.option(
    "--words/--no-words",
    default=True,
    help="Count the words that a recogniser mishears, if one is installed.",
)
@click.option(
    "--model",
    metavar="MODEL",
    help="The recogniser's model: tiny, base (the default), small, medium, large-v3, "
    "large-v3-turbo, or the path of one.",
)
@click.option("--download", is_flag=True, help="Fetch the recogniser's model if it is missing.")
@click.option("--json", "as_json", is_flag=True, help="Print every cue and sentence as JSON.")
@click.pass_context
def verify(
    context: click.Context,
    file: Path,
    *,
    show_all: bool,
    words: bool,
    model: str | None,
    download: bool,
    as_json: bool,
) -> None:
    """Listen to a finished track FILE: is every cue heard?

    A speech recogniser aligns the words of each cue with the sound, and so finds out when it is
    heard, and how well. It knows only English: a session in another language is refused, but
    inspect checks everything that needs no words. Exits with 1 if fewer than 95 % of the cues are
    heard within 150 ms of their time.
    Needs: pip install 'voiceguide[verify]'

    That proves when cues are heard, not that a listener understands them. So another recogniser,
    which does not know the plan, transcribes the track, and verify counts the misheard words.
    Needs: pip install 'voiceguide[recognise]'
    """
    import os

    from voiceguide.verification.verify import verify as listen

    with progress("listen") as report:
        verification = listen(
            file,
            workers=os.cpu_count() or 1,
            model=model,
            download=download,
            words=words,
            on_progress=report,
        )
    if as_json:
        say_json(_document(verification))
    else:
        _show(verification, show_all=show_all)
    context.exit(0 if verification.good else 1)


def _show(verification: "Verification", *, show_all: bool) -> None:
    cues = verification.cues
    if shown := [cue for cue in cues if show_all or cue not in verification.in_time]:
        _print_table(shown)
        for cue in shown:
            for phrase in filter(lambda phrase: phrase.note, cue.phrases):
                say(f"{cue.id}: {phrase.text!r}: {phrase.note}")
    say(
        f"found {len(verification.found)} of {len(cues)} cues, {len(verification.in_time)} of them "
        f"in time; mean deviation {verification.mean_deviation_ms:.0f} ms, "
        f"largest {verification.largest_deviation_ms} ms"
    )
    if verification.guessed:
        say(f"pronunciation guessed: {', '.join(verification.guessed)}")
    if verification.intelligibility:
        show_misheard(verification.intelligibility, show_all=show_all)
    elif verification.uncounted:
        say(f"words misheard: not counted: {verification.uncounted}")


def _print_table(cues: "list[HeardCue]") -> None:
    from voiceguide.cli.tables import Column, show_table
    from voiceguide.timecode import timestamp

    rows = [
        (
            cue.id,
            timestamp(cue.planned_ms),
            "" if cue.heard_ms is None else timestamp(cue.heard_ms),
            "" if cue.deviation_ms is None else f"{cue.deviation_ms:+} ms",
            cue.verdict,
        )
        for cue in cues
    ]
    numbers = [Column(name, is_number=True) for name in ("Planned", "Heard", "Deviation")]
    show_table([Column("Cue"), *numbers, Column("Verdict")], rows)


def _document(verification: "Verification") -> dict[str, Any]:
    """Returns the JSON document: times in milliseconds, null for cues that are not heard."""
    return {
        "good": verification.good,
        "cues": len(verification.cues),
        "found": len(verification.found),
        "in_time": len(verification.in_time),
        "mean_deviation_ms": round(verification.mean_deviation_ms, 1),
        "largest_deviation_ms": verification.largest_deviation_ms,
        "guessed": list(verification.guessed),
        "words": misheard_document(verification),
        "heard": [
            {
                "id": cue.id,
                "verdict": cue.verdict,
                "planned_ms": cue.planned_ms,
                "heard_ms": cue.heard_ms,
                "deviation_ms": cue.deviation_ms,
                "phrases": [
                    {
                        "text": phrase.text,
                        "planned_ms": phrase.planned_ms,
                        "heard_ms": phrase.heard_ms,
                        "deviation_ms": phrase.deviation_ms,
                        "instead": phrase.instead,
                    }
                    for phrase in cue.phrases
                ],
            }
            for cue in verification.cues
        ],
    }
