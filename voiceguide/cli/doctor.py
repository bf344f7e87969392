"""`voiceguide doctor`: what is installed, what is missing, the cure."""

import click


@click.command()
@click.pass_context
def doctor(context: click.Context) -> None:
    """Check this installation: engines, sounds, scripts, cache."""
    from rich import box
    from rich.console import Console
    from rich.table import Table

    from voiceguide import diagnosis

    findings = diagnosis.examine()
    table = Table(box=box.SIMPLE)
    for name in ("What", "State", "Details and cure"):
        table.add_column(name, overflow="fold")
    for finding in findings:
        table.add_row(finding.what, "good" if finding.good else "missing", finding.details)
    Console().print(table)
    context.exit(0 if all(finding.good or not finding.needed for finding in findings) else 1)
