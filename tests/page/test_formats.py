"""A page plays the sound inside it whatever its format."""

from pathlib import Path

import pytest

from tests.page.conftest import Opener
from tests.page.sessions import SCRIPT
from voiceguide import Voicing, make
from voiceguide.page.build import page_of_track
from voiceguide.track.flac.format import FLAC
from voiceguide.track.format import Format
from voiceguide.track.mp3.format import MP3
from voiceguide.track.mp4.format import M4B
from voiceguide.track.opus.format import OPUS
from voiceguide.track.wav.format import WAV

KINDS = """
window.kinds = [];
const create = URL.createObjectURL;
URL.createObjectURL = (blob) => {
  kinds.push(blob.type);
  return create(blob);
};
"""
"""Notes the media type of all that the page makes an address for."""


@pytest.mark.parametrize("kind", [WAV, FLAC, OPUS, MP3, M4B], ids=lambda kind: kind.name)
def test_a_file_inside_plays_with_its_media_type(
    player: Opener, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: Format
) -> None:
    monkeypatch.setenv("VOICEGUIDE_CACHE", str(tmp_path / "cache"))
    script = tmp_path / "small.yaml"
    script.write_text(SCRIPT, encoding="utf-8")
    track = tmp_path / f"small{kind.suffix}"
    made = make(script, track, voicing=Voicing(engine="silent"), bed="none")
    page = player(page_of_track(made.track, tmp_path / "small.html").path, KINDS).begin()
    page.until("sound.currentTime > 0.4")
    assert page.page.evaluate("kinds") == [kind.media_type]
