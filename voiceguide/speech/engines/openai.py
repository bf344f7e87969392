"""Speaks through a server with OpenAI's speech API, in a data centre or on this machine.

The API is `POST ADDRESS/audio/speech`; many servers for local voices have it too. Some of them list
their voices at `GET ADDRESS/audio/voices`.
"""

import json
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from voiceguide.errors import EngineSetupError
from voiceguide.speech.engine import EngineSettings, Rates, Traits, Voice
from voiceguide.speech.engines.checks import check_rate, check_text
from voiceguide.speech.engines.exchange import Answer, Exchange
from voiceguide.speech.engines.refusal import refusal
from voiceguide.speech.engines.sound_answer import LARGEST, write_answer
from voiceguide.speech.mask import Mask
from voiceguide.speech.options import Option, how_to_set

INSTALL = "pip install 'voiceguide[openai]'"

LONGEST_TEXT = 4096
"""In characters, by the API's definition."""

_RATES = Rates(least=25, most=400, usual=100, is_calm=True)
"""In percent of the voice's own speed; the API's range. At 100 percent no speed is sent, because
some servers accept none."""

_EXAMPLE = "http://localhost:8880/v1"
_KEY = Option(name="key", help="The key of your account, if the server wants one", secret=True)
_LIST_S = 30.0
_NO_SUCH_PAGE = (404, 405, 501)


def default_deadline_s(text: str) -> float:
    """Returns seconds: two minutes to load a neural model, and 0.2 s per character to speak."""
    return 120 + len(text) / 5


class OpenAIEngine:
    """Sends one request per text. The rate is in percent of the voice's own speed."""

    name = "openai"
    silent = False
    options = (
        Option(
            name="address",
            help=f"The server's address up to /v1, e.g. {_EXAMPLE}",
            required=True,
        ),
        Option(name="model", help="The model that speaks", default="tts-1"),
        _KEY,
        Option(
            name="instructions",
            help="How to speak, for models that take instructions, e.g. Calm and warm",
        ),
        Option(name="at_once", help="How many texts to send at the same time", default="2"),
    )

    def __init__(
        self,
        settings: EngineSettings,
        *,
        deadline_s: Callable[[str], float] = default_deadline_s,
    ) -> None:
        options = settings.options
        self._address = _address(options.get("address", ""))
        key = _key(options.get("key", ""))
        self._mask = Mask((key,))
        self._model = options.get("model", "")
        self._instructions = options.get("instructions", "")
        self._voice = settings.voice
        self.traits = Traits(
            cut="sentences",
            at_once=_at_once(options.get("at_once", "2")),
            rates=_RATES,
            charges=True,
        )
        self.set_rate(settings.rate)
        if settings.volume != 1:
            raise EngineSetupError("a server sets its own volume; leave the volume at 1")
        if not Exchange.is_available():
            raise EngineSetupError(f"the engine openai needs a library; install it: {INSTALL}")
        self._deadline_s = deadline_s
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        self._exchange = Exchange(self._address, headers, largest=LARGEST)

    def set_rate(self, rate: int | None) -> None:
        """Speaks at another rate from the next text on; None is the voice's own."""
        chosen = _RATES.usual if rate is None else rate
        check_rate(chosen, _RATES)
        self._rate = chosen

    def fingerprint(self) -> str:
        """Returns the address and the settings that are sent there; never the key."""
        parts = (self._address, self._model, self._voice, self._rate, self._instructions)
        return f"openai 1, {parts!r}"

    def voices(self) -> Sequence[Voice]:
        """Returns the voices that the server lists; empty if it lists none."""
        answer = self._exchange.ask("GET", f"{self._address}/audio/voices", deadline_s=_LIST_S)
        if answer.status in _NO_SUCH_PAGE:
            return ()
        self._check(answer)
        try:
            found = json.loads(answer.body)
        except (ValueError, RecursionError):
            return ()  # a web page, which some servers return at every address
        return tuple({voice.id: voice for voice in _listed(found)}.values())

    def speak(self, text: str, target: Path) -> None:
        """Requests the sound of `text`, and writes it to `target` in its format: WAV, MP3, ..."""
        check_text(text, longest=LONGEST_TEXT)
        url = f"{self._address}/audio/speech"
        deadline_s = self._deadline_s(text)
        answer = self._exchange.ask("POST", url, json=self._asked(text), deadline_s=deadline_s)
        self._check(answer)
        write_answer(answer.body, answer.headers.get("content-type", ""), target, self._mask)

    def close(self) -> None:
        """Ends the current request; no text can be spoken afterwards."""
        self._exchange.close()

    def _asked(self, text: str) -> dict[str, object]:
        """Returns the request, without what the user leaves to the server."""
        asked = {
            "model": self._model,
            "input": text,
            "voice": self._voice,
            "response_format": "wav",
            "instructions": self._instructions,
            "speed": self._rate / 100 if self._rate != _RATES.usual else None,
        }
        return {name: value for name, value in asked.items() if value}

    def _check(self, answer: Answer) -> None:
        """Raises the error that the answer means, if it has no sound."""
        if not 200 <= answer.status < 300:
            raise refusal(
                answer.status,
                answer.headers,
                answer.body,
                server=self._address,
                key_help=how_to_set(self.name, _KEY),
                mask=self._mask,
            )


def _address(given: str) -> str:
    """Returns the address up to /v1. Raises EngineSetupError.

    No message repeats an address with a password or a query, where people put keys.
    """
    address = re.sub(r"(/audio/speech)?/*$", "", given.strip())
    try:
        parts = urlsplit(address)
        is_usable = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        is_usable = False
    else:
        if "@" in parts.netloc or parts.query or parts.fragment:
            raise EngineSetupError(
                "the address has a name, a password or a query in it; leave them out, and give a "
                "key as the option key"
            )
    if not is_usable or not address.isprintable() or " " in address:
        raise EngineSetupError(f"{quote(given, safe=':/')!r} is not an address such as {_EXAMPLE}")
    return address


def _key(given: str) -> str:
    """Returns the key if a header can hold it. Raises EngineSetupError, without showing it."""
    key = given.strip()
    if not (key.isascii() and key.isprintable()) or " " in key:
        raise EngineSetupError("the key contains a character that is not allowed; copy it again")
    return key


def _at_once(given: str) -> int:
    if not re.fullmatch("[1-9][0-9]?", given):
        raise EngineSetupError(f"the option at_once={given} is not a number, such as 2")
    return int(given)


def _listed(found: Any) -> Iterator[Voice]:
    """Yields the voices of a list, in any of the forms that servers use."""
    if isinstance(found, dict):
        found = found.get("voices", found.get("data", ()))
    if isinstance(found, dict):
        found = list(found)
    for one in found if isinstance(found, list) else ():
        entry = one if isinstance(one, dict) else {"id": one}
        names = [entry.get(key) for key in ("id", "voice_id", "name")]
        known = [name for name in names if isinstance(name, str) and name.strip()]
        if known:
            yield Voice(id=known[0], name=known[-1], languages=_languages(entry))


def _languages(entry: dict[str, Any]) -> tuple[str, ...]:
    said = next((entry[key] for key in ("languages", "language", "lang") if key in entry), ())
    spoken = [said] if isinstance(said, str) else said
    return tuple(str(one) for one in spoken) if isinstance(spoken, list) else ()
