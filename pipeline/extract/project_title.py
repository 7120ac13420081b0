"""The name of a project in a sentence: what follows "projektet" or "hankkeeseen"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.extract.finding import Finding
from pipeline.extract.marks import Sentence
from pipeline.extract.phrases import MARKS
from pipeline.extract.reading import Reading

_PART = re.compile(r"(?:[^,:–—()]+|(?<=\d),(?=\d))+")
_MARK = re.compile(f"[{''.join(MARKS.values())}]")
_COLON = re.compile(rf"(?P<title>[^:]*[^\W\d_{_MARK.pattern[1:-1]}][^:]*): {MARKS['name']}")
_LABEL = f"{MARKS['name']}:"
"""A part behind it is no second body, whatever words it has."""
_QUOTES = "\"”“»«'’‘„"


@dataclass(frozen=True)
class ProjectTitle:
    """A name of a project with its span in the document."""

    start: int
    end: int
    text: str
    language: str

    def fact(self, key: str) -> Finding:
        """As a fact, in the field of the document's language."""
        field = f"title_{self.language}"
        return Finding(key, field, self.start, self.end, self.text, confidence=0.9)


def project_title(sentence: Sentence, reading: Reading) -> ProjectTitle | None:
    """The name of the project that the sentence tells of; None if it tells none."""
    flow = reading.document.flow
    for word in reading.phrases.title_intros.of(sentence.parts):
        if word.language != reading.language:
            continue
        for hit in word.pattern.finditer(sentence.marked):
            first, last = _before_sum(sentence.marked, *hit.span("token"))
            if first == last:
                continue
            start, end = sentence.span(first, last)
            tail = reading.phrases.any_of("title_end").search(flow, start, end)
            end = tail.start() if tail else end
            stop = reading.phrases.any_of("title_stop").search(flow, start, end)
            end = stop.start() if stop else end
            first, last = _unquoted(flow, start, end)
            if any((t.kind, t.start, t.end) == ("name", first, last) for t in sentence.tokens):
                continue
            if last > first and (flow[first].isupper() or flow[first].isdigit() or first > start):
                return ProjectTitle(first, last, flow[first:last], reading.language)
    return None


def _before_sum(marked: str, start: int, end: int) -> tuple[int, int]:
    """The span up to the first sum in it: no name of a project holds one."""
    place = marked.find(MARKS["sum"], start, end)
    return start, place if place >= 0 else end


def title_in_item(sentence: Sentence, reading: Reading) -> ProjectTitle | None:
    """In an item: what stands before a colon and a name, else the part of words between commas."""
    return _before_colon(sentence, reading) or _between_commas(sentence, reading)


def _before_colon(sentence: Sentence, reading: Reading) -> ProjectTitle | None:
    """In "Seudun tietopankki: Porin kaupunki, 88 400 euroa" the part before the colon."""
    hit = _COLON.match(sentence.marked)
    labels = (rule.pattern for rule in reading.phrases.lists if rule.place == "column")
    if hit is None or any(label.search(hit["title"]) for label in labels):
        return None
    start, end = _unquoted(reading.document.flow, *sentence.span(*hit.span("title")))
    return ProjectTitle(start, end, reading.document.flow[start:end], reading.language)


def _between_commas(sentence: Sentence, reading: Reading) -> ProjectTitle | None:
    """In an item such as "Turun kaupunki, Yhteinen varaus, 720 000 euroa": the part of words."""
    free = [
        part
        for part in _PART.finditer(sentence.marked)
        if not _MARK.search(part.group())
        and part.group().strip()[:1].isupper()
        and not reading.phrases.small("partner_group").search(part.group().lower())
        and (
            sentence.marked.startswith(_LABEL, part.start() - len(_LABEL))
            or not reading.phrases.small("organisation").search(part.group().lower())
        )
    ]
    if len(free) != 1:
        return None
    text = free[0].group()
    first = free[0].start() + len(text) - len(text.lstrip())
    start, end = sentence.span(first, first + len(text.strip(" .;")))
    first_, last = _unquoted(reading.document.flow, start, end)
    return ProjectTitle(first_, last, reading.document.flow[first_:last], reading.language)


def _unquoted(flow: str, start: int, end: int) -> tuple[int, int]:
    """Inside the quotation marks, if the name stands in some."""
    if flow[start] not in _QUOTES:
        return start, end
    closing = [place for place in range(start + 1, end) if flow[place] in _QUOTES]
    return (start + 1, closing[-1]) if closing else (start + 1, end)
