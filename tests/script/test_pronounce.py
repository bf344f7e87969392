"""Entries of `pronounce` with sounds in the IPA."""

import pytest

from tests.script.examples import advice, changed, faults
from voiceguide.script import reader
from voiceguide.wording.pronunciation import Pronunciation


def written(value: str) -> str:
    return changed("{knead: need}", f"{{knead: {value}}}")


@pytest.mark.parametrize(
    ("value", "read"),
    [
        ("{ipa: niːd}", ("niːd", None)),
        ('{ipa: "/ˈniː.dɪŋ/", say: needing}', ("ˈniːdɪŋ", "needing")),
        ("{say: need, ipa: 'ni:d'}", ("niːd", "need")),
    ],
)
def test_sounds_are_read_with_their_respelling(value, read):
    said = reader.loads(written(value)).pronounce["knead"]
    assert isinstance(said, Pronunciation)
    assert (said.ipa, said.say) == read


def test_scripts_with_the_same_sounds_are_equal_values():
    one, other = (reader.loads(written("{ipa: niːd}")) for _ in range(2))
    assert one == other
    assert hash(one) == hash(other)
    assert one != reader.loads(written("{ipa: nɪd}"))


@pytest.mark.parametrize(
    ("value", "fault"),
    [
        ("{ipa: n3:d}", "11:26: 3 is not in the IPA; expected sounds such as ˌɛfləˈɹɑːʒ"),
        ("{ipa: NEED}", "11:26: N E D is not in the IPA; expected sounds such as ˌɛfləˈɹɑːʒ"),
        ("{ipa: 'ˈ'}", "11:26: this has no sounds; expected sounds such as ˌɛfləˈɹɑːʒ"),
        ('{ipa: ""}', "11:26: this is empty; expected text"),
        ("{ipa: [niːd]}", "11:26: expected text, found a list"),
        ("{say: need}", "11:20: missing key 'ipa'"),
        ("{ipa: niːd, sey: need}", "11:32: unknown key 'sey'; did you mean 'say'?"),
        ("{ipa: niːd, say: 3/7}", "11:37: '3/7' can't be spoken: this could mean several things"),
        ("[niːd]", "11:20: expected text, found a list"),
    ],
)
def test_a_fault_is_one_problem_at_its_place(value, fault):
    found = faults(written(value))
    assert len(found) == 1
    assert found[0].startswith(fault)


def test_sounds_without_a_respelling_are_worth_advice():
    assert advice(written("{ipa: niːd}")) == [
        "11:26: voices that take no sounds can't say this; add how to spell it as it sounds, 'say'"
    ]
    assert advice(written("{ipa: niːd, say: need}")) == []
