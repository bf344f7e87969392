"""An engine's own options: declared, given, completed."""

import copy
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voiceguide.errors import EngineSetupError, UnknownNameError
from voiceguide.speech.engine import EngineSettings, Traits
from voiceguide.speech.options import (
    Option,
    Options,
    completed,
    from_environment,
    secrets_in,
    variable,
)
from voiceguide.speech.voicing import (
    Voicing,
    create_engine,
    missing_options,
    voice_fingerprint,
)

URL = Option(name="url", help="Where the service is.", required=True)
KEY = Option(name="api_key", help="The key of your account.", required=True, secret=True)
MODEL = Option(name="model", help="Which model speaks.", default="small")
DECLARED = (URL, KEY, MODEL)


def test_an_option_that_is_not_given_has_its_default():
    options = completed("cloud", DECLARED, {"url": "http://x", "api_key": "k"})
    assert dict(options) == {"url": "http://x", "api_key": "k", "model": "small"}


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"api_key": "k"}, r"needs the option 'url' \(Where the service is\).*engine-option url="),
        ({"api_key": "k"}, r"set VOICEGUIDE_MY_CLOUD_URL.*in Python.*options=\{'url': "),
        ({"url": "x", "api_key": ""}, r"'api_key'.*set VOICEGUIDE_MY_CLOUD_API_KEY.*=@FILE"),
        ({"url": "x", "api_key": ""}, r"in Python.*options=\{'api_key': "),
    ],
)
def test_a_missing_option_is_reported_with_how_to_set_it(given, said):
    with pytest.raises(EngineSetupError, match=f"the engine my-cloud .*{said}"):
        completed("my-cloud", DECLARED, given)


def test_an_unknown_option_is_answered_with_the_nearest_not_its_value():
    with pytest.raises(UnknownNameError, match="did you mean 'api_key'") as caught:
        completed("cloud", DECLARED, {"apikey": "sk-123"})
    assert "sk-123" not in str(caught.value)


def test_an_engine_without_options_says_so():
    with pytest.raises(UnknownNameError, match=r"'url'\. The engine silent takes no options"):
        create_engine(Voicing(engine="silent", options={"url": "x"}))


@pytest.mark.parametrize("name", ["", "Key", "api-key", "1st", "a b", "ключ"])
def test_only_names_fit_for_variables_are_accepted(name):
    with pytest.raises(EngineSetupError, match="an option can't be named"):
        Option(name=name, help="x")


def test_the_environment_has_values_for_declared_options():
    environment = {
        "VOICEGUIDE_CLOUD_API_KEY": "k",
        "VOICEGUIDE_CLOUD_URL": "",
        "VOICEGUIDE_CLOUD_OTHER": "x",
    }
    assert from_environment("cloud", DECLARED, environment) == {"api_key": "k"}
    assert variable("cloud", "api_key") in environment


def test_the_environment_counts_in_python_too(monkeypatch):
    def printed(**options: str) -> str:
        return voice_fingerprint(Voicing(engine="command", options=options))

    monkeypatch.setenv("VOICEGUIDE_COMMAND_COMMAND", "true {wav}")
    assert missing_options(Voicing(engine="command")) == ()
    assert printed() == printed(command="true {wav}")
    assert printed(command="true {wav} loud") != printed(), "a given option wins"
    monkeypatch.delenv("VOICEGUIDE_COMMAND_COMMAND")
    with pytest.raises(EngineSetupError, match="set VOICEGUIDE_COMMAND_COMMAND"):
        printed()
    assert [option.name for option in missing_options(Voicing(engine="command"))] == ["command"]


def test_only_declared_secrets_count_as_secrets():
    options = completed("cloud", DECLARED, {"url": "http://x", "api_key": "k"})
    assert secrets_in(DECLARED, options) == ("k",)


@given(st.dictionaries(st.text(), st.text()))
def test_options_behave_as_a_value(values):
    options = Options(values)
    assert dict(options) == values
    assert options == Options(dict(reversed(values.items())))
    assert hash(options) == hash(Options(dict(reversed(values.items()))))
    for again in (pickle.loads(pickle.dumps(options)), copy.deepcopy(options)):  # noqa: S301
        assert again == options


def test_changing_the_source_dictionary_does_not_change_the_options():
    given = {"url": "a"}
    voicing = Voicing(engine="cloud", options=given)
    given["url"] = "b"
    assert voicing.options["url"] == "a"
    assert voicing == Voicing(engine="cloud", options={"url": "a"})
    assert hash(voicing) == hash(Voicing(engine="cloud", options={"url": "a"}))


@pytest.mark.parametrize("kind", [Voicing, EngineSettings])
def test_a_value_that_is_not_a_string_is_refused_without_being_shown(kind):
    with pytest.raises(
        EngineSetupError, match="option 'key' must be a string, not bytes"
    ) as caught:
        kind(options={"key": b"sk-123"})
    assert "sk-123" not in str(caught.value)


def test_another_command_makes_another_clip():
    def printed(command: str) -> str:
        return voice_fingerprint(Voicing(engine="command", options={"command": command}))

    assert printed("true {wav}") == printed("true  '{wav}'")
    assert printed("true {wav}") != printed("true {wav} loud")


@pytest.mark.parametrize(
    "wrong",
    [
        {"cut": "words"},
        {"at_once": 0},
        {"retry_after_s": 0},
        {"retry_after_s": float("nan")},
        {"retry_after_s": float("inf")},
    ],
)
def test_traits_that_make_no_sense_are_refused(wrong):
    with pytest.raises(EngineSetupError, match=next(iter(wrong))):
        Traits(**wrong)
