"""`voiceguide card`: the session on one printed page."""

from fractions import Fraction
from pathlib import Path

import click

from voiceguide.cli import options
from voiceguide.console.say import say
from voiceguide.errors import OutputPathError


@click.command()
@click.argument("script", default="back-massage")
@options.length
@options.output("The page (.html)")
@options.sleep
def card(
    script: str,
    length: str | None,
    minutes: Fraction | None,
    output: Path | None,
    *,
    sleep: bool,
) -> None:
    """Write a page to print: steps, times, pictures, safety words.

    The card is one page of A4 or US Letter, for the wall or the table. It assumes an everyday
    pace of speech; within a step, the track's times may differ by a few seconds.
    """
    from voiceguide import timecode
    from voiceguide.card.page import card as page
    from voiceguide.files.output import PAGES, OutputFile
    from voiceguide.script import library
    from voiceguide.session.plan import estimate, load, total_ms

    options.refuse_sessions(script, "a card is made from a script")
    if output is not None and output.suffix.lower() == ".pdf":
        raise OutputPathError(
            f"{output}: a card is a web page; write {output.with_suffix('.html')} and print it "
            "from the browser, on paper or as a PDF"
        )
    loaded = load(script)
    if output is None:
        total = timecode.duration(total_ms(loaded, length=length, minutes=minutes))
        output = Path(f"{library.stem(script)}-{total}-card.html")
    target = OutputFile.at(output, [library.find(script)], PAGES, "a page")
    timeline = estimate(loaded, length=length, minutes=minutes, sleep=sleep)
    target.publish(page(timeline).encode(errors="replace"))
    say(f"{output}")
