"""The names of things in the picture."""

from typing import Final

from voiceguide.timeline.model import ChimeKind, CueKind

CUES: Final = {
    CueKind.OPENING: "what to do",
    CueKind.COACHING: "along the way",
    CueKind.REMINDER: "reminder",
    CueKind.HALFWAY: "time left",
    CueKind.AHEAD: "what comes next",
    CueKind.SWITCH: "change of side",
}

CHIMES: Final = {
    ChimeKind.NEXT_STEP: "next step",
    ChimeKind.SWITCH: "change of side",
    ChimeKind.END: "the end",
    ChimeKind.BELL: "a bell",
}

SIDES: Final = ("one side", "the other")
