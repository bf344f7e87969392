"""The sounds of eSpeak NG's voices: natural voices learn from its phonemes, and know no others.

Found by letting eSpeak NG 1.52 read some 26,000 words and letter combinations in each language;
sounds of foreign words alone are left out. A model's table of symbols lists all of the IPA, but
what was never in the words that a voice learnt from comes out as noise.
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
"""By the name of eSpeak NG's voice; each character is a sound, or a sign for length or stress."""


def sounds_of(espeak_voice: str, symbols: Collection[str]) -> frozenset[str]:
    """Returns the signs of the IPA that a model can say, out of the symbols that it has.

    A voice of another language may say any of them.
    """
    known = ipa_in(symbols)
    return known & frozenset(SOUNDS[espeak_voice]) if espeak_voice in SOUNDS else known
