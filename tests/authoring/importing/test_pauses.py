"""Pauses in brackets and tags, in the spellings that people use; anything else is words."""

import pytest

from voiceguide.authoring.importing.pauses import parted
from voiceguide.authoring.importing.source import Rest


@pytest.mark.parametrize(
    ("text", "ms"),
    [
        ("(pause 5 seconds)", 5_000),
        ("(Pause for 10 seconds)", 10_000),
        ("[PAUSE 3s]", 3_000),
        ("[pause:5s]", 5_000),
        ("[pause 5]", 5_000),
        ("(pause – 10 sec.)", 10_000),
        ("(pause for about one minute)", 60_000),
        ("(30 second pause)", 30_000),
        ("(thirty-five second pause)", 35_000),
        ("(pause 5-10 seconds)", 10_000),
        ("(pause 1 min 30 s)", 90_000),
        ("(pause 1:30)", 90_000),
        ("(pause 1.5 minutes)", 90_000),
        ("(silence for 2 minutes)", 120_000),
        ("(wait 20 seconds)", 20_000),
        ("(pause for 3 breaths)", 15_000),
        ("[10 s]", 10_000),
        ("[pause 250ms]", 250),
        ("(pause)", 3_000),
        ("[Pause…]", 3_000),
        ("(pause for a few moments)", 3_000),
        ("(pause for a minute)", 60_000),
        ("(long pause)", 8_000),
        ("(short pause)", 1_000),
        ('<break time="1.5s" />', 1_500),
        ("<break time='300ms'/>", 300),
        ("<break/>", 3_000),
        ("[[slnc 500]]", 500),
        ("<#0.5#>", 500),
    ],
)
def test_a_pause_in_english(text: str, ms: int) -> None:
    assert list(parted(f"Rest {text} now.", "en")) == ["Rest ", Rest(ms), " now."]


@pytest.mark.parametrize(
    ("language", "text", "ms"),
    [
        ("de", "(Pause 5 Sekunden)", 5_000),
        ("de", "(eine Minute Stille)", 60_000),
        ("es-MX", "(pausa de diez segundos)", 10_000),
        ("fr", "(pause de 30 secondes)", 30_000),
        ("it", "(pause 5 seconds)", 5_000),
    ],
)
def test_a_pause_in_another_language(language: str, text: str, ms: int) -> None:
    assert Rest(ms) in list(parted(text, language))


@pytest.mark.parametrize(
    "text",
    [
        "(pause and look around)",
        "(hold 5 seconds)",
        "(softly)",
        "(5)",
        "(10 seconds)",
        "(rest here)",
        "(rest)",
        "[bell]",
        "pause 5 seconds",
        "()",
        "(pause 99999 hours)",
        "(pausefive)",
    ],
)
def test_anything_else_is_said(text: str) -> None:
    assert list(parted(text, "en")) == [text]
