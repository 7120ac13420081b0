"""Persons never reach a draft: contact details are not read, and their names are refused."""

from __future__ import annotations

import re

from pipeline.extract.document import Block, Document
from pipeline.extract.phrases import Phrases

_EMAIL = re.compile(r"[\w.+-]+\s?(?:@|\(at\)|\[at\]|\(a\))\s?[\w-]+\.[\w.-]+", re.I)
_PHONE = re.compile(r"(?<![\d.])(?:\+\d{3}|0\d{1,4})[ -]?\d{2,4}(?:[ -]?\d{2,4}){1,3}(?![\d.€])")
_FULL_NAME = re.compile(r"\b[A-ZÅÄÖÉ][\w-]+(?: [A-ZÅÄÖÉ][\w-]+){1,2}")
_WORD = re.compile(r"[\w-]+")
_NAME_SIZES = (2, 3)
"""How many words a full name has."""
_DIGITS = re.compile(r"\d{3}")
"""What every number has, and every address one of the signs; looked for first: that is quick."""
_SIGN = re.compile(r"@|[(\[]a", re.I)
_SHORT = 160


def contact_blocks(document: Document, phrases: Phrases) -> set[Block]:
    """Blocks that tell whom to call or write to, with the heading before them."""
    heading = phrases.any_of("contact")
    hidden: set[Block] = set()
    open_heading = False
    for block in document.blocks:
        text = document.flow[block.start : block.end].strip()
        if has_contact(text, phrases):
            hidden.add(block)
        elif heading.match(text) and len(text) <= 40:
            hidden.add(block)
            open_heading = True
        elif open_heading and _is_tail(block, text):
            hidden.add(block)
        else:
            open_heading = False
    return hidden


def has_contact(text: str, phrases: Phrases) -> bool:
    """True if the text holds an e-mail address or a telephone number."""
    if _SIGN.search(text) and _EMAIL.search(text):
        return True
    has_digits = _DIGITS.search(text) is not None
    return has_digits and bool(_PHONE.search(text) or phrases.any_of("phone").search(text))


def person_names(document: Document, hidden: set[Block], phrases: Phrases) -> frozenset[str]:
    """The full names that stand in the `hidden` contact blocks or after a title as minister."""
    found: set[str] = set()
    for block in hidden:
        found.update(_FULL_NAME.findall(document.flow[block.start : block.end]))
    title = phrases.any_of("person_title")
    for hit in _FULL_NAME.finditer(document.flow):
        before = document.flow[max(0, hit.start() - 40) : hit.start()].split()
        if before and title.fullmatch(before[-1].strip(",.;:")):
            found.add(hit.group())
    return frozenset(found)


def names_a_person(text: str, persons: frozenset[str], phrases: Phrases) -> bool:
    """True if the text would carry a person's name, address or number into a draft."""
    if has_contact(text, phrases):
        return True
    words = _WORD.findall(text) if persons else []
    told = {" ".join(words[at : at + size]) for size in _NAME_SIZES for at in range(len(words))}
    return not persons.isdisjoint(told)


def is_like_a_person(text: str, phrases: Phrases) -> bool:
    """True for two or three capitalised words without the word of a body: an unknown full name."""
    return bool(_FULL_NAME.fullmatch(text.strip())) and not any(
        phrases.any_of(use).search(text) for use in ("organisation", "town")
    )


def _is_tail(block: Block, text: str) -> bool:
    """Short lines after contact details, such as a list of subjects or a signature."""
    return block.kind in {"paragraph", "heading"} and len(text) <= _SHORT and "€" not in text
