"""The rounds that a document tells of: mostly one, on a page of a year several."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from pipeline.extract.document import Block
from pipeline.extract.reading import Reading

YEAR = "year"


@dataclass(frozen=True)
class Round:
    """A stretch of the document that belongs to one subject."""

    key: str
    start: int
    end: int
    heading: Block | None


def rounds_of(reading: Reading) -> list[Round]:
    """The stretches in order; before the headings of several rounds stands what they share."""
    text = reading.document.text
    headings = _headings(reading)
    if len(headings) < 2:
        return [Round("round 0", 0, len(text), None)]
    starts = [block.start for block in headings]
    ends = [*starts[1:], len(text)]
    found = [Round(YEAR, 0, starts[0], None)]
    for number, (block, end) in enumerate(zip(headings, ends, strict=True)):
        found.append(Round(f"round {number}", block.start, end, block))
    return found


def round_at(rounds: list[Round], offset: int) -> Round:
    """The stretch in which an offset lies."""
    return rounds[bisect_right(rounds, offset, key=lambda part: part.start) - 1]


def _headings(reading: Reading) -> list[Block]:
    """Headings that open a round: numbered, or saying so, and not next to each other."""
    pattern = reading.phrases.any_of("round_heading")
    blocks = reading.blocks
    found = []
    for place, block in enumerate(blocks):
        text = reading.document.flow[block.start : block.end]
        follower = blocks[place + 1] if place + 1 < len(blocks) else None
        in_list = follower is not None and block.numbered and follower.numbered
        opens = block.numbered or (block.kind == "heading" and place > 0 and text[:1].isdigit())
        if opens and not in_list and text[-1:] not in ".," and pattern.search(text):
            found.append(block)
    return found
