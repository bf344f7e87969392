"""Writes docs/commands.md from the commands themselves: `python -m tests.docs.commands`."""

import inspect
from collections.abc import Iterator
from pathlib import Path

import click

from voiceguide.cli.app import app

PAGE = Path(__file__).parents[2] / "docs" / "commands.md"
HEAD = """\
# Commands

`voiceguide COMMAND --help` shows the same text. `python -m tests.docs.commands` writes this page.
"""


def page() -> str:
    """Returns the whole page."""
    context = click.Context(app, info_name="voiceguide", **app.context_settings)
    return "\n".join([HEAD, *_sections(app, context, "voiceguide")])


def _sections(group: click.Group, context: click.Context, path: str) -> Iterator[str]:
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        own = click.Context(command, parent=context, info_name=name)
        yield "\n".join(_section(command, own, f"{path} {name}"))
        if isinstance(command, click.Group):
            yield from _sections(command, own, f"{path} {name}")


def _section(command: click.Command, context: click.Context, path: str) -> Iterator[str]:
    pieces = " ".join(command.collect_usage_pieces(context))
    yield f"## {path}\n\n`{path} {pieces}`\n"
    yield inspect.cleandoc(command.help or "") + "\n"
    options = [one for one in command.get_params(context) if isinstance(one, click.Option)]
    yield "| option | default | meaning |\n| --- | --- | --- |"
    for option in options:
        names = ", ".join(f"`{name}`" for name in (*option.opts, *option.secondary_opts))
        metavar = "" if option.is_flag else f" `{option.make_metavar(context)}`"
        meaning = (option.help or "").replace("|", "\\|")
        yield f"| {names}{metavar.replace('|', chr(92) + '|')} | {_default(option)} | {meaning} |"
    yield ""


def _default(option: click.Option) -> str:
    """Returns the default as people type it; a dash if there is none."""
    value = option.default
    if option.is_flag and option.secondary_opts:
        return f"`{(option.opts if value else option.secondary_opts)[0]}`"
    if callable(value) or value in (None, False, "", ()) or type(value).__name__ == "Sentinel":
        return "–"
    return f"`{value}`"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
