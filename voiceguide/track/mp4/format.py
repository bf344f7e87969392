"""MP4 with AAC as two track formats: for audio books (.m4b), and for music (.m4a)."""

from voiceguide.track.format import Format, deferred

M4B = Format(
    name="M4B",
    suffix=".m4b",
    media_type="audio/mp4",
    write=deferred("voiceguide.track.mp4.writer", "write_m4b"),
    timeline=deferred("voiceguide.track.mp4.texts", "find_timeline"),
    facts=deferred("voiceguide.track.mp4.reading", "facts"),
)
M4A = Format(
    name="M4A",
    suffix=".m4a",
    media_type="audio/mp4",
    write=deferred("voiceguide.track.mp4.writer", "write_m4a"),
    timeline=deferred("voiceguide.track.mp4.texts", "find_timeline"),
    facts=deferred("voiceguide.track.mp4.reading", "facts"),
)
