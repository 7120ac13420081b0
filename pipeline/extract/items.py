"""Lists of targets, exclusions, criteria and the like: each item becomes one short term."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pipeline.extract.document import Block
from pipeline.extract.finding import UNRESOLVED, Finding
from pipeline.extract.phrases import ListRule, Phrases
from pipeline.extract.reading import Reading
from pipeline.extract.rounds import Round, round_at
from pipeline.extract.triggers import Triggers

_MAX_WORDS = 12
_PLAIN_WORDS = 5
_WORD = re.compile(r"\S+")
_COMMA = re.compile(r",\s+")
Span = tuple[int, int]
Fitting = tuple[ListRule, list[Span]]
"""A rule, and the spans of its terms in a marked sentence."""


def find_items(reading: Reading, rounds: list[Round], awards: set[Block]) -> Iterator[Finding]:
    """Items of lists and terms of sentences; blocks that tell of awards are left alone."""
    yield from _listed(reading, rounds, awards)
    intros = _intro_ends(reading)
    rules = {
        places: Triggers(_rules(reading, *places), lambda rule: (rule.pattern,))
        for places in (("single",), ("inline", "single"))
    }
    fitting: dict[tuple[str, tuple[str, ...]], Fitting | None] = {}
    for block, sentence in reading.sentences:
        if block in awards or block.kind == "row" or sentence.end in intros:
            continue
        if sentence.marked.endswith("?"):
            continue
        places = ("single",) if block.kind == "heading" else ("inline", "single")
        key = sentence.small, places
        if key not in fitting:
            fitting[key] = _inline(
                sentence.small, rules[places].of(sentence.parts), reading.phrases
            )
        found = fitting[key]
        if found is not None:
            rule, spans = found
            whole = rule.place == "single" and rule.field == "criterion"
            told = [sentence.span(*span) for span in spans]
            yield from _terms(reading, rounds, rule.field, told, whole)


def _rules(reading: Reading, *places: str) -> list[ListRule]:
    return [
        rule
        for rule in reading.phrases.lists
        if rule.place in places
        and rule.language == reading.language
        and (not rule.kinds or reading.kind in rule.kinds)
    ]


def _listed(reading: Reading, rounds: list[Round], awards: set[Block]) -> Iterator[Finding]:
    """Items after an intro; items under a numbered item are examples of it."""
    field, nested = "", ""
    intro: Block | None = None
    in_list = False
    headings = {part.heading for part in rounds}
    for block, follower in zip(reading.blocks, [*reading.blocks[1:], None], strict=True):
        if block.kind != "item" or block in headings:
            intro, in_list = block, False
            continue
        if block in awards:
            continue
        if not in_list and not (nested and block.numbered):
            field = _field_of(reading, intro) if intro else ""
            nested = ""
        in_list = True
        if block.numbered and _opens_examples(reading, block, follower):
            nested = nested or field or "target"
            yield from _item(reading, rounds, block, nested)
            field = "target_example"
            continue
        if field:
            yield from _item(reading, rounds, block, field)


def _field_of(reading: Reading, intro: Block) -> str:
    """Field of the items that follow, by the last sentence of what stands before them."""
    marked = reading.last_sentence[intro].small
    for rule in _rules(reading, "intro"):
        if rule.pattern.search(marked) and not rule.unless.search(marked):
            return rule.field
    return ""


def _opens_examples(reading: Reading, block: Block, follower: Block | None) -> bool:
    text = reading.document.flow[block.start : block.end]
    under = follower is not None and follower.kind == "item" and not follower.numbered
    return under and (
        text.endswith(":") or bool(reading.phrases.any_of("example_follows").search(text))
    )


def _item(reading: Reading, rounds: list[Round], block: Block, field: str) -> Iterator[Finding]:
    flow, phrases = reading.document.flow, reading.phrases
    text = flow[block.start : block.end]
    if phrases.any_of("quoted").search(text):
        return
    if field == "target_example" and phrases.any_of("item_skip").match(text):
        return
    start, end = block.start, block.end
    hits = [word.pattern.search(text) for word in phrases.words["item_example"]]
    example = next((hit for hit in hits if hit), None)
    if example and field == "target":
        field = "target_example"
        start = block.start + example.start("token")
    follows = phrases.any_of("example_follows").search(text)
    if follows:
        end = block.start + follows.start()
    yield from _terms(reading, rounds, field, [(start, end)])


def _intro_ends(reading: Reading) -> set[int]:
    """Ends of the sentences that introduce a list."""
    ends = set()
    for before, after in zip(reading.blocks, reading.blocks[1:], strict=False):
        if after.kind == "item" and before.kind != "item":
            ends.add(before.end)
    return ends


def _inline(marked: str, rules: Iterable[ListRule], phrases: Phrases) -> Fitting | None:
    """The first rule that fits a marked sentence, and the spans of its terms; None if none does."""
    for rule in rules:
        hit = rule.pattern.search(marked)
        if hit is None or rule.unless.search(marked):
            continue
        group = next(name for name in hit.re.groupindex if hit[name] is not None)
        spans = [hit.span(group)]
        if rule.place == "inline":
            spans = split_terms(marked, *hit.span(group), phrases)
        if rule.field != "target" or len(spans) > 1:
            return rule, spans
    return None


def split_terms(text: str, start: int, end: int, phrases: Phrases) -> list[Span]:
    """Spans of the terms of text[start:end]: "A, B and C" -> A, B, C.

    After the last comma only the strongest word between terms divides; without a comma a plain
    "and" divides only short terms and those that end alike, so that one long term stays whole.
    """
    clause = phrases.any_of("clause_start")
    clauses = clause.match(text, start)
    commas = (
        hit
        for hit in _COMMA.finditer(text, start, end)
        if clauses or not clause.match(text, hit.end())
    )
    parts = _cut(start, end, commas)
    strong, plain = phrases.any_of("separator_strong"), phrases.any_of("separator")
    found = []
    for place, part in enumerate(parts):
        if strong.search(text, *part):
            found += _cut(*part, strong.finditer(text, *part))
            continue
        pieces = _whole_words(text, _cut(*part, plain.finditer(text, *part)))
        last = place == len(parts) - 1
        short = all(len(text[a:b].split()) <= _PLAIN_WORDS for a, b in pieces)
        ending = phrases.any_of("term_end")
        alike = all(ending.search(text[a:b].rstrip(" .;:")) for a, b in pieces)
        divide = last and (len(parts) > 1 or short or alike)
        found += (
            [(pieces[0][0], pieces[-2][1]), pieces[-1]] if divide and len(pieces) > 1 else [part]
        )
    return [span for span in found if text[span[0] : span[1]].strip(" ,.;")]


def _cut(start: int, end: int, separators: Iterable[re.Match[str]]) -> list[Span]:
    spans = []
    for hit in separators:
        spans.append((start, hit.start()))
        start = hit.end()
    return [*spans, (start, end)]


def _whole_words(text: str, pieces: list[Span]) -> list[Span]:
    """The pieces with "social-" and what completes it put together again."""
    found: list[Span] = []
    for start, end in pieces:
        if found and text[found[-1][0] : found[-1][1]].rstrip().endswith("-"):
            start = found.pop()[0]
        found.append((start, end))
    return found


def _terms(
    reading: Reading, rounds: list[Round], field: str, spans: list[Span], whole: bool = False
) -> Iterator[Finding]:
    """One finding a span; `whole` keeps relative clauses, which then are what matters."""
    for start, end in spans:
        first, last = start, len(reading.document.flow[:end].rstrip(" ,;.:"))
        if not whole:
            first, last = short_term(reading.document.flow, start, end, reading.phrases)
        if last <= first:
            continue
        key = round_at(rounds, first).key
        value = reading.document.flow[first:last]
        note = f"from {reading.document.locator(start, end)}" if last - first < end - start else ""
        yield Finding(key, field, first, last, value, "", "stated", 0.75, UNRESOLVED, note)


def short_term(text: str, start: int, end: int, phrases: Phrases) -> Span:
    """The span of the term in an item without lead-ins, relative clauses and end marks."""
    head, tail = phrases.any_of("item_head"), phrases.any_of("item_tail")
    while start < end and (text[start].isspace() or text[start] in ",;:"):
        start += 1
    while hit := head.match(text, start, end):
        start = hit.end()
    cut = tail.search(text, start, end)
    while cut and cut.start() < end and cut.start() > start:
        if phrases.any_of("generic").fullmatch(text, start, cut.start()):
            break
        end = cut.start()
        cut = tail.search(text, start, end)
    words = list(_WORD.finditer(text, start, end))
    if len(words) > _MAX_WORDS:
        end = words[_MAX_WORDS - 1].end()
    return start, len(text[:end].rstrip(" ,;.:"))
