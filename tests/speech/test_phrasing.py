from hypothesis import given
from hypothesis import strategies as st

from voiceguide.speech.phrasing import phrases


@given(st.text(alphabet="ab,;:. …'", max_size=40).filter(lambda text: "a" in text))
def test_phrases_contain_all_the_words_and_none_is_empty(text):
    found = phrases(text, 300)
    assert " ".join(found).split() == text.split()
    assert len(found) == 1 or all(any(map(str.isalnum, phrase)) for phrase in found[1:])
