"""The schema that editors use agrees with the reader."""

import json
from pathlib import Path

import pytest

from tests.script.examples import GOOD, changed
from voiceguide import resources
from voiceguide.script import library, source
from voiceguide.script.json_schema import schema

jsonschema = pytest.importorskip("jsonschema")
REFERENCE = Path(__file__).resolve().parents[2] / "docs" / "script-format.md"


@pytest.fixture(scope="module")
def validator():
    jsonschema.Draft202012Validator.check_schema(schema())
    return jsonschema.Draft202012Validator(schema())


def test_it_can_be_written_as_json():
    assert json.loads(json.dumps(schema())) == schema()
    assert schema()["title"] == "voiceguide script"


@pytest.mark.parametrize("name", library.names())
def test_the_bundled_scripts_are_valid(validator, name):
    text = (resources.scripts() / f"{name}.yaml").read_text(encoding="utf-8")
    assert [error.message for error in validator.iter_errors(source.parse(text).data)] == []


def test_the_example_with_every_key_is_valid(validator):
    assert validator.is_valid(source.parse(GOOD).data)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("title: Shake\n", "titel: Shake\n"),
        ("every: 2m", "evry: 2m"),
        ("every: 2m", "every: 120"),
        ("at: -15s", "at: soon"),
        ("at: 25%", "at: 25"),
        ("voiceguide: 1", "voiceguide: 2"),
        ("title: Shake", "title: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"),
        ("id: shake", "id: Shake It"),
        ("numbered: false", "numbered: yes"),
        ("language: en", "language: english!"),
        ("names: [this side, the other side]", "names: [this side]"),
        ("say: Hello there.", "say: [Hello there.]"),
    ],
)
def test_editors_mark_what_the_reader_refuses(validator, old, new):
    assert not validator.is_valid(source.parse(changed(old, new)).data)


def keys():
    """Yields every key of the format as (part, key, its schema)."""
    for part, inner in (("Script", schema()), *schema()["$defs"].items()):
        for key, described in inner.get("properties", {}).items():
            yield part, key, described


def test_every_key_is_described_in_a_sentence_and_optional_ones_with_their_default():
    for part, key, described in keys():
        text = described.get("description", "")
        assert text[:1].isupper(), (part, key)
        assert text.endswith("."), (part, key)
        if "default" in described and key not in ("pauses", "default"):
            assert "Default:" in text, (part, key)


def test_every_default_is_a_valid_value(validator):
    for part, key, described in keys():
        if "default" in described:
            here = validator.evolve(schema={**described, "$defs": schema()["$defs"]})
            assert here.is_valid(described["default"]), (part, key)


def test_the_reference_names_every_key():
    text = REFERENCE.read_text(encoding="utf-8")
    named = {key for _, key, _ in keys() if f"`{key}`" in text or f" {key}: " in text}
    assert {key for _, key, _ in keys()} - named == set()
