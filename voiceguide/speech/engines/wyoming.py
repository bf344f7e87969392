"""Speaks through a server of the Wyoming protocol, such as those for Home Assistant.

Each text has its own connection, as in Home Assistant: a server may close it whenever a text has
been spoken.
"""

import importlib.util
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from voiceguide.errors import EngineCrashed, EngineSetupError
from voiceguide.speech.engine import EngineSettings, Traits, Voice
from voiceguide.speech.engines.checks import check_text
from voiceguide.speech.engines.said import one_line
from voiceguide.speech.engines.sound_answer import LARGEST, write_pcm
from voiceguide.speech.engines.voice_choice import Catalogue, choose_voice
from voiceguide.speech.engines.wyoming_line import Line, Place
from voiceguide.speech.options import Option

if TYPE_CHECKING:
    from wyoming.event import Event

INSTALL = "pip install 'voiceguide[wyoming]'"

LONGEST_TEXT = 4096
"""In characters; many times the longest sentence."""

_LIST_S = 30.0
"""In seconds; a server may be busy with somebody else's sentence."""

_RATES = range(4_000, 192_001)
_WIDTHS = range(1, 5)
_CHANNELS = range(1, 9)


def default_deadline_s(text: str) -> float:
    """Returns seconds: two minutes to load a neural model, and 0.2 s per character to speak."""
    return 120 + len(text) / 5


class WyomingEngine:
    """Sends each text to a server. The protocol has no speed; a server speaks at its own."""

    name = "wyoming"
    silent = False
    traits = Traits(cut="sentences", at_once=2)
    options = (
        Option(
            name="address",
            help="Where the server is, e.g. tcp://localhost:10200 or unix:///run/piper.sock",
            required=True,
        ),
        Option(name="speaker", help="Name of the speaker, if a voice has several"),
    )

    def __init__(
        self,
        settings: EngineSettings,
        *,
        deadline_s: Callable[[str], float] = default_deadline_s,
    ) -> None:
        self._place = Place.of(settings.options.get("address", ""))
        self._speaker = settings.options.get("speaker")
        self._settings = settings
        if self._speaker and settings.voice is None:
            raise EngineSetupError("the option speaker needs a voice, the one with this speaker")
        if settings.rate is not None:
            raise EngineSetupError("a Wyoming server sets its own speed; leave out the rate")
        if settings.volume != 1:
            raise EngineSetupError("a server sets its own volume; leave the volume at 1")
        if importlib.util.find_spec("wyoming") is None:
            raise EngineSetupError(f"the engine wyoming needs a library; install it: {INSTALL}")
        self._deadline_s = deadline_s
        self._lock = threading.Lock()
        self._line: Line | None = None
        self._is_closed = False
        self._asked: dict[str, Any] | None = None

    def fingerprint(self) -> str:
        """Returns the address, and the voice that is requested there."""
        parts = (self._place.name, self._settings.voice, self._settings.language, self._speaker)
        return f"wyoming 1, {parts!r}"

    def voices(self) -> Sequence[Voice]:
        """Returns the voices that the server offers."""
        with closing(self._connected(_LIST_S)) as line:
            return _offered(line)

    def speak(self, text: str, target: Path) -> None:
        """Requests the sound of `text`, and writes it to `target`, a WAV file."""
        from wyoming.tts import Synthesize, SynthesizeVoice

        check_text(text, longest=LONGEST_TEXT)
        if self._asked is None:
            self._asked = self._voice_for(self.voices())
        with closing(self._connected(self._deadline_s(text))) as line:
            line.send(Synthesize(text=text, voice=SynthesizeVoice(**self._asked)).event())
            sound = _Sound()
            while not sound.add(line.receive()):
                pass
        sound.write(target)

    def close(self) -> None:
        """Ends the connection; no text can be spoken afterwards."""
        with self._lock:
            self._is_closed = True
            if self._line is not None:
                self._line.shut()

    def _connected(self, deadline_s: float) -> Line:
        with self._lock:
            if self._is_closed:
                raise EngineCrashed("the engine was closed")
            line = self._line = Line(self._place, deadline_s, largest=LARGEST)
        line.connect()
        return line

    def _voice_for(self, offered: Sequence[Voice]) -> dict[str, Any]:
        """Returns the voice to request: the user's, or the server's own for the language.

        The user's voice and the language are checked here, because many servers silently use
        another voice for an unknown one, or speak a language that they don't know. Servers also
        list voices that they would have to fetch first, so the choice for a language is theirs.
        Raises UnknownNameError.
        """
        wanted, language = self._settings.voice, self._settings.language
        if wanted is None and not any(voice.languages for voice in offered):
            return {"language": language}  # the server doesn't list its languages
        chosen = choose_voice(Catalogue(voices=tuple(offered)), wanted, language)
        if wanted is None:
            return {"language": language}
        return {"name": chosen, "speaker": self._speaker}


class _Sound:
    """The samples of one text, as they arrive."""

    def __init__(self) -> None:
        self._form: tuple[int, int, int] | None = None
        self._pcm = bytearray()

    def add(self, event: "Event") -> bool:
        """Takes the next event, and returns whether it is the last.

        Raises EngineCrashed for an error, and for a format that is impossible or changes midway.
        """
        if event.type == "error":
            said = one_line(str(event.data.get("text", ""))) or "no reason given"
            raise EngineCrashed(f"the server failed: {said}")
        if event.type in ("audio-start", "audio-chunk"):
            form = _form(event.data)
            if self._form not in (None, form):
                raise EngineCrashed("the server's sound changes its format midway")
            self._form = form
        if event.type == "audio-chunk":
            self._pcm += event.payload or b""
        return event.type == "audio-stop"

    def write(self, target: Path) -> None:
        """Writes the sound. Raises EngineCrashed if there is none, or it is cut off."""
        rate, width, channels = self._form or (0, 1, 1)
        write_pcm(target, bytes(self._pcm), rate=rate, width=width, channels=channels)


def _form(data: dict[str, Any]) -> tuple[int, int, int]:
    """Returns the rate, the width in bytes and the channels that an event states."""
    found = tuple(data.get(name) for name in ("rate", "width", "channels"))
    for value, possible in zip(found, (_RATES, _WIDTHS, _CHANNELS), strict=True):
        if type(value) is not int or value not in possible:
            stated = one_line(", ".join(map(str, found)))
            raise EngineCrashed(
                f"the server states an impossible sound format (rate, width, channels): {stated}"
            )
    rate, width, channels = found
    return rate, width, channels  # type: ignore[return-value]


def _offered(line: Line) -> tuple[Voice, ...]:
    """Returns the voices of a server. Raises EngineSetupError for one that has none."""
    from wyoming.event import Event  # the module of `describe` loads much that isn't needed

    line.send(Event(type="describe"))
    while (event := line.receive()).type != "info":
        if event.type == "error":
            raise EngineCrashed(f"the server failed: {one_line(str(event.data.get('text', '')))}")
    programs = _entries(event.data.get("tts"))
    listed = [voice for program in programs for voice in _entries(program.get("voices"))]
    found = {voice.id: voice for voice in _voices(listed)}
    if not found:
        raise EngineSetupError("the Wyoming server offers no voices; check its address")
    return tuple(found.values())


def _voices(listed: Iterable[dict[str, Any]]) -> Iterator[Voice]:
    for entry in listed:
        name, spoken = entry.get("name"), entry.get("languages")
        if isinstance(name, str) and name:
            languages = tuple(map(str, spoken)) if isinstance(spoken, list) else ()
            title = entry.get("description")
            yield Voice(id=name, name=str(title or name), languages=languages)


def _entries(found: Any) -> list[dict[str, Any]]:
    """Returns the objects of a list, whatever a server has put there."""
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []
