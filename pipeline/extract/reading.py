"""A document read once: its language, kind, dates, sentences, and the parts not to be read."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property

from pipeline.extract.document import Block, Document
from pipeline.extract.marks import Sentence, Token, mark
from pipeline.extract.phrases import Phrases
from pipeline.extract.privacy import contact_blocks
from pipeline.extract.slots import slot_names
from pipeline.extract.tokens import Readers, find_tokens
from pipeline.normalise.dates import LATEST

_BOUNDARY = re.compile(r"(?<!\.)[.!?](?=\s+[\"”“»(–-]{0,2}[A-ZÅÄÖ0-9])")
_LAST_WORD = re.compile(r"[\w.]+$")
_YEAR = re.compile(r"(?<!\d)20[1-4]\d(?!\d)")
_YEAR_HEAD = 5000
"""Characters in which the year of an undated document is looked for first."""
_HEAD_BLOCKS = 14
_HEAD_LINE = 120
_LABEL = 40
"""How long a line may be that only says what follows."""
_KIND_BLOCKS = 300
"""How much of a long document is read to tell its kind."""
KINDS = ("decision", "call_opened", "news", "list", "call_page")


@dataclass(frozen=True)
class Reading:
    """A document with everything that the finders of facts need to know."""

    document: Document
    phrases: Phrases
    readers: Readers
    name: str
    """Identifier of the source, or the file's name; a year in it is the last resort."""
    told_kind: str = ""
    """The kind, where it is known without reading."""
    told_language: str = ""
    """The language, where it is known from a larger text."""

    @cached_property
    def language(self) -> str:
        """fi, sv or en: the language with the most of its small words."""
        if self.told_language:
            return self.told_language
        words = self.phrases.words["language"]
        hits = {w.language: len(w.pattern.findall(self.document.text[:20_000])) for w in words}
        return max(sorted(hits, reverse=True), key=lambda language: hits[language])

    @cached_property
    def blocks(self) -> list[Block]:
        """The blocks without contact details."""
        return [block for block in self.document.blocks if block not in self.hidden]

    def blocks_before(self, offset: int) -> int:
        """How many blocks start before the offset."""
        return bisect_left(self._block_starts, offset)

    def blocks_in(self, start: int, end: int) -> list[Block]:
        """The blocks that start in text[start:end]."""
        return self.blocks[self.blocks_before(start) : self.blocks_before(end)]

    def is_label(self, block: Block) -> bool:
        """True for a short line without a number that says what follows: a heading, a region."""
        text = self.document.flow[block.start : block.end]
        return (
            block.kind in {"heading", "paragraph"}
            and len(text) <= _LABEL
            and text[-1] not in ".,;!"
            and not any(map(str.isdigit, text))
        )

    def is_entry(self, block: Block) -> bool:
        """True for an item of a list, also without a bullet: a line of a name, words and a sum."""
        if block.kind == "item":
            return True
        tokens = self.tokens_in(block.start, block.end)
        return (
            block.kind in {"heading", "paragraph"}
            and block.end - block.start <= _HEAD_LINE
            and bool(tokens)
            and (tokens[0].kind, tokens[0].start) == ("name", block.start)
            and any(token.kind == "sum" for token in tokens)
            and self.document.flow[block.end - 1] != "."
        )

    @cached_property
    def _block_starts(self) -> list[int]:
        return [block.start for block in self.blocks]

    @cached_property
    def hidden(self) -> set[Block]:
        """The blocks of contact details."""
        return contact_blocks(self.document, self.phrases)

    @cached_property
    def tokens(self) -> list[Token]:
        """Every sum, date, share, count and name."""
        found = find_tokens(self.document.flow, self.readers, self.year)
        found += slot_names(self.document, found, self.readers, self.phrases.any_of("award"))
        return sorted(found, key=lambda token: token.start)

    @cached_property
    def year(self) -> int | None:
        """The year of publication, else that in the name, else the first one told in the text.

        Last days by which something has to be done are not counted: they are of later years.
        """
        if self.published:
            return int(self.published.value[:4])
        told = _YEAR.search(self.name) or self._first_year()
        return int(told.group()) if told else None

    def _first_year(self) -> re.Match[str] | None:
        """The first year told in the text outside of last days; most stand in its head."""
        flow = self.document.flow
        return self._year_in(flow[:_YEAR_HEAD]) or self._year_in(flow)

    def _year_in(self, text: str) -> re.Match[str] | None:
        last_days = [f for f in self.readers.dates.find(text) if f.kind == LATEST]
        inside = {place for found in last_days for place in range(found.start, found.end)}
        return next((hit for hit in _YEAR.finditer(text) if hit.start() not in inside), None)

    @cached_property
    def published(self) -> Token | None:
        """The date of publication, where the head of the document tells it."""
        pattern = self.phrases.any_of("published")
        for block in self.blocks[:_HEAD_BLOCKS]:
            text = self.document.flow[block.start : block.end]
            if len(" ".join(text.split())) > _HEAD_LINE or not any(char.isdigit() for char in text):
                continue
            tokens = [
                Token("date", block.start + found.start, block.start + found.end, found.value)
                for found in self.readers.dates.find(text)
            ]
            sentence = mark(self.document.flow, block.start, block.end, tokens[:1])
            if tokens and pattern.search(sentence.marked.strip()):
                return tokens[0]
        return None

    @cached_property
    def kind(self) -> str:
        """decision, call_opened, call_page, news (of a programme) or list (of grants)."""
        if self.told_kind:
            return self.told_kind
        scores = dict.fromkeys(KINDS, 0)
        for block in self.blocks[:_KIND_BLOCKS]:
            weight = 3 if block.kind == "heading" else 1
            text = self.document.flow[block.start : block.end]
            for word in self.phrases.words["kind"]:
                scores[word.value] += weight * len(word.pattern.findall(text))
        scores["decision"] += 2 * self._named_sums
        best = max(KINDS, key=lambda kind: scores[kind])
        if scores[best] == 0:
            return "list" if any(block.kind == "row" for block in self.blocks) else "call_page"
        if best == "call_opened" and self.published is None:
            return "call_page"
        return best

    @property
    def _named_sums(self) -> int:
        """How many blocks tell of a name with a sum: what only lists of awards do."""
        marks = {"name", "sum"}
        return sum(
            marks <= {token.kind for token in self.tokens_in(block.start, block.end)}
            for block in self.blocks[:_KIND_BLOCKS]
            if block.kind != "row"
        )

    @cached_property
    def sentences(self) -> list[tuple[Block, Sentence]]:
        """(block, sentence) in order; a table row is one sentence."""
        return [(block, s) for block in self.blocks for s in self._split(block)]

    @cached_property
    def last_sentence(self) -> dict[Block, Sentence]:
        """The last sentence of each block."""
        return dict(self.sentences)

    def _split(self, block: Block) -> list[Sentence]:
        flow = self.document.flow
        tokens = self.tokens_in(block.start, block.end)
        cuts = [] if block.kind in {"row", "heading"} else self._cuts(block, tokens)
        starts = [block.start, *cuts]
        ends = [*cuts, block.end]
        found = []
        for start, end in zip(starts, ends, strict=True):
            while start < end and flow[start].isspace():
                start += 1
            found.append(mark(flow, start, end, tokens))
        return found

    def _cuts(self, block: Block, tokens: list[Token]) -> list[int]:
        inside = {place for token in tokens for place in range(token.start, token.end - 1)}
        stop = self.phrases.any_of("abbreviation")
        cuts = []
        for hit in _BOUNDARY.finditer(self.document.flow, block.start, block.end):
            before = _LAST_WORD.search(self.document.flow, max(0, hit.start() - 30), hit.start())
            if hit.start() in inside or (before and stop.fullmatch(before.group())):
                continue
            cuts.append(hit.end())
        return cuts

    def tokens_in(self, start: int, end: int) -> list[Token]:
        """The tokens that start in text[start:end]."""
        low, high = self._first_token(start), self._first_token(end)
        return self.tokens[low:high]

    def _first_token(self, offset: int) -> int:
        return bisect_left(self._token_starts, offset)

    @cached_property
    def _token_starts(self) -> list[int]:
        return [token.start for token in self.tokens]
