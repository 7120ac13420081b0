"""The name of a project in a sentence: what follows "projektet" or "hankkeeseen"."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.extract.finding import Finding
from pipeline.extract.marks import Sentence
from pipeline.extract.reading import Reading

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
    for word in reading.phrases.words["title_intro"]:
        if word.language != reading.language:
            continue
        for hit in word.pattern.finditer(sentence.marked):
            start, end = sentence.span(*hit.span("token"))
            tail = reading.phrases.any_of("title_end").search(flow, start, end)
            end = tail.start() if tail else end
            first, last = _unquoted(flow, start, end)
            if last > first and (flow[first].isupper() or flow[first].isdigit() or first > start):
                language = "sv" if reading.language == "sv" else "fi"
                return ProjectTitle(first, last, flow[first:last], language)
    return None


def _unquoted(flow: str, start: int, end: int) -> tuple[int, int]:
    """Inside the quotation marks, if the name stands in some."""
    if flow[start] not in _QUOTES:
        return start, end
    closing = [place for place in range(start + 1, end) if flow[place] in _QUOTES]
    return (start + 1, closing[-1]) if closing else (start + 1, end)
