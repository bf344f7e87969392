"""The picture as pixels."""

import io
from collections.abc import Iterator

import pytest
from PIL import Image

from tests.plot.examples import session
from voiceguide.errors import OutputError
from voiceguide.plot import palette
from voiceguide.plot import png as module
from voiceguide.plot.picture import picture
from voiceguide.plot.svg import svg


def colours(image: Image.Image) -> Iterator[tuple[int, ...]]:
    """Each colour in a picture: red, green, blue and opacity."""
    for _, colour in image.getcolors(9**7):
        assert isinstance(colour, tuple)
        yield colour


def test_it_shows_the_background_and_the_bars_at_twice_the_size():
    drawn = picture(session())
    pixels = module._pixels(svg(drawn), 2)
    with Image.open(io.BytesIO(pixels)) as image:
        assert image.size == (2 * drawn.width, 2 * drawn.height)
        seen = {f"#{r:02X}{g:02X}{b:02X}" for r, g, b, a in colours(image) if a == 255}
    assert {palette.GROUND, palette.STEP, *palette.SIDES} <= seen


def test_the_same_picture_gives_the_same_bytes():
    text = svg(picture(session()))
    assert module._pixels(text) == module._pixels(text)


def test_a_missing_font_is_an_error_instead_of_a_picture_without_words(
    monkeypatch: pytest.MonkeyPatch,
):
    monkeypatch.setattr(module, "_LETTER", "")
    with pytest.raises(OutputError, match=r"has none; install one .* ends in \.svg"):
        module.png(svg(picture(session())))
