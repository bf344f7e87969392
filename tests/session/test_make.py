"""A session that was made before is assembled again from the cache."""

import io
import os
import shutil
import zlib
from pathlib import Path
from typing import Any

import pytest

import voiceguide
from tests.session.small import SILENT
from voiceguide.cache.store import Cache
from voiceguide.errors import InputError, OutputPathError, ScriptError, UnknownNameError
from voiceguide.resources import audio_assets
from voiceguide.session import make as making
from voiceguide.session.given import Given
from voiceguide.session.result import Made
from voiceguide.session.reuse import Receipt
from voiceguide.speech.engine import EngineSettings
from voiceguide.speech.engines.silent import SilentEngine

TEXT = """\
voiceguide: 1
title: Two minutes
lengths: {default: standard, standard: 2m, long: 4m}
reminders: {rest: {every: 20s, say: ["Now rest. [pause 100s] Now rest."]}}
steps:
  - {id: one, title: One, time: {standard: 15s, long: 15s}, say: "Let your head sink."}
  - id: two
    title: Two
    time: {standard: 105s, long: 225s}
    say: Draw circles. Let your head sink. Now rest.
"""


@pytest.fixture(autouse=True)
def small(work: Path) -> None:
    (work / "small.yaml").write_text(TEXT, encoding="utf-8")


@pytest.fixture(scope="session")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder where a session was made, with its cache."""
    folder = tmp_path_factory.mktemp("first")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setenv("VOICEGUIDE_CACHE", str(folder / "cache"))
        Path("small.yaml").write_text(TEXT, encoding="utf-8")
        voiceguide.make("small.yaml", "first.mp3", voicing=SILENT, sidecars=["captions"])
    return folder


@pytest.fixture
def made(work: Path, first: Path) -> bytes:
    """The bytes of a session that was made once."""
    shutil.copytree(first, work, dirs_exist_ok=True)
    return Path("first.mp3").read_bytes()


@pytest.fixture
def no_session(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(making, "_made", lambda *_: pytest.fail("made the longer way"))


def test_the_same_session_is_assembled_again_with_all_its_files(
    made: bytes, no_session: None
) -> None:
    again = voiceguide.make("small.yaml", "again.mp3", voicing=SILENT, sidecars=["captions"])
    assert Path("again.mp3").read_bytes() == made
    assert [path.name for path in again.sidecars] == ["again.vtt", "again.srt"]
    assert Path("again.vtt").read_text() == Path("first.vtt").read_text()
    assert (again.track, again.total_ms, again.chapters) == (Path("again.mp3"), 120_000, 2)
    assert any("repetition" in note for note in again.notes)
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
        "Draw circles. Let your head sink. Now rest.",
    ]


@pytest.mark.slow
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
def test_another_session_is_not_assembled_but_made(made: bytes, other: dict[str, object]) -> None:
    asked = {"voicing": SILENT, "sidecars": ["captions"], **other}
    voiceguide.make("small.yaml", "other.mp3", **asked)  # type: ignore[arg-type]
    if "sidecars" not in other:
        assert Path("other.mp3").read_bytes() != made
    assert Path("other.lrc").exists() == ("sidecars" in other)


def test_a_changed_script_is_made_again(made: bytes) -> None:
    Path("small.yaml").write_text(TEXT.replace("circles", "lines"), encoding="utf-8")
    voiceguide.make("small.yaml", "other.mp3", voicing=SILENT, sidecars=["captions"])
    assert "lines" in Path("other.vtt").read_text()


@pytest.mark.slow
def test_a_changed_bed_is_heard(work: Path) -> None:
    sounds = [audio_assets() / "beds" / f"{name}.opus" for name in ("rain", "warm-pad")]
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
def test_missing_or_damaged_parts_are_made_again(made: bytes, work: Path, kind: str, harm) -> None:
    for entry in (work / "cache").rglob(f"*.{kind}"):
        harm(entry)
    voiceguide.make("small.yaml", "again.mp3", voicing=SILENT, sidecars=["captions"])
    assert Path("again.mp3").read_bytes() == made


@pytest.mark.parametrize(
    "content",
    [b"", b"no receipt", b"x\x9c", zlib.compress(b"{}"), zlib.compress(b"[1]")],
)
def test_a_damaged_receipt_is_a_miss(made: bytes, content: bytes) -> None:
    (entry,) = Path("cache").rglob("*.track")
    Cache.at("cache").store("track").put(entry.stem, content)
    voiceguide.make("small.yaml", "again.mp3", voicing=SILENT, sidecars=["captions"])
    assert Path("again.mp3").read_bytes() == made


def test_another_version_of_the_program_makes_it_again(
    made: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(making, "installation", lambda: "another version")
    monkeypatch.setattr(making, "_made", lambda *_: "anew")
    assert (
        voiceguide.make("small.yaml", "again.mp3", voicing=SILENT, sidecars=["captions"]) == "anew"  # type: ignore[comparison-overlap]
    )


def test_the_script_is_not_overwritten(made: bytes) -> None:
    Path("small.mp3").symlink_to("small.yaml")
    with pytest.raises(OutputPathError, match=r"this is the input small\.yaml"):
        voiceguide.make("small.yaml", "small.mp3", voicing=SILENT, sidecars=["captions"])
    assert Path("small.yaml").read_text() == TEXT


def test_saving_the_script_during_a_run_leaves_no_wrong_receipt(
    work: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script, whole = work / "small.yaml", making._made

    def saved_meanwhile(*given: Any) -> Made:
        script.write_text(TEXT.replace("Now rest.", "Now go on."))
        return whole(*given)

    monkeypatch.setattr(making, "_made", saved_meanwhile)
    voiceguide.make(script, "first.mp3", voicing=SILENT)
    script.write_text(TEXT)
    again = voiceguide.make(script, "again.mp3", voicing=SILENT)
    assert again.timeline.cues[-1].text.endswith("Now rest.")


@pytest.mark.parametrize("made_before", [False, True])
def test_a_chime_is_not_overwritten(work: Path, made_before: bool) -> None:
    folder = work / "own"
    shutil.copytree(audio_assets() / "chimes" / "wood", folder)
    (folder / "end.flac").rename(folder / "end.mp3")
    if made_before:
        voiceguide.make("small.yaml", "first.mp3", voicing=SILENT, chimes=folder)
    kept = (folder / "end.mp3").read_bytes()
    with pytest.raises(OutputPathError, match="input"):
        voiceguide.make("small.yaml", folder / "end.mp3", voicing=SILENT, chimes=folder)
    assert (folder / "end.mp3").read_bytes() == kept


@pytest.mark.parametrize("given", ["small.yaml", Path("small.yaml"), "loaded", "edited back"])
def test_a_script_made_before_is_assembled_however_it_is_given(
    made: bytes, no_session: None, given: str | Path
) -> None:
    """Also a file that differs only in a comment."""
    script: str | Path | voiceguide.Script = given
    if given in ("loaded", "edited back"):
        script = voiceguide.load("small.yaml")
    if given == "edited back":
        Path("small.yaml").write_text(f"# A comment.\n{TEXT}", encoding="utf-8")
        script = "small.yaml"
    voiceguide.make(script, "again.mp3", voicing=SILENT, sidecars=["captions"])
    assert Path("again.mp3").read_bytes() == made


def test_a_changed_script_object_is_not_assembled_but_made(made: bytes) -> None:
    script = voiceguide.load("small.yaml").model_copy(update={"title": "Another"})
    again = voiceguide.make(script, "again.mp3", voicing=SILENT, sidecars=["captions"])
    assert again.timeline.title == "Another"
    assert Path("again.mp3").read_bytes() != made


def test_the_same_length_by_name_and_in_minutes_is_one_session(
    made: bytes, no_session: None
) -> None:
    for asked in ({"minutes": 2}, {"length": "standard"}):
        voiceguide.make("small.yaml", "b.mp3", voicing=SILENT, sidecars=["captions"], **asked)
        assert Path("b.mp3").read_bytes() == made


@pytest.mark.parametrize(
    "harm",
    [
        b"",
        b"{}",
        b"[]",
        b'{"named": 3}',
        b"\xff",
        b'{"digest": "", "named": {}, "default_name": "a"}',
    ],
)
def test_damaged_facts_about_a_script_are_made_again(made: bytes, harm: bytes) -> None:
    (entry,) = Path("cache").rglob("*.script")
    Cache.at("cache").store("script").put(entry.stem, harm)
    voiceguide.make("small.yaml", "again.mp3", voicing=SILENT, sidecars=["captions"])
    assert Path("again.mp3").read_bytes() == made


def test_a_session_can_be_written_to_a_stream(made: bytes) -> None:
    stream = io.BytesIO()
    streamed = voiceguide.make("small.yaml", stream, voicing=SILENT)
    voiceguide.make("small.yaml", "file.mp3", voicing=SILENT)
    assert stream.getvalue() == Path("file.mp3").read_bytes()
    assert (streamed.track, streamed.total_ms, streamed.sidecars) == (None, 120_000, ())


def test_a_stream_has_no_files_beside_it() -> None:
    stream = io.BytesIO()
    with pytest.raises(InputError, match="give a file as output, or leave them out"):
        voiceguide.make("small.yaml", stream, voicing=SILENT, sidecars=["captions"])
    assert stream.getvalue() == b""


def test_an_exception_from_progress_ends_the_work_and_leaves_the_old_file(made: bytes) -> None:
    class Cancelled(Exception):
        pass

    def cancel(progress: voiceguide.Progress) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        voiceguide.make(
            "small.yaml", "first.mp3", length="long", voicing=SILENT, on_progress=cancel
        )
    assert Path("first.mp3").read_bytes() == made


@pytest.mark.slow
def test_only_the_given_cache_is_used(work: Path) -> None:
    tenant = voiceguide.Cache.at(work / "tenant")
    voiceguide.make("small.yaml", "a.mp3", voicing=SILENT, cache=tenant)
    assert list((work / "tenant").rglob("*.track"))
    assert not (work / "cache").exists()
    again = voiceguide.make("small.yaml", "a.mp3", voicing=SILENT, cache=tenant)
    assert (again.spoken, again.encoded) == (0, 0)
    fresh = voiceguide.make("small.yaml", "a.mp3", voicing=SILENT, cache=voiceguide.Cache.nowhere())
    assert fresh.spoken == 3


def test_a_receipt_survives_packing() -> None:
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


@pytest.mark.slow
def test_a_tracks_name_states_its_length(work: Path) -> None:
    for _ in range(2):
        assert voiceguide.make("small.yaml", voicing=SILENT).track == Path("small-2m.mp3")
        long = voiceguide.make("small.yaml", length="long", voicing=SILENT)
        assert long.track == Path("small-4m.mp3")
    with pytest.raises(UnknownNameError):
        voiceguide.make("small.yaml", length="lnog")
    with pytest.raises(UnknownNameError):
        voiceguide.make("bakc-massage")
    with pytest.raises(InputError, match="give an output"):
        voiceguide.make(voiceguide.load("small.yaml"), voicing=SILENT)


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"cache": "folder"}, "expected a voiceguide.Cache"),
        ({"voicing": "silent"}, "expected a voiceguide.Voicing"),
        ({"bed": 7}, "bed=7: expected a name or a path"),
        ({"chimes": 3}, "chimes=3: expected a name or a path"),
        ({"output": io.StringIO()}, "takes no bytes"),
        ({"output": {}}, "takes no bytes"),
        ({"script": {"title": "no"}}, "expected a name, a path, or a voiceguide.Script"),
        ({"script": None}, "script=None: expected a name"),
    ],
)
def test_an_argument_of_the_wrong_type_is_reported(wrong: dict[str, Any], message: str) -> None:
    given = {"script": "small.yaml", "output": "out.mp3", "voicing": SILENT, **wrong}
    with pytest.raises(InputError, match=message):
        voiceguide.make(**given)
    assert not Path("out.mp3").exists()


def test_anything_that_takes_bytes_is_a_stream() -> None:
    class Response:
        """Accepts bytes, but is not like a file in any other way."""

        def __init__(self) -> None:
            self.pieces: list[bytes] = []

        def write(self, piece: bytes) -> None:
            self.pieces.append(piece)

    response = Response()
    voiceguide.make("small.yaml", response, voicing=SILENT)
    voiceguide.make("small.yaml", "file.mp3", voicing=SILENT)
    assert b"".join(response.pieces) == Path("file.mp3").read_bytes()


def test_a_script_can_be_estimated_by_name() -> None:
    assert voiceguide.estimate("small.yaml").total_ms == 120_000


def test_a_script_is_hashable() -> None:
    script = voiceguide.load("small.yaml")
    assert {script: 1}[voiceguide.load("small.yaml")] == 1


def test_a_file_too_large_for_a_script_is_not_read_whole() -> None:
    with Path("huge.yaml").open("wb") as file:
        file.truncate(50_000_000)
    assert Given.of("huge.yaml").text is None
    with pytest.raises(ScriptError, match="512 kB"):
        voiceguide.make("huge.yaml", "out.mp3", voicing=SILENT)
