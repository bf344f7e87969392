"""WAV as a track format."""

from voiceguide.track.format import Format, deferred

WAV = Format(
    name="WAV",
    suffix=".wav",
    media_type="audio/wav",
    write=deferred("voiceguide.track.wav.writer", "write_wav"),
    timeline=deferred("voiceguide.track.wav.reading", "timeline"),
    facts=deferred("voiceguide.track.wav.reading", "facts"),
)
