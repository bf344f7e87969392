"""A server's answers to well-formed requests, and to others."""

from contextlib import suppress

import pytest

from tests.server.conftest import SECRET


def test_a_session_has_its_page_its_worker_and_its_sound(server, folder, sound):
    page = server.get("small/")
    assert (page.status, page.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert b"Four minutes" in page.body
    for name in ("manifest.webmanifest", "service-worker.js", "icon.svg"):
        assert server.get(f"small/{name}").status == 200
    assert sound.split("sound-")[1].encode() in server.get("small/service-worker.js").body
    whole = server.get(sound)
    assert whole.body == (folder / "small.mp3").read_bytes()
    assert "immutable" in whole.headers["cache-control"]


def test_several_files_have_a_list_and_pages_find_the_sounds_beside_them(server, folder):
    listed = server.get()
    assert b'href="small/"' in listed.body
    assert b'href="page.html"' in listed.body
    assert server.get("page.html").body == (folder / "page.html").read_bytes()
    assert server.get("small.mp3").status == 200


def test_nothing_is_revealed_to_other_sites(server):
    for address in ("", "small/", "page.html", "missing"):
        headers = server.get(address).headers
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["cross-origin-resource-policy"] == "same-origin"
        assert "server" not in headers


def test_only_get_and_head_requests_are_answered(server, sound):
    head = server.get(sound, method="HEAD")
    assert (head.status, head.body) == (200, b"")
    assert int(head.headers["content-length"]) > 1_000_000
    for method in ("POST", "PUT", "DELETE", "OPTIONS", "PROPFIND"):
        assert server.get(sound, method=method).status == 405


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [("0-0", 0, 0), ("0-1023", 0, 1023), ("1000-", 1000, None), ("-500", -500, None)],
)
def test_parts_of_a_sound_are_served(server, folder, sound, asked, first, last):
    whole = (folder / "small.mp3").read_bytes()
    answer = server.get(sound, Range=f"bytes={asked}")
    assert answer.status == 206
    assert answer.body == whole[first : None if last is None else last + 1]
    start = first if first >= 0 else len(whole) + first
    end = len(whole) - 1 if last is None else last
    assert answer.headers["content-range"] == f"bytes {start}-{end}/{len(whole)}"


@pytest.mark.parametrize("asked", ["items=0-1", "lines=0-9", "seconds=1.5-", "bits=0-7,9-"])
def test_a_range_in_an_unknown_unit_is_ignored(server, folder, sound, asked):
    """RFC 9110, 14.2: the answer is the whole."""
    answer = server.get(sound, Range=asked)
    assert answer.status == 200
    assert answer.body == (folder / "small.mp3").read_bytes()


@pytest.mark.parametrize(
    "asked", ["1_0-2_0", "+1-2", "1-+2", " 1 0-20", "0x1-0x2", "1.5-2", "0-9,1_0-", "a-b"]
)
def test_a_range_that_is_not_numeric_is_refused(server, sound, asked):
    answer = server.get(sound, Range=f"bytes={asked}")
    assert answer.status == 400
    assert len(answer.body) < 200


@pytest.mark.parametrize("asked", ["Bytes=5-9", "bytes= 5-9 ", "bytes=5-9,", "bytes=,\t5-9"])
def test_a_range_may_be_spelt_loosely(server, folder, sound, asked):
    answer = server.get(sound, Range=asked)
    assert answer.status == 206
    assert answer.body == (folder / "small.mp3").read_bytes()[5:10]


ODD_RANGES = [
    "bytes=9999999999-",
    "bytes=5-1",
    "bytes=-",
    "bytes=",
    "bytes",
    "=",
    "lines=0-9",
    "bytes=a-b",
    "bytes=--5",
    "bytes=0--1",
    "bytes=1e3-",
    f"bytes={'9' * 6000}-",
    f"bytes=0-{'9' * 6000}",
    f"bytes=-{'9' * 6000}",
    "bytes=" + ",".join(["0-"] * 1300),
    "bytes=" + ",".join(f"{n}-{n}" for n in range(0, 2000, 2)),
    "bytes=0-9,5-14,\t,;",
    "bytes=\xb2-\xb3",
]


@pytest.mark.parametrize("asked", ODD_RANGES, ids=range(len(ODD_RANGES)))
def test_odd_ranges_never_exceed_the_sound(server, folder, sound, asked):
    size = (folder / "small.mp3").stat().st_size
    answer = server.get(sound, Range=asked)
    assert answer.status in (200, 206, 400, 416)
    assert len(answer.body) <= size + 100_000
    assert server.get("small/").status == 200


WAYS_OUT = [
    "../secret.txt",
    "../../secret.txt",
    "small/../../secret.txt",
    "small/../secret.txt",
    "secret.txt",
    "other.mp3",
    "small/secret.txt",
    "small//sound.mp3",
    "%2e%2e/secret.txt",
    "%2e%2e%2fsecret.txt",
    "..%2fsecret.txt",
    "%252e%252e%252fsecret.txt",
    "..%5csecret.txt",
    "..\\secret.txt",
    "..%c0%afsecret.txt",
    "%00../secret.txt",
    "small.mp3%00.html",
    "./secret.txt",
    "/secret.txt",
    "//etc/passwd",
    "/etc/passwd",
    "%2fetc%2fpasswd",
    "file:///etc/passwd",
    "secret.txt?page.html",
    "page.html;/../secret.txt",
    "~/secret.txt",
    "%ff%fe",
    "a" * 5000,
]


@pytest.mark.parametrize("way", WAYS_OUT, ids=range(len(WAYS_OUT)))
def test_no_address_leads_to_another_file(server, way):
    for path in (f"{server.root}{way}", f"/{way}", way):
        answer = server.raw(f"GET {path} HTTP/1.1\r\nHost: x\r\n\r\n".encode("latin-1"))
        assert answer.split(b" ")[1] in (b"400", b"404")
        assert SECRET not in answer
        assert b"root:" not in answer


def test_without_the_whole_token_there_is_nothing(server):
    token = server.root.strip("/")
    wrong = ["", token[:-1], token + "a", token[::-1], token.swapcase(), "*", "%", "é", "..", " "]
    answers = set()
    for one in wrong:
        for rest in ("", "/", "/small/", "/page.html"):
            path = f"/{one}{rest}".encode()
            request = b"GET " + path + b" HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
            answer = server.raw(request)
            assert b"Four minutes" not in answer
            answers.add(answer.split(b" ")[1])
    assert answers <= {b"400", b"404"}


MALFORMED = [
    b"\r\n" * 9999,
    b"\x00" * 100_000,
    b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",  # as a browser that expects TLS
    b"GET\r\n\r\n",
    b"GET / HTTP/9.9\r\n\r\n",
    b"GET / HTTP/1.1\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: x\r\nX: " + b"a" * 200_000 + b"\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: x\r\n" + b"A: b\r\n" * 50_000 + b"\r\n",
    b"GET /" + b"a" * 200_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\nContent-Length: 8\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    b"GET / HTTP/1.1\r\nHost: x\r\n folded: line\r\n\r\n",
    b"GET / HTTP/1.1\r\nHo st: x\r\n\r\n",
    b"GET \xff\xfe HTTP/1.1\r\nHost: x\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n",
    b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    b"OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n",
    b"CONNECT example.org:443 HTTP/1.1\r\nHost: x\r\n\r\n",
]


@pytest.mark.slow
@pytest.mark.parametrize("request_bytes", MALFORMED, ids=range(len(MALFORMED)))
def test_malformed_requests_are_refused_and_others_still_answered(server, request_bytes):
    answer = server.raw(request_bytes)
    assert answer == b"" or answer.split(b" ")[1] in (b"400", b"404", b"405")
    assert server.get("small/").status == 200


BROKEN_BODIES = [
    b"Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n",
    b"Transfer-Encoding: chunked\r\n\r\n",
    b"Transfer-Encoding: chunked\r\n\r\n5\r\nabcdefgh",
    b"Content-Length: 5\r\n\r\nabcdefgh\x00",
    b"\r\nno request",
]


@pytest.mark.parametrize("address", ["", "small/", "small.mp3", "missing"])
@pytest.mark.parametrize("body", BROKEN_BODIES, ids=range(len(BROKEN_BODIES)))
def test_what_comes_behind_a_request_and_is_broken_is_not_complained_of(server, address, body):
    """If the server printed anything, its fixture would fail."""
    for root in (server.root, "/"):
        request = f"GET {root}{address} HTTP/1.1\r\nHost: x\r\n".encode() + body
        with server.connect() as client, suppress(ConnectionError):
            client.sendall(request)
            assert client.recv(9) in (b"", b"HTTP/1.1 ")
            client.sendall(b"GET / HTTP/1.1\r\n\r\n")
            while client.recv(65536):
                pass
    assert server.get("small/").status == 200


@pytest.mark.slow
def test_a_file_that_has_changed_or_gone_is_not_served(tmp_path):
    from tests.server.running import serving

    page = tmp_path / "a.html"
    page.write_text("first", encoding="utf-8")
    with serving("--port", "0", page, cwd=tmp_path) as one:
        assert one.get("a.html").body == b"first"
        page.write_text("another one", encoding="utf-8")
        assert one.get("a.html").status == 410
        page.unlink()
        assert one.get("a.html").status == 410
