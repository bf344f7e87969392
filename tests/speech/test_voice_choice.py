import pytest

from voiceguide.errors import UnknownNameError
from voiceguide.speech.engine import Voice
from voiceguide.speech.engines.voice_choice import Catalogue, choose_voice

ESPEAK = Catalogue(
    voices=(
        Voice(id="gmw/de", name="German", languages=("de",)),
        Voice(id="gmw/en", name="English (Great Britain)", languages=("en-gb",)),
        Voice(id="gmw/en-us", name="English (America)", languages=("en-us",)),
        Voice(id="roa/fr-be", name="French (Belgium)", languages=("fr-be",)),
        Voice(id="roa/fr", name="French (France)", languages=("fr-fr",)),
        Voice(id="sit/cmn", name="Chinese (Mandarin)", languages=("cmn",)),
    ),
    current="gmw/en",
    variants=("Annie", "edward2"),
)
MACOS = Catalogue(
    voices=(
        Voice(id="com.apple.Albert", name="Albert", languages=("en_US",)),
        Voice(id="com.apple.Samantha", name="Samantha", languages=("en_US",)),
        Voice(id="com.apple.Anna", name="Anna", languages=("de_DE",)),
    ),
    current="com.apple.Samantha",
)


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("gmw/en-us", "gmw/en-us"),
        ("en-us", "gmw/en-us"),
        ("EN-US", "gmw/en-us"),
        ("en-gb", "gmw/en"),
        ("english (america)", "gmw/en-us"),
        ("en-us+edward2", "gmw/en-us+edward2"),
        ("German+Annie", "gmw/de+Annie"),
    ],
)
def test_a_voice_is_found_by_id_short_id_language_and_name(wanted, found):
    assert choose_voice(ESPEAK, wanted, "en") == found


@pytest.mark.parametrize(
    ("wanted", "message"),
    [
        ("en-usa", "unknown voice 'en-usa'; did you mean 'en-us'"),
        ("en-usa+edward2", "unknown voice 'en-usa'; did you mean 'en-us'"),
        ("en-us+edwrad2", "unknown voice variant 'edwrad2'; did you mean 'edward2'"),
        ("en-us+annie", "unknown voice variant 'annie'; did you mean 'Annie'"),
        ("en-us+", "unknown voice variant ''"),
        ("+edward2", "unknown voice ''"),
        ("edward2", "unknown voice 'edward2'"),
        ("", "unknown voice ''"),
    ],
)
def test_an_unknown_voice_is_answered_with_the_nearest_one(wanted, message):
    with pytest.raises(UnknownNameError, match=f"^{message.replace('+', '[+]')}"):
        choose_voice(ESPEAK, wanted, "en")


@pytest.mark.parametrize(
    ("language", "found"),
    [
        ("en", "gmw/en-us+edward2"),
        ("en-GB", "gmw/en-us+edward2"),
        ("de", "gmw/de"),
        ("de-AT", "gmw/de"),
        ("fr", "roa/fr"),
        ("fr_BE", "roa/fr-be"),
        ("zh-CN", "sit/cmn"),
    ],
)
def test_a_language_has_a_default_voice(language, found):
    assert choose_voice(ESPEAK, None, language) == found


def test_a_language_without_a_voice_is_named():
    with pytest.raises(UnknownNameError, match="unknown language 'tlh'"):
        choose_voice(ESPEAK, None, "tlh")


def test_the_systems_default_voice_is_preferred_if_it_speaks_the_language():
    assert choose_voice(MACOS, None, "en") == "com.apple.Samantha"
    assert choose_voice(MACOS, None, "de-AT") == "com.apple.Anna"


def test_a_plus_means_nothing_where_there_are_no_variants():
    with pytest.raises(UnknownNameError, match=r"unknown voice 'Samantha\+edward2'"):
        choose_voice(MACOS, "Samantha+edward2", "en")
