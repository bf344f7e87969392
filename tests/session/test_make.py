"""A session that was made before is assembled again from what is kept."""

import os
import shutil
from pathlib import Path

import pytest

import voiceguide
from tests.session.small import SILENT
from voiceguide.errors import OutputPathError, UnknownNameError
from voiceguide.resources import audio_assets
from voiceguide.session import make as making
from voiceguide.session import plan as session
from voiceguide.session import reuse
from voiceguide.session.reuse import Receipt
from voiceguide.speech.engine import EngineSettings
from voiceguide.speech.engines.silent import SilentEngine

TEXT = """\
voiceguide: 1
title: Two minutes
lengths: {default: standard, standard: 2m, long: 4m}
quiet: 20s
steps:
  - {id: one, title: One, time: {standard: 15s, long: 15s}, say: "Let your head sink."}
  - {id: two, title: Two, time: {standard: 105s, long: 225s}, say: "Draw circles. Now rest."}
"""


@pytest.fixture(autouse=True)
def quiet(work: Path) -> None:
    (work / "small.yaml").write_text(TEXT, encoding="utf-8")


@pytest.fixture
def made(work: Path) -> bytes:
    """The bytes of a session that was made once."""
    voiceguide.make("small.yaml", "first.mp3", voicing=SILENT, sidecars=["captions"])
    return Path("first.mp3").read_bytes()


@pytest.fixture
def no_session(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session, "make", lambda *_, **__: pytest.fail("made the longer way"))


def test_the_same_session_is_assembled_again_with_all_that_belongs_to_it(
    made: bytes, no_session: None
) -> None:
    again = voiceguide.make("small.yaml", "again.mp3", voicing=SILENT, sidecars=["captions"])
    assert Path("again.mp3").read_bytes() == made
    assert [path.name for path in again.sidecars] == ["again.vtt", "again.srt"]
    assert Path("again.vtt").read_text() == Path("first.vtt").read_text()
    assert (again.track, again.total_ms, again.chapters) == (Path("again.mp3"), 120_000, 2)
    assert any("longest quiet" in note for note in again.notes)
    assert (again.spoken, again.encoded) == (0, 0)


def test_every_engine_that_was_opened_is_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    opened, closed = list[SilentEngine](), list[SilentEngine]()
    start = SilentEngine.__init__

    def started(engine: SilentEngine, settings: EngineSettings) -> None:
        opened.append(engine)
        start(engine, settings)

    monkeypatch.setattr(SilentEngine, "__init__", started)
    monkeypatch.setattr(SilentEngine, "close", lambda engine: closed.append(engine))
    for _ in ("made", "assembled again"):
        voiceguide.make("small.yaml", "first.mp3", voicing=SILENT)
        assert opened
        assert [engine for engine in opened if engine not in closed] == []


def test_its_timeline_is_the_same(made: bytes, no_session: None) -> None:
    again = voiceguide.make("small.yaml", "again.mp3", voicing=SILENT, sidecars=["captions"])
    assert [cue.text for cue in again.timeline.cues] == [
        "Let your head sink.",
        "Draw circles. Now rest.",
    ]


@pytest.mark.parametrize(
    "other",
    [
        {"length": "long"},
        {"voicing": voiceguide.Voicing(engine="silent", rate=200)},
        {"bed": "none"},
        {"chimes": "wood"},
        {"sleep": True},
        {"sidecars": ["lyrics"]},
    ],
)
def test_another_session_is_made_the_longer_way(made: bytes, other: dict[str, object]) -> None:
    asked = {"voicing": SILENT, "sidecars": ["captions"], **other}
    voiceguide.make("small.yaml", "other.mp3", **asked)  # type: ignore[arg-type]
    if "sidecars" not in other:
        assert Path("other.mp3").read_bytes() != made
    assert Path("other.lrc").exists() == ("sidecars" in other)


def test_a_changed_script_is_made_anew(made: bytes) -> None:
    Path("small.yaml").write_text(TEXT.replace("circles", "lines"), encoding="utf-8")
    voiceguide.make("small.yaml", "other.mp3", voicing=SILENT, sidecars=["captions"])
    assert "lines" in Path("other.vtt").read_text()


def test_a_changed_bed_is_heard(work: Path) -> None:
    sounds = [
        Path(voiceguide.__file__).parents[1] / "audio_assets/beds" / f"{name}.opus"
        for name in ("rain", "sea")
    ]
    tracks = []
    for sound in sounds:
        Path("own.opus").write_bytes(sound.read_bytes())
        voiceguide.make("small.yaml", "out.mp3", voicing=SILENT, bed="own.opus")
        tracks.append(Path("out.mp3").read_bytes())
    assert tracks[0] != tracks[1]


@pytest.mark.parametrize("kind", ["track", "block"])
@pytest.mark.parametrize(
    "harm",
    [
        lambda entry: entry.unlink(),
        lambda entry: entry.write_bytes(b"x"),
        lambda entry: os.truncate(entry, 99),
    ],
)
def test_what_is_lost_or_damaged_is_made_anew(made: bytes, work: Path, kind: str, harm) -> None:
    for entry in (work / "cache").rglob(f"*.{kind}"):
        harm(entry)
    voiceguide.make("small.yaml", "again.mp3", voicing=SILENT, sidecars=["captions"])
    assert Path("again.mp3").read_bytes() == made


@pytest.mark.parametrize(
    "content",
    [b"", b"no receipt", b"x\x9c", reuse.zlib.compress(b"{}"), reuse.zlib.compress(b"[1]")],
)
def test_what_is_no_receipt_is_a_miss(
    made: bytes, monkeypatch: pytest.MonkeyPatch, content: bytes
) -> None:
    keys = []
    key_of = reuse.key_of
    monkeypatch.setattr(reuse, "key_of", lambda *asked: keys.append(key_of(*asked)) or keys[-1])
    voiceguide.make("small.yaml", "again.mp3", voicing=SILENT, sidecars=["captions"])
    reuse.Store(Path("cache"), "track").put(keys[-1], content)
    voiceguide.make("small.yaml", "again.mp3", voicing=SILENT, sidecars=["captions"])
    assert Path("again.mp3").read_bytes() == made


def test_another_version_of_the_program_makes_it_anew(
    made: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reuse, "_program", lambda: iter(["another version"]))
    monkeypatch.setattr(session, "make", lambda *_, **__: "anew")
    assert (
        voiceguide.make("small.yaml", "again.mp3", voicing=SILENT, sidecars=["captions"]) == "anew"
    )


def test_the_script_is_not_written_over(made: bytes) -> None:
    Path("small.mp3").symlink_to("small.yaml")
    with pytest.raises(OutputPathError, match=r"this is the input small\.yaml"):
        voiceguide.make("small.yaml", "small.mp3", voicing=SILENT, sidecars=["captions"])
    assert Path("small.yaml").read_text() == TEXT


def test_a_script_that_is_saved_while_it_is_made_leaves_no_wrong_receipt(
    work: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script, whole = work / "small.yaml", session.make

    def saved_meanwhile(*given: object, **options: object) -> object:
        script.write_text(TEXT.replace("Now rest.", "Now go on."))
        return whole(*given, **options)

    monkeypatch.setattr(session, "make", saved_meanwhile)
    voiceguide.make(script, "first.mp3", voicing=SILENT)
    script.write_text(TEXT)
    again = voiceguide.make(script, "again.mp3", voicing=SILENT)
    assert again.timeline.cues[-1].text.endswith("Now rest.")


@pytest.mark.parametrize("made_before", [False, True])
def test_a_chime_is_not_written_over(work: Path, made_before: bool) -> None:
    folder = work / "own"
    shutil.copytree(audio_assets() / "chimes" / "wood", folder)
    (folder / "end.flac").rename(folder / "end.mp3")
    if made_before:
        voiceguide.make("small.yaml", "first.mp3", voicing=SILENT, chimes=folder)
    kept = (folder / "end.mp3").read_bytes()
    with pytest.raises(OutputPathError, match="input"):
        voiceguide.make("small.yaml", folder / "end.mp3", voicing=SILENT, chimes=folder)
    assert (folder / "end.mp3").read_bytes() == kept


def test_a_script_without_a_file_is_made_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = []
    monkeypatch.setattr(session, "make", lambda *_, **given: seen.append(given.get("receipt_key")))
    voiceguide.make(voiceguide.load("small.yaml"), "out.mp3", voicing=SILENT)
    assert seen == [None]


def test_a_receipt_comes_back_as_it_was() -> None:
    receipt = Receipt(
        head=b"ID3\xff",
        blocks=("a", "b", "a"),
        timeline="{}",
        sidecars=((".vtt", "words “”"),),
        total_ms=24,
        chapters=1,
        notes=("n",),
    )
    assert Receipt.unpack(receipt.pack()) == receipt


def test_the_name_of_a_track_says_its_length(work: Path) -> None:
    for _ in range(2):
        assert making.default_output("small.yaml") == Path("small-2m.mp3")
        assert making.default_output("small.yaml", length="long") == Path("small-4m.mp3")
    with pytest.raises(UnknownNameError):
        making.default_output("small.yaml", length="lnog")
    with pytest.raises(UnknownNameError):
        making.default_output("bakc-massage")
