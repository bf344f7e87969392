"""Chapters as Podcasting 2.0 JSON chapters, version 1.2.0.

https://github.com/Podcastindex-org/podcast-namespace, docs/examples/chapters:
times in seconds, chapters in ascending order.
"""

import json

from voiceguide.timeline.model import Timeline


def chapters_json(timeline: Timeline) -> str:
    """Returns the session's chapters as a JSON chapters file."""
    document = {
        "version": "1.2.0",
        "title": timeline.title,
        "chapters": [
            {
                "startTime": chapter.start_ms / 1000,
                "endTime": chapter.end_ms / 1000,
                "title": chapter.label,
            }
            for chapter in timeline.chapters
        ],
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"
