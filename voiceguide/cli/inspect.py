"""`voiceguide inspect`: checks whether a finished file keeps every rule."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from voiceguide.console.say import say, say_json

if TYPE_CHECKING:
    from voiceguide.inspection.report import Report


@click.command("inspect")
@click.argument("file", type=click.Path(path_type=Path, readable=False))
@click.option("--json", "as_json", is_flag=True, help="Print the findings as JSON.")
@click.pass_context
def inspect(context: click.Context, file: Path, *, as_json: bool) -> None:
    """Measure FILE: length, chapters, levels, timing, faults. Exits with 1 if a check fails.

    If FILE lacks the data for a check, the verdict is "not known", which is not a failure. A track
    made by voiceguide contains its plan (its timeline). Any other file may have its plan beside
    it, in a file with FILE's name and the ending .timeline.json.
    """
    from voiceguide.inspection.report import inspect as measure

    report = measure(file)
    if as_json:
        _print_json(report)
    else:
        _show(report)
    context.exit(0 if report.good else 1)


def _print_json(report: "Report") -> None:
    from dataclasses import asdict

    document = {
        "file": str(report.path),
        "good": report.good,
        "planned": report.planned,
        "checks": [asdict(check) for check in report.checks],
    }
    say_json(document)


def _show(report: "Report") -> None:
    from voiceguide.cli.tables import Cell, Column, show_table
    from voiceguide.inspection.check import NO_TIMELINE, Verdict

    styles = {Verdict.PASS: "green", Verdict.FAIL: "bold red", Verdict.UNKNOWN: "dim"}
    shown = [check for check in report.checks if check.value != NO_TIMELINE]
    rows = [
        (
            check.name,
            check.target,
            check.value + (f" ({check.where})" if check.where else ""),
            Cell(f"{check.verdict}", styles[check.verdict]),
        )
        for check in shown
    ]
    show_table([Column(name) for name in ("Check", "Target", "Found", "Verdict")], rows)
    if unplanned := len(report.checks) - len(shown):
        beside = report.path.with_suffix(".timeline.json").name
        say(f"{unplanned} more checks need a plan: put {beside} beside the file")
    if report.failed:
        names = ", ".join(check.name for check in report.failed)
        say(f"{report.path}: {len(report.failed)} of {len(report.checks)} checks failed: {names}")
    else:
        made = sum(check.verdict is Verdict.PASS for check in report.checks)
        rest = len(report.checks) - made
        say(f"{report.path}: good, {made} checks" + (f", {rest} not known" if rest else ""))
