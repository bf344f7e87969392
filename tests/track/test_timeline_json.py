import json
from dataclasses import replace

from voiceguide.timeline.model import Timeline
from voiceguide.track.timeline_json import timeline_json


def test_a_session_as_json(timeline: Timeline) -> None:
    assert json.loads(timeline_json(replace(timeline, cues=timeline.cues[:1]))) == {
        "version": 1,
        "title": "Back massage, tête-à-tête",
        "language": "en",
        "total_ms": 6_003_600,
        "chapters": [
            {
                "step": "welcome",
                "number": None,
                "title": "Welcome",
                "start_ms": 0,
                "end_ms": 9_750,
                "sides": [],
            },
            {
                "step": "thumbs",
                "number": 1,
                "title": "Thumbs",
                "start_ms": 9_750,
                "end_ms": 6_003_600,
                "sides": [
                    {"name": "the far side", "start_ms": 12_000, "end_ms": 15_000},
                    {"name": "the near side", "start_ms": 15_000, "end_ms": 18_000},
                ],
            },
        ],
        "cues": [
            {
                "id": "welcome.opening",
                "kind": "opening",
                "step": "welcome",
                "text": "Lie down & rest.",
                "start_ms": 1_500,
                "end_ms": 3_250,
                "phrases": [{"text": "Lie down & rest.", "start_ms": 1_500, "end_ms": 3_250}],
            }
        ],
        "chimes": [{"kind": "next-step", "step": "thumbs", "start_ms": 10_000, "end_ms": 11_800}],
    }


def test_letters_of_every_language_stay_readable(timeline: Timeline) -> None:
    assert '"title": "Back massage, tête-à-tête"' in timeline_json(timeline)
