"""A page plays the sound inside it whatever its format."""

from tests.page.conftest import Opener
from tests.page.sessions import SCRIPT
from tests.track.installing import install
from voiceguide import Voicing, make
from voiceguide.page.build import page_of_track

KINDS = """
window.kinds = [];
const create = URL.createObjectURL;
URL.createObjectURL = (blob) => {
  kinds.push(blob.type);
  return create(blob);
};
"""
"""Notes the media type of all that the page makes an address for."""


def test_a_wav_file_inside_plays_with_its_media_type(player: Opener, tmp_path, monkeypatch):
    monkeypatch.setenv("VOICEGUIDE_CACHE", str(tmp_path / "cache"))
    install(tmp_path, monkeypatch, wav="tests.track.wav:WAV")
    script = tmp_path / "small.yaml"
    script.write_text(SCRIPT, encoding="utf-8")
    made = make(script, tmp_path / "small.wav", voicing=Voicing(engine="silent"), bed="none")
    page = player(page_of_track(made.track, tmp_path / "small.html").path, KINDS).begin()
    page.until("sound.currentTime > 0.4")
    assert page.page.evaluate("kinds") == ["audio/wav"]
