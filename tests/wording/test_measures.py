"""Measures, sums of money and years in sentences are said as a whole, or refused by name."""

import pytest

from voiceguide.wording.spoken import refusals, spoken

MEASURES = [
    ("Wait .5 minutes.", "Wait zero point five minutes."),
    (
        ".25 inch, .5 ml, .5x",
        "zero point two five inch, zero point five millilitres, zero point five times",
    ),
    ("-.5 and -1½ cm", "minus zero point five and minus one and a half centimetres"),
    (
        "60%-70%, 20°-25°, 10s-20s",
        "sixty to seventy percent, twenty to twenty-five degrees, ten to twenty seconds",
    ),
    ('1/2"-3/4"', "half an inch to three quarters of an inch"),
    ("10 min–15 min, 5cm–10cm", "ten to fifteen minutes, five to ten centimetres"),
    ("30 s – 1 min", "thirty seconds to one minute"),
    ("10 minutes–15 minutes", "ten to fifteen minutes"),
    ("5 reps - 10 reps", "five to ten reps"),
    ("10 min - 5 breaths", "ten minutes, five breaths"),
    ("5—10, 5~10, -10–-5 °C", "five to ten, five to ten, minus ten to minus five degrees Celsius"),
    ("2x–3x a day", "two to three times a day"),
    ("1h30–2h", "one hour thirty to two hours"),
    ("0-1/2 min", "zero minutes to half a minute"),
    ("the 2–3rd time", "the second to third time"),
    ("5°C/41°F", "five degrees Celsius or forty-one degrees Fahrenheit"),
    ("Hold 45º, 45˚", "Hold forty-five degrees, forty-five degrees"),
    ("20ºC, 20℃", "twenty degrees Celsius, twenty degrees Celsius"),
    ("nº 5", "number five"),
    ("Take 5 breaths/min.", "Take five breaths per minute."),
    ("6 deep breaths/minute, 10/side", "six deep breaths per minute, ten per side"),
    ("5 g/l, 2 m/s", "five grams per litre, two metres a second"),
    ("2 pillows/blankets", "two pillows or blankets"),
    ("4 s / exhale", "four seconds or exhale"),
    ("a few breaths/min", "a few breaths per minute"),
    ("the speed in km/h or m/s", "the speed in kilometres an hour or metres a second"),
    ("3x30s, 3 x 30 s/side", "three times thirty seconds, three times thirty seconds per side"),
    ("10 reps x 3 sets, x10", "ten reps times three sets, times ten"),
    ("3x4x5, 3X10", "three times four times five, three times ten"),
    (
        "1h30, 5 ft 10 in, 6ft2in, 5 lb 3 oz",
        "one hour thirty, five feet ten inches, six feet two inches, five pounds three ounces",
    ),
    (
        "$5M, $5 million, $5-10M",
        "five million dollars, five million dollars, five to ten million dollars",
    ),
    ("$1.50, $0.50, €1.50–€2", "one dollar fifty, fifty cents, one euro fifty to two euros"),
    ("-$5, $5/hour, 50¢", "minus five dollars, five dollars per hour, fifty cents"),
    ("10 deg, 10 Kg", "ten degrees, ten kilograms"),
    ("a 40cm gap, 90° turn", "a forty-centimetre gap, ninety-degree turn"),
    ("a 5-10 min rest, a $5 note", "a five-to-ten-minute rest, a five-dollar note"),
    ("a 5% rise, Vitamin A 10 mg", "a five percent rise, Vitamin A ten milligrams"),
    ("option a/b, A/B", "option a or b, A or B"),
    ("Wait...5 breaths", "Wait… five breaths"),
    ("5'10\" tall, 5’10”", "five feet ten inches tall, five feet ten inches"),
    ("5′10″, 6' 2\"", "five feet ten inches, six feet two inches"),
    ("6'2'' or 5'11\".", "six feet two inches or five feet eleven inches."),
    ("5'10\"-6'2\"", "five feet ten inches to six feet two inches"),
    ("5'0\"", "five feet"),
]

YEARS = [
    ("1990", "nineteen ninety"),
    ("In 1990 we, since 2026.", "In nineteen ninety we, since twenty twenty-six."),
    (
        "1990–95, 1990-1999",
        "nineteen ninety to ninety-five, nineteen ninety to nineteen ninety-nine",
    ),
    ("Burn 1990 calories", "Burn one thousand nine hundred ninety calories"),
    ("the '90s, the mid-80s, early 90s", "the nineties, the mid-eighties, early nineties"),
    ("the 1990's", "the nineteen nineties"),
    ("In the 1990s, The 1850s", "In the nineteen nineties, The eighteen fifties"),
    ("the 1920s to the 2020s", "the nineteen twenties to the twenty twenties"),
    ("the late 1960s", "the late nineteen sixties"),
]

REFUSED = [
    ("-1nd", "-1nd"),
    ("the -3rd step", "-3rd"),
    ("The 1ª", "ª"),
    ("Lift 10kg/m", "10kg/m"),
    ("Walk 10k steps", "10k"),
    ("Take 5M", "5M"),
    ("Take 5M-5 s", "5M-5"),
    ("Take 10C-12C", "10C-12C"),
    ("Use 10 pcs now", "10 pcs"),
    ("Use 10-px now", "10-px"),
    ("Say 1e3", "1e3"),
    ("At 180F", "180F"),
    ("He is 1m80", "1m80"),
    ("Pay $5 min", "$5"),
    ("Rest 10 min-15", "10 min-15"),
    ("Rest 5--10", "5--10"),
    ("Do 3/4th", "3/4th"),
    ("Take .5/.75", ".5/.75"),
    ("Pay 1.10$-.1", "1.10$-.1"),
    ("Rest 10 min-.5", "10 min-.5"),
    ("a few breaths/h", "breaths/h"),
    ("2 May/h", "May/h"),
    ("Use your hand/s", "hand/s"),
    ("Let s/he rest", "s/he"),
    ("Run 5'30\"", "5'"),
    ("Stand 5'10", "5'"),
    ("Hold 1200s", "1200s"),
    ("the 1900s", "1900s"),
    ("the 2010s", "2010s"),
    ("the 1400s", "1400s"),
    ("the 90s", "the 90s"),
]


@pytest.mark.parametrize(("text", "expected"), MEASURES + YEARS)
def test_a_measure_is_said_whole(text, expected):
    assert spoken(text, "en") == expected


@pytest.mark.parametrize(("text", "found"), REFUSED)
def test_what_is_no_known_measure_is_refused_by_name(text, found):
    assert [refusal.found for refusal in refusals(text, "en")] == [found]
