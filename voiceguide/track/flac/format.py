"""FLAC as a track format."""

from voiceguide.track.format import Format, deferred

FLAC = Format(
    name="FLAC",
    suffix=".flac",
    media_type="audio/flac",
    write=deferred("voiceguide.track.flac.writer", "write_flac"),
    timeline=deferred("voiceguide.track.flac.reading", "timeline"),
    facts=deferred("voiceguide.track.flac.reading", "facts"),
)
