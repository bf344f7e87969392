"""Reads SVG files back, with an independent parser."""

from pathlib import Path
from xml.etree import ElementTree as ET

SVG = "{http://www.w3.org/2000/svg}"


def parsed(file: str | Path) -> ET.Element:
    """The root element of an SVG file, or of SVG text."""
    text = file.read_text(encoding="utf-8") if isinstance(file, Path) else file
    return ET.fromstring(text.encode())  # noqa: S314 (we wrote it ourselves)


def shapes(root: ET.Element, role: str) -> list[ET.Element]:
    """The elements with this role, in drawing order."""
    return [element for element in root.iter() if element.get("class") == role]


def words(root: ET.Element, role: str) -> list[str]:
    """The words of the texts with this role."""
    return ["".join(element.itertext()) for element in shapes(root, role)]
