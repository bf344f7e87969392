"""A voice is installed whole and checked, or not at all."""

import errno
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import voices_homes
from tests.files.home import Home, serving, unused_address
from tests.speech.natural import CONFIG, MODEL, catalogued, entry, sharing
from voiceguide.errors import FetchError, InputError, OutputError
from voiceguide.files.part import Part
from voiceguide.progress import Progress, Stage
from voiceguide.speech.voices import places
from voiceguide.speech.voices.catalogue import NaturalVoice
from voiceguide.speech.voices.install import install, remove


@pytest.fixture
def home(monkeypatch: pytest.MonkeyPatch) -> Iterator[Home]:
    for name in ("http_proxy", "all_proxy", "HTTP_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    with serving() as home:
        home.files = {"voices/anna/anna.onnx": MODEL, "voices/anna/anna.onnx.json": CONFIG}
        yield home


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder for voices, which doesn't exist yet."""
    monkeypatch.setenv("VOICEGUIDE_VOICES", str(tmp_path / "some" / "voices"))
    return tmp_path / "some" / "voices"


@pytest.fixture
def anna(home: Home, folder: Path, monkeypatch: pytest.MonkeyPatch) -> NaturalVoice:
    return catalogued(monkeypatch, entry("anna", "en-US"), home=home.address)[0]


def names(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir()) if folder.exists() else []


BOTH = ["anna.onnx", "anna.onnx.json"]


def test_a_voice_comes_from_its_home_with_progress(anna, folder: Path) -> None:
    shares = list[Progress]()
    assert install(anna, on_progress=shares.append)
    assert names(folder) == BOTH
    assert (folder / "anna.onnx").read_bytes() == MODEL
    assert {one.stage for one in shares} == {Stage.FETCH}
    assert [one.share for one in shares] == sorted(one.share for one in shares)
    assert shares[-1].share == 1.0


def test_an_installed_voice_is_not_fetched_again(anna, home: Home) -> None:
    install(anna)
    home.asked.clear()
    assert not install(anna)
    assert home.asked == []


def test_a_damaged_file_is_replaced_and_the_other_one_kept(anna, home: Home, folder: Path) -> None:
    install(anna)
    (folder / "anna.onnx").write_bytes(bytes(len(MODEL)))
    home.asked.clear()
    assert install(anna)
    assert (folder / "anna.onnx").read_bytes() == MODEL
    assert [path for path, _ in home.asked] == ["/voices/anna/anna.onnx"]


def test_a_mirror_has_the_same_paths(anna, home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    home.files = {f"mirror/{path}": content for path, content in home.files.items()}
    with pytest.raises(FetchError, match=r"there is no such file"):
        install(anna)
    assert install(anna, mirror=f"{home.address}/mirror/")


@pytest.mark.parametrize("mirror", ["x.org", "ftp://x.org", "file:///voices", "/voices"])
def test_a_mirror_is_an_address(anna, mirror: str) -> None:
    with pytest.raises(InputError, match="is not an address; it begins with https://"):
        install(anna, mirror=mirror)


@pytest.mark.parametrize("lost", ["anna.onnx", "anna.onnx.json"])
@pytest.mark.parametrize("content", [None, b"", b"other", bytes(len(MODEL))])
def test_one_wrong_file_installs_nothing(anna, home: Home, folder: Path, lost, content) -> None:
    home.files[f"voices/anna/{lost}"] = content
    with pytest.raises(FetchError):
        install(anna)
    assert not set(names(folder)) & set(BOTH)
    assert places.find(anna) is None


def test_the_next_run_fetches_only_what_is_missing(anna, home: Home, folder: Path) -> None:
    home.files["voices/anna/anna.onnx.json"] = None
    with pytest.raises(FetchError):
        install(anna)
    home.files["voices/anna/anna.onnx.json"] = CONFIG
    home.asked.clear()
    assert install(anna)
    assert [path for path, _ in home.asked] == ["/voices/anna/anna.onnx.json"]
    assert names(folder) == BOTH


def test_offline_a_voice_comes_from_files(anna, folder: Path, tmp_path: Path) -> None:
    with pytest.raises(FetchError, match="can't be reached"):
        install(anna, mirror=unused_address())
    (tmp_path / "other name.onnx").write_bytes(MODEL)
    (tmp_path / "other name.onnx.json").write_bytes(CONFIG)
    assert install(anna, source=tmp_path / "other name.onnx")
    assert names(folder) == BOTH


@pytest.mark.parametrize("below", ["", "voices/anna"])
def test_a_voice_comes_from_a_folder_or_a_copy_of_its_home(
    anna, folder: Path, tmp_path: Path, below: str
) -> None:
    place = tmp_path / "copy" / below
    place.mkdir(parents=True)
    (place / "anna.onnx").write_bytes(MODEL)
    (place / "anna.onnx.json").write_bytes(CONFIG)
    assert install(anna, source=tmp_path / "copy")
    assert names(folder) == BOTH


@pytest.mark.parametrize(
    ("model", "config", "said"),
    [
        (b"other", CONFIG, "is not anna.onnx of the voice: its SHA-256 is different"),
        (CONFIG, MODEL, "is not anna.onnx of the voice"),
        (MODEL, b"", "is not anna.onnx.json of the voice"),
        (MODEL, None, "one.onnx.json: there is no such file"),
        (None, CONFIG, "one.onnx: there is no such file"),
    ],
)
def test_files_that_are_not_the_voice_are_refused(
    anna, folder: Path, tmp_path: Path, model, config, said
) -> None:
    for name, content in (("one.onnx", model), ("one.onnx.json", config)):
        if content is not None:
            (tmp_path / name).write_bytes(content)
    with pytest.raises(InputError, match=said):
        install(anna, source=tmp_path / "one.onnx")
    assert names(folder) == []


def test_too_little_room_is_said_before_anything_is_fetched(
    anna, home: Home, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = type("Usage", (), {"free": 1_000_000})
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: usage)
    with pytest.raises(
        OutputError, match=r"there is no space for the voice anna in .*1 MB are free"
    ):
        install(anna)
    assert (home.asked, names(folder)) == ([], [])


@pytest.mark.parametrize("step", ["write", "sync", "publish"])
def test_a_disk_that_fills_up_leaves_nothing(
    anna, folder: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(Part, step, full)
    with pytest.raises(OutputError, match="No space left on device; nothing was installed"):
        install(anna)
    assert names(folder) == []


def test_a_folder_that_cannot_be_made_is_one_clear_error(anna, folder: Path) -> None:
    folder.parent.write_text("a file")
    with pytest.raises(OutputError, match="VOICEGUIDE_VOICES names another folder"):
        install(anna)


def test_removing_takes_all_its_files_and_what_broken_runs_left(
    anna, home: Home, folder: Path
) -> None:
    home.answers = [home.breaking_after(100), lambda handler: None]
    with pytest.raises(FetchError):
        install(anna)
    assert len(names(folder)) == 1
    assert not remove(anna)
    assert names(folder) == []
    home.answers = [home.well]
    install(anna)
    assert remove(anna)
    assert names(folder) == []
    assert not remove(anna)


def test_voices_that_share_their_files_come_and_go_together(
    home: Home, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pair = (sharing("emma", "en-GB"), sharing("george", "en-GB"))
    emma, george = catalogued(monkeypatch, *pair, home=home.address)
    home.files = {"all.onnx": MODEL, "all.bin": CONFIG}
    assert install(emma)
    assert names(folder) == ["all.bin", "all.onnx"]
    home.asked.clear()
    assert not install(george)
    assert home.asked == []
    assert remove(george)
    assert places.find(emma) is None


def test_a_second_file_with_a_name_of_its_own_is_looked_for_beside_the_first(
    home: Home, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    [emma] = catalogued(monkeypatch, sharing("emma", "en-GB"), home=home.address)
    (tmp_path / "model.onnx").write_bytes(MODEL)
    with pytest.raises(
        InputError, match=r"all\.bin: there is no such file; the voice emma needs it"
    ):
        install(emma, source=tmp_path / "model.onnx")
    (tmp_path / "all.bin").write_bytes(CONFIG)
    assert install(emma, source=tmp_path / "model.onnx")


def test_shared_files_are_asked_for_once(home: Home, monkeypatch, capsys) -> None:
    pair = (sharing("emma", "en-GB"), sharing("george", "en-GB"))
    catalogued(monkeypatch, *pair, home=home.address)
    home.files = {"all.onnx": MODEL, "all.bin": CONFIG}
    assert voices_homes.main([]) == 0
    assert capsys.readouterr().out.splitlines() == ["good  all.onnx", "good  all.bin", "all good"]


def test_the_program_that_asks_the_homes(anna, home: Home, capsys) -> None:
    assert voices_homes.main([]) == 0
    assert voices_homes.main(["--whole"]) == 0
    home.files["voices/anna/anna.onnx"] = MODEL[1:]
    del home.files["voices/anna/anna.onnx.json"]
    capsys.readouterr()
    for whole in ([], ["--whole"]):
        assert voices_homes.main(["--voice", "anna", *whole]) == 1
        said = capsys.readouterr().out.splitlines()
        assert [line.split(":")[0] for line in said] == [
            "bad   anna.onnx",
            "bad   anna.onnx.json",
            "2 bad",
        ]
