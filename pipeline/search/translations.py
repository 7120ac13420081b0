"""Single words and what they are called in the other languages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

Row = Mapping[str, str]
_MARK = "~"


@dataclass(frozen=True)
class Term:
    """One way to say a meaning: the base words of each of its words, and how it is written."""

    meaning: str
    language: str
    words: tuple[tuple[str, ...], ...]
    text: str

    @property
    def is_translation(self) -> bool:
        """Whether the table of translations gives the term, and no curated list."""
        return self.meaning.startswith(_MARK)


class Translations:
    """The pairs of the published table translations, read from both sides."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._others: dict[str, dict[str, list[tuple[str, str]]]] = defaultdict(
            lambda: defaultdict(list)
        )
        for row in rows:
            own, other = row["language"], row["other_language"]
            for word in row["words"].split(";"):
                self._others[own][row["word"]].append((word, other))
                self._others[other][word].append((row["word"], own))

    def of(self, language: str) -> Mapping[str, list[tuple[str, str]]]:
        """Words of the language and their translations, each with its language."""
        return self._others[language]

    def term(self, word: str, language: str) -> Term | None:
        """The word as a term, if it has translations."""
        return _term(word, language) if word in self._others[language] else None

    def others(self, term: Term) -> list[Term]:
        """The translations of a term that `term` gave."""
        return [_term(*other) for other in self._others[term.language].get(term.text, ())]


def _term(text: str, language: str) -> Term:
    """A term of its own; its words are taken to stand in base form."""
    words = tuple((word,) for word in text.split(" "))
    return Term(f"{_MARK}{language}:{text}", language, words, text)
