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
_LONGEST_LINE = 160


def slot_names(document: Document, tokens: list[Token], readers: Readers) -> Iterator[Token]:
    """Names at the head of items, rows and lines that running text would not take for names.

    Turku and Ingå are words too; as "Turku: Datasta päätöksiin, 405 000 euroa" they are names.
    """
    taken = {token.start for token in tokens}
    known: dict[str, NameMatch] = {}
    for block in document.blocks:
        if block.start in taken or not _may_hold(document, block):
            continue
        hit = _HEAD.match(document.flow, block.start, block.end)
        if hit is None:
            continue
        text = hit["name"]
        if text not in known:
            known[text] = readers.names.resolve(text)
        match = known[text]
        if match.code is not None and not match.flagged:
            yield Token("name", *hit.span("name"), match.name_fi, text=text)


def _may_hold(document: Document, block: Block) -> bool:
    if block.kind in {"item", "row"}:
        return True
    short = block.end - block.start <= _LONGEST_LINE
    return short and any(map(str.isdigit, document.flow[block.start : block.end]))
