"""MP3 as a track format."""

from voiceguide.track.format import Format, deferred

MP3 = Format(
    name="MP3",
    suffix=".mp3",
    media_type="audio/mpeg",
    write=deferred("voiceguide.track.mp3.writer", "write_mp3"),
    timeline=deferred("voiceguide.track.mp3.id3", "read_embedded"),
    facts=deferred("voiceguide.track.mp3.facts", "facts"),
)
