"""One tree of errors, with messages that say what to do."""

import copy
import pickle
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voiceguide import errors
from voiceguide.errors import Problem, ScriptError, SpeechError, UnknownNameError, nearest

PROBLEMS = (
    Problem(line=0, column=0, message="it is empty"),
    Problem(line=3, column=7, message="unknown key 'titel'; did you mean 'title'?"),
)
EXAMPLES = [
    ScriptError("my.yaml", PROBLEMS),
    UnknownNameError("length", "shrot", ["short", "long"], "Run: voiceguide scripts"),
    SpeechError("step 1 'Oil', opening", "Spread it.", "the engine died"),
    errors.LengthError("too short"),
]


def classes(root: type[Exception]) -> Iterator[type[Exception]]:
    yield root
    for child in root.__subclasses__():
        yield from classes(child)


def test_the_drawn_tree_has_every_error_of_the_module():
    drawn = errors.__doc__ or ""
    own = [c for c in vars(errors).values() if isinstance(c, type) and issubclass(c, Exception)]
    assert len(own) > 10
    for error in own:
        assert issubclass(error, errors.VoiceguideError)
        assert f" {error.__name__}  " in f" {drawn}".replace("\n", "  ")


def test_wrong_input_exits_with_two_and_failed_work_with_one():
    own = [c for c in classes(errors.VoiceguideError) if c.__module__ == "voiceguide.errors"]
    ours = [error for error in own if issubclass(error, errors.VoiceguideError)]
    codes = {error.__name__: error.exit_code for error in ours}
    assert codes["ScriptError"] == codes["LengthError"] == codes["UnknownNameError"] == 2
    assert codes["PlanError"] == codes["EngineSetupError"] == codes["OutputPathError"] == 2
    assert codes["SpeechError"] == codes["EngineCrashed"] == codes["OutputError"] == 1
    assert codes["AudioError"] == codes["VoiceguideError"] == 1


@pytest.mark.parametrize("error", EXAMPLES, ids=lambda error: type(error).__name__)
def test_an_error_survives_pickling(error):
    for again in (pickle.loads(pickle.dumps(error)), copy.copy(error)):  # noqa: S301
        assert type(again) is type(error)
        assert str(again) == str(error)
        assert vars(again) == vars(error)


def test_a_script_error_shows_every_problem_with_its_file_and_place():
    assert str(EXAMPLES[0]) == (
        "my.yaml: it is empty\nmy.yaml:3:7: unknown key 'titel'; did you mean 'title'?"
    )


def test_an_unknown_name_offers_the_nearest_and_a_hint():
    assert str(EXAMPLES[1]) == (
        "unknown length 'shrot'; did you mean 'short'? Run: voiceguide scripts"
    )
    error = UnknownNameError("bed", "zzz", ["rain"], "Or give a sound file")
    assert str(error) == "unknown bed 'zzz'; expected one of: rain. Or give a sound file"
    assert str(UnknownNameError("bed", "rian", ["rain"])) == (
        "unknown bed 'rian'; did you mean 'rain'?"
    )


def test_a_speech_error_names_the_cue_and_the_beginning_of_its_words():
    assert str(EXAMPLES[2]) == (
        "could not speak step 1 'Oil', opening ('Spread it.'): the engine died"
    )
    long = SpeechError("cue", "word " * 99, "it died")
    assert str(long) == f"could not speak cue ({('word ' * 99)[:57] + '...'!r}): it died"


def test_long_lists_of_names_are_shortened():
    names = [f"name-{number}" for number in range(30)]
    assert nearest("zzz", names).endswith("name-23, ...")
    assert nearest("zzz", []) == ""


@given(st.text(), st.lists(st.text()))
def test_a_hint_can_be_made_for_any_name(name, valid):
    assert isinstance(nearest(name, valid), str)


def test_the_nearest_name_is_looked_for_among_few(monkeypatch):
    """Comparing is slow: thousands of names would take seconds."""
    compared = []

    def compare(name, names, **_):
        compared.extend(names)
        return []

    monkeypatch.setattr("voiceguide.errors.get_close_matches", compare)
    names = [f"{first}{number}" for first in "abc" for number in range(3000)]
    nearest("a1500", names)
    assert 0 < len(compared) <= 50
    nearest("a" * 10_000, ["a" * 10_000])
    assert len(compared) <= 50


def test_a_slip_is_found_among_many_names():
    names = [f"name-{number}" for number in range(20)] + [f"x{n}" for n in range(3000)]
    assert nearest("nmae-7", [*names, "back-massage"]) == "; did you mean 'name-7'?"
