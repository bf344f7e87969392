"""`voiceguide script`: a copy of a bundled script."""

from pathlib import Path

import pytest

from tests.cli.running import Run, contents
from voiceguide import resources
from voiceguide.script import reader


def bundled(name: str) -> bytes:
    return (resources.scripts() / f"{name}.yaml").read_bytes()


@pytest.mark.parametrize("path", sorted(resources.scripts().glob("*.yaml")), ids=lambda p: p.stem)
def test_the_copy_is_the_script_to_the_byte(path: Path, run: Run, work: Path) -> None:
    outcome = run("script", path.stem, "-o", "mine.yaml")
    assert (outcome.code, outcome.out, outcome.err) == (0, "mine.yaml\n", "")
    assert (work / "mine.yaml").read_bytes() == path.read_bytes()
    assert run("script", path.stem).out.encode() == path.read_bytes()


def test_a_copy_can_be_read(run: Run) -> None:
    assert run("script", "box-breathing", "-o", "mine.yml").code == 0
    assert "mine.yml: good" in run("check", "mine.yml").out


def test_a_file_that_exists_is_replaced_only_if_asked_for(run: Run, work: Path) -> None:
    before = contents(work)
    outcome = run("script", "box-breathing", "-o", "small.yaml")
    assert outcome.code == 2
    assert "small.yaml: this file exists" in outcome.err
    assert contents(work) == before
    assert run("script", "box-breathing", "-o", "small.yaml", "--force").code == 0
    assert (work / "small.yaml").read_bytes() == bundled("box-breathing")


def test_a_link_is_something_that_exists(run: Run, work: Path) -> None:
    (work / "link.yaml").symlink_to(work / "small.yaml")
    assert run("script", "box-breathing", "-o", "link.yaml").code == 2


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("box-breathin",), "did you mean 'box-breathing'?"),
        (("small.yaml",), "unknown script 'small.yaml'"),
        (("box-breathing", "-o", "mine.txt"), ".txt is not a script; expected one of: .yaml, .yml"),
        (("box-breathing", "-o", "mine"), "the name has no suffix"),
        (("box-breathing", "-o", "."), "this is a folder"),
        (("box-breathing", "-o", "gone/mine.yaml"), "there is no folder"),
        ((), "Missing argument 'SCRIPT'"),
    ],
)
def test_what_cannot_be_copied_says_why_and_writes_nothing(
    arguments: tuple[str, ...], said: str, run: Run, work: Path
) -> None:
    before = contents(work)
    outcome = run("script", *arguments)
    assert (outcome.code, outcome.out) == (2, "")
    assert said in outcome.err
    assert contents(work) == before


def test_a_bundled_script_is_never_written(run: Run) -> None:
    target = resources.scripts() / "box-breathing.yaml"
    before = target.read_bytes()
    assert run("script", "box-breathing", "-o", target, "--force").code == 2
    assert target.read_bytes() == before


@pytest.mark.parametrize(("form", "suffix"), [("markdown", ".md"), ("ssml", ".ssml")])
def test_a_script_of_ones_own_is_exported_and_imported_again(run, work, form, suffix) -> None:
    outcome = run("script", "small.yaml", "--as", form, "-o", f"out{suffix}")
    assert (outcome.code, outcome.out) == (0, f"out{suffix}\n")
    assert "Draw circles." in (work / f"out{suffix}").read_text(encoding="utf-8")
    assert run("new", "--from", f"out{suffix}", "again.yaml").code == 0
    assert reader.load(work / "again.yaml") == reader.load(work / "small.yaml")


def test_a_document_has_the_suffix_of_its_format(run, work) -> None:
    outcome = run("script", "small.yaml", "--as", "markdown", "-o", "out.yaml")
    assert outcome.code == 2
    assert ".md" in outcome.err
    assert not (work / "out.yaml").exists()
