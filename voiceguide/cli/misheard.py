"""Shows the words of a track that a recogniser misheard."""

from typing import TYPE_CHECKING, Any

from voiceguide.console.say import say

if TYPE_CHECKING:
    from voiceguide.verification.differences import Difference
    from voiceguide.verification.heard import Verification
    from voiceguide.verification.intelligibility import CueHeard, Intelligibility

_SHOWN = 5
"""The number of cues that are listed, unless all are requested."""


def show_misheard(found: "Intelligibility", *, show_all: bool) -> None:
    """Prints the number of misheard words, and the worst cues with the words heard instead."""
    say(
        f"words misheard: {found.wrong} of {found.words} ({100 * found.share:.1f} %), "
        f"first words wrong: {found.first_wrong}; recogniser {found.recogniser}"
    )
    shown = found.worst if show_all else found.worst[:_SHOWN]
    for cue in shown:
        say(f"  {_line(cue)}")
    if hidden := len(found.worst) - len(shown):
        say(f"  and words in {hidden} more {'cue' if hidden == 1 else 'cues'}; --all lists them")


def misheard_document(verification: "Verification") -> dict[str, Any] | None:
    """Returns the JSON document; None if nothing was counted."""
    found = verification.intelligibility
    if found is None:
        return None
    return {
        "recogniser": found.recogniser,
        "said": found.words,
        "misheard": found.wrong,
        "first_misheard": found.first_wrong,
        "cues": [
            {
                "id": cue.id,
                "text": cue.text,
                "heard": cue.heard,
                "said": cue.words,
                "misheard": cue.wrong,
                "differences": [
                    {
                        "word": difference.at,
                        "said": " ".join(difference.said),
                        "heard": " ".join(difference.heard),
                    }
                    for difference in cue.differences
                ],
            }
            for cue in found.cues
        ],
    }


def _line(cue: "CueHeard") -> str:
    from voiceguide.timecode import timestamp

    count = f"{cue.wrong} of {cue.words}"
    return f"{timestamp(cue.start_ms)} {cue.id}, {count}: {'; '.join(map(_said, cue.differences))}"


def _said(difference: "Difference") -> str:
    said, heard = " ".join(difference.said), " ".join(difference.heard)
    if not heard:
        return f"{said!r} not heard"
    return f"{said!r} heard as {heard!r}" if said else f"{heard!r} heard, but not said"
