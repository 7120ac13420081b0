"""What is searched: documents of fields, each field a text in one language."""

from __future__ import annotations

from dataclasses import dataclass

LANGUAGES = ("fi", "sv", "en")
TITLE, NAMES, TEXT, THEME, CALL = "title", "names", "text", "theme", "call"
WEIGHTS = {TITLE: 6, NAMES: 6, TEXT: 4, THEME: 2, CALL: 1}
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
    fields: tuple[Field, ...]
