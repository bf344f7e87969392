"""`voiceguide card`: the session on one printed page."""

from fractions import Fraction
from pathlib import Path

import click

from voiceguide.cli import options
from voiceguide.cli.wishes import Wished, wishes
from voiceguide.console.say import say
from voiceguide.errors import OutputPathError


@click.command()
@click.argument("script", default="back-massage")
@options.length
@options.output("The page (.html)")
@options.sleep
@wishes
def card(
    script: str,
    length: str | None,
    minutes: Fraction | None,
    output: Path | None,
    *,
    sleep: bool,
    wished: Wished,
) -> None:
    """Write a page to print: steps, times, pictures, safety words.

    The card is one page of A4 or US Letter, for the wall or the table. It assumes an everyday
    pace of speech; within a step, the track's times may differ by a few seconds.
    """
    from voiceguide import timecode
    from voiceguide.card.page import card as page
    from voiceguide.files.output import PAGES, OutputFile
    from voiceguide.script import library
    from voiceguide.script.wishes import Wishes
    from voiceguide.session import plan
    from voiceguide.session.given import Given

    options.refuse_sessions(script, "a card is made from a script")
    if output is not None and output.suffix.lower() == ".pdf":
        raise OutputPathError(
            f"{output}: a card is a web page; write {output.with_suffix('.html')} and print it "
            "from the browser, on paper or as a PDF"
        )
    given = Given.of(script)
    loaded, included = given.parsed()
    if output is None:
        asked = Wishes.of(**wished)
        total_ms = plan.total_ms(loaded, length=length, minutes=minutes, wishes=asked)
        total = timecode.duration(total_ms)
        output = Path(f"{library.stem(script)}-{total}{asked.suffix}-card.html")
    target = OutputFile.at(output, given.paths(included), PAGES, "a page")
    timeline = plan.estimate(loaded, length=length, minutes=minutes, sleep=sleep, **wished)
    target.publish(page(timeline).encode(errors="replace"))
    say(f"{output}")
