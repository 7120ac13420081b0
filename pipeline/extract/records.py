"""Projects told line by line, each line with its label: "Hanke: …", "Hakija: …", "Avustus: …"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.extract.awards import Award
from pipeline.extract.columns import column_fields
from pipeline.extract.document import Block
from pipeline.extract.marks import Token
from pipeline.extract.reading import Reading
from pipeline.extract.tables import Span, award_of_columns

_LINE = re.compile(r"(?P<label>[^:|\d]{2,40}?)\s*[:|]\s*(?P<value>[^|\s][^|]*)$")
_MANY = {"partner", "recipient"}
Line = tuple[str, Block, Span]
"""(field of the label or "", the line, where its value stands)"""


def find_records(reading: Reading, taken: set[Token]) -> tuple[list[Award], set[Block]]:
    """The awards told in labelled lines, and those lines; used tokens go to `taken`."""
    awards: list[Award] = []
    blocks: set[Block] = set()
    if reading.kind not in {"decision", "list"}:
        return awards, blocks
    for record in _records(reading):
        told = {field.split("_")[0] for field, _, _ in record}
        if len(told) < 2 or not told & {"title", "lead", "recipient"}:
            continue
        tokens = [t for _, block, _ in record for t in reading.tokens_in(block.start, block.end)]
        names = [token for token in tokens if token.kind == "name"]
        awards += award_of_columns(reading, [(field, span) for field, _, span in record], names)
        blocks.update(block for _, block, _ in record)
        taken.update(tokens)
    return awards, blocks


def _records(reading: Reading) -> Iterator[list[Line]]:
    """Labelled lines that follow each other; a label that comes again opens the next record."""
    record: list[Line] = []
    for block in reading.blocks:
        line = _labelled(reading, block)
        if line is not None and not line[0]:
            continue
        again = line is not None and line[0] in {field for field, _, _ in record} - _MANY
        if record and (line is None or again):
            yield record
            record = []
        if line is not None:
            record.append(line)
    if record:
        yield record


def _labelled(reading: Reading, block: Block) -> Line | None:
    hit = _LINE.match(reading.document.flow, block.start, block.end)
    if hit is None:
        return None
    return column_fields([hit["label"]], reading)[0], block, hit.span("value")
