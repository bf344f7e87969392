"""The phonemes of eSpeak NG's voices; natural voices are trained on these, and know no others.

They were found by letting eSpeak NG 1.52 read some 26,000 words and letter combinations in each
language; sounds that occur only in foreign words are left out. A model's symbol table lists the
whole IPA, but symbols that never occurred in its training come out as noise.
"""

from collections.abc import Collection

from voiceguide.wording.pronunciation import ipa_in

SOUNDS = {
    "en-us": "abdefhijklmnopstuvwzæðŋɐɑɔəɚɛɜɡɪɹɾʃʊʌʒʔʲˈˌː̩θᵻ",
    "en-gb-x-rp": "abdefhijklmnpstuvwzæðŋɐɑɒɔəɛɜɡɪɹʃʊʌʒʲˈˌːθ",
    "de": "abcdefhijklmnoprstuvwxyzøŋœɐɑɒɔəɛɜɡɪɾʃʊʌʏʒʲˈˌː̧",
    "es": "abdefijklmnoprstuwxðŋɛɟɡɣɪɲɾʃʊʎʝʲˈˌβθ",
    "fr": "abdefhijklmnopstuvwyzøŋœɐɑɔəɛɜɡɪɲʁʃʊʌʒʲˈˌː̃",
    "it": "abdefijklmnoprstuvwzŋɔɛɡɪɲɾʃʊʎʒʲˈˌː̪",
}
"""By the name of eSpeak NG's voice; each character is a phoneme, or a mark of length or stress."""


def sounds_of(espeak_voice: str, symbols: Collection[str]) -> frozenset[str]:
    """Returns the IPA symbols that a model can say, out of those in its table.

    For a voice of any other language, returns all of them.
    """
    known = ipa_in(symbols)
    return known & frozenset(SOUNDS[espeak_voice]) if espeak_voice in SOUNDS else known
