"""What a page knows about its sessions, as the JSON that its program reads."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass

from voiceguide.player.pictures import packed
from voiceguide.timeline.model import Chapter, Timeline


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """One length of what a page plays.

    `name` is what the script calls this length, or empty. `address` is where its
    sound is, as the page sees it (a relative URL); None where it is inside the page.
    `ends_ms` is where the sound breaks off, if it does before its time.
    """

    timeline: Timeline
    name: str = ""
    address: str | None = None
    ends_ms: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """Everything that a page shows: the same session in one length or several.

    Steps without a picture show their number. `served` says that the page comes from
    a server that also has the files of `offline`.
    """

    sessions: Sequence[Session]
    served: bool = False

    @property
    def title(self) -> str:
        """The title of its sessions."""
        return self.sessions[0].timeline.title

    @property
    def language(self) -> str:
        """The language of its sessions' words."""
        return self.sessions[0].timeline.language

    @property
    def inside(self) -> int:
        """How many sounds are inside the page."""
        return sum(session.address is None for session in self.sessions)


def content_json(content: Content) -> str:
    """The content as JSON that can stand inside an HTML script element.

    `id` is the same as long as the sessions are the same: under it the browser
    remembers the place. Times are milliseconds.
    """
    document: dict[str, object] = {
        "title": content.title,
        "language": content.language,
        "sessions": [_session(session) for session in content.sessions],
    }
    identity = hashlib.sha256(json.dumps(document).encode()).hexdigest()[:16]
    document |= {"id": identity, "pictures": _pictures(content), "served": content.served}
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    # No tag, comment or end of a script element can be read into it.
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _pictures(content: Content) -> str:
    """The drawing of each step that has one; a step looks the same at any length."""
    sessions = content.sessions
    return packed({one.step: one for each in sessions for one in each.timeline.chapters})


def _session(session: Session) -> dict[str, object]:
    timeline = session.timeline
    return {
        "name": session.name,
        "total": timeline.total_ms,
        "sound": session.address,
        "ends": session.ends_ms,
        "steps": [_step(chapter) for chapter in timeline.chapters],
        "phrases": [
            [phrase.start_ms, phrase.end_ms, phrase.text]
            for cue in timeline.cues
            for phrase in cue.phrases
        ],
    }


def _step(chapter: Chapter) -> dict[str, object]:
    step: dict[str, object] = {
        "id": chapter.step,
        "number": chapter.number,
        "title": chapter.title,
        "start": chapter.start_ms,
        "end": chapter.end_ms,
    }
    if chapter.sides:
        step["sides"] = [[side.name, side.start_ms, side.end_ms] for side in chapter.sides]
    return step
