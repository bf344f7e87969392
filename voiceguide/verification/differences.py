"""Finds the fewest differences between the words that were said and a transcript."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from voiceguide.verification.sameness import LONGEST, Sameness

_Words = Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Words that were said, and what was heard instead; either may be empty, but not both.

    `at` is the index of the first word said or, if none was, of the word that follows. `wrong` is
    the number of words replaced, lost or added.
    """

    at: int
    said: tuple[str, ...]
    heard: tuple[str, ...]
    wrong: int

    def later(self, words: int) -> "Difference":
        """Returns the same difference, moved by that many words."""
        return replace(self, at=self.at + words)


class _Step(NamedTuple):
    """A step of the best alignment: the number of words said and heard in it."""

    said: int
    heard: int
    differs: bool


def differences(said: _Words, heard: _Words, sameness: Sameness) -> tuple[Difference, ...]:
    """Returns the differences of the alignment with the fewest wrong words, in order.

    A word replaced, lost or added counts as one; equal stretches count as none.
    """
    steps = _best_steps(said, heard, _equal_stretches(said, heard, sameness))
    found: list[Difference] = []
    follows = False
    for step, i, j in _path(steps, len(said), len(heard)):
        if step.differs:
            before = found.pop() if follows else Difference(at=i, said=(), heard=(), wrong=0)
            found.append(
                Difference(
                    at=before.at,
                    said=(*before.said, *said[i : i + step.said]),
                    heard=(*before.heard, *heard[j : j + step.heard]),
                    wrong=before.wrong + 1,
                )
            )
        follows = step.differs
    return tuple(found)


def _equal_stretches(
    said: _Words, heard: _Words, sameness: Sameness
) -> dict[tuple[int, int], list[tuple[int, int]]]:
    """Returns the lengths of equal stretches, by the position of their ends."""
    places: dict[str, list[tuple[int, int]]] = {}
    for end, length in _stretches(heard):
        for form in sameness.forms(heard[end - length : end]):
            places.setdefault(form, []).append((end, length))
    found: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for end, length in _stretches(said):
        for form in sameness.forms(said[end - length : end]):
            for heard_end, heard_length in places.get(form, ()):
                found.setdefault((end, heard_end), []).append((length, heard_length))
    return found


def _stretches(words: _Words) -> Iterator[tuple[int, int]]:
    """Yields the end and the length of every stretch."""
    for end in range(1, len(words) + 1):
        for length in range(1, min(LONGEST, end) + 1):
            yield end, length


def _best_steps(
    said: _Words, heard: _Words, same: dict[tuple[int, int], list[tuple[int, int]]]
) -> list[list[_Step]]:
    costs = [list(range(len(heard) + 1))]
    steps = [[_Step(0, 1, differs=True)] * (len(heard) + 1)]
    for i in range(1, len(said) + 1):
        costs.append([i])
        steps.append([_Step(1, 0, differs=True)])
        for j in range(1, len(heard) + 1):
            ways = [
                (costs[i - a][j - b], _Step(a, b, differs=False)) for a, b in same.get((i, j), ())
            ]
            ways += [
                (costs[i - 1][j - 1] + 1, _Step(1, 1, differs=True)),
                (costs[i - 1][j] + 1, _Step(1, 0, differs=True)),
                (costs[i][j - 1] + 1, _Step(0, 1, differs=True)),
            ]
            cost, step = min(ways, key=lambda way: way[0])
            costs[i].append(cost)
            steps[i].append(step)
    return steps


def _path(steps: list[list[_Step]], i: int, j: int) -> list[tuple[_Step, int, int]]:
    """Returns the steps of the best alignment, each with the indices of its first words."""
    path = []
    while i or j:
        step = steps[i][j]
        i, j = i - step.said, j - step.heard
        path.append((step, i, j))
    return path[::-1]
