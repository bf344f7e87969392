import json
from dataclasses import replace

import pytest

from voiceguide.errors import InputError
from voiceguide.script.narration import Manner, Sentence
from voiceguide.script.picture import Direction, Stroke, StrokeKind
from voiceguide.script.scene import Scene, Stand
from voiceguide.script.views import Place, Zone
from voiceguide.timeline.manners import Manners, ReminderRule, ReminderText
from voiceguide.timeline.model import BedPlan, GainPoint, Timeline
from voiceguide.track.sidecars.timeline_json import (
    compact_timeline_json,
    read_timeline,
    timeline_json,
)


def test_a_session_as_json(timeline: Timeline) -> None:
    assert json.loads(timeline_json(replace(timeline, cues=timeline.cues[:1]))) == {
        "version": 3,
        "title": "Back massage, tête-à-tête",
        "language": "en",
        "total_ms": 6_003_600,
        "chapters": [
            {
                "step": "welcome",
                "number": None,
                "title": "Welcome",
                "start_ms": 0,
                "end_ms": 9_750,
                "sides": [],
                "picture": None,
                "notes": [],
                "moves": False,
                "restful": False,
                "written_ms": None,
            },
            {
                "step": "thumbs",
                "number": 1,
                "title": "Thumbs",
                "start_ms": 9_750,
                "end_ms": 6_003_600,
                "sides": [
                    {"name": "the far side", "start_ms": 12_000, "end_ms": 15_000},
                    {"name": "the near side", "start_ms": 15_000, "end_ms": 18_000},
                ],
                "picture": None,
                "notes": [],
                "moves": False,
                "restful": False,
                "written_ms": None,
            },
        ],
        "cues": [
            {
                "id": "welcome.opening",
                "kind": "opening",
                "step": "welcome",
                "text": "Lie down & rest.",
                "start_ms": 1_500,
                "end_ms": 3_250,
                "phrases": [{"text": "Lie down & rest.", "start_ms": 1_500, "end_ms": 3_250}],
                "reminds": [],
                "subjects": [],
                "asks": False,
                "announced": 0,
                "hush_ms": 0,
            }
        ],
        "chimes": [
            {
                "kind": "next-step",
                "step": "thumbs",
                "start_ms": 10_000,
                "end_ms": 11_800,
                "gain_db": 0.0,
            }
        ],
        "quiet_ms": None,
        "promises": [],
        "bed": None,
        "sleep": False,
        "voice": "",
        "manners": None,
        "still_ms": None,
        "style": "",
    }


def test_letters_of_every_language_stay_readable(timeline: Timeline) -> None:
    assert '"title": "Back massage, tête-à-tête"' in timeline_json(timeline)


def test_a_written_timeline_is_read_back(timeline: Timeline) -> None:
    bed = BedPlan(
        name="rain",
        level_lu=-20.0,
        gain=(GainPoint(0, -6.0), GainPoint(2_000, 0.0)),
        fade_in_ms=500,
        fade_out_ms=12_000,
    )
    text = ReminderText(sentences=("Breathe out.", "Slowly."), asks=True)
    promise = ReminderRule(
        id="breath", every_ms=180_000, subject="air", after_ms=1, length_ms=2, texts=(text,)
    )
    full = replace(
        timeline,
        quiet_ms=45_000,
        promises=(promise,),
        bed=bed,
        manners=Manners(again_ms=0),
        still_ms=5_000,
        chapters=tuple(replace(chapter, restful=True) for chapter in timeline.chapters),
        cues=tuple(
            replace(cue, subjects=("air",), asks=True, announced=1) for cue in timeline.cues
        ),
    )
    assert read_timeline(timeline_json(full)) == full
    assert read_timeline(compact_timeline_json(full).encode()) == full
    assert "\n" not in compact_timeline_json(full)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "not a timeline that voiceguide wrote"),
        ("[1]", "version None"),
        ('{"version": 1, "title": 3}', "title: "),
        ('{"version": 99}', "install a newer voiceguide"),
    ],
)
def test_text_that_is_not_a_timeline_is_refused(text: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        read_timeline(text)


def test_a_picture_is_written_and_read_back(timeline: Timeline) -> None:
    picture = Scene(
        giver=Stand.ACROSS,
        moves=True,
        strokes=(
            Stroke(
                stroke=StrokeKind.LINE,
                where=(Place.LOWER_BACK, Place.UPPER_BACK),
                direction=Direction.TO_AND_FRO,
            ),
        ),
        avoid=(Zone.SPINE,),
    )
    first, second = timeline.chapters
    drawn = replace(timeline, chapters=(first, replace(second, picture=picture, moves=True)))
    assert read_timeline(compact_timeline_json(drawn)) == drawn


def test_a_timeline_from_before_pictures_existed_is_read(timeline: Timeline) -> None:
    document = json.loads(timeline_json(timeline))
    for chapter in document["chapters"]:
        del chapter["picture"], chapter["moves"]
    assert read_timeline(json.dumps(document)) == timeline


def test_a_timeline_from_before_manners_existed_is_read(timeline: Timeline) -> None:
    document = json.loads(timeline_json(timeline))
    del document["manners"], document["still_ms"]
    for cue in document["cues"]:
        del cue["subjects"], cue["asks"], cue["announced"]
    for chapter in document["chapters"]:
        del chapter["restful"]
    document["promises"] = [{"id": "breath", "every_ms": 180_000, "steps": ["welcome"]}]
    old = read_timeline(json.dumps(document))
    assert old.manners is None
    assert old.cues == timeline.cues


def test_a_timeline_of_version_1_is_read(timeline: Timeline) -> None:
    document = json.loads(timeline_json(timeline))
    document["version"] = 1
    assert read_timeline(json.dumps(document)) == timeline


def test_notes_are_written_as_paragraphs_of_sentences_and_read_back(timeline: Timeline) -> None:
    first, second = timeline.chapters
    notes = (("Not with a fever.", "Ask first."), ("Wash towels hot: 60 °C.",))
    noted = replace(timeline, chapters=(replace(first, notes=notes), second))
    document = json.loads(timeline_json(noted))
    assert document["chapters"][0]["notes"] == [list(sentences) for sentences in notes]
    assert read_timeline(compact_timeline_json(noted)) == noted


def test_a_timeline_from_before_notes_existed_is_read(timeline: Timeline) -> None:
    document = json.loads(timeline_json(timeline))
    document["version"] = 2
    for chapter in document["chapters"]:
        del chapter["notes"]
    assert read_timeline(json.dumps(document)) == timeline


def test_a_sentences_voice_and_pace_are_read_back(timeline: Timeline) -> None:
    cue = timeline.cues[0]
    softly = Sentence("Rest.", voice="partner", manner=Manner(pace=0.8))
    said = replace(cue, phrases=(replace(cue.phrases[0], sentence=softly),))
    spoken = replace(timeline, cues=(said,))
    text = timeline_json(spoken)
    assert json.loads(text)["cues"][0]["phrases"][0] == {
        "text": "Rest.",
        "voice": "partner",
        "pace": 0.8,
        "start_ms": 1_500,
        "end_ms": 3_250,
    }
    assert read_timeline(text) == spoken


@pytest.mark.parametrize("cues", ["3", "[3]", '[{"phrases": 3}]', '[{"phrases": [3, {}]}]', "null"])
def test_cues_of_the_wrong_shape_are_refused(timeline: Timeline, cues: str) -> None:
    document = json.loads(timeline_json(timeline))
    document["cues"] = json.loads(cues)
    with pytest.raises(InputError, match="cues"):
        read_timeline(json.dumps(document))
