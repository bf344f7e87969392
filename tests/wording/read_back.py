"""Reads whole numbers in German, French and Spanish words back: an independent check.

>>> value("fr", "quatre-vingt-dix-sept mille trois"), value("de", "einundzwanzigtausenddreißig")
(97003, 21030)
"""

import re
from collections.abc import Mapping


def _values(text: str) -> Mapping[str, int]:
    return {word: int(number) for word, number in (pair.split("=") for pair in text.split())}


UNITS: Mapping[str, Mapping[str, int]] = {
    "de": _values(
        """
        null=0 ein=1 eins=1 eine=1 zwei=2 drei=3 vier=4 fünf=5 sechs=6 sieben=7
        acht=8 neun=9 zehn=10 elf=11 zwölf=12 sechzehn=16 siebzehn=17 zwanzig=20
        dreißig=30 vierzig=40 fünfzig=50 sechzig=60 siebzig=70 achtzig=80 neunzig=90
        """
    ),
    "fr": _values(
        """
        zéro=0 un=1 une=1 deux=2 trois=3 quatre=4 cinq=5 six=6 sept=7 huit=8
        neuf=9 dix=10 onze=11 douze=12 treize=13 quatorze=14 quinze=15 seize=16
        vingt=20 vingts=20 trente=30 quarante=40 cinquante=50 soixante=60
        """
    ),
    "es": _values(
        """
        cero=0 un=1 uno=1 una=1 dos=2 tres=3 cuatro=4 cinco=5 seis=6 siete=7
        ocho=8 nueve=9 diez=10 once=11 doce=12 trece=13 catorce=14 quince=15
        dieci=10 veinte=20 veinti=20 treinta=30 cuarenta=40 cincuenta=50 sesenta=60
        setenta=70 ochenta=80 noventa=90 cien=100 ciento=100 quinientos=500
        quinientas=500 novecientos=900 novecientas=900 setecientos=700 setecientas=700
        """
    ),
}
HUNDREDS = {"de": ("hundert",), "fr": ("cents", "cent"), "es": ("cientos", "cientas")}
THOUSANDS = {
    "de": {"tausend": 10**3, "million": 10**6, "millionen": 10**6},
    "fr": {"mille": 10**3, "million": 10**6, "millions": 10**6},
    "es": {"mil": 10**3, "millón": 10**6, "millones": 10**6},
}
JOINTS = {"de": ("und", "s"), "fr": ("et",), "es": ("y", "ún", "trés", "dós", "séis", "ú")}
ACCENTED = {"ún": "un", "trés": "tres", "dós": "dos", "séis": "seis"}


def value(code: str, words: str) -> int:
    """Returns the number; raises ValueError for any other text."""
    total = part = 0
    for word in _tokens(code, words.lower()):
        if word in THOUSANDS[code]:
            total, part = total + max(part, 1) * THOUSANDS[code][word], 0
        elif word in HUNDREDS[code]:
            part = max(part, 1) * 100
        elif word.startswith("vingt") and part % 100 == 4:
            part += 76
        else:
            part += UNITS[code][word]
    return total + part


def _tokens(code: str, words: str) -> list[str]:
    known = [*UNITS[code], *HUNDREDS[code], *THOUSANDS[code], *ACCENTED]
    either = "|".join(sorted(known, key=len, reverse=True))
    joints = "|".join(JOINTS[code])
    pattern = re.compile(rf"[\s-]*(?:({either})|(?:{joints}))")
    found, at = [], 0
    while at < len(words):
        match = pattern.match(words, at)
        if match is None:
            raise ValueError(f"{words[at:]!r} is no number in {code}")
        if match[1]:
            found.append(ACCENTED.get(match[1], match[1]))
        at = match.end()
    return found
