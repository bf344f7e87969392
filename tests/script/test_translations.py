"""The massage in other languages is the same massage: only the words differ."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from ruamel.yaml import YAML

from voiceguide import resources
from voiceguide.script import library, reader
from voiceguide.script.choice import chosen

CODES = ("de", "es", "fr")
WORDS = {"title", "description", "credits", "language", "announce", "halfway", "avoid", "names"}
WORDS |= {"say", "sleep", "ahead", "notes", "first", "brief", "bare"}

SAFETY = {
    "de": """
        Entspannung; ärztliche[nr] Rat; Fieber; Thrombose|Blutgerinnsel; Gerinnungsstörung
        Blutverdünner
        brüchigen oder gebrochenen Knochen; Wunde; Infek; Entzündung; Hautkrankheit; Alkohol
        Verletzung oder Operation; starken; ärztlich; Schwangerschaft; Krebs; Herzproblem|Herzleiden
        dünner Haut; stechendem oder ausstrahlendem Schmerz; Kribbeln; Taubheitsgefühl; Schwindel
        Stopp|Hört
        """,
    "es": """
        relaj; detente|relaj; fiebre; trombo; coagulación; anticoagulantes; huesos frágiles o rotos
        herida; infección; inflamación; piel; alcohol; lesión o cirugía; dolor fuerte; onsultad
        embarazo; cáncer; corazón; piel frágil; dolor agudo; hormigueo; entumecimiento; mareo
        basta|Parad
        """,
    "fr": """
        détente; avis médical; fièvre; caillot; trouble de (la )?coagulation; anticoagulants
        os fragiles ou cassés; plaie; infection; inflammation; maladie de peau; alcool
        blessure ou (une )?opération; douleur forte|forte douleur; grossesse; cancer; cœur
        peau fragile; douleur vive; irradie; fourmille; engourdissement; vertige; [Ss]top|Arrêtez
        """,
}
URGENT = {
    "de": ("Intimbereich", "Blase", "Darm", "Bein", "Notaufnahme"),
    "es": ("entrepierna", "vejiga", "intestino", "iernas", "urgencias"),
    "fr": ("entrejambe", "vessie", "intestin", "ambes", "urgences"),
}
FIRE = {"de": "entzünden", "es": "fuego", "fr": "feu"}
CLAIMS = {
    "de": "heil|behandel|therap|giftstoff|lindert|hilft gegen",
    "es": r"\bcura|\bsana|tratamiento|terapia|toxina|alivia",
    "fr": "guéri|soigne|traite|thérap|toxine|soulage",
}
# Words that would take the giver or the partner for a man, or for a woman.
GENDERED = {
    "de": r"Partner|Partnerin|ihm|ihr Rücken|sein Rücken",
    "es": r"los dos|junt[oa]s|ligero|compañer[oa]|tumbad[oa]|preparad[oa]",
    "fr": r"tous les deux|prêts?|prête|allongée?|installée?|arrivée?|présente?",
}
SIDES = {
    "de": r"link\w*|recht\w*",
    "es": r"izquierd\w|derech\w",
    "fr": r"gauche|droite",
}


def script(code: str) -> Any:
    name = "back-massage" if code == "en" else f"back-massage.{code}"
    return YAML(typ="safe", pure=True).load(resources.scripts() / f"{name}.yaml")


def structure(value: object, *, is_words: bool = False) -> object:
    """Returns a part of a script with its words left out, but not their marks and columns."""
    if isinstance(value, dict):
        return {
            key: structure(inner, is_words=is_words or key in WORDS)
            for key, inner in value.items()
            if key != "avoid"
        }
    if isinstance(value, list):
        return [structure(inner, is_words=is_words) for inner in value]
    if is_words and isinstance(value, str):
        fields = sorted(re.findall(r"\{\w+\}|\[[^]]*\]", value))
        return [fields, value.rstrip().count("\n\n")]
    return value


def texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from texts(inner)


@pytest.mark.parametrize("code", CODES)
def test_steps_cues_sides_reminders_and_times_are_those_of_english(code):
    assert structure(script(code)) == structure(script("en"))
    assert script(code)["language"] == code


@pytest.mark.parametrize("code", CODES)
def test_every_text_is_translated(code):
    english = set(texts(script("en")))
    kept = {text for text in texts(script(code)) if text in english and " " in text.strip()}
    assert {text for text in kept if not re.fullmatch(r"[\d\w %-]+", text)} == set()


@pytest.mark.parametrize("code", CODES)
def test_every_term_of_safety_is_said_before_the_first_touch_in_every_length(code):
    massage = reader.load(library.find(f"back-massage.{code}"))
    welcome = massage.steps[0]
    assert not isinstance(welcome.say, str)
    terms = [term.strip() for line in SAFETY[code].splitlines() for term in line.split(";")]
    for ms in massage.lengths.named.values():
        _, said = chosen(welcome.say, massage.lengths.named, ms)
        words = " ".join(said.split())
        assert [term for term in terms if term and not re.search(term, words)] == []
    notes = " ".join(texts(script(code)["steps"][0]["notes"]))
    assert [term for term in (*URGENT[code], FIRE[code]) if term not in notes] == []
    for length in ("long", "deep"):
        said = " ".join(script(code)["steps"][0]["say"][length].split())
        assert [term for term in URGENT[code] if term not in said] == []


CAUTIONS = {
    "en": {"spine": "never", "throat": "never", "below the ribs": "light", "Partner": ""},
    "de": {
        "Wirbelsäule": " nie ",
        "Kehle": "Nie ",
        "der Rippen": "leichter",
        "Wer liegt": "",
    },
    "es": {
        "columna": "nunca",
        "garganta": "nunca",
        "las costillas": "menos",
        "Tú que recibes": "",
    },
    "fr": {"colonne": "jamais", "gorge": "jamais", "les côtes": "allég", "Vous qui recevez": ""},
}
"""What is warned of, and the word that warns; the one who lies there is asked, or told to speak."""


def cautions(code: str, text: str) -> set[int]:
    """Returns which of the cautions a text has."""
    words = " ".join(text.split()).casefold()
    return {
        number
        for number, (of, warning) in enumerate(CAUTIONS[code].items())
        if of.casefold() in words and warning.strip().casefold() in words
    }


@pytest.mark.parametrize("code", ["en", *CODES])
def test_less_guidance_keeps_every_caution(code):
    massage = reader.load(library.find("back-massage" if code == "en" else f"back-massage.{code}"))
    kept = set[int]()
    for step in massage.steps:
        said = [
            [chosen(text, massage.lengths.named, ms)[1] for ms in massage.lengths.named.values()]
            for text in (step.say, step.brief, step.bare)
            if text is not None
        ]
        for full, less in ((said[0], less) for less in said[1:]):
            for before, after in zip(full, less, strict=True):
                assert cautions(code, before) <= cautions(code, after), step.id
                kept |= cautions(code, after)
    assert kept == {0, 1, 2, 3}
    for untouched in ("welcome", "position", "close"):
        step = next(step for step in massage.steps if step.id == untouched)
        assert step.brief is step.bare is None
    assert massage.reminders["pressure"].guidance is None
    warnings = [cue for step in massage.steps for cue in step.cues if "pressure" in cue.reminds]
    assert {cue.guidance for cue in warnings} == {None}


@pytest.mark.parametrize("code", CODES)
def test_it_claims_no_effect_and_names_no_left_or_right(code):
    data = script(code)
    del data["avoid"]
    words = "\n".join(texts(data)).replace("{left}", "")
    assert re.findall(CLAIMS[code], words, re.IGNORECASE) == []
    assert re.findall(rf"\b(?:{SIDES[code]})\b", words, re.IGNORECASE) == []


@pytest.mark.parametrize("code", CODES)
def test_it_says_nothing_about_the_gender_of_either_person(code):
    data = script(code)
    said = "\n".join(texts([data["steps"], data["reminders"]]))
    assert re.findall(rf"\b(?:{GENDERED[code]})\b", said) == []


@pytest.mark.parametrize("code", CODES)
def test_its_files_are_named_after_it(code):
    name = f"back-massage.{code}"
    assert library.is_script(name)
    assert library.stem(name) == library.stem(f"scripts/{name}.yaml") == name
