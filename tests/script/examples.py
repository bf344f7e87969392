"""A small script that uses every key, and the faults and advice that changes to it get."""

from voiceguide.errors import ScriptError
from voiceguide.script import lint, reader

GOOD = """\
voiceguide: 1
title: Shoulders
description: A short one.
language: en
credits: Nobody.
lengths: {default: standard, short: 2m, standard: 5m}
announce: "Step {number}. {title}."
halfway: "About {left} to go."
quiet: {short: 60s, standard: 90s}
avoid: [left]
pronounce: {knead: need}
pauses: {sentence: 1s, idea: 2s, question: 4s}
reminders:
  breath:
    every: 2m
    rest: 1m
    say: ["Breathe out.", "Slow down."]
    steps: [shake]
    only: {from: standard}
steps:
  - id: welcome
    title: Welcome
    numbered: false
    reminders: false
    time: {short: 30s, standard: 1m}
    say: Hello there.
  - id: shake
    title: Shake
    time: {short: 90s, standard: 4m}
    say: {short: Shake it., standard: "Shake gently, on {side}."}
    ahead: Soon, the shake.
    reminds: [breath]
    sides: {names: [this side, the other side], say: "Now {side}.", ahead: Soon we change.}
    cues:
      - {at: 25%, say: Loosely., side: this side, needs: 2m, only: {below: standard}}
      - {at: -15s, say: Slower., reminds: [breath]}
    picture: {avoid: [spine]}
"""


def changed(old: str, new: str) -> str:
    """Returns GOOD with one change; `old` must occur exactly once."""
    assert GOOD.count(old) == 1, f"{old!r} occurs {GOOD.count(old)} times in GOOD"
    return GOOD.replace(old, new)


def faults(text: str) -> list[str]:
    """Returns the script's problems as users see them; none if it is valid."""
    try:
        reader.loads(text)
    except ScriptError as error:
        return [str(problem) for problem in error.problems]
    return []


def advice(text: str) -> list[str]:
    """Returns lint's advice on a script without faults."""
    script, source = reader.parse(text, name="script")
    return [str(problem) for problem in lint.advise(script, source)]
