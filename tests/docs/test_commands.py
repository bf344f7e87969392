"""docs/commands.md has every command and option, with its default."""

from tests.docs.commands import PAGE, page


def test_the_page_matches_the_commands() -> None:
    written = PAGE.read_text(encoding="utf-8")
    assert written == page(), "run: python -m tests.docs.commands"


def test_it_has_options_with_defaults() -> None:
    assert "| `--bed` `NAME\\|FILE\\|none` | – | Background sound: room-tone" in page()
    assert "| `--engine` `ENGINE` | `auto` |" in page()
    assert "| `--inspect`, `--no-inspect` | `--inspect` |" in page()
    assert "## voiceguide cache limit" in page()
