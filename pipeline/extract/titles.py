"""Names of rounds and programmes, and the programme that a round belongs to."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.extract.finding import Finding
from pipeline.extract.reading import Reading
from pipeline.extract.rounds import YEAR, Round, round_at
from pipeline.extract.triggers import needed_letters

_HEAD_BLOCKS = 14


def find_titles(reading: Reading, rounds: list[Round]) -> Iterator[Finding]:
    """The name of each round, from its heading or from the first heading that has one."""
    if reading.kind == "news":
        yield from _programme_title(reading)
        return
    for part in rounds:
        blocks = [
            block
            for block in reading.blocks_in(part.start, part.end)
            if block.kind == "heading" or block == part.heading or block.numbered
        ]
        for block in blocks[:1] if part.heading else blocks[:_HEAD_BLOCKS]:
            found = list(_title(reading, part.key, block.start, block.end))
            yield from found
            if found:
                break


def find_programmes(reading: Reading, rounds: list[Round]) -> Iterator[Finding]:
    """The programme of each round; told before the rounds of a year, it holds for all of them."""
    seen: dict[str, Finding] = {}
    if reading.kind == "news":
        return
    small = reading.document.flow.lower()
    for word in reading.phrases.words["programme"]:
        if not any(letters in small for letters in needed_letters(word.pattern) or ("",)):
            continue
        for hit in word.pattern.finditer(reading.document.flow):
            place = reading.blocks_before(hit.start() + 1) - 1
            if place < 0 or hit.start() >= reading.blocks[place].end:
                continue
            key = round_at(rounds, hit.start()).key
            found = Finding(key, "programme", hit.start(), hit.end(), word.value, confidence=0.95)
            if key not in seen or len(hit.group()) > seen[key].end - seen[key].start:
                seen[key] = found
    shared = seen.get(YEAR)
    for part in rounds:
        told = seen.get(part.key) or shared
        if told is not None:
            yield Finding(part.key, "programme", told.start, told.end, told.value, confidence=0.95)


def _title(reading: Reading, key: str, start: int, end: int) -> Iterator[Finding]:
    text = reading.document.flow[start:end]
    for rule in reading.phrases.lists:
        if rule.place != "title" or rule.language != reading.language or rule.unless.search(text):
            continue
        hit = rule.pattern.search(text)
        if hit is None:
            continue
        first, last = hit.span("token")
        tail = reading.phrases.any_of("title_tail").search(text, first, last)
        last = tail.start() if tail else last
        value = title_value(text[first:last], reading)
        yield Finding(key, rule.field, start + first, start + last, value, confidence=0.85)
        return


def title_value(text: str, reading: Reading) -> str:
    """A name in its basic form with a capital, as far as the word list knows the form."""
    for word in reading.phrases.words["title_head"]:
        text = word.pattern.sub(rf"\g<1>{word.value}", text, count=1)
    return text[:1].upper() + text[1:]


def _programme_title(reading: Reading) -> Iterator[Finding]:
    for rule in reading.phrases.lists:
        hit = rule.pattern.search(reading.document.flow) if rule.place == "programme" else None
        if hit is None or rule.language != reading.language:
            continue
        value = hit.group()
        for word in reading.phrases.words["programme_title"]:
            value = word.value if word.pattern.match(value) else value
        yield Finding("round 0", rule.field, hit.start(), hit.end(), value, confidence=0.9)
        return
