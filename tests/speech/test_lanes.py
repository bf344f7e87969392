"""Texts spoken at once: never more than fit the memory, and none waits for ever."""

import threading
import time
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from voiceguide.speech.engines.lanes import WINDOW, Lanes

ROOM = 100


class Voice:
    """Speaks texts, whose sizes are numbers, and notes which ones it speaks at the same time."""

    def __init__(self, takes_s: Callable[[int], float] = lambda size: size / 100_000) -> None:
        self._takes_s = takes_s
        self._lock = threading.Lock()
        self._now: list[int] = []
        self.together: list[tuple[int, ...]] = []
        self.spoken: list[int] = []

    def speak(self, text: tuple[int, int]) -> str:
        _, size = text
        with self._lock:
            self._now.append(size)
            self.together.append(tuple(self._now))
            self.spoken.append(text[0])
        time.sleep(self._takes_s(size))
        with self._lock:
            self._now.remove(size)
        if size == 13:
            raise RuntimeError("unlucky")
        return f"{text}"


def lanes(voice: Voice, count: int = 2) -> Lanes[tuple[int, int], str]:
    return Lanes(voice.speak, count=count, room=ROOM, size_of=lambda text: text[1])


def said(speaking: Lanes[tuple[int, int], str], text: tuple[int, int]) -> str:
    try:
        return speaking.sound(text)
    except RuntimeError as error:
        return f"{error}"


@given(
    st.lists(st.integers(1, 150), max_size=30), st.integers(1, 4), st.randoms(use_true_random=False)
)
@settings(max_examples=30)
def test_each_text_is_spoken_once_and_none_without_room(sizes, count, random) -> None:
    voice = Voice()
    speaking = lanes(voice, count)
    texts = list(enumerate(sizes))
    speaking.expect(texts)
    asked = texts if random.random() < 0.5 else random.sample(texts, len(texts))
    for text in asked:
        assert said(speaking, text) == ("unlucky" if text[1] == 13 else f"{text}")
    assert sorted(voice.spoken) == [number for number, _ in texts]
    for together in voice.together:
        assert len(together) == 1 or sum(together) <= ROOM
        assert len(together) <= count


def test_a_short_text_overtakes_one_that_there_is_no_room_for() -> None:
    voice = Voice(lambda size: 0.1 if size == 80 else 0.0)
    speaking = lanes(voice)
    texts = [(0, 80), (1, 90), (2, 20)]
    speaking.expect(texts)
    for text in texts:
        speaking.sound(text)
    assert voice.spoken == [0, 2, 1]


def test_what_is_asked_for_comes_before_what_is_expected() -> None:
    voice = Voice(lambda size: 0.05)
    speaking = lanes(voice, count=1)
    speaking.expect([(number, 50) for number in range(5)])
    speaking.sound((9, 50))
    assert 9 in voice.spoken[:2]


def test_texts_are_spoken_a_little_ahead_not_all_at_once() -> None:
    voice = Voice(lambda size: 0.0)
    speaking = lanes(voice)
    speaking.expect([(number, 10) for number in range(100)])
    speaking.sound((0, 10))
    deadline = time.monotonic() + 10
    while len(voice.spoken) < 1 + WINDOW and time.monotonic() < deadline:
        time.sleep(0.001)
    time.sleep(0.02)
    assert len(voice.spoken) == 1 + WINDOW


def test_an_error_is_that_of_its_text_alone() -> None:
    speaking = lanes(Voice())
    speaking.expect([(0, 13), (1, 20)])
    assert speaking.sound((1, 20)) == "(1, 20)"
    with pytest.raises(RuntimeError, match="unlucky"):
        speaking.sound((0, 13))


def test_texts_that_are_expected_twice_or_no_longer_do_no_harm() -> None:
    voice = Voice()
    speaking = lanes(voice)
    speaking.expect([(0, 10), (0, 10), (1, 10)])
    speaking.expect([(1, 10), (2, 10)])
    assert [speaking.sound((number, 10)) for number in (2, 0, 1)] == [
        "(2, 10)",
        "(0, 10)",
        "(1, 10)",
    ]
