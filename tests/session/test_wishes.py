"""Less guidance, and steps left out or lengthened: another session, with a name of its own."""

from pathlib import Path

import pytest

import voiceguide
from tests.session.small import SILENT
from voiceguide.errors import InputError, LengthError, UnknownNameError
from voiceguide.script.wishes import Wishes
from voiceguide.session.given import Given
from voiceguide.session.installation import installation

SCRIPT = """\
voiceguide: 1
title: Three
steps:
  - {id: one, title: One, time: 24s, say: Sit down and rest., bare: Sit., may_skip: true}
  - {id: two, title: Two, time: 24s, say: Rest now., grows: true}
  - {id: three, title: Three, time: 36s, say: Lie down., ahead: Soon lie down., may_skip: true}
"""


@pytest.fixture(autouse=True)
def three(work: Path) -> None:
    (work / "three.yaml").write_text(SCRIPT, encoding="utf-8")


def make(**wished):
    return voiceguide.make("three.yaml", voicing=SILENT, bed="none", inspect=False, **wished)


@pytest.mark.slow
def test_the_default_name_says_what_was_wished():
    assert make().track == Path("three-1m24s.mp3")
    found = make(guidance="bare", without=["three", "one"], more=["two"])
    assert found.track == Path("three-36s-bare-without-one-without-three-more-two.mp3")
    assert [chapter.step for chapter in found.timeline.chapters] == ["two"]
    assert found.total_ms == 36_000


def test_a_session_is_made_once_for_each_wish():
    full, bare = make(), make(guidance="bare")
    assert (full.track, bare.track) == (Path("three-1m24s.mp3"), Path("three-1m24s-bare.mp3"))
    again = make(guidance="bare")
    assert (again.spoken, again.encoded) == (0, 0)
    assert again.timeline == bare.timeline != full.timeline


def test_a_script_that_marks_nothing_says_so_and_says_everything() -> None:
    Path("three.yaml").write_text(SCRIPT.replace(" bare: Sit.,", ""), encoding="utf-8")
    full, bare = make(), make(guidance="bare")
    assert full.notes == ()
    assert bare.notes == (
        "the script says the same with bare guidance: it marks nothing to leave out",
    )
    assert bare.timeline == full.timeline
    assert make(guidance="bare").notes == bare.notes


@pytest.mark.slow
def test_plan_and_estimate_take_the_same_wishes():
    for wished in ({"guidance": "bare"}, {"without": ["one"]}, {"more": ["two"]}):
        timeline = make(**wished).timeline
        assert voiceguide.plan("three.yaml", voicing=SILENT, **wished) == timeline
        assert voiceguide.estimate("three.yaml", **wished).total_ms == timeline.total_ms


def test_what_is_cached_about_a_script_depends_on_the_steps_that_are_wished():
    given, store = Given.of("three.yaml"), voiceguide.Cache.at("facts").store("script")
    for without, ms in ((), 84_000), (("one",), 60_000), (("three",), 48_000):
        wishes = Wishes(without=without)
        for _ in range(2):
            facts, _ = given.facts(store, installation(), wishes)
            assert facts.named == {"full": ms}


@pytest.mark.parametrize(
    ("wished", "kind"),
    [
        ({"guidance": "none"}, UnknownNameError),
        ({"guidance": None}, UnknownNameError),
        ({"without": ["two"]}, InputError),
        ({"without": ["four"]}, UnknownNameError),
        ({"more": [2]}, InputError),
        ({"minutes": 2, "without": ["one"]}, LengthError),
    ],
)
def test_a_wrong_wish_is_one_error_and_no_file(work, wished, kind):
    before = sorted(work.iterdir())
    with pytest.raises(kind):
        make(**wished)
    assert [path for path in work.iterdir() if path.suffix == ".mp3"] == []
    assert sorted(path for path in work.iterdir() if path.name != "cache") == [
        path for path in before if path.name != "cache"
    ]


@pytest.mark.slow
def test_a_page_of_several_lengths_has_them_all_as_wished():
    Path("two.yaml").write_text(
        "voiceguide: 1\ntitle: T\nlengths: {default: s, s: 30s, l: 1m}\nsteps:\n"
        "  - {id: a, title: A, time: {s: 10s, l: 30s}, say: Sit down now., bare: Sit.}\n"
        "  - {id: b, title: B, time: {s: 20s, l: 30s}, say: Rest.}\n",
        encoding="utf-8",
    )
    page = voiceguide.page_of_script(
        "two.yaml", "two.html", lengths=["s", "l"], voicing=SILENT, guidance="bare"
    )
    assert [(line.title, line.cues[0].text) for line in page.timelines] == [
        ("T (bare guidance)", "Sit.")
    ] * 2
