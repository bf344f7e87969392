from voiceguide.timeline.model import Timeline
from voiceguide.track.sidecars.chapters_json import chapters_json


def test_a_session_as_podcast_chapters(timeline: Timeline) -> None:
    assert (
        chapters_json(timeline)
        == """\
{
  "version": "1.2.0",
  "title": "Back massage, tête-à-tête",
  "chapters": [
    {
      "startTime": 0.0,
      "endTime": 9.75,
      "title": "Welcome"
    },
    {
      "startTime": 9.75,
      "endTime": 6003.6,
      "title": "1. Thumbs"
    }
  ]
}
"""
    )
