"""`voiceguide script`: writes a copy of a bundled script, or any script as a document."""

from pathlib import Path

import click

from voiceguide.cli import options
from voiceguide.console.say import say, say_text

_FORMS = ("yaml", "markdown", "ssml")


@click.command()
@click.argument("name", metavar="SCRIPT")
@click.option(
    "--as",
    "form",
    type=click.Choice(_FORMS),
    default=_FORMS[0],
    show_default=True,
    help="The format: yaml for a copy, markdown to read and discuss it, ssml for other voices.",
)
@options.output("The file", "Default: standard output.")
@options.force
def script(name: str, form: str, output: Path | None, *, force: bool) -> None:
    """Write a copy of a bundled script, or any script as a document.

    SCRIPT is one of those that `voiceguide scripts` lists. With --as, it may also be a file of
    yours: as Markdown or SSML, it is a document with a heading for each step and all that is said
    in it, and `voiceguide new --from` makes the script of it again, with the words as they are by
    then. A file that exists stays as it is.
    """
    from voiceguide.files.output import SCRIPTS, OutputFile
    from voiceguide.script import contents, library

    source = library.bundled(name) if form == _FORMS[0] else library.find(name)
    if form == _FORMS[0]:
        content = contents.read(source)
        suffixes: tuple[str, ...] = SCRIPTS
        what = "a script"
    else:
        from voiceguide.authoring.exporting.script import FORMS, exported

        content = exported(source, FORMS[form]).encode()
        suffixes, what = (FORMS[form].suffix,), form
    if output is None:
        say_text(content.decode("utf-8", "replace"))
        return
    inputs = [source] if contents.can_be_read_again(source) else []
    target = OutputFile.at(output, inputs, suffixes, what)
    if not force:
        target.check_new()
    target.publish(content)
    say(f"{output}")
