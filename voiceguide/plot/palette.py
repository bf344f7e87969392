"""The colours: warm and calm, on their own background, to suit light and dark pages.

The cue colours can be told apart with any kind of colour blindness (the tests measure
it), and by their lightness, when printed in grey.
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
"""The colours of a step's bar; if it has sides, they alternate."""

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
