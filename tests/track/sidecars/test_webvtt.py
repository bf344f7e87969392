from voiceguide.timeline.model import Timeline
from voiceguide.track.sidecars.webvtt import webvtt


def test_a_session_as_webvtt(timeline: Timeline) -> None:
    assert (
        webvtt(timeline)
        == """\
WEBVTT

00:00:01.500 --> 00:00:03.250
Lie down &amp; rest.

01:40:00.000 --> 01:40:02.162
With the fleshy part of both thumbs,
make small strokes outwards &lt;from the

01:40:02.162 --> 01:40:03.199
spine&gt;, up to the base of the neck.
"""
    )
