"""Voice-guided audio sessions from a script.

    import voiceguide

    script = voiceguide.load("back-massage")
    timeline = voiceguide.plan(script, minutes=20)
    voiceguide.make(script, "massage.mp3", minutes=20, sidecars=["captions"])

docs/python.md shows more. Importing this package takes no time: each name is loaded when it
is first used.
"""

from importlib import import_module

TYPE_CHECKING = False  # typing itself takes longer to load than the rest: Ctrl-C has to wait

if TYPE_CHECKING:
    from voiceguide.cache.backing import Backing
    from voiceguide.cache.store import Cache
    from voiceguide.errors import (
        AudioError,
        CacheError,
        CacheSetupError,
        EngineBusy,
        EngineCrashed,
        EngineError,
        EngineRefused,
        EngineSetupError,
        EngineTimeout,
        FetchError,
        InputError,
        LengthError,
        LostClipError,
        OutputError,
        OutputPathError,
        PlanError,
        PlaybackError,
        Problem,
        ScriptError,
        SilenceError,
        SpeechError,
        StreamError,
        UnknownNameError,
        VoiceguideError,
    )
    from voiceguide.inspection.check import Check, Verdict
    from voiceguide.inspection.report import Report, inspect
    from voiceguide.page.build import Page, page_of_script, page_of_track
    from voiceguide.progress import Charge, Progress, Stage
    from voiceguide.script.model import Script
    from voiceguide.script.narration import Manner, Sentence
    from voiceguide.session.make import make
    from voiceguide.session.plan import estimate, load, plan
    from voiceguide.session.result import Made
    from voiceguide.speech.automatic import ChosenVoice
    from voiceguide.speech.engine import Engine, EngineSettings, Rates, Traits, Voice
    from voiceguide.speech.options import Option
    from voiceguide.speech.voicing import Voicing
    from voiceguide.timeline.manners import Manners, ReminderRule, ReminderText
    from voiceguide.timeline.model import (
        BedPlan,
        Chapter,
        Chime,
        ChimeKind,
        Cue,
        CueKind,
        GainPoint,
        Phrase,
        Side,
        Timeline,
    )
    from voiceguide.verification.heard import Verification
    from voiceguide.verification.intelligibility import Intelligibility
    from voiceguide.verification.verify import verify

    __version__: str

_HOMES = {
    "cache.backing": ("Backing",),
    "cache.store": ("Cache",),
    "errors": (
        "AudioError",
        "CacheError",
        "CacheSetupError",
        "EngineBusy",
        "EngineCrashed",
        "EngineError",
        "EngineRefused",
        "EngineSetupError",
        "EngineTimeout",
        "FetchError",
        "InputError",
        "LengthError",
        "LostClipError",
        "OutputError",
        "OutputPathError",
        "PlanError",
        "PlaybackError",
        "Problem",
        "ScriptError",
        "SilenceError",
        "SpeechError",
        "StreamError",
        "UnknownNameError",
        "VoiceguideError",
    ),
    "inspection.check": ("Check", "Verdict"),
    "inspection.report": ("Report", "inspect"),
    "page.build": ("Page", "page_of_script", "page_of_track"),
    "progress": ("Charge", "Progress", "Stage"),
    "script.model": ("Script",),
    "script.narration": ("Manner", "Sentence"),
    "session.make": ("make",),
    "session.plan": ("estimate", "load", "plan"),
    "session.result": ("Made",),
    "speech.automatic": ("ChosenVoice",),
    "speech.engine": ("Engine", "EngineSettings", "Rates", "Traits", "Voice"),
    "speech.options": ("Option",),
    "speech.voicing": ("Voicing",),
    "timeline.manners": ("Manners", "ReminderRule", "ReminderText"),
    "timeline.model": (
        "BedPlan",
        "Chapter",
        "Chime",
        "ChimeKind",
        "Cue",
        "CueKind",
        "GainPoint",
        "Phrase",
        "Side",
        "Timeline",
    ),
    "verification.heard": ("Verification",),
    "verification.intelligibility": ("Intelligibility",),
    "verification.verify": ("verify",),
}

__all__ = [
    "AudioError",
    "Backing",
    "BedPlan",
    "Cache",
    "CacheError",
    "CacheSetupError",
    "Chapter",
    "Charge",
    "Check",
    "Chime",
    "ChimeKind",
    "ChosenVoice",
    "Cue",
    "CueKind",
    "Engine",
    "EngineBusy",
    "EngineCrashed",
    "EngineError",
    "EngineRefused",
    "EngineSettings",
    "EngineSetupError",
    "EngineTimeout",
    "FetchError",
    "GainPoint",
    "InputError",
    "Intelligibility",
    "LengthError",
    "LostClipError",
    "Made",
    "Manner",
    "Manners",
    "Option",
    "OutputError",
    "OutputPathError",
    "Page",
    "Phrase",
    "PlanError",
    "PlaybackError",
    "Problem",
    "Progress",
    "Rates",
    "ReminderRule",
    "ReminderText",
    "Report",
    "Script",
    "ScriptError",
    "Sentence",
    "Side",
    "SilenceError",
    "SpeechError",
    "Stage",
    "StreamError",
    "Timeline",
    "Traits",
    "UnknownNameError",
    "Verdict",
    "Verification",
    "Voice",
    "VoiceguideError",
    "Voicing",
    "estimate",
    "inspect",
    "load",
    "make",
    "page_of_script",
    "page_of_track",
    "plan",
    "verify",
]


def __getattr__(name: str) -> object:
    if name == "__version__":
        from importlib.metadata import version

        return version("voiceguide")
    for home, names in _HOMES.items():
        if name in names:
            return getattr(import_module(f"voiceguide.{home}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*__all__, "__version__"])
