"""The data of a page's sessions."""

import base64
import json
import zlib
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from tests.page.sessions import drawn, timeline
from voiceguide.page.content import Content, Session, content_json
from voiceguide.script.views import Zone


def known(content):
    return json.loads(content_json(content))


def unpacked(document):
    return json.loads(zlib.decompress(base64.b64decode(document["packed"])))


def test_steps_phrases_and_sides_have_their_times():
    document = known(Content(sessions=[Session(timeline=timeline("One", "Two"), name="short")]))
    session = document["sessions"][0]
    assert (document["title"], document["language"]) == ("A session", "en")
    assert (session["name"], session["total"], session["sound"]) == ("short", 120_000, None)
    assert session["steps"][1] == {
        "id": "step-1",
        "number": 2,
        "title": "Two",
        "start": 60_000,
        "end": 120_000,
        "sides": [["one side", 60_000, 90_000], ["the other", 90_000, 120_000]],
    }
    assert unpacked(document)["phrases"] == [[[2000, 58_000], [2000, 2000], ["Breathe out."] * 2]]


def test_each_step_has_its_notes_under_its_title():
    plan = timeline("One", "Two")
    first, second = plan.chapters
    noted = replace(first, notes=(("No fever.", "No wound."), ("Ask first.",)))
    sessions = [
        Session(timeline=replace(plan, chapters=(noted, second))),
        Session(timeline=plan),
    ]
    assert unpacked(known(Content(sessions=sessions)))["notes"] == [
        ["1. One\n\nNo fever. No wound.\n\nAsk first.", ""],
        ["", ""],
    ]


def test_a_step_at_whose_switch_the_giver_moves_says_so():
    plan = timeline("One", "Two")
    first, second = plan.chapters
    moved = replace(plan, chapters=(first, replace(second, moves=True)))
    first, second = known(Content(sessions=[Session(timeline=moved)]))["sessions"][0]["steps"]
    assert "moves" not in first
    assert second["moves"] is True


def test_a_picture_shared_by_two_lengths_is_drawn_once():
    plan = drawn(timeline("One", "Two"))
    document = known(Content(sessions=[Session(timeline=plan, name=name) for name in "ab"]))
    for session in document["sessions"]:
        assert [step["picture"] for step in session["steps"]] == [0, 1]
    assert [tree[0] for tree in unpacked(document)["pictures"]] == ["svg", "svg"]


def test_each_length_has_its_own_picture_of_a_step():
    plan = drawn(timeline("One"))
    (chapter,) = plan.chapters
    other = replace(chapter.picture, avoid=(Zone.SPINE,))
    plans = [plan, replace(plan, chapters=(replace(chapter, picture=other),))]
    document = known(Content(sessions=[Session(timeline=one) for one in plans]))
    assert [session["steps"][0]["picture"] for session in document["sessions"]] == [0, 1]
    told = [json.dumps(tree) for tree in unpacked(document)["pictures"]]
    assert ["No pressure on the spine." in words for words in told] == [False, True]


def test_without_pictures_none_are_packed():
    document = known(Content(sessions=[Session(timeline=timeline("One"))]))
    assert unpacked(document)["pictures"] == []
    assert "picture" not in document["sessions"][0]["steps"][0]


def test_a_place_is_remembered_for_the_same_session_only():
    plan = timeline("One", "Two")
    same = [
        Content(sessions=[Session(timeline=plan)]),
        Content(sessions=[Session(timeline=drawn(plan))], served=True),
    ]
    other = Content(sessions=[Session(timeline=timeline("One", "Three"))])
    assert len({known(content)["id"] for content in same}) == 1
    assert known(other)["id"] != known(same[0])["id"]


@given(st.text(), st.text())
def test_no_words_can_end_the_script_element(title, words):
    text = content_json(Content(sessions=[Session(timeline=timeline(title, words=words))]))
    assert not set("<>&") & set(text)
    document = json.loads(text)
    assert document["sessions"][0]["steps"][0]["title"] == title
    assert unpacked(document)["phrases"][0][2] == [words]
