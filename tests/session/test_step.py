"""One step of a session: made, played, inspected."""

import io
from pathlib import Path

import pytest

import voiceguide
from tests.session.small import SILENT
from voiceguide.session.draft import Draft
from voiceguide.session.preview import preview
from voiceguide.timecode import frame_from
from voiceguide.timeline.excerpt import Excerpt


def test_a_step_is_as_it_is_in_the_session(script) -> None:
    whole = voiceguide.make(script, "whole.mp3", voicing=SILENT).timeline
    made = voiceguide.make(script, "step.mp3", voicing=SILENT, step="two", sidecars=["timeline"])
    assert made.timeline.cues == Excerpt(frozenset({"two"})).cut(whole).cues
    assert made.total_ms == frame_from(60_000)
    assert made.notes == ()


@pytest.mark.slow
@pytest.mark.parametrize(("step", "bed"), [("one", "rain"), ("two", "room-tone")])
def test_a_step_passes_inspection(script, step: str, bed: str) -> None:
    made = voiceguide.make(script, "step.mp3", step=step, bed=bed)
    report = voiceguide.inspect("step.mp3")
    assert (made.notes, report.failed) == ((), ())
    assert report.planned


def test_only_its_own_words_are_spoken(script) -> None:
    assert voiceguide.make(script, io.BytesIO(), voicing=SILENT, step="one").spoken == 1
    assert voiceguide.make(script, io.BytesIO(), voicing=SILENT).spoken == 2


def test_its_file_is_named_after_it(work: Path) -> None:
    made = voiceguide.make("small.yaml", voicing=SILENT, step="two")
    assert made.track == Path("small-2m-two.mp3")
    assert voiceguide.make("small.yaml", voicing=SILENT, step="two").timeline == made.timeline


def test_an_unknown_step_leaves_no_file(work: Path) -> None:
    with pytest.raises(voiceguide.UnknownNameError, match="did you mean 'two'"):
        voiceguide.make("small.yaml", voicing=SILENT, step="tow")
    assert not list(work.glob("*.mp3"))


def test_a_step_can_be_played_before_it_is_spoken(script) -> None:
    drafts = list[Draft]()
    preview(script, drafts.append, voicing=SILENT, step="two")
    first, last = drafts[0], drafts[-1]
    assert first.until_ms == first.timeline.cues[0].start_ms > 2_000  # the chime, at once
    assert last.whole
    assert [chapter.step for chapter in last.timeline.chapters] == ["two"]
    assert last.timeline.chimes[0] == first.timeline.chimes[0]


TIGHT = """\
voiceguide: 1
title: Tight
lengths: {only: 1m}
steps:
  - {id: one, title: One, time: 30s, say: "%s"}
  - {id: two, title: Two, time: 30s, say: Rest.}
""" % ("Let your head sink slowly to the one side, and then to the other. " * 5)


def test_a_step_whose_start_is_not_sure_waits_for_its_words() -> None:
    drafts = list[Draft]()
    script = voiceguide.load(_saved(TIGHT))
    preview(script, drafts.append, voicing=SILENT, step="one")
    assert drafts[0].until_ms > 0  # it starts with the session
    drafts.clear()
    tight = TIGHT.replace("id: one", "id: last").replace("id: two", "id: one")
    lines = tight.splitlines()
    script = voiceguide.load(_saved("\n".join([*lines[:4], lines[5], lines[4]]) + "\n"))
    preview(script, drafts.append, voicing=SILENT, step="last")
    assert [draft.whole for draft in drafts] == [True]


def _saved(text: str) -> Path:
    path = Path("tight.yaml")
    path.write_text(text, encoding="utf-8")
    return path


BEDS = """\
voiceguide: 1
title: Two beds
sound: {bed: none}
steps:
  - {id: one, title: One, time: 30s, say: Sit down.}
  - {id: two, title: Two, time: 30s, bed: sea, say: "Listen. [bell] Breathe."}
  - {id: three, title: Three, time: 30s, say: Rest.}
"""


def test_a_step_has_its_own_bed_and_its_bells(work: Path) -> None:
    script = work / "beds.yaml"
    script.write_text(BEDS, encoding="utf-8")
    whole = voiceguide.make(script, "whole.mp3", voicing=SILENT).timeline
    beds = dict[str, str | None]()
    for step in ("one", "two"):
        timeline = voiceguide.make(script, f"{step}.mp3", voicing=SILENT, step=step).timeline
        assert timeline.chimes == Excerpt(frozenset({step})).cut(whole).chimes
        beds[step] = timeline.bed.name if timeline.bed else None
    assert beds == {"one": None, "two": "sea"}
    sizes = {step: len(set(_samples(work / f"{step}.mp3"))) for step in beds}
    assert sizes["two"] > 10 * sizes["one"]  # the sea sounds to the end


def _samples(path: Path) -> bytes:
    """The last seconds but two, without their fade."""
    from voiceguide.audio.decode import frames
    from voiceguide.audio.stream import blocks

    pcm = b"".join(block.pcm for block in blocks(frames(path)))
    return pcm[-96_000 * 6 : -96_000 * 2]
