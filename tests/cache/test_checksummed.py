"""A cache elsewhere: whatever fails there, content is correct or missing."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voiceguide.cache.store import Cache

KEY = hashlib.sha256(b"one").hexdigest()


class Shelf(dict[str, bytes]):
    """A backing in memory."""

    def put(self, name: str, content: bytes) -> None:
        self[name] = content

    def size(self, name: str) -> int | None:
        return None if name not in self else len(self[name])

    def drop(self, name: str) -> None:
        self.pop(name, None)


class Broken:
    """A backing that has lost its connection."""

    def get(self, name: str) -> bytes | None:
        raise ConnectionError("gone")

    def put(self, name: str, content: bytes) -> None:
        raise ConnectionError("gone")

    def size(self, name: str) -> int | None:
        raise ConnectionError("gone")

    def drop(self, name: str) -> None:
        raise ConnectionError("gone")


@given(st.binary())
def test_content_that_was_put_is_there(content: bytes) -> None:
    store = Cache.over(Shelf()).store("clip")
    store.put(KEY, content)
    assert (store.get(KEY), store.size(KEY)) == (content, len(content))
    store.drop(KEY)
    assert (store.get(KEY), store.size(KEY)) == (None, None)


@given(st.data())
def test_any_damage_is_a_miss(data: st.DataObject) -> None:
    shelf = Shelf()
    cache = Cache.over(shelf)
    cache.store("clip").put(KEY, b"words")
    (name,) = shelf
    whole = shelf[name]
    at = data.draw(st.integers(0, len(whole) - 1))
    shelf[name] = data.draw(
        st.sampled_from(
            [whole[:at], whole + b"\0", whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :]]
        )
    )
    assert cache.store("clip").get(KEY) is None
    assert cache.checked().store("clip").size(KEY) is None


def test_content_under_another_name_is_a_miss() -> None:
    shelf = Shelf()
    store = Cache.over(shelf).store("clip")
    store.put(KEY, b"words")
    (name,) = shelf
    other = KEY[::-1]
    shelf[name.replace(KEY, other)] = shelf[name]
    assert store.get(other) is None


def test_a_backing_that_fails_counts_as_empty() -> None:
    store = Cache.over(Broken()).store("block")
    store.put(KEY, b"frames")
    store.drop(KEY)
    assert (store.get(KEY), store.size(KEY)) == (None, None)


@pytest.mark.parametrize("answer", ["text", 3, [b"x"]])
def test_a_backings_answer_that_is_not_bytes_is_a_miss(answer: object) -> None:
    shelf = Shelf({f"{KEY}.clip": answer})  # type: ignore[dict-item]
    assert Cache.over(shelf).store("clip").get(KEY) is None
