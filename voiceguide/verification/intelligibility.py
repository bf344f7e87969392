"""How well a recogniser that doesn't know the plan understands a track's words."""

from collections.abc import Iterable
from dataclasses import dataclass

from voiceguide.verification.differences import Difference


@dataclass(frozen=True, slots=True, kw_only=True)
class CueHeard:
    """A cue's text, what was heard instead, and where its words differ.

    `words` is the number of words said.
    """

    id: str
    start_ms: int
    text: str
    heard: str
    words: int
    differences: tuple[Difference, ...]

    @property
    def wrong(self) -> int:
        """The number of words misheard: replaced, lost or added."""
        return sum(difference.wrong for difference in self.differences)

    @property
    def is_first_wrong(self) -> bool:
        """Whether the first word is misheard, since many voices lose the beginning of a cue."""
        return any(difference.at == 0 and difference.said for difference in self.differences)


@dataclass(frozen=True, slots=True, kw_only=True)
class Intelligibility:
    """A recogniser's transcript of all cues. `recogniser` names it and its model."""

    recogniser: str
    cues: tuple[CueHeard, ...]

    @property
    def words(self) -> int:
        """The number of words said."""
        return sum(cue.words for cue in self.cues)

    @property
    def wrong(self) -> int:
        """The number of words misheard: replaced, lost or added."""
        return sum(cue.wrong for cue in self.cues)

    @property
    def share(self) -> float:
        """The word error rate: `wrong` divided by `words`; 0 without words."""
        return self.wrong / self.words if self.words else 0.0

    @property
    def first_wrong(self) -> int:
        """The number of cues whose first word is misheard."""
        return sum(cue.is_first_wrong for cue in self.cues)

    @property
    def worst(self) -> tuple[CueHeard, ...]:
        """The cues with misheard words, those with the greatest share first."""
        misheard: Iterable[CueHeard] = (cue for cue in self.cues if cue.wrong)
        return tuple(sorted(misheard, key=lambda cue: (-cue.wrong / max(cue.words, 1), -cue.wrong)))
