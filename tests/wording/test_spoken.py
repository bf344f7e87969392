"""The words for an engine, from an author's text."""

import re
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from voiceguide.errors import InputError
from voiceguide.wording import heteronyms, language
from voiceguide.wording.spoken import refusals, spoken

NUMBERS = [
    ("21", "twenty-one"),
    ("1,000", "one thousand"),
    ("3.5", "three point five"),
    ("-5", "minus five"),
    ("the 2nd time", "the second time"),
    ("the 21st", "the twenty-first"),
    ("5-10", "five to ten"),
    ("5–10 breaths", "five to ten breaths"),
    ("5 - 10", "five to ten"),
    ("1/2", "one half"),
    ("½ of it", "one half of it"),
    ("1 1/2", "one and a half"),
    ("2¾", "two and three quarters"),
    ("4-7-8 breathing", "four seven eight breathing"),
    ("3x a day", "three times a day"),
    ("2 × 4 = 8", "two times four equals eight"),
    ("2:1", "two to one"),
    ("L5, C7 and B12", "L-five, C-seven and B-twelve"),
    ("C5-C6", "C-five to C-six"),
    ("2-3x", "two to three times"),
    ("Level II", "Level two"),
    ("#5 and No. 6", "number five and number six"),
    ("1st/2nd", "first or second"),
    ("٣ and ３", "three and three"),
    ("100,000,000", "one hundred million"),
    ("mp3", "mp three"),
    ("Step 3a, 3D, H2O", "Step three-A, three-D, H-two-O"),
    ("Steps 3a-3c, 1A–2B", "Steps three-A to three-C, one-A to two-B"),
    ("½–1", "one half to one"),
    ("1–1½", "one to one and a half"),
    ("1-1/2", "one and a half"),
    ("the 2nd–3rd and 10th-12th rib", "the second to third and tenth to twelfth rib"),
    ("L5/S1", "L-five S-one"),
    ("5+ breaths", "at least five breaths"),
]

UNITS = [
    ("10 min", "ten minutes"),
    ("1 min", "one minute"),
    ("a 10-min rest", "a ten-minute rest"),
    ("a 5-10-min rest", "a five-to-ten-minute rest"),
    ("approx. 5 min. of rest", "approximately five minutes of rest"),
    ("Rest 5 min.", "Rest five minutes."),
    ("hold 20s", "hold twenty seconds"),
    ("5 cm", "five centimetres"),
    ("5-10cm", "five to ten centimetres"),
    ("5 CM", "five centimetres"),
    ("5 mm, 2 kg, 30 ml, 4 oz", "five millimetres, two kilograms, thirty millilitres, four ounces"),
    ("6 ft, 5in", "six feet, five inches"),
    ("count 5 in, 5 out", "count five in, five out"),
    ("1/2 h", "half an hour"),
    ("3/4 in", "three quarters in"),
    ("1 1/2 min", "one and a half minutes"),
    ("40 °C", "forty degrees Celsius"),
    ("-5°F", "minus five degrees Fahrenheit"),
    ("90°", "ninety degrees"),
    ("50%", "fifty percent"),
    ("$5 or 1 €", "five dollars or one euro"),
    ("~5 min", "about five minutes"),
    ("<5 min", "less than five minutes"),
    ("5 km/h", "five kilometres an hour"),
    ("5 mL", "five millilitres"),
    ("½–1 min", "half a minute to one minute"),
    ("1-1/2 min", "one and a half minutes"),
    ("5+ min", "at least five minutes"),
    ("a few cm, an oz, a min", "a few centimetres, an ounce, a minute"),
    ("Every min, every 5 mins", "Every minute, every five minutes"),
    ("another min, the last sec", "another minute, the last second"),
    ("every second min, the first 5 min", "every second minute, the first five minutes"),
    ("6/min, 2x/day", "six per minute, two times per day"),
    ("2-3 min/side", "two to three minutes per side"),
]

TIMES = [
    ("at 1:30", "at one thirty"),
    ("at 10:00", "at ten o'clock"),
    ("7:05 pm", "seven oh five P-M"),
    ("At 7 a.m.", "At seven A-M."),
    ("0:45", "forty-five seconds"),
    ("1:30:00", "one hour thirty minutes"),
    ("1:30 min or 1:05 h", "one minute thirty seconds or one hour five minutes"),
    ("7:30-8:00", "seven thirty to eight o'clock"),
    ("8 am-9 am", "eight A-M to nine A-M"),
    ("1m30s", "one minute thirty seconds"),
    ("1h 30min", "one hour thirty minutes"),
    ("22 Nov 2026", "the twenty-second of November, twenty twenty-six"),
    ("the 22nd of November, 1905", "the twenty-second of November, nineteen oh-five"),
    ("2026-11-22", "the twenty-second of November, twenty twenty-six"),
    ("Nov. 22, 2026", "November twenty-second, twenty twenty-six"),
    ("June 5", "June fifth"),
    ("May 5 breaths do?", "May five breaths do?"),
]

SIGNS = [
    ("e.g. this", "for example this"),
    ("E.g. this, i.e. that.", "For example this, that is that."),
    ("Oil, etc.", "Oil, et cetera."),
    ("min. 5, max. 10 vs. 20", "minimum five, maximum ten versus twenty"),
    ("Dr. Smith", "Doctor Smith"),
    ("Say no.", "Say no."),
    ("w/ oil, w/o oil", "with oil, without oil"),
    ("L side, R hand", "left side, right hand"),
    ("vitamin L", "vitamin L"),
    ("R & L sides, L + R", "right and left sides, left plus right"),
    ("and/or, and / or", "and or, and or"),
    ("St. Mary's St. is near", "Saint Mary's Street is near"),
    ("Dr. Lee, Lee Dr.", "Doctor Lee, Lee Drive."),
    ("eg this, ie that", "for example this, that is that"),
    ("a & b + c = d", "a and b plus c equals d"),
    ("his/her", "his or her"),
    ("rest @ 5 pm", "rest at five P-M"),
]

CHARACTERS = [
    ("STOP now. DON'T.", "stop now. don't."),
    ("OK, an MRI, TENS, ID, two MRIs", "okay, an M-R-I, T-E-N-S, I-D, two M-R-Is"),
    ("the NHS, hmm, HMM", "the N-H-S, hmm, hmm"),
    ("the ITB, CO2", "the I-T-B, C-O two"),
    ("I am A", "I am A"),
    ("Stop!!! Really?!?! Well...", "Stop! Really? Well…"),
    ("soft\u00adhyphen, zero\u200bwidth", "softhyphen, zerowidth"),
    ("no\u00a0break\u202fspace", "no break space"),
    ("“Smart” ‘quotes’ don’t", "Smart quotes don't"),
    ('say "count to 5" now', "say count to five now"),
    ("(Slowly) press (gently) here", "Slowly, press, gently, here"),
    ("press - gently — now – go -- on", "press, gently, now, go, on"),
    ("ﬁrm ｗａｒｍ", "firm warm"),
    ("¿Qué? ¡Sí!", "Qué? Sí!"),
]


@pytest.mark.parametrize(("text", "expected"), NUMBERS + UNITS + TIMES + SIGNS + CHARACTERS)
def test_a_text_is_put_into_words(text, expected):
    assert spoken(text, "en") == expected


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("See https://example.org/a?b=1 now", "https://example.org/a?b=1"),
        ("See www.example.org", "www.example.org"),
        ("See example.com/help", "example.com/help"),
        ("Write to me@example.org", "me@example.org"),
        ("Open notes.txt", "notes.txt"),
        ("Done.Next", "Done.Next"),
        ("On 11/22/2026", "11/22/2026"),
        ("On 22.11.2026", "22.11.2026"),
        ("Pain 7/10", "7/10"),
        ("Pressure 120/80", "120/80"),
        ("Stand 2 m away", "2 m"),
        ("Hold 1990s", "1990s"),
        ("Songs of the 90s", "the 90s"),
        ("Breathe for 4 in.", "4 in."),
        ("In your 20s", "your 20s"),
        ("Code 007", "007"),
        ("Call 555-1234", "555-1234"),
        ("Version 1.2.3", "1.2.3"),
        ("Take 3,5", "3,5"),
        ("A number 12345678901234567", "12345678901234567"),
        ("Your shoulder(s)", "shoulder(s)"),
        ("Six 6' tall", "6'"),
        ("Smile 😀", "😀"),
        ("Go → there", "→"),
        ("Go * slowly", "*"),
        ("Go *slowly*", "*slowly*"),
        ("Area 5²", "²"),
        ("Tag #calm", "#calm"),
        ("Ask @anna", "@anna"),
        ("Tick ✓", "✓"),
        ("keycap 5\ufe0f\u20e3", "\u20e3"),
    ],
)
def test_unspeakable_text_is_reported(text, found):
    assert [refusal.found for refusal in refusals(text, "en")] == [found]
    with pytest.raises(InputError, match=re.escape(repr(found))):
        spoken(text, "en")


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Nog 3 keer.", "nl", "Nog drie keer."),
        ("Encore 21 fois !", "fr-FR", "Encore vingt-et-une fois!"),
        ("5 cm p.es. EU", "it", "cinque cm p.es. EU"),
        ("3 \u0915\u093f", "hi", "तीन \u0915\u093f"),
    ],
)
def test_other_languages_have_their_numbers_and_keep_the_rest(text, language, expected):
    assert spoken(text, language) == expected


@pytest.mark.parametrize(
    "text", ["3,5", "-5", ".5", "5-10", "1/2", "50 %", "2. Mai & Juni", "1:30"]
)
def test_text_that_a_language_has_no_form_for_is_refused(text):
    assert refusals(text, "it")


def test_digits_of_a_language_without_numbers_are_refused():
    assert [refusal.found for refusal in refusals("a 3 b", "tlh")] == ["3"]


@pytest.mark.parametrize(
    "text",
    [
        "Breathe out slowly, and let your partner's shoulders drop.",
        "Half-way there: one more; ready? Go! Wait… now.",
        "I take a deep breath, don't you?",
        "Now I am in the middle of it. No, not yet.",
    ],
)
def test_ordinary_prose_is_unchanged(text):
    assert spoken(text, "en") == text


@pytest.mark.parametrize("i", ["i", "I", "ı", "İ"])
def test_every_kind_of_i_is_one(i):
    assert spoken(f"Press, {i}.e. hold, m{i}n. 5", "en").lower() == (
        "press, that is hold, minimum five"
    )
    assert spoken(f"W{i}nd your arms", "en") == spoken("Wind your arms", "en")
    assert [word for word, _ in heteronyms.found(f"The w{i}nd", language.of("en"), {})] == (
        [f"w{i}nd"]
    )


PIECES = st.sampled_from(
    [
        *(
            "10 min",
            "5-10",
            "1/2",
            "½",
            "2nd",
            "e.g.",
            "cm",
            "°C",
            "°F",
            "°",
            "L side",
            "R",
            "km/h",
        ),
        *("22 Nov 2026", "2026-11-22", "1:30", "😀", "STOP", "MRI", "TENS", "fascia", "w/", "Dr."),
        *("No.", "etc.", "!!", "...", ",", ".", " ", " ", "-", "—", "(", ")", "“", "”", "’", "'"),
        *("5", "0", "7", "x", "m", "h", "s", "a", "in", "am", "I", "A", "é", "e\u0301", "ß", "İ"),
        *(
            "&",
            "/",
            "%",
            "$",
            "#",
            "@",
            "+",
            "=",
            "×",
            "<",
            "~",
            "_",
            "²",
            "Ⅳ",
            "ǅ",
            "ﬁ",
            "２",
            "١",
        ),
        *("\u00ad", "\u00a0", "\u200d", "\u0915", "\u093f"),
    ]
)
TEXTS = st.lists(PIECES, max_size=8).map("".join) | st.text(max_size=20)
MARKS_OF_SENTENCES = set(" ,.;:?!…")


@given(TEXTS, st.sampled_from(["en", "de", "es", "fr", "it", "ja", "ar", "tlh"]))
@example("e\u0301\u20285\u0308", "en")
@example("İe.g.", "en")
def test_an_engine_gets_only_letters_and_sentence_marks(text, language):
    if refusals(text, language):
        return
    said = spoken(text, language)
    for index, character in enumerate(said):
        if character in "'-":
            around = said[index - 1 : index] + said[index + 1 : index + 2]
            assert len(around) == 2
            assert all(unicodedata.category(c)[0] in "LM" for c in around)
        elif character not in MARKS_OF_SENTENCES:
            assert unicodedata.category(character)[0] in "LM"
    assert spoken(said, language) == said
    assert any(character.isalpha() for character in said)
