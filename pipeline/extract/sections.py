"""Projects told in sections: the heading is the name, below it stand who leads and the sum."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.extract.awards import Award, sum_fact
from pipeline.extract.document import Block
from pipeline.extract.finding import Finding
from pipeline.extract.marks import Sentence, Token
from pipeline.extract.project_title import ProjectTitle
from pipeline.extract.reading import Reading
from pipeline.extract.roles import led, told_later

_FEWEST = 2
"""One section alone may be about anything; two of one shape are a list of projects."""
Section = tuple[Block, list[tuple[Block, Sentence]]]


def find_sections(
    reading: Reading, taken: set[Token], done: set[Block]
) -> tuple[list[Award], set[Block]]:
    """The awards told in sections, and the blocks of those; used tokens go to `taken`."""
    awards: list[Award] = []
    blocks: set[Block] = set()
    if reading.kind not in {"decision", "list"}:
        return awards, blocks
    found = [(s, award) for s in _sections(reading) if (award := _award(reading, *s))]
    if len(found) < _FEWEST:
        return awards, blocks
    for (heading, sentences), award in found:
        own = {heading, *(block for block, _ in sentences)}
        if own & done:
            continue
        awards.append(award)
        blocks |= own
        taken.update(token for _, sentence in sentences for token in sentence.tokens)
    return awards, blocks


def _sections(reading: Reading) -> Iterator[Section]:
    """Each heading with the sentences up to the next one."""
    heading: Block | None = None
    below: list[tuple[Block, Sentence]] = []
    for block, sentence in reading.sentences:
        if block.kind != "heading":
            below.append((block, sentence))
            continue
        if heading is not None:
            yield heading, below
        heading, below = block, []
    if heading is not None:
        yield heading, below


def _award(
    reading: Reading, heading: Block, sentences: list[tuple[Block, Sentence]]
) -> Award | None:
    """The project of a section with one sum and with names in a role; None for any other."""
    sums = [t for _, sentence in sentences for t in sentence.tokens if t.kind == "sum"]
    if len(sums) != 1:
        return None
    people: list[Finding] = []
    for _, sentence in sentences:
        people += told_later(sentence, reading, people)
    if not people:
        return None
    text = reading.document.flow[heading.start : heading.end]
    title = ProjectTitle(heading.start, heading.end, text, reading.language)
    facts = [*led(people), sum_fact("award", sums[0]), title.fact("award")]
    return Award(heading.start, facts, sums[0], title)
