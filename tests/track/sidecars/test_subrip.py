from voiceguide.timeline.model import Timeline
from voiceguide.track.sidecars.subrip import subrip


def test_a_session_as_subrip(timeline: Timeline) -> None:
    assert (
        subrip(timeline)
        == """\
1
00:00:01,500 --> 00:00:03,250
Lie down & rest.

2
01:40:00,000 --> 01:40:02,162
With the fleshy part of both thumbs,
make small strokes outwards <from the

3
01:40:02,162 --> 01:40:03,199
spine>, up to the base of the neck.
"""
    )
