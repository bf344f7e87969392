"""The colours: warm and calm, on a background of their own to suit light and dark pages.

The cue colours also differ for people with each kind of colour blindness (the tests
measure it), and in lightness, so that they survive a grey printer.
"""

from typing import Final

from voiceguide.timeline.model import CueKind

GROUND: Final = "#FBF7F0"
FRAME: Final = "#E6DAC8"
GRID: Final = "#EDE4D6"
INK: Final = "#3A3029"
MUTED: Final = "#75685B"
CHIME: Final = "#3A3029"
FLOW: Final = "#C9B9A3"

STEP: Final = "#EFE4D2"
SIDES: Final = ("#E0DCC4", "#CBD9D2")
"""A step's bar; if it has sides, their colours alternate."""

BED: Final = "#9DB4A5"
LOUDNESS: Final = "#B98A6B"

CUES: Final = {
    CueKind.OPENING: "#B4532A",
    CueKind.COACHING: "#E3A23F",
    CueKind.REMINDER: "#1C6B66",
    CueKind.SWITCH: "#1F2F4A",
    CueKind.AHEAD: "#8F7CC9",
    CueKind.HALFWAY: "#DDA0B8",
}
