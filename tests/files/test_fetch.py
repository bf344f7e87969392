"""A file arrives whole and checked, or not at all, whatever the server does."""

import contextlib
import errno
import hashlib
import random
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.files.home import Handler, Home, serving, unused_address
from voiceguide.errors import FetchError, OutputError
from voiceguide.files.fetch import Expected, fetch
from voiceguide.files.part import Part, remove_parts

CONTENT = random.Random(1).randbytes(300_000)
DIGEST = hashlib.sha256(CONTENT).hexdigest()


@pytest.fixture
def home(monkeypatch: pytest.MonkeyPatch) -> Iterator[Home]:
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    with serving() as home:
        home.files["voice.onnx"] = CONTENT
        yield home


@pytest.fixture
def get(home: Home, tmp_path: Path) -> Callable[..., Path]:
    def got(size: int | None = len(CONTENT), address: str = "", patience_s: float = 5.0) -> Path:
        url = f"{address or home.address}/voice.onnx"
        target = tmp_path / "voice.onnx"
        with Part(target, DIGEST) as part:
            expected = Expected(url=url, sha256=DIGEST, size=size)
            fetch(expected, part, lambda _: None, patience_s=patience_s)
            part.publish()
        return target

    return got


def left(folder: Path) -> list[int]:
    """Returns the sizes of the files in a folder."""
    return [file.stat().st_size for file in sorted(folder.iterdir())]


@pytest.mark.parametrize("size", [len(CONTENT), None])
def test_a_file_arrives_and_nothing_else_is_left(get, tmp_path: Path, size: int | None) -> None:
    assert get(size).read_bytes() == CONTENT
    assert left(tmp_path) == [len(CONTENT)]


def test_a_broken_connection_is_taken_up_in_the_same_run(get, home: Home) -> None:
    home.answers = [home.breaking_after(100_000), home.breaking_after(50_000), home.well]
    assert get().read_bytes() == CONTENT
    assert home.ranges == [None, "bytes=100000-", "bytes=150000-"]
    assert home.asked[1][1]["if-range"] == '"one"'


def test_what_arrived_is_taken_up_in_the_next_run(get, home: Home, tmp_path: Path) -> None:
    home.answers = [home.breaking_after(100_000), lambda handler: None]
    with pytest.raises(FetchError, match=r"after 100,000 of 300,000 bytes; run the same command"):
        get()
    assert left(tmp_path) == [100_000]
    home.answers = [home.well]
    home.asked.clear()
    assert get().read_bytes() == CONTENT
    assert home.ranges == ["bytes=100000-"]
    assert home.asked[0][1]["if-range"] == '"one"'
    assert left(tmp_path) == [len(CONTENT)]


def test_a_file_that_has_changed_meanwhile_is_fetched_anew(get, home: Home) -> None:
    home.files["voice.onnx"] = bytes(len(CONTENT))
    home.answers = [home.breaking_after(100_000), lambda handler: None]
    with contextlib.suppress(FetchError):
        get()
    home.files["voice.onnx"], home.etag, home.answers = CONTENT, '"two"', [home.well]
    assert get().read_bytes() == CONTENT


def test_a_wrong_beginning_that_no_validator_tells_is_fetched_anew(get, home: Home) -> None:
    home.etag = None
    home.files["voice.onnx"] = bytes(len(CONTENT))
    home.answers = [home.breaking_after(100_000), lambda handler: None]
    with contextlib.suppress(FetchError):
        get()
    home.files["voice.onnx"], home.answers = CONTENT, [home.well]
    assert get().read_bytes() == CONTENT
    assert home.ranges[-2:] == ["bytes=100000-", None]


def test_a_server_without_ranges_sends_it_whole_again(get, home: Home) -> None:
    home.answers = [home.breaking_after(100_000), lambda handler: handler.send(200, CONTENT)]
    assert get().read_bytes() == CONTENT


def test_a_server_that_goes_on_elsewhere_is_not_believed(get, home: Home) -> None:
    def elsewhere(handler: Handler) -> None:
        rest = CONTENT[50_000:]
        handler.send(206, rest, Content_Range=f"bytes 50000-{len(CONTENT) - 1}/{len(CONTENT)}")

    home.answers = [home.breaking_after(100_000), elsewhere, home.well]
    assert get().read_bytes() == CONTENT


def test_a_range_that_the_server_refuses_is_not_asked_again(get, home: Home) -> None:
    home.answers = [home.breaking_after(100_000), lambda handler: handler.send(416), home.well]
    assert get().read_bytes() == CONTENT
    assert home.ranges == [None, "bytes=100000-", None]


def test_a_stalled_server_is_left(get, home: Home) -> None:
    def stalling(handler: Handler) -> None:
        handler.send(200, CONTENT[:1000], Content_Length=len(CONTENT))
        handler.wfile.flush()
        time.sleep(0.4)

    home.answers = [stalling]
    with pytest.raises(FetchError, match=r"the server sent nothing for 0\.1 s after 1,000 of"):
        get(patience_s=0.1)


def test_a_server_that_never_answers_is_left(get, home: Home) -> None:
    home.answers = [lambda handler: time.sleep(0.4)]
    with pytest.raises(FetchError, match=r"the server sent nothing for 0\.1 s after 0 of"):
        get(patience_s=0.1)


def chunked(handler: Handler, body: bytes) -> None:
    handler.send(200, b"%x\r\n%s\r\n0\r\n\r\n" % (len(body), body), Content_Length=None,
                 Transfer_Encoding="chunked")  # fmt: skip


REFUSALS = {
    "another length": (
        lambda handler: handler.send(200, b"short"),
        "the server announces 5 bytes instead of 300,000",
    ),
    "a web page": (
        lambda handler: handler.send(200, b"<p>Log in", Content_Type="text/html"),
        r"announces 9 bytes \(a web page\)",
    ),
    "more than announced": (
        lambda handler: chunked(handler, CONTENT + b"x"),
        "more than 300,000 bytes",
    ),
    "less than announced": (lambda handler: chunked(handler, CONTENT[:-1]), "connection ended"),
    "other content": (
        lambda handler: handler.send(200, bytes(len(CONTENT))),
        "has unexpected content",
    ),
    "not found": (lambda handler: handler.send(404), r"there is no such file \(404\)"),
    "gone": (lambda handler: handler.send(410), r"there is no such file \(410\)"),
    "forbidden": (lambda handler: handler.send(403), r"the server refuses \(403 Forbidden\)"),
    "broken": (lambda handler: handler.send(500), r"the server refuses \(500 Internal"),
    "busy": (lambda handler: handler.send(503), r"busy \(503 .*\); try again later"),
    "a circle": (
        lambda handler: handler.send(302, Location="/voice.onnx"),
        r"redirects in a circle, or to an invalid address \(302\)",
    ),
    "a redirect to a file": (
        lambda handler: handler.send(302, Location="file:///etc/passwd"),
        r"redirects in a circle, or to an invalid address \(302\)",
    ),
    "a redirect elsewhere": (
        lambda handler: handler.send(302, Location="ftp://127.0.0.1/x"),
        "unknown url type: ftp",
    ),
    "no HTTP": (lambda handler: handler.wfile.write(b"SSH-2.0 hello\r\n"), "can't be understood"),
    "nothing": (lambda handler: None, "the connection ended after 0 of 300,000 bytes"),
}


@pytest.mark.parametrize("name", REFUSALS)
def test_whatever_the_server_does_is_one_clear_error(
    name: str, get, home: Home, tmp_path: Path
) -> None:
    answer, said = REFUSALS[name]
    home.answers = [answer]
    with pytest.raises(FetchError, match=said) as caught:
        get()
    assert str(caught.value).startswith(f"{home.address}/voice.onnx")
    assert not (tmp_path / "voice.onnx").exists()
    assert left(tmp_path) in ([], [len(CONTENT) - 1])


def test_a_redirect_is_followed_with_its_range(get, home: Home) -> None:
    home.answers = [
        home.breaking_after(100_000),
        lambda handler: handler.send(302, Location="/voice.onnx"),
        home.well,
    ]
    assert get().read_bytes() == CONTENT
    assert home.ranges == [None, "bytes=100000-", "bytes=100000-"]


def test_a_server_that_sends_a_byte_at_a_time_is_left_in_the_end(get, home: Home) -> None:
    home.answers = [home.breaking_after(1)]
    with pytest.raises(FetchError, match="the connection ended after 10 of 300,000 bytes"):
        get()


def test_offline_is_one_clear_error(get, home: Home) -> None:
    with pytest.raises(FetchError, match=r"can't be reached: .*refused\. Check the network"):
        get(address=unused_address())


def test_a_password_in_an_address_is_not_shown(get, home: Home) -> None:
    with pytest.raises(FetchError) as caught:
        get(address="http://me:secret@127.0.0.1:1")
    assert "secret" not in str(caught.value)


def test_a_proxy_of_the_environment_is_used(
    get, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", home.address)
    home.files["http://voices.invalid/voice.onnx"] = CONTENT
    assert get(address="http://voices.invalid").read_bytes() == CONTENT


def test_a_full_disk_is_one_clear_error_and_leaves_nothing(
    get, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(part: Part, piece: bytes) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Part, "write", full)
    with pytest.raises(OutputError, match="No space left on device; nothing was installed"):
        get()
    assert left(tmp_path) == []


def test_two_runs_at_once_do_not_write_the_same_part(tmp_path: Path) -> None:
    target = tmp_path / "voice.onnx"
    with Part(target, DIGEST) as one:
        one.write(CONTENT[:1000])
        one.sync()
        with Part(target, DIGEST) as other:
            assert other.size == 0
            other.write(CONTENT)
            other.publish()
    assert target.read_bytes() == CONTENT
    remove_parts(target)
    assert left(tmp_path) == [len(CONTENT)]


def test_what_a_killed_run_left_is_taken_up(get, home: Home, tmp_path: Path) -> None:
    with Part(tmp_path / "voice.onnx", DIGEST) as part:
        part.write(CONTENT[:1000])
        part.sync()
        [own] = tmp_path.iterdir()
        shutil.copy(own, own.with_name(own.name.replace(f"{DIGEST[:12]}.", f"{DIGEST[:12]}.0")))
        part.give_up()
    assert get().read_bytes() == CONTENT
    assert home.ranges == ["bytes=1000-"]


def test_interrupting_keeps_what_arrived(home: Home, tmp_path: Path) -> None:
    def stop(size: int) -> None:
        raise KeyboardInterrupt

    expected = Expected(url=f"{home.address}/voice.onnx", sha256=DIGEST, size=len(CONTENT))
    with pytest.raises(KeyboardInterrupt), Part(tmp_path / "voice.onnx", DIGEST) as part:
        fetch(expected, part, stop)
    assert 0 < left(tmp_path)[0] <= len(CONTENT)
