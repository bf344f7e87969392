"""`voiceguide doctor`: reports installed and missing parts, and advises on repairs."""

import click

from voiceguide.console.say import say


@click.command()
@click.pass_context
def doctor(context: click.Context) -> None:
    """Check this installation: engines, sounds, scripts, cache."""
    from voiceguide.doctor import examine

    findings = examine()
    for finding in findings:
        state = "good" if finding.good else "missing"
        say(f"{state:<8} {finding.what}: {finding.details}")
    context.exit(0 if all(finding.good or not finding.needed for finding in findings) else 1)
