"""The errors for a speech server's refusals, and the waits that it asks for."""

import math
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voiceguide.console.visible import visible
from voiceguide.errors import EngineBusy, EngineRefused, EngineSetupError, VoiceguideError
from voiceguide.speech.engines.refusal import refusal, retry_after_s
from voiceguide.speech.mask import Mask

NOW = datetime(2026, 11, 30, 12, 0, tzinfo=UTC)


def refused(
    status: int, body: bytes, retry_after: str = "", mask: Mask | None = None
) -> VoiceguideError:
    return refusal(
        status,
        {"retry-after": retry_after},
        body,
        server="http://nas/v1",
        key_help="set the key",
        mask=mask or Mask(),
    )


@pytest.mark.parametrize(
    ("status", "body", "kind", "words"),
    [
        (401, b'{"error": {"message": "Incorrect API key"}}', EngineSetupError,
         "401: Incorrect API key. Check the key: set the key"),
        (403, b"", EngineSetupError, "answered 403. Check the key"),
        (404, b'{"detail": "Not Found"}', EngineSetupError, "usually ends in /v1"),
        (405, b"", EngineSetupError, "usually ends in /v1"),
        (402, b'{"message": "Top up"}', EngineSetupError, "402: Top up"),
        (400, b'{"detail": {"error": {"message": "No voice x"}}}', EngineRefused, "No voice x"),
        (422, b'{"detail": [{"loc": ["body", "speed"], "msg": "too low"}]}', EngineRefused,
         "422: body.speed: too low"),
        (413, b"<html>too large</html>", EngineRefused, "answered 413"),
        (418, b"[" * 50_000, EngineRefused, "418: "),
        (501, b"", EngineRefused, "501"),
        (429, b'{"error": {"code": "insufficient_quota", "message": "Quota"}}', EngineSetupError,
         "429: Quota"),
        (429, b'{"error": "slow down"}', EngineBusy, "429: slow down"),
        (408, b"", EngineBusy, "408"),
        (500, b'"oops"', EngineBusy, "500: oops"),
        (503, b"\xff\x00\x1b[31mred", EngineBusy, "503: "),
    ],
)  # fmt: skip
def test_a_status_becomes_an_error_of_its_kind_with_the_servers_words(
    status: int, body: bytes, kind: type[Exception], words: str
) -> None:
    error = refused(status, body)
    assert type(error) is kind
    assert words in str(error)


@given(st.integers(300, 599), st.binary(max_size=400), st.text(max_size=40))
def test_any_answer_becomes_one_short_printable_line(
    status: int, body: bytes, retry_after: str
) -> None:
    error = refused(status, body, retry_after)
    assert str(error).startswith("http://nas/v1 ")
    assert visible(str(error)) == str(error)
    assert len(str(error)) < 300
    if isinstance(error, EngineBusy) and error.retry_after_s is not None:
        assert 0 <= error.retry_after_s < math.inf


@given(st.integers(0, 300), st.sampled_from(["%s", '"%s"', '{"error": "%s"}', '{"message": "%s"}']))
def test_no_part_of_a_secret_is_shown_wherever_the_words_are_cut(padding: int, form: str) -> None:
    echo = (form % ("x" * padding + "sk-live-7f3a")).encode()
    assert "sk-" not in str(refused(400, echo, mask=Mask(("sk-live-7f3a",))))


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ("", None),
        ("0", 0),
        ("120", 120),
        ("1.5", 1.5),
        ("-3", 0),
        ("nan", None),
        ("inf", None),
        ("1e999", None),
        ("soon", None),
        ("Mon, 30 Nov 2026 12:00:30 GMT", 30),
        ("Mon, 30 Nov 2026 13:00:30 +0100", 30),
        ("Mon, 30 Nov 2026 12:00:30 -0000", 30),
        ("Mon, 30 Nov 2026 11:00:00 GMT", 0),
        ("Mon, 99 Nov 2026 12:00:30 GMT", None),
        ("Mon, 30 Nov 99999 12:00:30 GMT", None),
    ],
)
def test_retry_after_is_a_number_of_seconds_or_a_date(said: str, seconds: float | None) -> None:
    assert retry_after_s(said, NOW) == seconds


def test_a_date_is_compared_with_the_clock_of_this_machine() -> None:
    later = datetime.now(UTC) + timedelta(seconds=90)
    found = retry_after_s(later.strftime("%a, %d %b %Y %H:%M:%S GMT"))
    assert found is not None
    assert 60 < found <= 90
