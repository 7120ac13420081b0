"""Bytes to clean text: encodings, odd spaces, soft hyphens and words broken at line ends."""

from __future__ import annotations

import codecs
import re
import unicodedata

from pipeline.extract.bad_file import BadFileError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SPACES = dict.fromkeys(map(ord, "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007"), " ")
_SPACES |= dict.fromkeys(map(ord, "\u2008\u2009\u200a\u202f\u205f\u3000"), " ")
_NOTHING = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff"), "")
_LINE_ENDS = {ord("\f"): "\n", ord("\v"): "\n", 0x85: "\n", 0x2028: "\n", 0x2029: "\n"}
_CONTROLS = {code: "" for code in [*range(32), 127] if chr(code) not in "\n\t"}
_SOFT_BREAK = re.compile(r"\u00ad[ ]*\n[ \t]*(\w+[^\s\w]*)[ ]?")
_HARD_BREAK = re.compile(r"-(?<=\w\w-)\n[ \t]*(\w+)([^\s\w]*)[ ]?")
_MOJIBAKE_ZERO_SHARE = 0.2


def decode(data: bytes) -> str:
    """The text of `data`: UTF-8 with or without BOM, UTF-16, else Windows-1252.

    Raises BadFileError for bytes that are no text.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _strictly(data[len(bom) :], encoding)
    if data.count(0) > _MOJIBAKE_ZERO_SHARE * len(data):
        encoding = "utf-16-be" if data[:1] == b"\0" else "utf-16-le"
        return _strictly(data, encoding)
    if b"\0" in data:
        raise BadFileError("is not text", "give the text, or name the file after its format")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def heal(text: str, keep_hyphen: re.Pattern[str]) -> str:
    """`text` with plain spaces and line ends, whole words, and as many lines as before.

    A word broken at a line end is put together on the first of its lines; `keep_hyphen` tells
    the words that may follow a hyphen that stays ("social-\\noch hälsovård").
    """
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = text.translate(_SPACES | _NOTHING | _LINE_ENDS | _CONTROLS)
    text = _SOFT_BREAK.sub(r"\1\n", text).replace("\u00ad", "")
    return _HARD_BREAK.sub(lambda match: _join(match, keep_hyphen), text)


def _join(match: re.Match[str], keep_hyphen: re.Pattern[str]) -> str:
    rest, tail = match.groups()
    if keep_hyphen.fullmatch(rest) or not rest[0].islower():
        return match.group(0)
    return f"{rest}{tail}\n"


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        what = f"is not the {encoding.upper()} text that it says it is (byte {error.start})"
        raise BadFileError(what, "save it again as UTF-8") from None
