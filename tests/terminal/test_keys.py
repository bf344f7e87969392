"""Terminal input decoded into keys."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voiceguide.terminal.keys import WINDOWS, Key, decode

KNOWN = {
    " ": Key.TOGGLE, "n": Key.NEXT, "N": Key.NEXT, "p": Key.AGAIN, "\x1b[C": Key.FORWARD,
    "\x1bOC": Key.FORWARD, "\x1b[D": Key.BACK, "\x1b[A": Key.LOUDER, "\x1b[B": Key.SOFTER,
    "\x1b[5~": Key.AGAIN, "\x1b[6~": Key.NEXT, "+": Key.LOUDER, "=": Key.LOUDER,
    "-": Key.SOFTER, "?": Key.HELP, "q": Key.QUIT, "Q": Key.QUIT, "\x03": Key.QUIT,
}  # fmt: skip


@pytest.mark.parametrize(("sent", "key"), KNOWN.items())
def test_a_key_means_what_the_help_says(sent, key):
    assert decode(sent) == ([key], "")


@pytest.mark.parametrize("sent", ["x", "é", "\x1b[3~", "\x1b[200~", "\x1bOP", "\x1b[1;5C", "\x00"])
def test_other_keys_do_nothing(sent):
    assert decode(sent) == ([], "")


@given(st.lists(st.sampled_from(sorted(KNOWN)), max_size=8), st.data())
def test_keys_are_the_same_in_whatever_pieces_they_arrive(sent, data):
    text, rest, found = "".join(sent), "", []
    while text:
        size = data.draw(st.integers(1, len(text)))
        keys, rest = decode(rest + text[:size])
        found += keys
        text = text[size:]
    assert (found, rest) == ([KNOWN[one] for one in sent], "")


@given(st.text(max_size=30))
def test_nothing_that_a_terminal_sends_is_an_error(text):
    _, rest = decode(text)
    assert text.endswith(rest)


def test_escape_alone_waits_for_a_sequence():
    assert decode("n\x1b") == ([Key.NEXT], "\x1b")


def test_the_windows_console_has_the_same_special_keys():
    assert {decode("\x1b" + sequence)[0][0] for sequence in WINDOWS.values()} == {
        Key.FORWARD, Key.BACK, Key.LOUDER, Key.SOFTER, Key.AGAIN, Key.NEXT,
    }  # fmt: skip
