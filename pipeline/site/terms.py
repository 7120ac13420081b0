"""The words that pages explain: each is written once, in the glossary."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from lxml import html

_TRANSLATIONS = re.compile(r"\((?:[^()]|\([^()]*\))*\)\s*")
"""The same word in the other languages, in parentheses before the meaning."""


@dataclass(frozen=True)
class Term:
    """A word of the glossary and what it means, as plain text."""

    name: str
    meaning: str


class FirstTime:
    """Says of each word whether it is met for the first time on a page."""

    def __init__(self) -> None:
        self._met: set[str] = set()

    def __call__(self, word: str) -> bool:
        """True the first time that the word is asked for."""
        new = word not in self._met
        self._met.add(word)
        return new


def terms(glossary: str) -> dict[str, Term]:
    """Id in the glossary → its term; `glossary` is the HTML of the written page.

    An entry is a heading of the third level with an id and the paragraph that follows it.
    """
    tree: Any = html.fromstring(f"<div>{glossary}</div>")
    return {
        heading.get("id"): Term(
            str(heading.text_content()).strip(),
            _TRANSLATIONS.sub("", _text(heading.getnext()), count=1),
        )
        for heading in tree.iter("h3")
    }


def _text(element: Any) -> str:
    return " ".join(str(element.text_content()).split())
