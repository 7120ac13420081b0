"""A document as clean text: its blocks, its sentences, and where each stands."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from pipeline.extract.bad_file import BadFileError
from pipeline.extract.formats import TABLE_FORMATS, TEXT_FORMATS, lines_of, rows_text
from pipeline.extract.heal import heal
from pipeline.model import BadInputError, Problem

MAX_BYTES = 20_000_000
MAX_TEXT = 4_000_000
"""Characters of text; many times the longest document of the kind, and read in seconds."""
_ITEM = re.compile(r"^\s*([•·▪■◦‣*–—-]|o(?=\s{2}|\t)|\d{1,3}[.)]|[a-zåäö]\))[ \t]+(?=\S)")
_CELLS = re.compile(r"\s*\|\s*|\t+| {3,}")
_LAID_OUT = re.compile(r" {2,}")
_WRAP_WIDTH = 130
_COLUMN_WIDTH = 50
"""Below it a paragraph is one of a column only if lines go on with a small letter."""
_COLUMN_FILL = 0.7
_HEADING_LENGTH = 170
_SPEECH_LENGTH = 120


@dataclass(frozen=True)
class Block:
    """A stretch of text: heading, paragraph, item of a list, or row of a table."""

    kind: str
    """heading, paragraph, item or row"""
    start: int
    end: int
    marker: str = ""
    """What stands before an item: a bullet, a number, a letter."""

    @property
    def numbered(self) -> bool:
        """True for an item with a number."""
        return self.marker[:1].isdigit()


@dataclass(frozen=True)
class Document:
    """A document ready to be searched; offsets count characters of `text` from 0."""

    name: str
    text: str
    flow: str
    """`text` of the same length with the line ends inside a paragraph as spaces."""
    blocks: tuple[Block, ...]
    rows: tuple[tuple[str, ...], ...] = field(default=())
    """The rows, for a file that is a table from the start."""

    def locator(self, start: int, end: int) -> str:
        """Where text[start:end] stands: "line 7, characters 42-61", counted from 1, inclusive."""
        line, column = self._place(start)
        last, last_column = self._place(end - 1)
        if line == last:
            return f"line {line}, characters {column}-{last_column}"
        return f"line {line}, character {column} to line {last}, character {last_column}"

    @cached_property
    def _line_starts(self) -> list[int]:
        return [offset for offset, _ in lines_of(self.text)]

    def _place(self, offset: int) -> tuple[int, int]:
        line = bisect_right(self._line_starts, offset)
        return line, offset - self._line_starts[line - 1] + 1

    def column(self, offset: int) -> int:
        """How many characters stand before the offset on its line."""
        return self._place(offset)[1] - 1

    def cells(self, block: Block) -> list[tuple[int, int]]:
        """(start, end) of each cell of a row."""
        found, start = [], block.start
        has_marks = any(mark in self.flow[block.start : block.end] for mark in "|\t")
        gaps = (_CELLS if has_marks else _LAID_OUT).finditer(self.flow, block.start, block.end)
        for gap in [*gaps, None]:
            end = gap.start() if gap else block.end
            found.append((start, end))
            start = gap.end() if gap else end
        return found


def open_document(path: Path, keep_hyphen: re.Pattern[str]) -> Document:
    """Read the document at `path`; BadInputError with one sentence if it cannot be read."""
    try:
        text, rows = _read(path)
        if len(text) > MAX_TEXT:
            what = f"holds {len(text):,} characters of text, more than {MAX_TEXT:,}"
            raise BadFileError(what, "cut out the part that matters")
        text = heal(text, keep_hyphen)
        if not text.strip():
            raise BadFileError("holds no text", "give a document that has some")
    except BadFileError as error:
        raise BadInputError([Problem(str(path), 0, "", error.what, error.move)]) from None
    return document_of(path.name, text, rows)


def document_of(name: str, text: str, rows: tuple[tuple[str, ...], ...] = ()) -> Document:
    """The document with this healed text."""
    blocks = tuple(_blocks(text))
    parts, place = [], 0
    for block in blocks:
        parts += [text[place : block.start], text[block.start : block.end].replace("\n", " ")]
        place = block.end
    return Document(name, text, "".join([*parts, text[place:]]), blocks, rows)


def _read(path: Path) -> tuple[str, tuple[tuple[str, ...], ...]]:
    suffix = path.suffix.lower()
    if path.is_dir():
        raise BadFileError("is a directory", "name one document in it")
    if suffix not in TEXT_FORMATS | TABLE_FORMATS:
        known = ", ".join([*TEXT_FORMATS, *TABLE_FORMATS])
        raise BadFileError(f"has the unknown ending {suffix!r}", f"save it as one of {known}")
    data = _bytes(path)
    if suffix in TEXT_FORMATS:
        reader, magic = TEXT_FORMATS[suffix]
        _same_kind(data, magic, suffix)
        return reader(data), ()
    table_reader, magic = TABLE_FORMATS[suffix]
    _same_kind(data, magic, suffix)
    rows = table_reader(data)
    return rows_text(rows), tuple(map(tuple, rows))


def _bytes(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            what = f"has {size:,} bytes, more than {MAX_BYTES:,}"
            raise BadFileError(what, "cut out the part that matters")
        data = path.read_bytes()
    except FileNotFoundError:
        raise BadFileError("does not exist", "check the name") from None
    except OSError as error:
        raise BadFileError(f"cannot be read ({error.strerror})", "check the file") from None
    if not data.strip():
        raise BadFileError("is empty", "save the document again")
    return data


def _same_kind(data: bytes, magic: bytes, suffix: str) -> None:
    """Raise if the first bytes are those of another format than the name says."""
    looks = next((sign for sign in (b"%PDF", b"PK\x03\x04") if data.startswith(sign)), b"")
    if (magic and not data.startswith(magic)) or (looks and not magic):
        what = f"is named {suffix} but does not hold that format"
        raise BadFileError(what, "give the file the ending of its format")


def _blocks(text: str) -> Iterator[Block]:
    group: list[tuple[int, str]] = []
    for offset, line in [*lines_of(text), (len(text), "")]:
        if line.strip():
            group.append((offset, line))
        elif group:
            yield from _group_blocks(group)
            group = []


def _group_blocks(lines: list[tuple[int, str]]) -> Iterator[Block]:
    """Blocks of lines that follow each other without a blank one between."""
    wrapped = _is_wrapped([line for _, line in lines])
    current: list[tuple[int, str]] = []
    for offset, line in lines:
        if current and not (wrapped and _continues(line)):
            yield _block(current, alone=False)
            current = []
        current.append((offset, line))
    yield _block(current, alone=len(lines) == 1)


def _continues(line: str) -> bool:
    return not _ITEM.match(line) and not _is_row(line)


def _is_wrapped(lines: list[str]) -> bool:
    """True if the lines are one paragraph broken at a fixed width."""
    width = max(map(len, lines))
    if len(lines) < 2 or width > _WRAP_WIDTH:
        return False
    pairs = list(itertools.pairwise(lines))
    joins = [pair for pair in pairs if _continues(pair[1])]
    if width < _COLUMN_WIDTH:
        return _is_column([(a.rstrip(), b.strip()) for a, b in joins], width)
    full = [a for a, b in joins if len(a.rstrip()) + 1 + len(b.split()[0]) > width - 3]
    return bool(joins) and len(full) == len(joins)


def _is_column(joins: list[tuple[str, str]], width: int) -> bool:
    """True if narrow lines follow each other as running text does.

    Words put together over line ends leave lines uneven, so that many lines that go on with a
    small letter or a number count as much as full ones.
    """
    going_on = sum(not after[0].isupper() for _, after in joins)
    full = [a for a, b in joins if len(a) + 1 + len(b.split()[0]) > _COLUMN_FILL * width]
    is_full = len(full) == len(joins)
    return bool(joins) and (2 if not is_full else 3) * going_on >= len(joins)


def _is_row(line: str) -> bool:
    cells = _CELLS.split(line.strip())
    return len(cells) > 1 and not _ITEM.match(line)


def _block(lines: list[tuple[int, str]], alone: bool) -> Block:
    start, first = lines[0]
    end = lines[-1][0] + len(lines[-1][1].rstrip())
    if len(lines) == 1 and _is_row(first):
        return Block("row", start + len(first) - len(first.lstrip()), end)
    item = _ITEM.match(first)
    if item and not _is_speech(first, item.group(1)):
        return Block("item", start + item.end(), end, item.group(1))
    start += len(first) - len(first.lstrip())
    short = len(lines) == 1 and len(first) <= _HEADING_LENGTH
    is_heading = short and first.rstrip()[-1] not in ".:;,!?"
    return Block("heading" if is_heading and alone else "paragraph", start, end)


def _is_speech(line: str, marker: str) -> bool:
    """True for a paragraph of speech that starts with a dash."""
    return (
        marker in "-–—"
        and len(line) > _SPEECH_LENGTH
        and (". " in line or line.rstrip().endswith("."))
    )
