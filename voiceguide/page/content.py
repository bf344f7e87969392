"""The data of a page's sessions, as the JSON that its program reads."""

import base64
import hashlib
import json
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from voiceguide.page.pictures import Pictures, shared
from voiceguide.timeline.model import Chapter, Timeline
from voiceguide.wording import language as languages
from voiceguide.wording.spaces import held
from voiceguide.wording.tables.shown import Shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """The session at one of a page's lengths.

    `name` is the script's name for this length, or empty. `address` is the URL of its
    sound, relative to the page; None if the sound is inside the page. `ends_ms` is the
    time at which the sound breaks off, if the track is incomplete.
    """

    timeline: Timeline
    name: str = ""
    address: str | None = None
    ends_ms: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """Everything that a page shows: the same session at one length or several.

    Steps without a picture show their number. `served` is True if the page comes from a
    server that also has the files of `offline`; `live` is the number of this version if the server
    has newer ones as soon as its script is saved.
    """

    sessions: Sequence[Session]
    served: bool = False
    live: int | None = None

    @property
    def title(self) -> str:
        """The title of the sessions."""
        return self.sessions[0].timeline.title

    @property
    def language(self) -> str:
        """The language of the sessions' words."""
        return self.sessions[0].timeline.language

    @property
    def shown(self) -> Shown:
        """The page's own words."""
        return languages.of(self.language).shown

    @property
    def inside(self) -> int:
        """The number of sounds inside the page."""
        return sum(session.address is None for session in self.sessions)


def content_json(content: Content) -> str:
    """Returns the content as JSON that is safe inside an HTML script element.

    The browser remembers the place under `id`, which changes only if the sessions do. Times are
    milliseconds. Words, notes and pictures, which are the largest part, are packed; a browser that
    can't unpack them still shows steps and times.
    """
    sessions = [_session(session) for session in content.sessions]
    said = [_phrases(session.timeline) for session in content.sessions]
    notes = [list(map(_notes, session.timeline.chapters)) for session in content.sessions]
    named = {"title": content.title, "language": content.language}
    identity = hashlib.sha256(json.dumps([named, sessions, said, notes]).encode()).hexdigest()[:16]
    pictures = Pictures(content.language)
    for session, document in zip(content.sessions, sessions, strict=True):
        for chapter, step in zip(session.timeline.chapters, document["steps"], strict=True):
            if chapter.picture:
                step["picture"] = pictures.index(chapter.picture, chapter.title)
    parts, drawings = shared(pictures.trees)
    document = {
        **named,
        "id": identity,
        "served": content.served,
        "sessions": sessions,
        "packed": packed(
            {
                "phrases": said,
                "notes": notes,
                "parts": parts,
                "pictures": drawings,
                "key": pictures.key,
                "signs": pictures.signs,
            }
        ),
    }
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    # Keeps anything in it from being read as a tag, a comment or the end of the script element.
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def packed(content: object) -> str:
    """Packs JSON: deflated (RFC 1950), in base64. A lone surrogate becomes a question mark."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return base64.b64encode(zlib.compress(text.encode(errors="replace"), 9)).decode()


def _phrases(timeline: Timeline) -> list[list[object]]:
    """Three lists with an item per phrase: the gap since the previous one's end, length, and text.

    Packed, they take a sixth less space than starts and ends would.
    """
    phrases = [phrase for cue in timeline.cues for phrase in cue.phrases]
    ends = [0, *(phrase.end_ms for phrase in phrases)]
    return [
        [phrase.start_ms - end for phrase, end in zip(phrases, ends, strict=False)],
        [phrase.end_ms - phrase.start_ms for phrase in phrases],
        [held(phrase.text) for phrase in phrases],
    ]


def _notes(chapter: Chapter) -> str:
    """The notes of a step in one text, which starts with its title; empty without notes."""
    return held("\n\n".join((chapter.label, *chapter.paragraphs))) if chapter.notes else ""


def _session(session: Session) -> dict[str, Any]:
    timeline = session.timeline
    return {
        "name": session.name,
        "total": timeline.total_ms,
        "sound": session.address,
        "ends": session.ends_ms,
        "steps": [_step(chapter) for chapter in timeline.chapters],
    }


def _step(chapter: Chapter) -> dict[str, object]:
    step: dict[str, object] = {
        "id": chapter.step,
        "number": chapter.number,
        "title": held(chapter.title),
        "start": chapter.start_ms,
        "end": chapter.end_ms,
    }
    if chapter.sides:
        step["sides"] = [[side.name, side.start_ms, side.end_ms] for side in chapter.sides]
    if chapter.moves:
        step["moves"] = True
    return step
