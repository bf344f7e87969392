"""Opus as a track format."""

from voiceguide.track.format import Format, deferred

OPUS = Format(
    name="Opus",
    suffix=".opus",
    media_type="audio/ogg",
    write=deferred("voiceguide.track.opus.writer", "write_opus"),
    timeline=deferred("voiceguide.track.opus.reading", "timeline"),
    facts=deferred("voiceguide.track.opus.reading", "facts"),
)
