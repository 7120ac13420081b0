"""What is searched: documents of fields, each field a text in one language."""

from __future__ import annotations

from dataclasses import dataclass

TITLE, NAMES, TEXT, THEME = "title", "names", "text", "theme"
WEIGHTS = {TITLE: 3, NAMES: 3, TEXT: 2, THEME: 1}
"""How much a word counts by the kind of field that it stands in."""


@dataclass(frozen=True)
class Field:
    """One text of a document: its kind (a key of WEIGHTS), language and words."""

    kind: str
    language: str
    text: str


@dataclass(frozen=True)
class Document:
    """One thing that can be found."""

    ident: str
    title: str
    fields: tuple[Field, ...]
