"""The text of a script's file, or why it is none."""

import codecs
from contextlib import suppress

from voiceguide.errors import Problem, ScriptError
from voiceguide.script import contents


def decoded(data: bytes, name: str) -> str:
    """Returns the text of a file's content; messages call it `name`. Raises ScriptError."""
    if len(data) > contents.MAX_BYTES:
        limit = f"{contents.MAX_BYTES // 1024} kB"
        raise _refused(name, f"the file is larger than {limit}; a script is far smaller")
    if wide := _wide(data):
        raise _refused(name, f"the file is in {wide}; save it as UTF-8")
    if b"\x00" in data:
        raise _refused(name, "this is a binary file; expected a script as text (UTF-8)")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise ScriptError(name, [_not_utf8(error)]) from error
    return text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def _refused(name: str, message: str) -> ScriptError:
    return ScriptError(name, [Problem(line=0, column=0, message=message)])


def _wide(data: bytes) -> str:
    """Returns the encoding of a text with two or four bytes a character, else nothing."""
    if data.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        return "UTF-32"
    start = data[:200]
    zeros = sorted((start[::2].count(0), start[1::2].count(0)))
    is_latin = len(start) > 2 and zeros == [0, len(start) // 2]
    is_marked = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    return "UTF-16" if is_marked or is_latin else ""


def _not_utf8(error: UnicodeDecodeError) -> Problem:
    before = error.object[: error.start].decode().lstrip("\ufeff")
    byte = error.object[error.start : error.start + 1]
    found = f"the byte 0x{byte.hex()} is not UTF-8"
    with suppress(UnicodeDecodeError):
        found += f" (in Windows' Latin encoding, it is {byte.decode('cp1252')!r})"
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    return Problem(line=line, column=column, message=f"{found}; save the file as UTF-8")
