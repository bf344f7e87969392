"""Fills a track's tags from a session: title, chapters, words, pictures."""

from voiceguide import resources
from voiceguide.errors import OutputError
from voiceguide.script.model import Script
from voiceguide.timeline.model import Timeline
from voiceguide.track.artwork import Artwork
from voiceguide.track.comment import comment
from voiceguide.track.sidecars.lrc import lrc
from voiceguide.track.sidecars.timeline_json import compact_timeline_json
from voiceguide.track.tags import Mark, Tags, language_code


def labels(script: Script, timeline: Timeline, art: Artwork) -> Tags:
    """Returns the tags of a session's track. Raises OutputError if the cover can't be read."""
    return Tags(
        title=timeline.title,
        artist="voiceguide",
        album=script.title,
        comment=comment(script, timeline),
        language=language_code(script.language),
        lyrics=lrc(timeline),
        cover=art.cover or _cover(),
        timeline=compact_timeline_json(timeline),
        chapters=tuple(
            Mark(
                start_ms=chapter.start_ms,
                end_ms=chapter.end_ms,
                title=chapter.label,
                picture=picture,
            )
            for chapter, picture in zip(timeline.chapters, art.chapters, strict=True)
        ),
    )


def _cover() -> bytes:
    path = resources.audio_assets() / "cover.jpg"
    try:
        return path.read_bytes()
    except OSError as error:
        raise OutputError(
            f"the cover {path} can't be read: {error.strerror}. "
            "Reinstall voiceguide: pip install --force-reinstall voiceguide"
        ) from error
