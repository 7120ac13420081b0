"""Names that stand where a list has its names: at the head of an item, a row or a short line."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.extract.document import Block, Document
from pipeline.extract.marks import Token
from pipeline.extract.tokens import Readers
from pipeline.normalise.names import NameMatch

_HEAD = re.compile(
    r"(?P<name>[A-ZÅÄÖ][\w-]+(?: [A-ZÅÄÖa-zåäö][\w-]*){0,2}?)"
    r"(?=\s*(?::|,| [–—-] |\||\(|\t| {3,}|\d|$))"
)
_AT_START = r"(?:^|(?<=[.!?] ))(?P<name>[A-ZÅÄÖ][\w-]+)(?= (?i:{}))"
_LONGEST_LINE = 160


def slot_names(
    document: Document, tokens: list[Token], readers: Readers, award: re.Pattern[str]
) -> Iterator[Token]:
    """Names in places where words that are names too can only be names.

    Turku and Ingå are words too; as "Turku: Datasta päätöksiin, 405 000 euroa" they are names, and
    so they are at the start of a sentence before a word of `award`.
    """
    taken = {token.start for token in tokens}
    known: dict[str, NameMatch] = {}
    for hit in _places(document, re.compile(_AT_START.format(award.pattern), re.M)):
        text = hit["name"]
        if hit.start("name") in taken:
            continue
        if text not in known:
            known[text] = readers.names.resolve(text)
        match = known[text]
        if match.code is not None and not match.flagged:
            taken.add(hit.start("name"))
            yield Token("name", *hit.span("name"), match.name_fi, text=text)


def _places(document: Document, at_start: re.Pattern[str]) -> Iterator[re.Match[str]]:
    for block in document.blocks:
        hit = _may_hold(document, block) and _HEAD.match(document.flow, block.start, block.end)
        if hit:
            yield hit
        if block.kind != "row":
            yield from at_start.finditer(document.text, block.start, block.end)


def _may_hold(document: Document, block: Block) -> bool:
    if block.kind in {"item", "row"}:
        return True
    short = block.end - block.start <= _LONGEST_LINE
    return short and any(map(str.isdigit, document.flow[block.start : block.end]))
